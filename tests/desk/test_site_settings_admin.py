"""The settings at the writing desk: one row, whose list is its form."""

import pytest

from blog.models import Gadget, SiteSettings
from tests.picture_files import picture_file

LIST = "/admin/blog/sitesettings/"
FORM = f"{LIST}1/change/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, dana):
    client.force_login(dana)
    return client


def typed(**changes):
    return {
        "title": "El cuaderno de Ana",
        "description": "Apuntes",
        "accent": "olive",
        "posts_per_page": 5,
        "archive": 1,
        "labels": 2,
        "profile": 3,
        "commenters": "anyone",
        "moderation": "all",
        "feed_text": "whole",
        **changes,
    }


def test_the_list_leads_to_the_form_before_there_is_a_row(owner):
    response = owner.get(LIST, follow=True)

    assert response.redirect_chain == [(FORM, 302)]
    assert response.status_code == 200


def test_an_owner_sets_up_the_blog(owner):
    owner.post(FORM, typed())

    site = SiteSettings.load()
    assert (site.title, site.accent, site.posts_per_page) == ("El cuaderno de Ana", "olive", 5)
    assert site.moderation == "all"
    assert "El cuaderno de Ana" in owner.get("/").text


@pytest.mark.parametrize(
    "places,gadgets",
    [
        ({"archive": 3, "labels": 1, "profile": 2}, ["labels", "profile", "archive"]),
        ({"archive": "", "labels": "", "profile": 1}, ["profile"]),
        ({"archive": "", "labels": "", "profile": ""}, []),
        ({"archive": 2, "labels": 2, "profile": 1}, ["profile", "archive", "labels"]),
    ],
)
def test_gadgets_stand_in_the_order_of_their_numbers(owner, places, gadgets):
    owner.post(FORM, typed(**places))

    assert SiteSettings.load().gadgets == gadgets


def test_the_form_shows_the_order_that_is_stored(owner):
    SiteSettings(gadgets=["profile", "archive"]).save()

    form = owner.get(FORM).context["adminform"].form

    assert [form[name].value() for name in Gadget.values] == [None, 2, None, 1, None]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"accent": "fucsia"},
        {"posts_per_page": 0},
        {"posts_per_page": 51},
        {"archive": 0},
        {"archive": "primero"},
        {"archive": 99},
        {"header_image": picture_file("a.png", "BMP")},
    ],
)
def test_what_cannot_be_is_explained(owner, wrong):
    response = owner.post(FORM, typed(**wrong))

    assert response.status_code == 200
    assert "errorlist" in response.text
    assert not SiteSettings.objects.exists()


def test_a_header_picture_is_kept_with_its_size(owner):
    owner.post(FORM, typed(header_image=picture_file("Cabecera.png")))

    site = SiteSettings.load()
    assert "/cabecera-" in site.header_image.file.name
    assert (site.header_image.width, site.header_image.height) == (60, 40)


def test_there_is_one_row_and_it_stays(owner):
    SiteSettings().save()

    assert owner.get(f"{LIST}add/").status_code == 403
    assert owner.post(f"{LIST}1/delete/", {"post": "yes"}).status_code == 403
    assert owner.get(f"{LIST}2/change/").status_code == 302


def test_every_gadget_has_a_number_in_the_form(owner):
    page = owner.get(FORM).text

    assert [f'name="{name}"' in page for name in Gadget.values] == [True] * len(Gadget)
