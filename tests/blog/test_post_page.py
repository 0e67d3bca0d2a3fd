"""The page of a post, as a reader of January 2012 would find it."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import Republication
from tests.factories import make_label, make_page, make_post

TITLE = "Social Media Manager: ¿Dentro o fuera?, ¿avanzamos?"
BODY = """Hace unos días me preguntaron si un “community manager” debe estar dentro…  o fuera.

la respuesta no es sencilla…  Cada casa es un mundo, y “dentro” quiere decir muchas cosas.

http://example.org/enlaces"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    published_at = datetime(2012, 1, 10, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    post = make_post(author=alice, title=TITLE, body=BODY, published_at=published_at)
    Republication.objects.create(post=post, name="Otra web", url="https://example.net/copia")
    post.labels.add(make_label(name="Redes sociales"))
    return post


def test_the_page_stands_at_bloggers_address_as_it_was_typed(client, post):
    response = client.get("/2012/01/social-media-manager-dentro-o-fuera.html")

    assert response.status_code == 200
    assert "martes, 10 de enero de 2012" in response.text
    assert TITLE in response.text
    for paragraph in BODY.split("\n\n")[:2]:
        assert f"<p>{paragraph}</p>" in response.text
    assert '<a href="http://example.org/enlaces">http://example.org/enlaces</a>' in response.text
    assert 'href="https://example.net/copia"' in response.text
    assert "Otra web" in response.text
    assert "No hay comentarios:" in response.text
    assert "Publicar un comentario" in response.text


def test_the_footer_names_author_time_and_labels(client, post, alice):
    text = client.get(post.get_absolute_url()).text

    assert alice.name in text
    assert "9:30" in text
    assert 'href="/label/redes-sociales/"' in text


def test_a_reader_gets_no_cookie_and_no_varying_page(client, post):
    response = client.get(post.get_absolute_url())

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_older_and_newer_posts_are_linked(client, post, alice):
    older = make_post(author=alice, published_at=post.published_at - timedelta(days=1))
    newer = make_post(author=alice, published_at=post.published_at + timedelta(days=1))

    text = client.get(post.get_absolute_url()).text

    assert re.findall(r'href="(\S+)"\s+rel="(next|prev)">Entrada', text) == [
        (newer.get_absolute_url(), "next"),
        (older.get_absolute_url(), "prev"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/2012/01/otra.html",
        "/2012/02/social-media-manager-dentro-o-fuera.html",
        "/2012/1/social-media-manager-dentro-o-fuera.html",
        "/2012/01/social-media-manager-dentro-o-fuera",
        "/label/nada/",
        "/p/nada.html",
        "/author/nadie/",
        "/preview/post/99999999999999999999/",
    ],
)
def test_what_is_not_there_is_not_found(client, post, address):
    assert client.get(address).status_code == 404


def test_a_null_byte_in_an_address_is_refused(client, post):
    assert client.get("/label/%00/").status_code == 400
    assert client.get("/?before=%00").status_code == 400


def test_pages_are_read_and_not_posted_to(client, post):
    assert client.post(post.get_absolute_url()).status_code == 405


def test_a_list_shows_the_lead_and_the_post_the_whole(client, alice):
    post = make_post(author=alice, body="Antes.\n\n<!--more-->\n\nDespués.")

    assert "Después." not in client.get("/").text
    assert "Leer más" in client.get("/").text
    assert "Después." in client.get(post.get_absolute_url()).text


def test_a_static_page_stands_in_the_menu_and_at_its_address(client):
    make_page(title="Acerca de", menu_position=1, body="Hola.")
    make_page(title="Escondida", menu_position=None)

    home = client.get("/").text

    assert 'href="/p/acerca-de.html"' in home
    assert "Escondida" not in home
    assert "Hola." in client.get("/p/acerca-de.html").text


def test_a_draft_page_is_not_public(client):
    make_page(title="Secreta", menu_position=1, published_at=None)

    assert client.get("/p/secreta.html").status_code == 404
    assert "Secreta" not in client.get("/").text


def test_an_empty_blog_has_a_front_page(client):
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_who_may_preview_what_is_not_public(client, alice, bob, carol, dana, state):
    when = None if state == "draft" else timezone.now() + timedelta(days=1)
    post = make_post(author=alice, title="Secreta", published_at=when)
    address = post.get_absolute_url()
    assert address == f"/preview/post/{post.pk}/"

    statuses = {}
    for person in (None, alice, bob, carol, dana):
        client.logout()
        if person:
            client.force_login(person)
        statuses[person and person.username] = client.get(address).status_code

    assert statuses == {None: 404, "alice": 200, "bob": 404, "carol": 200, "dana": 200}


def test_a_preview_is_kept_by_no_cache(client, alice):
    client.force_login(alice)

    response = client.get(make_post(author=alice, published_at=None).get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_page_costs_the_same_whatever_it_lists(
    client, alice, django_assert_num_queries, number
):
    for n in range(number):
        make_post(author=alice, title=f"Post {n}").labels.add(make_label(name=f"Etiqueta {n}"))

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


HOME_QUERIES = 8


def test_labels_stand_in_the_alphabets_order_on_its_page_and_in_lists(client, post):
    post.labels.set(make_label(name=name) for name in ("Zorros", "ñandúes", "Árboles", "nubes"))

    for page in (post.get_absolute_url(), "/"):
        shown = re.findall(r'class="p-category"[^>]*>([^<]+)</a>', client.get(page).text)
        assert shown == ["Árboles", "nubes", "ñandúes", "Zorros"]
