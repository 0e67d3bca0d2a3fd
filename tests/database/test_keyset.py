"""Pages by key, over any rows that have a time and a number."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.exceptions import BadRequest

from blog.models import Post
from database.keyset import Keyset, parse_cursor, write_cursor
from tests.factories import make_post

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
BY_DATE = Keyset("published_at")


@pytest.fixture
def posts(alice):
    """Make seven of the same time; give them newest first."""
    made = [make_post(author=alice, published_at=NOON) for _ in range(7)]
    return made[::-1]


def walk(place, way):
    """Return the pages from a place on, each that lies `newer` or `older` than the one before."""
    pages = []
    while place is not None:
        page = BY_DATE.page(Post.objects.all(), place, size=3)
        pages.append(page.rows)
        place = getattr(page, way)
    return pages


def test_a_walk_to_the_oldest_meets_each_row_once(posts):
    assert walk({}, "older") == [posts[:3], posts[3:6], posts[6:]]


def test_a_walk_to_the_newest_ends_with_a_whole_first_page(posts):
    oldest = {"before": write_cursor(NOON, posts[5].pk)}

    assert walk(oldest, "newer") == [posts[6:], posts[3:6], posts[:3]]


def test_a_page_tells_its_own_place(posts):
    first = BY_DATE.page(Post.objects.all(), {}, size=3)
    second = BY_DATE.page(Post.objects.all(), first.older, size=3)
    back = BY_DATE.page(Post.objects.all(), {"after": write_cursor(NOON, posts[6].pk)}, size=3)

    assert first.own == {}
    assert second.own == first.older == {"before": write_cursor(NOON, posts[2].pk)}
    assert back.own == {"after": write_cursor(NOON, posts[6].pk)}
    assert back.rows == second.rows


def test_beyond_the_oldest_row_only_the_beginning_is_newer(posts):
    page = BY_DATE.page(Post.objects.all(), {"before": write_cursor(NOON, 0)}, size=3)

    assert (page.rows, page.newer, page.older) == ([], {}, None)


def test_rows_may_be_skipped(posts):
    page = BY_DATE.first_page(Post.objects.all(), size=3, skip=2)

    assert (page.rows, page.older) == (posts[2:5], BY_DATE.older_than(posts[:5]))


def test_a_cursor_tells_the_time_in_any_zone():
    in_madrid = NOON.astimezone(timezone(timedelta(hours=1)))

    assert write_cursor(in_madrid, 15) == "20200101T120000.000000-15"
    assert parse_cursor("20200101T120000.000000-15") == (NOON, 15)


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "20120110T093000.000000", "20121310T093000.000000-1", "٢0120110T093000.000000-1"],
)
def test_a_malformed_cursor_is_refused(cursor):
    with pytest.raises(BadRequest):
        parse_cursor(cursor)
