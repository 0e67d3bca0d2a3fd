"""Lists are paged by key: nothing is lost or shown twice, whatever is published meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from blog.models import SiteSettings
from tests.factories import make_post

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven_posts(alice):
    SiteSettings(posts_per_page=3).save()
    return [
        make_post(author=alice, title=f"Post {n}", published_at=NOON + timedelta(days=n // 2))
        for n in range(7)
    ]


def titles(response):
    return [post.title[-1] for post in response.context["listing"].posts]


def test_a_reader_walks_to_the_oldest_and_back(client, seven_posts):
    seen = []
    address = "/"
    while address:
        response = client.get(address if address.startswith("/") else f"/{address}")
        seen.append(titles(response))
        address = response.context["listing"].older_url
    assert seen == [["6", "5", "4"], ["3", "2", "1"], ["0"]]

    back = client.get(f"/{response.context['listing'].newer_url}")
    assert titles(back) == ["3", "2", "1"]
    first = client.get(f"/{back.context['listing'].newer_url}")
    assert titles(first) == ["6", "5", "4"]
    assert first.context["listing"].newer_url == ""


def test_a_post_published_meanwhile_shifts_nothing(client, alice, seven_posts):
    older = client.get("/").context["listing"].older_url
    make_post(author=alice, title="Post 9")

    assert titles(client.get(f"/{older}")) == ["3", "2", "1"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "",
        "20120110T093000.000000",
        "20121310T093000.000000-1",
        "20120110T093000.000000-1 OR 1",
    ],
)
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_malformed_cursor_is_refused(client, seven_posts, name, cursor):
    assert client.get("/", {name: cursor}).status_code == 400


def test_a_cursor_past_the_end_is_not_found(client, seven_posts):
    assert client.get("/?before=19000101T000000.000000-1").status_code == 404


def test_an_empty_blog_is_shown_whatever_a_link_to_it_adds(client):
    assert client.get("/?fbclid=abc").status_code == 200
    assert client.get("/?before=20120110T093000.000000-0").status_code == 404


def test_posts_are_grouped_under_their_day(client, seven_posts):
    days = client.get("/").context["listing"].days

    assert [(day.isoformat(), len(posts)) for day, posts in days] == [
        ("2020-01-04", 1),
        ("2020-01-03", 2),
    ]
