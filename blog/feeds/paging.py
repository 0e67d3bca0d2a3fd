"""A page of a feed, by key as the site's lists are: `?before=` and `?after=` name a place.

These are the "paged feeds" of RFC 5005, not its "archived" ones: an archive's documents never
change, while posts are edited, and stay what they are when an older post is put in between.

Blogger's own parameters are answered too: `max-results`, `start-index` (counted from 1) and the
four bounds in time. A malformed number or time is ignored; a malformed cursor is a 400.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from database.keyset import Keyset, Page, Place

LENGTH = 25
MAX_LENGTH = 100
MIN_YEAR = 1000
LAST: Place = {"after": "10000101T000000.000000-0"}
"""The last page's: it begins at the far end, after a cursor older than any row."""

NO_TIME = datetime(1, 1, 1, tzinfo=UTC)
NUMBER = re.compile(r"\d{1,6}", re.ASCII)
BOUNDS = {"min": "gte", "max": "lt"}
BOUNDED = [f"{what}-{end}" for what in ("published", "updated") for end in BOUNDS]


@dataclass(frozen=True)
class FeedPage:
    keys: list[Any]
    """Rows with the fields of the keyset at least."""
    own: str
    """The page's own query string; empty for a feed's beginning as feed readers ask for it."""
    links: dict[str, str]
    """The query strings of other pages by relation; none where all fits on one."""


class Window:
    """What a query string asks of a feed's rows."""

    def __init__(self, query: dict[str, str], *, by: Keyset) -> None:
        self.query = query
        self.by = by
        self.size = min(max(_number(query, "max-results") or LENGTH, 1), MAX_LENGTH)
        self.kept = {
            name: query[name] for name in ("alt", "max-results", *BOUNDED) if query.get(name)
        }

    def page(self, rows: "QuerySet[Any, Any]") -> FeedPage:
        """Return the page of the rows that the query string asks for.

        Raises:
            BadRequest: for a malformed cursor.

        """
        rows = rows.filter(*self._bounds(rows.model))
        start = _number(self.query, "start-index")
        if start > 1 and not {"before", "after"} & self.query.keys():
            page = self._page_from(rows, start)
        else:
            page = self.by.page(rows, self.query, size=self.size)
        return FeedPage(page.rows, self._write(page.own), self._links(page))

    def _page_from(self, rows: "QuerySet[Any, Any]", start: int) -> Page[Any]:
        page = self.by.first_page(rows, size=self.size, skip=start - 1)
        own = {"start-index": str(start)}
        return replace(page, own=own, newer=self.by.newer_than(page.rows))

    def _links(self, page: Page[Any]) -> dict[str, str]:
        older = page.older if page.own != LAST else None
        if page.newer is None and older is None:
            return {}
        places = {"first": {}, "last": LAST, "previous": page.newer, "next": older}
        return {name: self._write(place) for name, place in places.items() if place is not None}

    def _bounds(self, model: type[Model]) -> list[Q]:
        return [
            Q(**{f"{field}__{BOUNDS[end]}": time})
            for what, field in (("published", self.by.time), ("updated", "updated_at"))
            for end in BOUNDS
            if (field == self.by.time or hasattr(model, field))
            and (time := parse_time(self.query.get(f"{what}-{end}", "")))
        ]

    def _write(self, place: Place) -> str:
        query = urlencode({**self.kept, **place})
        return f"?{query}" if query else ""


def _number(query: dict[str, str], name: str) -> int:
    """Return a whole number of at most six digits, 0 where there is none."""
    value: Any = query.get(name, "")
    return int(value) if NUMBER.fullmatch(value) else 0


def parse_time(typed: str) -> datetime | None:
    """Return an ISO time as Blogger writes it, its `+` perhaps become a space on the way.

    Nothing that is no time, or that no calendar of ours reaches, is one.
    """
    try:
        time = parse_datetime(typed.replace(" ", "+")) or NO_TIME
        time = (time if time.tzinfo else timezone.make_aware(time)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if time.year >= MIN_YEAR else None
