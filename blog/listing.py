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


def list_posts(request: HttpRequest, posts: PostQuerySet, *, size: int) -> Listing:
    """Give the page that `?before=` or `?after=` asks for, else the first.

    Raises:
        BadRequest: for a malformed cursor (the reader gets a 400).

    """
    posts = posts.for_lists()
    if "before" in request.GET:
        return _older_page(request, posts.filter(_before(request.GET["before"])), size)
    if "after" in request.GET:
        return _newer_page(request, posts, request.GET["after"], size)
    return _first_page(posts, size)


def _first_page(posts: PostQuerySet, size: int) -> Listing:
    page, more = _take(posts, size)
    return Listing(page, older_url=_older_url(page) if more else "")


def _older_page(request: HttpRequest, posts: PostQuerySet, size: int) -> Listing:
    page, more = _take(posts, size)
    newer = f"?after={cursor_of(page[0])}" if page else request.path
    return Listing(page, newer_url=newer, older_url=_older_url(page) if more else "")


def _newer_page(request: HttpRequest, posts: PostQuerySet, cursor: str, size: int) -> Listing:
    ascending = posts.filter(_after(cursor)).order_by("published_at", "pk")
    page, more = _take(ascending, size)
    if not more:
        return _first_page(posts, size)
    page.reverse()
    return Listing(page, newer_url=f"?after={cursor_of(page[0])}", older_url=_older_url(page))


def _take(posts: PostQuerySet, size: int) -> tuple[list[Post], bool]:
    page = list(posts[: size + 1])
    return page[:size], len(page) > size


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


def _before(cursor: str) -> Q:
    time, pk = parse_cursor(cursor)
    return Q(published_at__lte=time) & (Q(published_at__lt=time) | Q(pk__lt=pk))


def _after(cursor: str) -> Q:
    time, pk = parse_cursor(cursor)
    return Q(published_at__gte=time) & (Q(published_at__gt=time) | Q(pk__gt=pk))


def neighbours(post: Post) -> tuple[Post | None, Post | None]:
    """Give the next newer and the next older published post."""
    if not post.published_at:
        return None, None
    others = Post.objects.published().only("title", "path", "published_at")
    place = cursor_of(post)
    newer = others.filter(_after(place)).order_by("published_at", "pk").first()
    return newer, others.filter(_before(place)).first()


def _day(post: Post) -> date:
    return timezone.localdate(post.published_at)
