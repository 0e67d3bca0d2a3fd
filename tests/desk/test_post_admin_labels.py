"""The labels of a post as they are typed in the admin: names with commas between."""

import pytest

from blog.models import Label, Post
from tests.desk.post_form import form_of, typed, typed_again
from tests.factories import make_label, make_post

ADD = "/admin/blog/post/add/"

pytestmark = pytest.mark.django_db


def test_labels_are_found_whatever_their_case_and_made_where_there_is_none(client, alice):
    make_label(name="Cocina")
    make_label(name="ÁRBOLES")
    client.force_login(alice)

    client.post(ADD, typed(labels=" cocina,, árboles , Viajes  largos, COCINA "))

    assert {label.name for label in Post.objects.get().labels.all()} == {
        "Cocina",
        "ÁRBOLES",
        "Viajes largos",
    }
    assert Label.objects.count() == 3


def test_labels_of_a_form_with_errors_are_not_made(client, alice):
    client.force_login(alice)

    client.post(ADD, typed(title="", labels="Nueva"))

    assert not Label.objects.exists()


def test_labels_can_be_taken_off(client, alice):
    post = make_post(author=alice)
    post.labels.add(make_label(name="Cocina"), make_label(name="Viajes"))
    client.force_login(alice)
    assert 'value="Cocina, Viajes"' in client.get(form_of(post)).text

    client.post(form_of(post), typed_again(post, labels="Viajes"))

    assert [label.name for label in post.labels.all()] == ["Viajes"]


def test_the_labels_used_most_are_offered_first(client, alice):
    rare, common, unused = (make_label(name=n) for n in ("Rara", "Común", "Sin uso"))
    for _ in range(2):
        make_post().labels.add(common)
    make_post().labels.add(rare)
    client.force_login(alice)

    page = client.get(ADD).text

    assert page.index('data-label="Común"') < page.index('data-label="Rara"')
    assert f'data-label="{unused}"' not in page
