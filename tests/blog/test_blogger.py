"""Every address that Blogger gave out is answered: by the page itself, or by the way to it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.factories import make_comment, make_label, make_page, make_post

THEIR_NUMBER = "4728392018273645123"

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    post = make_post(
        author=alice,
        title="Hola",
        slug="hola",
        published_at=datetime(2012, 1, 10, 9, 30, tzinfo=UTC),
        blogger_id=THEIR_NUMBER,
    )
    post.labels.add(make_label(name="Mar y costa"), make_label(name="Canción", slug="cantar"))
    make_page(title="Acerca de", slug="acerca-de")
    return post


def way(client, address):
    """Return where an address leads for good, with the fragment that a browser would keep."""
    response = client.get(address)
    assert response.status_code == 301
    return response["Location"]


PAGES = [
    "/",
    "/2012/01/hola.html",
    "/2012/",
    "/2012/01/",
    "/p/acerca-de.html",
    "/feeds/posts/default",
    "/feeds/posts/full",
    "/feeds/posts/summary",
    "/feeds/posts/full?alt=rss",
    "/feeds/posts/default/-/Mar%20y%20costa/canción",
    "/feeds/comments/default",
    "/feeds/comments/full",
    "/feeds/comments/summary",
    "/feeds/posts/default?orderby=updated&redirect=false&start-index=1&max-results=500",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_stands_where_it_stood(client, post, address):
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200


WAYS = {
    "/index.html": "/",
    "/2012_01_01_archive.html": "/2012/01/",
    "/2012_01_08_archive.html": "/2012/01/",
    "/atom.xml": "/feeds/posts/default",
    "/rss.xml": "/feeds/posts/rss",
    "/rss.xml?max-results=5": "/feeds/posts/rss?max-results=5",
    "/feeds/posts/default?alt=rss": "/feeds/posts/rss",
    "/feeds/posts/default?alt=json&max-results=5": "/feeds/posts/json?max-results=5",
    "/feeds/posts/default?alt=json-in-script&callback=f": "/feeds/posts/json?callback=f",
    "/feeds/posts/default?alt=atom": "/feeds/posts/default",
    "/feeds/posts/default?alt=nothing": "/feeds/posts/default",
    "/feeds/comments/default?alt=rss": "/feeds/comments/rss",
    "/feeds/posts/default/-/Mar%20y%20costa": "/feeds/label/mar-y-costa/default",
    "/feeds/posts/default/-/mar+y+COSTA/": "/feeds/label/mar-y-costa/default",
    "/feeds/posts/default/-/Canci%C3%B3n?alt=rss&max-results=3": (
        "/feeds/label/cantar/rss?max-results=3"
    ),
    f"/feeds/posts/default/{THEIR_NUMBER}": "/2012/01/hola.html",
    "/search?updated-max=2012-01-10T10:30:00%2B01:00&max-results=7": (
        "/?before=20120110T093000.000000-0"
    ),
    "/search?updated-max=2012-01-10T10:30:00+01:00&max-results=7&start=7&by-date=false": (
        "/?before=20120110T093000.000000-0"
    ),
    "/search/?updated-max=2012-01-10T09:30:00.000Z": "/?before=20120110T093000.000000-0",
    "/search?max-results=7": "/",
    "/search/?q=pan": "/search?q=pan",
    "/SEARCH?q=pan": "/search?q=pan",
    "/search/label/Mar%20y%20costa": "/label/mar-y-costa/",
    "/search/label/mar%20Y%20COSTA/": "/label/mar-y-costa/",
    "/search/label/Mar+y+costa": "/label/mar-y-costa/",
    "/search/label/mar-y-costa": "/label/mar-y-costa/",
    "/search/label/Canci%C3%B3n?max-results=20": "/label/cantar/",
    "/search/label/CANCI%C3%93N": "/label/cantar/",
    "/search/label/Cancio%CC%81n": "/label/cantar/",
    "/search/label/Mar%20y%20costa?updated-max=2012-01-11T00:00:00Z&max-results=20&start=20": (
        "/label/mar-y-costa/?before=20120111T000000.000000-0"
    ),
    "/?m=1": "/",
    "/?m=0": "/",
    "/2012/01/?m=1": "/2012/01/",
    "/2012/01/hola.html?m=1": "/2012/01/hola.html",
    "/2012/01/hola.html?reply=3&m=1&x=%C3%B1": "/2012/01/hola.html?reply=3&x=%C3%B1",
    "/p/acerca-de.html?m=1": "/p/acerca-de.html",
    "/search/label/Mar%20y%20costa?m=1": "/search/label/Mar%20y%20costa",
    "/nada?m=1": "/nada",
    "/2012/01/Hola.html": "/2012/01/hola.html",
    "/2012/01/hola.HTML": "/2012/01/hola.html",
    "/2012/01/hola.html/": "/2012/01/hola.html",
    "/P/Acerca-de.html": "/p/acerca-de.html",
    "/Feeds/Posts/Default": "/feeds/posts/default",
    "/feeds/posts/default/": "/feeds/posts/default",
    "/2012": "/2012/",
    "/2012/01": "/2012/01/",
}


@pytest.mark.parametrize("address", WAYS)
def test_an_old_address_leads_to_its_page_for_good(client, post, address):
    assert way(client, address) == WAYS[address]


def test_an_old_address_is_led_on_for_programs_that_ask_for_the_head(client, post):
    assert client.head("/?m=1").status_code == 301
    assert client.head("/atom.xml").status_code == 301


def test_a_form_is_not_led_away(client, post):
    assert client.post("/?m=1").status_code == 405


def test_the_icon_is_found_where_browsers_look(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"] == "/static/img/favicon.ico"


@pytest.mark.parametrize(
    "address",
    [
        "/search/label/Nada",
        "/search/label/%00x",
        "/feeds/posts/default/-/Nada",
        "/feeds/posts/default/-/Canción/Nada",
        "/feeds/posts/default/-/" + "/".join(["Canción"] * 50),
        "/feeds/posts/default/999999999",
        "/feeds/99999999999999999999999999999/comments/default",
        "/feeds/" + "9" * 6000 + "/comments/default",
        "/2012_13_01_archive.html",
        "/0000_01_01_archive.html",
        "/9999_12_01_archive.html",
        "/2012_02_01_archive.html",
        "/2012/01/Nada/",
        "/Nada.html",
    ],
)
def test_what_never_was_is_not_found(client, post, address):
    assert client.get(address).status_code in {400, 404}


def test_no_address_leads_to_another_site(client):
    for address in ("//example.net/?m=1", "//example.net/x.html/?m=1", "/%5Cexample.net/?m=1"):
        response = client.get(address)
        assert not response.get("Location", "/").startswith(("//", "http", "/\\"))


def test_older_posts_begin_before_the_time_that_is_named(client, alice, post):
    make_post(author=alice, title="Anterior", published_at=post.published_at - timedelta(seconds=1))

    page = client.get("/search?updated-max=2012-01-10T09:30:00Z&max-results=7", follow=True)

    assert [post.title for post in page.context["listing"].posts] == ["Anterior"]


def test_a_feed_of_two_labels_has_the_posts_with_both(client, alice, post):
    make_post(author=alice, title="Otra").labels.add(post.labels.get(slug="cantar"))

    both = client.get("/feeds/posts/default/-/Canción/mar y costa?alt=json").json()

    assert [item["title"] for item in both["items"]] == ["Hola"]
    assert both["feed_url"].endswith("/-/Canci%C3%B3n/mar%20y%20costa?alt=json")


@pytest.mark.parametrize("hours", [None, 1], ids=["draft", "scheduled"])
def test_a_label_of_nothing_public_cannot_be_told_from_none(client, alice, hours):
    when = hours and timezone.now() + timedelta(hours=hours)
    make_post(author=alice, published_at=when).labels.add(make_label(name="Secreta"))

    for address in ("/search/label/Secreta", "/feeds/posts/default/-/Secreta"):
        assert client.get(address).status_code == 404


def test_a_label_s_name_may_have_slashes(client, alice, post):
    post.labels.add(make_label(name="CD/DVD", slug="discos"))

    feed = client.get("/feeds/posts/default/-/CD%2FDVD/Mar%20y%20costa?alt=json").json()

    assert way(client, "/search/label/CD/DVD") == "/label/discos/"
    assert way(client, "/feeds/posts/default/-/cd%2Fdvd") == "/feeds/label/discos/default"
    assert [item["title"] for item in feed["items"]] == ["Hola"]


def test_two_labels_are_not_taken_for_one_that_is_spelt_like_both(client, post):
    post.labels.add(make_label(name="Pan"), make_label(name="Sal"), make_label(name="Pansal"))

    feed = client.get("/feeds/posts/default/-/Pan/Sal?alt=json").json()

    assert feed["title"].startswith("Pan + Sal")


def test_blogger_s_words_say_how_much_of_a_text_is_told(client, alice, post):
    post.body = "Uno.\n\n<!--more-->\n\nDos."
    post.save()

    (summary,) = client.get("/feeds/posts/summary?alt=json").json()["items"]
    (whole,) = client.get("/feeds/posts/full?alt=json").json()["items"]
    (of_label,) = client.get("/feeds/posts/summary/-/Canción?alt=json").json()["items"]

    assert "content_html" not in summary
    assert summary["content_text"] == of_label["content_text"] == "Uno."
    assert "Dos." in whole["content_html"]


def test_a_comment_is_found_by_its_millisecond(client, post):
    written = datetime(2012, 1, 10, 9, 40, 1, 234_567, tzinfo=UTC)
    comment = make_comment(post=post, created_at=written)
    waiting = make_comment(post=post, created_at=written + timedelta(days=1), state="waiting")
    address = post.get_absolute_url()

    def shown(milliseconds):
        response = client.get(f"{address}?showComment={milliseconds}&m=0", follow=True)
        return response.redirect_chain[-1][0]

    assert shown(1326188401234) == f"{address}#c{comment.pk}"
    assert shown(1326188401235) == f"{address}#comments"
    assert shown(int(waiting.created_at.timestamp() * 1000)) == f"{address}#comments"
    for nonsense in ("", "x", "9" * 14, "9" * 400, "-1", "%FF", "١٢"):
        assert shown(nonsense) == f"{address}#comments"


def test_what_else_is_asked_goes_along_to_a_comment(client, post):
    address = post.get_absolute_url()

    response = client.get(f"{address}?showComment=1&utm_source=%C3%B1")

    assert response["Location"] == f"{address}?utm_source=%C3%B1#comments"
    assert client.get(f"{address}?xshowComment=1").status_code == 200


def test_a_comment_is_found_under_an_address_that_its_post_has_left(client, post):
    comment = make_comment(post=post, created_at=datetime(2012, 1, 10, 9, 40, tzinfo=UTC))
    post.slug = "hola-otra-vez"
    post.save()

    response = client.get("/2012/01/hola.html?showComment=1326188400000", follow=True)

    assert response.redirect_chain[-1][0] == f"/2012/01/hola-otra-vez.html#c{comment.pk}"


def test_a_post_s_comments_are_fed_under_both_its_numbers(client, post):
    make_comment(post=post)
    ours = f"/feeds/{post.pk}/comments"

    assert client.get(f"{ours}/default").status_code == 200
    assert way(client, f"/feeds/{THEIR_NUMBER}/comments/default") == f"{ours}/default"
    assert (
        way(client, f"/feeds/{THEIR_NUMBER}/comments/default?max-results=3")
        == f"{ours}/default?max-results=3"
    )
    assert way(client, f"{ours}/default?alt=rss") == f"{ours}/rss"
    assert client.get(f"{ours}/full").status_code == 200


NAMES = st.sampled_from(
    [
        *("m", "alt", "q", "updated-max", "updated-min", "published-min", "published-max"),
        *("max-results", "start-index", "start", "showComment", "before", "after", "orderby"),
    ]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.datetimes().map(datetime.isoformat),
    st.sampled_from(
        [
            *("rss", "json", "1", "0", "-1", "٣", "2012-01-10T10:30:00+01:00", "0001-01-01"),
            *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "20120110T093000.000000-1"),
        ]
    ),
)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(
        [
            *("/", "/search", "/search/label/Canción", "/feeds/posts/default", "/rss.xml"),
            *("/feeds/posts/summary", "/feeds/posts/default/-/Canción/Mar y costa"),
            *("/feeds/comments/default", "/2012/01/hola.html", "/label/cantar/"),
        ]
    ),
    query=st.dictionaries(NAMES, VALUES, max_size=4),
)
def test_no_query_breaks_an_address(client, post, path, query):
    response = client.get(quote(path), query)

    assert response.status_code in {200, 301, 302, 400, 404}
