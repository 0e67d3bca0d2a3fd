"""Whose posts: no address of the admin shows or changes another's draft."""

import pytest
from django.urls import reverse

from blog.models import Post
from tests.desk.post_form import typed_again
from tests.factories import make_label, make_post

LIST = "/admin/blog/post/"
SECRET = "El borrador que nadie debe ver"

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(alice):
    post = make_post(author=alice, title=SECRET, body="Un secreto.", published_at=None)
    post.labels.add(make_label(name="Intimidades"))
    return post


@pytest.mark.parametrize("who", ["bob", None])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        LIST,
        f"{LIST}?q=secreto",
        f"{LIST}?state=draft",
        f"{LIST}?label=intimidades",
        f"{LIST}?all=",
        f"{LIST}?_popup=1",
        f"{LIST}?_to_field=id&_popup=1",
        f"{LIST}{{pk}}/",
        f"{LIST}{{pk}}/change/",
        f"{LIST}{{pk}}/change/?_popup=1",
        f"{LIST}{{pk}}/delete/",
        f"{LIST}{{pk}}/history/",
        "/admin/autocomplete/?app_label=blog&model_name=post&field_name=labels&term=B",
        "/preview/post/{pk}/",
    ],
)
def test_nobody_else_sees_a_draft(client, request, draft, who, address):
    if who:
        client.force_login(request.getfixturevalue(who))

    response = client.get(address.format(pk=draft.pk), follow=True)

    assert SECRET not in response.text
    assert "Intimidades" not in response.text


@pytest.mark.parametrize("who", ["bob", None])
def test_nobody_else_changes_or_deletes_a_draft(client, request, draft, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    change = reverse("admin:blog_post_change", args=[draft.pk])

    client.post(change, typed_again(draft, title="Robado", _publish="1"))
    client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})

    draft.refresh_from_db()
    assert (draft.title, draft.published_at) == (SECRET, None)


@pytest.mark.parametrize(
    "action", ["publish", "unpublish", "add_labels", "remove_labels", "delete_selected"]
)
@pytest.mark.parametrize("across", ["0", "1"])
def test_an_author_cannot_do_to_many_what_they_cannot_do_to_one(client, draft, bob, action, across):
    mine = make_post(author=bob)
    client.force_login(bob)

    client.post(
        LIST,
        {
            "action": action,
            "labels": "Intimidades",
            "select_across": across,
            "_selected_action": [draft.pk, mine.pk],
            "post": "yes",
        },
    )

    draft.refresh_from_db()
    assert draft.published_at is None
    assert [label.name for label in draft.labels.all()] == ["Intimidades"]


def test_an_author_can_ask_nothing_about_other_authors(client, draft, bob):
    client.force_login(bob)

    for question in (f"author__id__exact={draft.author_id}", "author__password__startswith=a"):
        assert client.get(f"{LIST}?{question}").status_code == 400
    assert draft.author.name not in client.get(LIST).text


@pytest.mark.parametrize("who", ["alice", "carol", "dana"])
def test_a_draft_is_open_to_its_author_and_to_editors(client, request, draft, who):
    client.force_login(request.getfixturevalue(who))
    change = reverse("admin:blog_post_change", args=[draft.pk])

    assert SECRET in client.get(LIST).text
    client.post(change, typed_again(draft, title="Mejor así"))

    draft.refresh_from_db()
    assert draft.title == "Mejor así"


def test_an_author_has_no_business_with_pages_labels_and_settings(client, alice):
    client.force_login(alice)

    for address in ("page/", "page/add/", "label/add/", "sitesettings/1/change/"):
        assert client.get(f"/admin/blog/{address}").status_code == 403
    assert client.post("/admin/blog/label/add/", {"name": "Mía"}).status_code == 403


def test_an_editor_has_no_business_with_settings_and_people(client, carol):
    client.force_login(carol)

    assert client.get("/admin/blog/sitesettings/1/change/").status_code == 403
    assert client.get("/admin/accounts/user/add/").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, draft):
    for address in (LIST, f"{LIST}add/", f"{LIST}{draft.pk}/change/"):
        assert client.get(address)["Location"].startswith("/admin/login/")
    assert Post.objects.count() == 1
