"""Lists of posts, paged by key: page 1,000 costs what page 1 costs."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from blog.models import Post, PostQuerySet
from blog.sql import listed_posts
from database.keyset import Keyset, Place

BY_DATE = Keyset("published_at")
UNDER_LABEL = Keyset("labelled_at", "labelled")
"""Of the posts that `PostQuerySet.labelled` returns."""


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


def list_posts(
    request: HttpRequest, posts: PostQuerySet, *, size: int, by: Keyset = BY_DATE
) -> Listing:
    """Return the page that `?before=` or `?after=` asks for, else the first.

    Raises:
        BadRequest: for a malformed cursor (the reader gets a 400).

    """
    keys = posts.values_list(by.time, by.number, named=True)
    page = by.page(keys, request.GET, size=size)
    return Listing(
        listed_posts(getattr(key, by.number) for key in page.rows),
        newer_url=_url(page.newer, request),
        older_url=_url(page.older, request),
    )


def _url(place: Place | None, request: HttpRequest) -> str:
    if place is None:
        return ""
    return f"?{urlencode(place)}" if place else request.path


def _day(post: Post) -> date:
    return timezone.localdate(post.published_at)
