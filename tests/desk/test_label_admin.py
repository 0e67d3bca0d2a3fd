"""Labels at the writing desk."""

import pytest

from blog.models import Label
from tests.factories import make_label, make_post

LIST = "/admin/blog/label/"

pytestmark = pytest.mark.django_db


def test_an_editor_makes_a_label_whose_address_comes_of_its_name(client, carol):
    client.force_login(carol)

    client.post(f"{LIST}add/", {"name": "Mar y costa", "slug": ""})

    assert Label.objects.get().slug == "mar-y-costa"


def test_a_name_that_is_taken_is_explained(client, carol):
    make_label(name="Cocina")
    client.force_login(carol)

    response = client.post(f"{LIST}add/", {"name": "COCINA", "slug": ""})

    assert "errorlist" in response.text
    assert Label.objects.count() == 1


def test_a_deleted_label_leaves_its_posts(client, carol):
    label, post = make_label(), make_post()
    post.labels.add(label)
    client.force_login(carol)

    client.post(f"{LIST}{label.pk}/delete/", {"post": "yes"})

    post.refresh_from_db()
    assert not post.labels.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_counts_posts_and_costs_the_same_for_many(
    client, carol, many, django_assert_num_queries
):
    for _ in range(many):
        make_post().labels.add(make_label())
    make_post().labels.add(Label.objects.first())
    client.force_login(carol)

    with django_assert_num_queries(5):
        response = client.get(LIST)

    counts = [label.post_count for label in response.context["cl"].result_list]
    assert sorted(counts) == [1] * (many - 1) + [2]


def test_an_author_reads_the_list_and_no_more(client, alice):
    label = make_label()
    client.force_login(alice)

    assert client.get(LIST).status_code == 200
    client.post(f"{LIST}{label.pk}/change/", {"name": "Mía", "slug": "mia"})

    label.refresh_from_db()
    assert label.name != "Mía"
