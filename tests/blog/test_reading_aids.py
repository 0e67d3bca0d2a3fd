"""What helps in reading a post: its length, its table of contents, its notes, ways to share it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from blog import markup
from blog.markup.reading_time import count_words
from blog.pages.share_links import share_links
from tests.factories import make_label, make_post

LONG = "palabra " * 300

pytestmark = pytest.mark.django_db


# How long it takes


@pytest.mark.parametrize(
    "body,words",
    [
        ("Uno dos, tres.", 3),
        ("**Uno** [dos](https://example.org/a/b/c) *tres*", 3),
        ("Uno\n\n```python\nno = cuenta\n```\n\ndos", 2),
        ("Uno, <span title='no cuenta'>dos</span> y tres", 4),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("físico-química &nbsp; ¡Olé!", 2),
        ("", 0),
    ],
)
def test_the_words_of_the_text_are_counted(body, words):
    assert count_words(markup.render(body)) == words


@pytest.mark.parametrize("words,minutes", [(0, 0), (100, 0), (200, 1), (880, 4)])
def test_reading_takes_whole_minutes(alice, words, minutes):
    assert make_post(author=alice, body="sol " * words).reading_minutes == minutes


def test_a_reader_is_told_how_long_a_post_takes(client, alice):
    long = make_post(author=alice, body=f"Antes.\n\n<!--more-->\n\n{LONG * 3}")
    short = make_post(author=alice, body="Hola.")

    assert "4 min de lectura" in client.get(long.get_absolute_url()).text
    assert "4 min de lectura" in client.get("/").text
    assert "min de lectura" not in client.get(short.get_absolute_url()).text


# What it contains


def test_the_outline_has_two_levels_and_the_anchors_of_the_text():
    text = "# El *faro*\n\n## La `luz`\n\n### No\n\n## La luz\n\n# El faro\n\n> # Citado"

    assert markup.Text(text).outline == [
        {
            "anchor": "s-el-faro",
            "title": "El faro",
            "parts": [
                {"anchor": "s-la-luz", "title": "La luz"},
                {"anchor": "s-la-luz-1", "title": "La luz"},
            ],
        },
        {"anchor": "s-el-faro-1", "title": "El faro", "parts": []},
    ]


def test_an_outline_may_begin_with_a_lower_heading():
    assert [section["title"] for section in markup.Text("### Uno\n\n## Dos").outline] == [
        "Uno",
        "Dos",
    ]


def test_a_heading_is_typed_text_in_the_outline_too(client, alice):
    body = f"{LONG * 3}\n\n## <b>Uno</b> & «dos»\n\n## Dos[^1]\n\n##\n\n## Tres\n\n[^1]: Nota."

    post = make_post(author=alice, body=body)

    assert [section["title"] for section in post.outline] == ["Uno & «dos»", "Dos", "Tres"]
    assert "Uno &amp; «dos»</a>" in client.get(post.get_absolute_url()).text


def test_a_long_post_begins_with_its_contents(client, alice):
    post = make_post(author=alice, body=f"## Uno\n\n{LONG}\n\n### Dos\n\n{LONG}\n\n## Tres")

    text = client.get(post.get_absolute_url()).text

    assert "Contenido" in text
    for anchor in ("s-uno", "s-dos", "s-tres"):
        assert text.index(f'href="#{anchor}"') < text.index(f'id="{anchor}"')


@pytest.mark.parametrize(
    "body",
    ["## Uno\n\n## Dos\n\n## Tres\n\nCorta.", f"## Uno\n\n{LONG * 3}\n\n## Dos"],
    ids=["short", "few headings"],
)
def test_a_post_that_needs_none_has_no_contents(client, alice, body):
    post = make_post(author=alice, body=body)

    assert "Contenido" not in client.get(post.get_absolute_url()).text


# Notes


def test_each_place_that_cites_a_note_is_led_back_to():
    html = markup.render("Uno[^n], dos[^n].\n\n[^n]: La nota.")

    assert '<a href="#s-fn1" id="s-fnref1" aria-label="Nota 1">[1]</a>' in html
    assert '<a href="#s-fn1" id="s-fnref1:1" aria-label="Nota 1">[1]</a>' in html
    assert 'href="#s-fnref1" class="footnote-backref" aria-label="Volver al texto">↩︎</a>' in html
    assert 'href="#s-fnref1:1" class="footnote-backref" aria-label="Volver al texto (2)"' in html


# Sharing


def test_a_post_can_be_passed_on_without_a_script(client, alice):
    post = make_post(author=alice, title="El faro: ¿de noche & con niebla?")

    address = f"http://127.0.0.1:8000{post.get_absolute_url()}"
    links = share_links(post.title, address)
    queries = {link.name: parse_qs(urlsplit(link.url).query) for link in links}
    text = client.get(post.get_absolute_url()).text

    assert queries["Facebook"] == {"u": [address]}
    assert queries["X"] == {"text": [post.title], "url": [address]}
    assert queries["WhatsApp"] == {"text": [f"{post.title} {address}"]}
    assert queries["Correo"] == {"subject": [post.title], "body": [address]}
    assert text.count('rel="nofollow noopener"') == len(queries)


def test_sharing_loads_nothing_from_others(client, alice):
    text = client.get(make_post(author=alice).get_absolute_url()).text

    share = text.partition('class="share"')[2].partition("</section>")[0]
    assert 'src="' not in share


@pytest.mark.parametrize("hours", [None, 1], ids=["draft", "scheduled"])
def test_a_preview_shows_no_way_to_share(client, alice, hours):
    when = hours and timezone.now() + timedelta(hours=hours)
    client.force_login(alice)

    text = client.get(make_post(author=alice, published_at=when).get_absolute_url()).text

    assert 'class="share"' not in text
    assert 'class="related"' not in text


# Blogger's habits


def test_a_label_says_what_it_shows_and_leads_to_all(client, alice):
    make_post(author=alice).labels.add(make_label(name="Pan"))

    text = " ".join(client.get("/label/pan/").text.split())

    assert "Mostrando entradas con la etiqueta <strong>Pan</strong>" in text
    assert '<a href="/">Mostrar todas las entradas</a>' in text
    assert '<a href="/labels/">Ver todas las etiquetas</a>' in text


def test_a_post_leads_to_the_newer_home_and_the_older(client, alice):
    old, middle, _new = (
        make_post(author=alice, published_at=timezone.now() - timedelta(days=3 - n))
        for n in range(3)
    )

    text = client.get(middle.get_absolute_url()).text.partition('class="pager"')[2]

    assert old.get_absolute_url() in text
    places = [
        text.index(words)
        for words in ("Entrada más reciente", "Página principal", "Entrada antigua")
    ]
    assert places == sorted(places)
