"""Years, months and days in the site's zone."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from blog.counts.calendar import midnight
from blog.models import PostQuerySet


@dataclass(frozen=True)
class Period:
    """A year, a month or a day: its first day, and the first day after it."""

    first: date
    end: date
    scale: str

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> "Period":
        """Return the period of a date's parts.

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

    @property
    def tags(self) -> list[str]:
        """Return the tags of its months: those of UTC, by which posts are dated."""
        begin, last = (midnight(day).astimezone(UTC) for day in (self.first, self.end))
        last -= timedelta(microseconds=1)
        months = range(begin.year * 12 + begin.month - 1, last.year * 12 + last.month)
        return [f"month:{month // 12:04}-{month % 12 + 1:02}" for month in months]

    def posts(self, posts: PostQuerySet) -> PostQuerySet:
        """Keep the posts of the period."""
        return posts.filter(
            published_at__gte=midnight(self.first), published_at__lt=midnight(self.end)
        )
