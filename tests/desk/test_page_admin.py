"""Pages at the writing desk: written like posts, by editors."""

import pytest

from blog.models import Page
from tests.desk.post_form import typed
from tests.factories import make_page

LIST = "/admin/blog/page/"

pytestmark = pytest.mark.django_db


def test_an_editor_writes_a_page_and_puts_it_in_the_menu(client, carol):
    client.force_login(carol)

    client.post(
        f"{LIST}add/", typed("Acerca de mí", "Hola *a todos*.", menu_position=1, _publish=1)
    )

    page = Page.objects.get()
    assert (page.slug, page.menu_position, page.is_live) == ("acerca-de-mi", 1, True)
    assert "<em>a todos</em>" in client.get("/p/acerca-de-mi.html").text


def test_a_page_without_a_date_is_a_draft_to_preview(client, carol):
    client.force_login(carol)

    client.post(f"{LIST}add/", typed("Acerca de mí"))

    page = Page.objects.get()
    assert page.state == Page.State.DRAFT
    assert f"/preview/page/{page.pk}/" in client.get(f"{LIST}{page.pk}/change/").text


def test_a_slug_that_is_taken_is_explained(client, carol):
    make_page(slug="hola")
    client.force_login(carol)

    response = client.post(f"{LIST}add/", typed("Otra", slug="hola"))

    assert "errorlist" in response.text
    assert Page.objects.count() == 1


def test_many_are_published_and_hidden_again(client, carol):
    pages = [make_page(published_at=None), make_page(published_at=None)]
    client.force_login(carol)
    chosen = {"_selected_action": [page.pk for page in pages]}

    client.post(LIST, {"action": "publish", **chosen})
    assert Page.objects.published().count() == 2

    client.post(LIST, {"action": "unpublish", **chosen})
    assert Page.objects.drafts().count() == 2


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_many(client, carol, many, django_assert_num_queries):
    for _ in range(many):
        make_page()
    client.force_login(carol)

    with django_assert_num_queries(5):
        client.get(LIST)
