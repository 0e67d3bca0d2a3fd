"""Pages by key: a page begins at a place between two rows, which an index seeks, however far off.

A cursor names a place by a time and a number, such as `20120110T093000.000000-15`. A row that is
added elsewhere meanwhile shifts nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet

Row = TypeVar("Row")

Place = dict[str, str]
"""What a query string says of a page: a cursor under `before` or `after`; nothing for the first."""

CURSOR = re.compile(r"(\d{8}T\d{6}\.\d{6})-(\d{1,18})", re.ASCII)
CURSOR_TIME = "%Y%m%dT%H%M%S.%f"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows, newest first, with the page's own place and those of the pages beside it."""

    rows: list[Row]
    own: Place = field(default_factory=dict)
    newer: Place | None = None
    older: Place | None = None


@dataclass(frozen=True)
class Keyset:
    """The fields by which rows are ordered: a time, and a number where times are equal.

    For a page to cost the same wherever it begins, an index must have them in this order.
    """

    time: str
    number: str = "pk"

    def page(self, rows: QuerySet[Any, Row], query: Mapping[str, str], *, size: int) -> Page[Row]:
        """Return the page that `before` or `after` in a query string asks for, else the first.

        Raises:
            BadRequest: for a malformed cursor.

        """
        if "before" in query:
            return self._page_before(rows, query["before"], size)
        if "after" in query:
            return self._page_after(rows, query["after"], size)
        return self.first_page(rows, size=size)

    def first_page(self, rows: QuerySet[Any, Row], *, size: int, skip: int = 0) -> Page[Row]:
        """Return the newest rows, but for so many that are skipped, one by one."""
        page, has_more = _take(self._newest_first(rows)[skip:], size)
        return Page(page, older=self.older_than(page) if has_more else None)

    def newer_than(self, page: list[Row]) -> Place:
        """Return the place of the page that ends where this one begins."""
        return {"after": self._cursor(page[0])} if page else {}

    def older_than(self, page: list[Row]) -> Place:
        """Return the place of the page that begins where this one, which has rows, ends."""
        return {"before": self._cursor(page[-1])}

    def _page_before(self, rows: QuerySet[Any, Row], cursor: str, size: int) -> Page[Row]:
        page, has_more = _take(self._newest_first(rows.filter(self._beyond(cursor, "lt"))), size)
        older = self.older_than(page) if has_more else None
        return Page(page, {"before": cursor}, self.newer_than(page), older)

    def _page_after(self, rows: QuerySet[Any, Row], cursor: str, size: int) -> Page[Row]:
        """Return the first page, which is whole, where nothing is left beyond this one."""
        oldest_first = rows.filter(self._beyond(cursor, "gt")).order_by(self.time, self.number)
        page, has_more = _take(oldest_first, size)
        if not has_more:
            return self.first_page(rows, size=size)
        page.reverse()
        return Page(page, {"after": cursor}, self.newer_than(page), self.older_than(page))

    def _newest_first(self, rows: QuerySet[Any, Row]) -> QuerySet[Any, Row]:
        return rows.order_by(f"-{self.time}", f"-{self.number}")

    def _beyond(self, cursor: str, side: str) -> Q:
        """Return the condition of what lies on a side, `lt` or `gt`, of a cursor.

        Its first half says nothing that the second does not; an index is sought by it.
        """
        time, number = parse_cursor(cursor)
        reaches = Q(**{f"{self.time}__{side}e": time})
        return reaches & (
            Q(**{f"{self.time}__{side}": time}) | Q(**{f"{self.number}__{side}": number})
        )

    def _cursor(self, row: Row) -> str:
        return write_cursor(getattr(row, self.time), getattr(row, self.number))


def write_cursor(time: datetime, number: int) -> str:
    return f"{time.astimezone(UTC).strftime(CURSOR_TIME)}-{number}"


def parse_cursor(cursor: str) -> tuple[datetime, int]:
    """Return the time and the number that `write_cursor` wrote.

    Raises:
        BadRequest: for anything else.

    """
    try:
        time, number = CURSOR.fullmatch(cursor).groups()  # type: ignore[union-attr]
        return datetime.strptime(time, CURSOR_TIME).replace(tzinfo=UTC), int(number)
    except (AttributeError, ValueError) as error:
        raise BadRequest("A malformed cursor.") from error


def _take(rows: QuerySet[Any, Row], size: int) -> tuple[list[Row], bool]:
    """Return so many rows, and whether there are more: one is read beyond them."""
    page = list(rows[: size + 1])
    return page[:size], len(page) > size
