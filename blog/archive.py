"""The archives: spans of time in the site's zone, and the tree of years and months."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from blog.models import Post, PostQuerySet


@dataclass(frozen=True)
class Period:
    """A year, a month or a day: its first day, and the first day after it."""

    first: date
    end: date
    scale: str

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> "Period":
        """Make the period of a date's parts.

        Raises:
            ValueError: for parts that are no date, such as a 13th month.
            OverflowError: for the last day that the calendar knows.

        """
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return cls(first, first + timedelta(days=1), "day")
        if month is not None:
            return cls(first, date(year + month // 12, month % 12 + 1, 1), "month")
        return cls(first, date(year + 1, 1, 1), "year")

    def posts(self, posts: PostQuerySet) -> PostQuerySet:
        """Keep the posts of the period."""
        return posts.filter(
            published_at__gte=_midnight(self.first), published_at__lt=_midnight(self.end)
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Month:
    month: date
    count: int
    posts: list[Post] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("blog:month-archive", args=[self.month.year, self.month.month])

    @property
    def is_open(self) -> bool:
        return bool(self.posts)


@dataclass(frozen=True)
class Year:
    year: int
    months: list[Month]
    is_open: bool

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)

    @property
    def url(self) -> str:
        return reverse("blog:year-archive", args=[self.year])


def archive_tree(open_at: date | None = None) -> list[Year]:
    """Give years and months, newest first, with counts; titles in the open month alone.

    The open month is that of `open_at`, else the newest: two queries whatever the size.
    """
    counts = list(_counts())
    current = _open_month([month for month, _count in counts], open_at)
    return _years(counts, current, _titles(current) if current else [])


def archive_years() -> list[Year]:
    """Give years and months, newest first, with counts alone: one query."""
    return _years(_counts(), None, [])


def _years(
    counts: Iterable[tuple[date, int]], current: date | None, titles: list[Post]
) -> list[Year]:
    return [
        Year(year, list(_months(group, current, titles)), bool(current and current.year == year))
        for year, group in groupby(counts, key=lambda row: row[0].year)
    ]


def _open_month(months: list[date], open_at: date | None) -> date | None:
    if open_at and open_at.replace(day=1) in months:
        return open_at.replace(day=1)
    same_year = [month for month in months if open_at and month.year == open_at.year]
    return next(iter(same_year or months), None)


def _counts() -> Iterable[tuple[date, int]]:
    rows = (
        Post.objects.published()
        .annotate(month=TruncMonth("published_at"))
        .values_list("month")
        .annotate(Count("pk"))
        .order_by("-month")
    )
    return ((timezone.localdate(month), count) for month, count in rows)


def _titles(month: date) -> list[Post]:
    posts = Period.of(month.year, month.month).posts(Post.objects.published())
    return list(posts.only("title", "path", "published_at"))


def _months(
    counts: Iterable[tuple[date, int]], current: date | None, titles: list[Post]
) -> Iterable[Month]:
    for month, count in counts:
        yield Month(month, count, titles if month == current else [])
