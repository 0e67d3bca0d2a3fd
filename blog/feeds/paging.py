"""A page of a feed, by key as in `blog.pages.listing`: `?before=` and `?after=` name a place.

These are the "paged feeds" of RFC 5005, not its "archived" ones: an archive's documents never
change, while posts are edited, and stay what they are when an older post is put in between.

Blogger's own ways of asking are answered too: `max-results`, `start-index` (counted from 1) and the
four bounds in time. A number or time that is none is ignored; a cursor that is none is a 400.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from blog.feeds.source import Row
from blog.pages.listing import parse_cursor, write_cursor

LENGTH = 25
MAX_LENGTH = 100
MIN_YEAR = 1000
NO_TIME = datetime(1, 1, 1, tzinfo=UTC)
BEGINNING = "10000101T000000.000000-0"
"""A cursor older than any post: after it comes the oldest page."""

NUMBER = re.compile(r"\d{1,6}", re.ASCII)
BOUNDS = {"min": "gte", "max": "lt"}


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    own: str
    """The page's own query string; empty for a feed's beginning as feed readers ask for it."""
    links: dict[str, str]
    """The query strings of other pages by relation; none where all fits on one."""


class Window:
    """What a query string asks of a feed's rows."""

    def __init__(self, query: dict[str, str], *, by: str, number: str = "pk") -> None:
        """Read it; `by` is the field that dates a row, `number` parts those of the same time."""
        self.query = query
        self.by = by
        self.number = number
        self.size = min(max(_number(query, "max-results") or LENGTH, 1), MAX_LENGTH)
        bounds = [f"{what}-{end}" for what in ("published", "updated") for end in BOUNDS]
        self.kept = {
            name: query[name] for name in ("alt", "max-results", *bounds) if query.get(name)
        }

    def page(self, rows: "QuerySet[Row]") -> Page[Row]:
        """Cut the page out.

        Raises:
            BadRequest: for a malformed cursor.

        """
        rows = rows.filter(*self._bounds(rows.model))
        if "before" in self.query:
            return self._older(rows, self.query["before"])
        if "after" in self.query:
            return self._newer(rows, self.query["after"])
        return self._from(rows, _number(self.query, "start-index") or 1)

    def _from(self, rows: "QuerySet[Row]", start: int) -> Page[Row]:
        page, more = self._take(self._newest_first(rows)[start - 1 :])
        own = {"start-index": str(start)} if start > 1 else {}
        return self._page(page, own, newer=start > 1, older=more)

    def _older(self, rows: "QuerySet[Row]", cursor: str) -> Page[Row]:
        page, more = self._take(self._newest_first(rows.filter(self._beyond(cursor, "lt"))))
        return self._page(page, {"before": cursor}, newer=True, older=more)

    def _newer(self, rows: "QuerySet[Row]", cursor: str) -> Page[Row]:
        ascending = rows.filter(self._beyond(cursor, "gt")).order_by(self.by, self.number)
        page, more = self._take(ascending)
        if not more:
            return self._from(rows, 1)
        return self._page(page[::-1], {"after": cursor}, newer=True, older=cursor != BEGINNING)

    def _page(self, rows: list[Row], own: dict[str, str], *, newer: bool, older: bool) -> Page[Row]:
        links: dict[str, dict[str, str]] = {}
        if newer or older:
            links = {"first": {}, "last": {"after": BEGINNING}}
        if newer:
            links["previous"] = {"after": self._place(rows[0])} if rows else {}
        if older:
            links["next"] = {"before": self._place(rows[-1])}
        queries = {relation: self._write(place) for relation, place in links.items()}
        return Page(rows, self._write(own), queries)

    def _take(self, rows: "QuerySet[Row]") -> tuple[list[Row], bool]:
        page = list(rows[: self.size + 1])
        return page[: self.size], len(page) > self.size

    def _newest_first(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        return rows.order_by(f"-{self.by}", f"-{self.number}")

    def _beyond(self, cursor: str, side: str) -> Q:
        time, pk = parse_cursor(cursor)
        reaches = Q(**{f"{self.by}__{side}e": time})
        return reaches & (Q(**{f"{self.by}__{side}": time}) | Q(**{f"{self.number}__{side}": pk}))

    def _place(self, row: Model) -> str:
        return write_cursor(getattr(row, self.by), row.pk)

    def _bounds(self, model: type[Model]) -> list[Q]:
        return [
            Q(**{f"{field}__{BOUNDS[end]}": time})
            for what, field in (("published", self.by), ("updated", "updated_at"))
            for end in BOUNDS
            if (field == self.by or hasattr(model, field))
            and (time := time_of(self.query.get(f"{what}-{end}", "")))
        ]

    def _write(self, place: dict[str, str]) -> str:
        query = urlencode({**self.kept, **place})
        return f"?{query}" if query else ""


def _number(query: dict[str, str], name: str) -> int:
    """Return a whole number of at most six digits, 0 where there is none."""
    value: Any = query.get(name, "")
    return int(value) if NUMBER.fullmatch(value) else 0


def time_of(typed: str) -> datetime | None:
    """Read an ISO time as Blogger writes it, its `+` perhaps become a space on the way.

    Nothing that is no time, or that no calendar of ours reaches, is one.
    """
    try:
        time = parse_datetime(typed.replace(" ", "+")) or NO_TIME
        time = (time if time.tzinfo else timezone.make_aware(time)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if time.year >= MIN_YEAR else None
