"""Pictures at the writing desk: looked at by those who uploaded them, deleted with their files."""

from pathlib import Path

import pytest

from accounts.pictures import read_picture
from blog.models import Picture
from tests.picture_files import picture_file

LIST = "/admin/blog/picture/"

pytestmark = pytest.mark.django_db


def make_picture(by):
    return Picture.objects.create(file=read_picture(picture_file()), uploaded_by=by)


def test_an_author_sees_their_own_pictures_and_their_code(client, alice, bob):
    mine, his = make_picture(alice), make_picture(bob)
    client.force_login(alice)

    page = client.get(LIST).text

    assert mine.file.url in page
    assert his.file.url not in page
    assert f"![]({mine.file.url})" in client.get(f"{LIST}{mine.pk}/change/").text
    assert client.get(f"{LIST}{his.pk}/change/").status_code == 302


def test_an_editor_sees_all(client, carol, alice):
    picture = make_picture(alice)
    client.force_login(carol)

    assert picture.file.url in client.get(LIST).text


def test_nobody_adds_or_changes_one_here(client, dana):
    picture = make_picture(dana)
    client.force_login(dana)

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{picture.pk}/change/", {"width": 1}).status_code == 403


@pytest.mark.parametrize("by_the_dozen", [False, True])
def test_an_owner_deletes_a_picture_with_its_file(
    client, dana, by_the_dozen, django_capture_on_commit_callbacks
):
    picture = make_picture(dana)
    client.force_login(dana)

    with django_capture_on_commit_callbacks(execute=True):
        if by_the_dozen:
            chosen = {"action": "delete_selected", "_selected_action": picture.pk}
            client.post(LIST, {**chosen, "post": "yes"})
        else:
            client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})

    assert not Picture.objects.exists()
    assert not Path(picture.file.path).exists()


def test_an_author_deletes_none(client, alice):
    picture = make_picture(alice)
    client.force_login(alice)

    assert client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Path(picture.file.path).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_many(client, dana, many, django_assert_num_queries):
    for _ in range(many):
        make_picture(dana)
    client.force_login(dana)

    with django_assert_num_queries(7):
        client.get(LIST)
