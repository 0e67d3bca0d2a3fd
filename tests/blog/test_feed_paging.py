"""Feeds page by page (RFC 5005), and in the pages that Blogger's parameters ask for."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_label, make_post, make_user

LINK = "{http://www.w3.org/2005/Atom}link"
START = datetime(2012, 1, 10, 9, tzinfo=UTC)
PER_PAGE = 25
NUMBER = 2 * PER_PAGE + 3

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def posts(module_db):
    """Make them two by two at the same time; give the titles, newest first."""
    author = make_user()
    made = [
        make_post(author=author, title=f"{n:02}", published_at=START + timedelta(days=n // 2))
        for n in range(NUMBER)
    ]
    return [post.title for post in reversed(made)]


def links(client, address):
    """Return an XML feed's links to its other pages, by relation."""
    root = ET.fromstring(client.get(address).content)
    found = [*root.findall(LINK), *root.findall(f"channel/{LINK}")]
    return {link.get("rel"): link.get("href") for link in found if link.get("rel") != "alternate"}


def titles(client, address):
    root = ET.fromstring(client.get(address).content)
    atom = "{http://www.w3.org/2005/Atom}"
    return [title.text for title in root.findall(f"{atom}entry/{atom}title")] + [
        title.text for title in root.findall("channel/item/title")
    ]


@pytest.mark.parametrize("form", ["default", "rss"])
def test_a_walk_through_the_pages_meets_each_post_once(client, posts, form):
    address, met = f"/feeds/posts/{form}", []

    while address:
        met += titles(client, address)
        address = links(client, address).get("next")

    assert met == posts


def test_a_walk_through_a_json_feed_meets_each_post_once(client, posts):
    address, met = "/feeds/posts/json", []

    while address:
        feed = client.get(address).json()
        met += [item["title"] for item in feed["items"]]
        address = feed.get("next_url")

    assert met == posts


def test_a_walk_back_from_the_last_page_meets_each_post_once(client, posts):
    address, met = links(client, "/feeds/posts/default")["last"], []
    assert "next" not in links(client, address)

    while address:
        met = titles(client, address) + met
        address = links(client, address).get("previous")

    assert sorted({*met}) == sorted(posts)
    assert met[-PER_PAGE:] == posts[-PER_PAGE:]


def test_each_page_names_itself_and_the_first(client, posts):
    first = links(client, "/feeds/posts/default")
    second = links(client, first["next"])

    assert first["self"] == first["first"] == "http://127.0.0.1:8000/feeds/posts/default"
    assert second["self"] == first["next"]
    assert second["first"] == first["self"]
    assert "previous" not in first


def test_a_short_feed_has_no_other_pages(client, alice):
    make_post(author=alice).labels.add(make_label(name="Mar"))

    assert links(client, reverse("blog:label-feed", args=["mar"])).keys() == {"self"}


def test_blogger_s_parameters_ask_for_a_page(client, posts):
    page = titles(client, "/feeds/posts/default?max-results=10&start-index=6")

    assert page == posts[5:15]
    assert titles(client, "/feeds/posts/default?max-results=0") == posts[:PER_PAGE]
    assert titles(client, "/feeds/posts/default?max-results=100000") == posts
    assert titles(client, "/feeds/posts/default?start-index=999999") == []


def test_a_page_s_length_goes_on_to_the_next(client, posts):
    second = links(client, "/feeds/posts/default?max-results=10&start-index=6&orderby=updated")

    assert titles(client, second["next"]) == posts[15:25]
    assert second["self"].endswith("?max-results=10&start-index=6")


def test_times_bound_a_feed(client, posts):
    since = "/feeds/posts/default?max-results=99&published-min=2012-01-12T09:00:00Z"
    until = f"{since}&published-max=2012-01-14T10:00:00%2B01:00"
    spaced = f"{since}&published-max=2012-01-14T10:00:00+01:00"
    future = "/feeds/posts/default?updated-min=2999-01-01T00:00:00Z"

    assert titles(client, since) == posts[:-4]
    assert titles(client, until) == titles(client, spaced) == posts[-8:-4]
    assert titles(client, future) == []


@pytest.mark.parametrize("cursor", ["before", "after"])
@pytest.mark.parametrize("place", ["", "x", "20120110T093000-1", "99999999T999999.999999-1"])
def test_a_malformed_place_is_refused(client, alice, cursor, place):
    assert client.get("/feeds/posts/default", {cursor: place}).status_code == 400
