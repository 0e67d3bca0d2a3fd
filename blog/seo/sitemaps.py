"""Sitemaps: every public address, in files of a bounded size.

The posts' files go by the year in their addresses, so that a crawler fetches only the years that
changed. When that was stands in rows that are kept on writing (`blog.models.counts`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.counts.calendar import midnight
from blog.models import Label, Page, Post, PostQuerySet, SitemapMonth
from blog.pages.period import Period
from blog.seo.illustrations import pictures_of

MAX_ADDRESSES = 10_000
"""In a file. The protocol allows five times as many, but no more than 50 MB."""

READ_AT_ONCE = 100
"""Posts, since their texts are long."""

ALWAYS_THERE = ["blog:home", "blog:label-index", "blog:archive-index"]
NAME = re.compile(r"([a-z]+|\d{4})(?:-([2-9]|[1-9]\d{1,5}))?", re.ASCII)
ANY_ZONE = timedelta(days=2)
"""No two clocks on earth differ by as much."""

File = tuple[str, datetime | None]
"""A file's name, such as `2012` or `2012-2`, and the last change in it where that is known."""


@dataclass(frozen=True)
class Entry:
    """An address, its last change where that is known, and the addresses of its pictures."""

    path: str
    changed_at: datetime | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month that has posts, named as in their addresses: `2012/01`."""

    name: str
    posts: int
    changed_at: datetime

    @property
    def year(self) -> str:
        return self.name[:4]


def sitemaps() -> Iterator[File]:
    """Return the files that are not empty: five queries, and one for each month to come."""
    months = list(_months())
    yield from _files("pages", len(ALWAYS_THERE) + Page.objects.published().count())
    yield from _files("archive", len(_archive(months)), _latest(months))
    yield from _files("labels", _labels().count())
    yield from _files("authors", _authors().count())
    for year, of_year in _years(months):
        yield from _files(year, sum(month.posts for month in of_year), _latest(of_year))


def sitemap_entries(name: str) -> list[Entry]:
    """Return the entries of a file in one query: none if there is no file of that name.

    Raises:
        ValueError: for a year that is in no calendar.
        OverflowError: for one at a calendar's edge.

    """
    match = NAME.fullmatch(name)
    section, part = (match[1], int(match[2] or 1)) if match else ("", 1)
    span = slice((part - 1) * MAX_ADDRESSES, part * MAX_ADDRESSES)
    if section.isdecimal():
        return list(map(_entry, _posts(int(section))[span].iterator(READ_AT_ONCE)))
    return SECTIONS[section]()[span] if section in SECTIONS else []


def _files(section: str, addresses: int, changed_at: datetime | None = None) -> Iterator[File]:
    for start in range(0, addresses, MAX_ADDRESSES):
        part = start // MAX_ADDRESSES + 1
        yield section if part == 1 else f"{section}-{part}", changed_at


def _months() -> Iterator[Month]:
    """Return the months with live posts, oldest first: two queries, and one for each to come."""
    scheduled = {path[:7] for path in Post.objects.scheduled().values_list("path", flat=True)}
    now = timezone.now()
    for month in SitemapMonth.objects.filter(posts__gt=0).order_by("name"):
        if month.name in scheduled or month.changed_at > now:
            yield from _count_now(month.name)
        else:
            yield Month(month.name, month.posts, month.changed_at)


def _count_now(name: str) -> Iterator[Month]:
    """Return a month, some of whose posts are scheduled, by those that are live."""
    year, month = map(int, name.split("/"))
    posts = _addressed(name, Period.of(year, month))
    changed_at = Greatest(Max("updated_at"), Max("published_at"))
    counted = posts.aggregate(posts=Count("pk"), changed_at=changed_at)
    if counted["posts"]:
        yield Month(name, **counted)


def _years(months: Iterable[Month]) -> Iterator[tuple[str, list[Month]]]:
    for year, group in groupby(months, key=lambda month: month.year):
        yield year, list(group)


def _latest(months: Iterable[Month]) -> datetime | None:
    return max((month.changed_at for month in months), default=None)


def _posts(year: int) -> PostQuerySet:
    """Return the posts whose address begins with a year, the oldest first."""
    cover = ("cover__file", "cover__width", "cover__height")
    shown = _addressed(f"{year:04}", Period.of(year)).only(
        "path", "published_at", "updated_at", "body_html", *cover
    )
    return shown.select_related("cover").order_by("published_at", "pk")


def _addressed(name: str, period: Period) -> PostQuerySet:
    """Keep the live posts with an address in a year or a month, which an index finds by date."""
    begins, ends = midnight(period.first) - ANY_ZONE, midnight(period.end) + ANY_ZONE
    near = Post.objects.published().filter(published_at__range=(begins, ends))
    return near.filter(path__startswith=f"{name}/")


def _entry(post: Post) -> Entry:
    return Entry(post.get_absolute_url(), post.changed_at, tuple(pictures_of(post)))


def _pages() -> list[Entry]:
    pages = Page.objects.published().only("slug", "published_at", "updated_at")
    always = [Entry(reverse(name)) for name in ALWAYS_THERE]
    return always + [Entry(page.get_absolute_url(), page.changed_at) for page in pages]


def _archive(months: Iterable[Month]) -> list[Entry]:
    entries = []
    for year, of_year in _years(months):
        entries.append(Entry(reverse("blog:year-archive", args=[int(year)]), _latest(of_year)))
        for month in of_year:
            parts = [int(part) for part in month.name.split("/")]
            entries.append(Entry(reverse("blog:month-archive", args=parts), month.changed_at))
    return entries


def _labels() -> QuerySet[Label]:
    return Label.objects.in_use().only("slug")


def _authors() -> QuerySet[User]:
    return Post.objects.published().writers().only("slug")


SECTIONS: dict[str, Callable[[], list[Entry]]] = {
    "pages": _pages,
    "archive": lambda: _archive(_months()),
    "labels": lambda: [Entry(label.get_absolute_url()) for label in _labels()],
    "authors": lambda: [Entry(author.get_absolute_url()) for author in _authors()],
}
