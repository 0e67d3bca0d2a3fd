"""Every page leads programs and people to its feeds."""

import re

import pytest

from blog.models import SiteSettings
from tests.factories import make_label, make_post

LINK = re.compile(r'<link rel="alternate"\s+type="([^"]+)"\s+title="([^"]+)"\s+href="([^"]+)">')

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    SiteSettings(title="El cuaderno").save()
    post = make_post(author=alice, title="El faro")
    post.labels.add(make_label(name="Mar"))
    return post


def three(title, feed):
    types = ("application/atom+xml", "application/rss+xml", "application/feed+json")
    forms = (("Atom", "default"), ("RSS", "rss"), ("JSON Feed", "json"))
    return [
        (type_, f"{title} ({name})", f"/feeds/{feed}/{form}")
        for type_, (name, form) in zip(types, forms, strict=True)
    ]


def test_programs_find_the_feeds_of_every_page(client, alice, post):
    blog = three("El cuaderno", "posts")
    pages = {
        "/": blog + three("Comentarios en El cuaderno", "comments"),
        "/label/mar/": blog + three("Mar", "label/mar"),
        alice.get_absolute_url(): blog + three("Alicia Núñez", "author/alicia-nunez"),
        post.get_absolute_url(): blog + three("Comentarios en El faro", f"{post.pk}/comments"),
        f"/{post.published_at:%Y/%m}/": blog,
    }

    for address, feeds in pages.items():
        assert LINK.findall(client.get(address).text) == feeds


def test_each_feed_that_a_page_names_is_there(client, alice, post):
    for address in ("/", "/label/mar/", alice.get_absolute_url(), post.get_absolute_url()):
        for type_, _title, feed in LINK.findall(client.get(address).text):
            assert client.get(feed)["Content-Type"].startswith(type_)


def test_a_preview_names_no_feed_of_comments(client, alice):
    draft = make_post(author=alice, published_at=None)
    client.force_login(alice)

    text = client.get(draft.get_absolute_url()).text

    assert LINK.findall(text) == three("Bitácora", "posts")
    assert "Enviar comentarios" not in text


def test_people_are_asked_to_subscribe_in_blogger_s_words(client, alice, post):
    def words(address):
        text = re.sub(r"<[^>]+>", " ", client.get(address).text)
        return re.findall(r"Suscribirse a: [^:]*?\(Atom\)", " ".join(text.split()))

    entries = "Suscribirse a: Entradas (Atom)"
    assert words("/") == [entries]
    assert words(post.get_absolute_url()) == [entries, "Suscribirse a: Enviar comentarios (Atom)"]
    assert words("/label/mar/") == [entries, "Suscribirse a: Entradas con la etiqueta Mar (Atom)"]
    assert words(alice.get_absolute_url()) == [
        entries,
        "Suscribirse a: Entradas de Alicia Núñez (Atom)",
    ]
