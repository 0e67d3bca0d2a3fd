"""Lists of posts, paged by key: page 1,000 costs what page 1 costs.

A cursor names a place between posts by date and number, such as `20120110T093000.000000-15`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from blog.models import Post, PostQuerySet
from blog.sql import listed_posts

CURSOR = re.compile(r"(\d{8}T\d{6}\.\d{6})-(\d{1,18})", re.ASCII)
CURSOR_TIME = "%Y%m%dT%H%M%S.%f"


@dataclass(frozen=True)
class Listing:
    """One page of posts, newest first; the addresses are empty at either end."""

    posts: list[Post]
    newer_url: str = ""
    older_url: str = ""

    @property
    def days(self) -> list[tuple[date, list[Post]]]:
        """The posts under their day in the site's zone."""
        return [(day, list(posts)) for day, posts in groupby(self.posts, key=_day)]


@dataclass(frozen=True)
class Place:
    """The names of the two fields that say where a post stands; an index has them in this order."""

    date: str = "published_at"
    number: str = "pk"


BY_DATE = Place()
UNDER_LABEL = Place("labelled_at", "labelled")
"""Where a post stands among those that `PostQuerySet.labelled` gives."""


def list_posts(
    request: HttpRequest, posts: PostQuerySet, *, size: int, by: Place = BY_DATE
) -> Listing:
    """Return the page that `?before=` or `?after=` asks for, else the first.

    Raises:
        BadRequest: for a malformed cursor (the reader gets a 400).

    """
    posts = posts.order_by(f"-{by.date}", f"-{by.number}")
    if "before" in request.GET:
        return _older_page(request, posts.filter(_before(request.GET["before"], by)), size)
    if "after" in request.GET:
        newer = posts.filter(_after(request.GET["after"], by)).order_by(by.date, by.number)
        return _newer_page(newer, posts, size)
    return _first_page(posts, size)


def _first_page(posts: PostQuerySet, size: int) -> Listing:
    page, more = _take(posts, size)
    return Listing(page, older_url=_older_url(page) if more else "")


def _older_page(request: HttpRequest, posts: PostQuerySet, size: int) -> Listing:
    page, more = _take(posts, size)
    newer = f"?after={cursor_of(page[0])}" if page else request.path
    return Listing(page, newer_url=newer, older_url=_older_url(page) if more else "")


def _newer_page(ascending: PostQuerySet, posts: PostQuerySet, size: int) -> Listing:
    page, more = _take(ascending, size)
    if not more:
        return _first_page(posts, size)
    page.reverse()
    return Listing(page, newer_url=f"?after={cursor_of(page[0])}", older_url=_older_url(page))


def _take(posts: PostQuerySet, size: int) -> tuple[list[Post], bool]:
    numbers = list(posts.values_list("pk", flat=True)[: size + 1])
    return listed_posts(numbers[:size]), len(numbers) > size


def _older_url(page: list[Post]) -> str:
    return f"?before={cursor_of(page[-1])}"


def cursor_of(post: Post) -> str:
    """Write the place of a published post."""
    assert post.published_at  # noqa: S101 - lists hold published posts
    return write_cursor(post.published_at, post.pk)


def write_cursor(time: datetime, pk: int) -> str:
    """Write the place of a row by its date and number."""
    return f"{time.astimezone(UTC).strftime(CURSOR_TIME)}-{pk}"


def parse_cursor(cursor: str) -> tuple[datetime, int]:
    """Read a place that `write_cursor` wrote.

    Raises:
        BadRequest: for anything else.

    """
    try:
        time, pk = CURSOR.fullmatch(cursor).groups()  # type: ignore[union-attr]
        return datetime.strptime(time, CURSOR_TIME).replace(tzinfo=UTC), int(pk)
    except (AttributeError, ValueError) as error:
        raise BadRequest("A malformed cursor.") from error


def _before(cursor: str, by: Place = BY_DATE) -> Q:
    return _beyond(cursor, by, "lt")


def _after(cursor: str, by: Place = BY_DATE) -> Q:
    return _beyond(cursor, by, "gt")


def _beyond(cursor: str, by: Place, side: str) -> Q:
    time, pk = parse_cursor(cursor)
    reaches = Q(**{f"{by.date}__{side}e": time})
    return reaches & (Q(**{f"{by.date}__{side}": time}) | Q(**{f"{by.number}__{side}": pk}))


def _day(post: Post) -> date:
    return timezone.localdate(post.published_at)
