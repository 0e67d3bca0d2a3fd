"""Pictures at the writing desk: looked at by those who uploaded them, deleted with their files."""

import re
from pathlib import Path

import pytest

from blog.models import Picture, SiteSettings
from tests.factories import make_page, make_picture, make_post
from tests.picture_files import picture_file

LIST = "/admin/blog/picture/"

pytestmark = pytest.mark.django_db


def test_an_author_sees_their_own_pictures_and_their_code(client, alice, bob):
    mine, his = make_picture(uploaded_by=alice), make_picture(uploaded_by=bob)
    client.force_login(alice)

    page = client.get(LIST).text

    assert mine.file.url in page
    assert his.file.url not in page
    assert f"![]({mine.file.url})" in client.get(f"{LIST}{mine.pk}/change/").text
    assert client.get(f"{LIST}{his.pk}/change/").status_code == 302


def test_an_editor_sees_all(client, carol, alice):
    picture = make_picture(uploaded_by=alice)
    client.force_login(carol)

    assert picture.file.url in client.get(LIST).text


def test_nobody_adds_or_changes_one_here(client, dana):
    picture = make_picture(uploaded_by=dana)
    client.force_login(dana)

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{picture.pk}/change/", {"width": 1}).status_code == 403


@pytest.mark.parametrize("by_the_dozen", [False, True])
def test_an_owner_deletes_a_picture_with_its_file(
    client, dana, by_the_dozen, django_capture_on_commit_callbacks
):
    picture = make_picture(uploaded_by=dana)
    client.force_login(dana)

    with django_capture_on_commit_callbacks(execute=True):
        if by_the_dozen:
            chosen = {"action": "delete_selected", "_selected_action": picture.pk}
            answer = client.post(LIST, {**chosen, "post": "yes"})
        else:
            answer = client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})

    assert answer["Location"] == LIST
    assert not Picture.objects.exists()
    assert not Path(picture.file.path).exists()


def test_an_author_deletes_none(client, alice):
    picture = make_picture(uploaded_by=alice)
    client.force_login(alice)

    assert client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Path(picture.file.path).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_many(client, dana, many, django_assert_num_queries):
    for _ in range(many):
        make_picture(uploaded_by=dana)
    client.force_login(dana)

    with django_assert_num_queries(8):
        client.get(LIST)


# How far they are.


def test_the_list_shows_a_small_file(client, dana, work):
    picture = make_picture(picture_file(size=(700, 20)), uploaded_by=dana)
    work()
    client.force_login(dana)

    page = client.get(LIST).text

    assert "-320.webp" in page
    assert picture.file.url not in page


def fail(picture):
    Picture.objects.filter(pk=picture.pk).update(state="failed", tries=4, failure="Se cayó.")


def test_what_failed_is_found_with_its_reason(client, dana):
    failed, waiting = (make_picture(picture_file(name), uploaded_by=dana) for name in "ab")
    fail(failed)
    client.force_login(dana)

    page = client.get(f"{LIST}?state__exact=failed").text

    assert failed.file.url in page
    assert waiting.file.url not in page
    assert "Con error</span><br>Se cayó." in page


def test_an_author_has_their_failed_picture_tried_again(client, alice, bob, work):
    mine, his = make_picture(uploaded_by=alice), make_picture(uploaded_by=bob)
    work()
    fail(mine)
    fail(his)
    client.force_login(alice)

    chosen = {"action": "try_again", "_selected_action": [mine.pk, his.pk]}
    page = client.post(LIST, chosen, follow=True).text
    work()

    assert "1 imagen vuelve a estar en espera." in page
    states = dict(Picture.objects.values_list("pk", "state"))
    assert states == {mine.pk: "ready", his.pk: "failed"}


# Where they are shown.


def test_before_a_picture_goes_the_admin_says_who_shows_it(client, dana):
    picture, other = make_picture(uploaded_by=dana), make_picture(uploaded_by=dana)
    code = f"![]({picture.file.url})"
    shown_by = [
        make_post(author=dana, cover=picture, title="Con portada"),
        make_post(author=dana, body=code, title="En el texto"),
        make_post(author=dana, body=code, title="Borrador", published_at=None),
        make_page(body=code, title="Una página"),
    ]
    SiteSettings(title="El cuaderno", header_image=picture).save()
    dana.biography = code
    dana.save()
    make_post(author=dana, title="Ajena")
    client.force_login(dana)

    page = client.get(f"{LIST}{picture.pk}/delete/").text
    chosen = {"action": "delete_selected", "_selected_action": [picture.pk, other.pk]}
    pages = [page, client.post(LIST, chosen).text, client.get(f"{LIST}{picture.pk}/change/").text]

    for page in pages:
        for use in [*shown_by, dana, SiteSettings.load()]:
            assert f'<a href="{use.get_absolute_url()}">{use}</a>' in page
        assert "Ajena" not in page


def test_an_author_reads_no_title_of_anothers_draft(client, alice, bob):
    picture = make_picture(uploaded_by=alice)
    code = f"![]({picture.file.url})"
    make_post(author=bob, body=code, title="Ya publicada")
    make_post(author=bob, body=code, title="Dimito", published_at=None)
    make_page(body=code, title="Quiénes seremos", published_at=None)
    make_post(author=alice, body=code, title="Mi borrador", published_at=None)
    client.force_login(alice)

    page = client.get(f"{LIST}{picture.pk}/change/").text

    assert "Dimito" not in page
    assert "Quiénes seremos" not in page
    assert {"Ya publicada", "Mi borrador"} == set(re.findall(r">([^<]*)</a>, ", page))
    assert "</a>, 2 más" in page


def test_of_a_picture_that_nothing_shows_nothing_is_said(client, dana):
    picture = make_picture(uploaded_by=dana)
    client.force_login(dana)

    assert "todavía se muestra" not in client.get(f"{LIST}{picture.pk}/delete/").text
    assert "nada" in client.get(f"{LIST}{picture.pk}/change/").text
