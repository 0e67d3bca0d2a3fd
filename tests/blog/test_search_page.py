"""The search page and the gadget that leads to it."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from blog.models import SiteSettings
from blog.search.passages import LENGTH, Segment, marked, passage
from tests.factories import make_label, make_post

pytestmark = pytest.mark.django_db

FARO = (("faro",),)


def main(response):
    return response.text.partition("<main")[2].partition("</main>")[0]


def shown(response):
    return [found.card.title for found in response.context["posts"]]


def text(segments):
    return "".join(f"[{s.text}]" if s.is_hit else s.text for s in segments)


def test_an_empty_search_shows_the_form_and_how_to_search(client, alice):
    response = client.get("/search")

    assert response.status_code == 200
    assert '<input type="search"' in main(response)
    assert "etiqueta:viajes" in main(response)
    assert "No se ha encontrado nada" not in main(response)


def test_a_result_shows_title_passage_date_author_and_labels(client, alice):
    at = datetime(2012, 1, 10, 12, tzinfo=UTC)
    post = make_post(author=alice, title="Canción", body="Las canciones.", published_at=at)
    post.labels.add(make_label(name="Coplas"))

    page = main(client.get("/search?q=cancion"))

    assert "<mark>Canción</mark>" in page
    assert "Las <mark>canciones</mark>." in page
    assert "martes, 10 de enero de 2012" in page
    assert "Alicia Núñez" in page
    assert "/label/coplas/" in page
    assert 'value="cancion"' in page
    assert "1 entrada" in page


def test_what_looks_like_html_is_shown_as_text(client, alice):
    body = "```\nfaro <script>alert(1)</script>\n```"
    make_post(author=alice, title="<b>faro</b>", body=body)

    response = client.get("/search", {"q": "faro <img src=x onerror=alert(1)>"})
    page = main(response) + main(client.get("/search?q=faro"))

    assert "&lt;b&gt;<mark>faro</mark>&lt;/b&gt;" in page
    assert "<mark>faro</mark> &lt;script&gt;" in page
    assert "<script" not in page
    assert "<img" not in page


def test_twenty_results_stand_on_a_page_and_lead_to_the_next(client, alice):
    for _ in range(21):
        make_post(author=alice, body="Un faro.")

    first = client.get("/search?q=faro")
    second = client.get("/search?q=faro&page=2")

    assert (len(shown(first)), len(shown(second))) == (20, 1)
    assert not {*shown(first)} & {*shown(second)}
    assert "?q=faro&amp;page=2" in main(first)
    assert "?q=faro&amp;page=1" in main(second)
    assert "Página 2 de 2" in main(second)


@pytest.mark.parametrize("page", ["x", "-1", "0", "99", "9" * 5_000, "²"])
def test_a_page_that_is_none_is_the_first_or_the_last(client, alice, page):
    make_post(author=alice, title="Faro")

    assert shown(client.get("/search", {"q": "faro", "page": page})) == ["Faro"]


@pytest.mark.parametrize("posts", [1, 3])
def test_the_page_costs_the_same_with_one_result_and_with_three(
    client, alice, posts, django_assert_num_queries
):
    SiteSettings(gadgets=[]).save()
    for _ in range(posts):
        make_post(author=alice, title="Faro").labels.add(make_label())

    with django_assert_num_queries(9):
        client.get("/search?q=faro")


def test_where_nothing_is_found_there_are_ways_on(client, alice):
    make_post(author=alice, title="El faro").labels.add(make_label(name="Costa"))

    page = main(client.get("/search?q=faro+xyz"))

    assert "No se ha encontrado nada" in page
    assert '<a href="/search?q=faro">faro</a>' in page
    assert 'href="/archive/"' in page
    assert "/label/costa/" in page


def test_what_was_not_understood_is_told(client, alice):
    page = main(client.get("/search?q=etiqueta:nada+desde:ayer+" + "faro+" * 50))

    assert "«desde:ayer»" in page
    assert "«nada»" in page
    assert "Es mucho para buscar" in page


def test_years_and_labels_lead_to_narrower_searches_and_back(client, alice):
    for year in (2012, 2013):
        at = datetime(year, 6, 1, tzinfo=UTC)
        make_post(author=alice, title=f"Faro {year}", published_at=at)

    assert 'href="/search?q=faro%20desde%3A2012%20hasta%3A2012"' in main(
        client.get("/search?q=faro")
    )
    narrowed = client.get("/search?q=faro+desde:2012+hasta:2012")
    assert shown(narrowed) == ["Faro 2012"]
    assert 'href="/search?q=faro"' in main(narrowed)


def test_results_stay_out_of_search_engines_and_set_no_cookie(client, alice):
    make_post(author=alice, title="Faro")

    results, form = client.get("/search?q=faro"), client.get("/search")

    assert '<meta name="robots" content="noindex">' in results.text
    assert "noindex" not in form.text
    assert not results.cookies
    assert "Cookie" not in results.headers.get("Vary", "")
    assert client.post("/search").status_code == 405


def test_the_gadget_asks_from_any_page(client, alice):
    page = client.get("/").text.partition("<aside")[2]

    assert "Buscar este blog" in page
    assert 'action="/search"' in page


@pytest.mark.parametrize("typed", ["", "faro", "nada"])
def test_the_search_page_asks_once(client, typed):
    make_post(title="El faro")

    assert client.get("/search", {"q": typed}).text.count('role="search"') == 1


def test_a_passage_shows_where_most_of_what_was_sought_stands():
    filler = "palabras y más palabras, " * 30
    body = f"El faro. {filler}Aquí el faro y su luz. {filler}"

    segments = passage(body, [FARO, (("luc", "luz"),)])

    assert "[faro] y su [luz]" in text(segments)
    assert text(segments).startswith("… ")
    assert text(segments).endswith(" …")
    assert len(text(segments)) < LENGTH + 20


def test_a_text_without_what_was_sought_shows_its_beginning():
    assert passage("Hola a todos.", [FARO]) == [Segment("Hola a todos.", is_hit=False)]
    assert passage("", [FARO]) == []
    assert text(passage("x" * 9_000, [FARO])) == "x" * LENGTH + " …"


def test_a_phrase_is_marked_whole_and_alone():
    assert text(marked("El faro, un faro: El Faro", [(("el",), ("faro",))])) == (
        "[El faro], un faro: [El Faro]"
    )
    assert text(marked("el el faro", [(("el",), ("faro",)), (("el",),)])) == "[el] [el faro]"


def test_a_very_long_text_is_read_for_a_passage_only_so_far(alice):
    began = timezone.now()

    passage("palabra " * 1_000_000 + "faro", [FARO])

    assert (timezone.now() - began).total_seconds() < 1


def test_a_post_without_a_text_is_found_by_its_title(client, alice):
    make_post(author=alice, title="Zarzamora", body="")

    text = client.get("/search", {"q": "zarzamora"}).text

    assert "<mark>Zarzamora</mark>" in text
