"""Whatever is typed into a form of the desk, it is saved or given back: no error loses a text."""

from html import escape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib import admin

from accounts.models import ProfileLink, User
from blog.models import Label, Page, Picture, Post, Republication, SiteSettings
from comments.models import Comment
from tests.factories import make_comment, make_label, make_page, make_post, make_user

KEPT = "Un texto que no se pierde"
SHOWS_WHAT_WAS_TYPED = {"email", "number", "text", "textarea", "url"}
ODD_TEXTS = ["", "x" * 6001, "¿<b>é & co"]
ODD_CHOICES = ["", "9" * 30]

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def make_person():
    person = make_user("eva", name="Eva")
    ProfileLink.objects.create(user=person, label="Fotos", url="https://example.org/")
    return person


def make_republished_post():
    post = make_post(title="Un faro")
    post.labels.add(make_label())
    Republication.objects.create(post=post, name="El diario", url="https://example.org/")
    return post


def make_settings():
    return SiteSettings.objects.get_or_create(pk=1)[0]


ROWS = {
    Comment: make_comment,
    Label: make_label,
    Page: make_page,
    Post: make_republished_post,
    SiteSettings: make_settings,
    User: make_person,
}


def fields_of(text):
    """Return what a browser would send of the page's form as it is, and the kind of each field."""
    form = BeautifulSoup(text, "html.parser").select_one("#content-main form[method=post]")
    values: dict[str, Any] = {}
    kinds = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        name, kind = tag["name"], tag.get("type", tag.name)
        if kind in {"submit", "file"} or name == "csrfmiddlewaretoken" or "__prefix__" in name:
            continue
        kinds[name] = kind
        if tag.name == "select":
            values[name] = [option["value"] for option in tag.select("option[selected]")]
        elif tag.name == "textarea":
            values[name] = tag.text.removeprefix("\n")
        elif kind not in {"checkbox", "radio"} or tag.has_attr("checked"):
            values[name] = tag.get("value", "on")
    return values, kinds


def tried(values, kinds, name, odd):
    """Return a form with one field odd, the slug emptied, and a text that shall not be lost."""
    texts = [other for other, kind in kinds.items() if kind in {"text", "textarea"}]
    kept = next((other for other in texts if other not in {name, "slug"}), None)
    slug = {"slug": ""} if "slug" in kinds else {}
    return {**values, **({kept: KEPT} if kept else {}), **slug, name: odd}


def test_every_model_with_a_form_is_tried():
    registered = {model for model in apps.get_models() if admin.site.is_registered(model)}

    assert registered - {Picture} == ROWS.keys()


@pytest.mark.parametrize("page", ["add", "change"])
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_form_with_something_odd_in_a_field_comes_back_with_its_text(client, dana, model, page):
    client.force_login(dana)
    base = f"/admin/{model._meta.label_lower.replace('.', '/')}"
    address = f"{base}/add/" if page == "add" else f"{base}/{ROWS[model]().pk}/change/"
    seen = client.get(address)
    if seen.status_code == 403:
        pytest.skip("nobody adds one at the desk")
    values, kinds = fields_of(seen.text)

    lost = []
    for name in (name for name, kind in kinds.items() if kind != "hidden"):
        shows = kinds[name] in SHOWS_WHAT_WAS_TYPED
        for odd in ODD_TEXTS if shows else ODD_CHOICES:
            typed = tried(values, kinds, name, odd)
            answer = client.post(address, typed)
            shown = [KEPT] if KEPT in typed.values() else []
            shown += [odd] if shows else []
            if answer.status_code != 302 and not all(escape(text) in answer.text for text in shown):
                lost.append((name, odd[:9], answer.status_code))

    assert lost == []
