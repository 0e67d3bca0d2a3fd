"""The archive: years and months with how many posts they have.

The counts stand in rows that are kept on writing (`blog.models.counts`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from blog.counts.calendar import YEARS, midnight
from blog.models import MonthCount, Post
from blog.pages.links import Link, post_url
from blog.pages.period import Period
from database.union import Row, Rows, fetch_union, part
from web.reversing import cached_reverse

MAX_TITLES = 20
"""Of the open month; the others are on its page."""


@dataclass(frozen=True)
class Month:
    month: date
    count: int
    titles: tuple[Link, ...] = ()

    @property
    def url(self) -> str:
        return cached_reverse("blog:month-archive", self.month.year, self.month.month)

    @property
    def is_open(self) -> bool:
        return bool(self.titles)

    @property
    def has_more(self) -> bool:
        """Whether it has posts beyond the titles that are shown."""
        return self.count > len(self.titles)


@dataclass(frozen=True)
class Year:
    year: int
    months: tuple[Month, ...]
    is_open: bool

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)

    @property
    def url(self) -> str:
        return cached_reverse("blog:year-archive", self.year)


def month_parts() -> list[QuerySet[Any]]:
    """Return the parts of a union for the months: their counts, and the posts that these get wrong.

    A scheduled post is counted in its month already; one beyond the months that are counted on
    writing, of which there is hardly any, in none.
    """
    first, last = midnight(date(YEARS.start, 1, 1)), midnight(date(YEARS.stop, 1, 1))
    months = MonthCount.objects.filter(zone=settings.TIME_ZONE, posts__gt=0)
    live = Post.objects.published()
    scheduled = Post.objects.scheduled().filter(published_at__lt=last)
    return [
        part("month", months, number="posts", at="begins"),
        part("scheduled", scheduled, at="published_at"),
        # Apart: of either bound with an `OR`, a database would read all posts up to today.
        part("beyond", Post.objects.filter(published_at__lt=first), at="published_at"),
        part("beyond", live.filter(published_at__gte=last), at="published_at"),
    ]


def archive_tree(open_at: date | None, counts: dict[date, int]) -> tuple[Year, ...]:
    """Return years and months, newest first, with counts; titles in the open month alone.

    The open month is that of `open_at`, else the newest: one query.
    """
    current = _open_month(list(counts), open_at)
    return _years(counts, current, _titles(current) if current else ())


def archive_years() -> tuple[Year, ...]:
    """Return years and months, newest first, with counts alone: one query."""
    return _years(month_counts(fetch_union(*month_parts())), None, ())


def _years(
    counts: dict[date, int], current: date | None, titles: tuple[Link, ...]
) -> tuple[Year, ...]:
    return tuple(
        Year(
            year,
            tuple(Month(m, counts[m], titles if m == current else ()) for m in months),
            bool(current and current.year == year),
        )
        for year, months in groupby(counts, key=lambda month: month.year)
    )


def _open_month(months: list[date], open_at: date | None) -> date | None:
    if open_at and open_at.replace(day=1) in months:
        return open_at.replace(day=1)
    same_year = [month for month in months if open_at and month.year == open_at.year]
    return next(iter(same_year or months), None)


def month_counts(rows: Rows) -> dict[date, int]:
    """Return the months that have live posts, newest first, with how many, of `month_parts`."""
    if not rows["month"] and _is_uncounted():
        return _count_now()
    counts = Counter({_month(row): row.number for row in rows["month"]})
    counts.subtract(map(_month, rows["scheduled"]))
    counts.update(map(_month, rows["beyond"]))
    return {month: count for month, count in sorted(counts.items(), reverse=True) if count > 0}


def _is_uncounted() -> bool:
    """Return whether the site's zone has changed since the last `manage.py migrate`."""
    return not MonthCount.objects.filter(zone=settings.TIME_ZONE).exists()


def _count_now() -> dict[date, int]:
    times = Post.objects.published().values_list("published_at", flat=True)
    return Counter(timezone.localdate(at).replace(day=1) for at in times)


def _month(row: Row) -> date:
    return timezone.localdate(row.at).replace(day=1)


def _titles(month: date) -> tuple[Link, ...]:
    live = Period.of(month.year, month.month).posts(Post.objects.published())
    titles = live.order_by("-published_at", "-pk").values_list("title", "path")[:MAX_TITLES]
    return tuple(Link(title, post_url(path)) for title, path in titles)
