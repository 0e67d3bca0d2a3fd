"""Lists of the desk, whose pages, counts and dates cost the same whatever their length."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import Any, cast

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.functional import cached_property

MAX_ROWS = 5_000
"""Of a list without a search or a filter, by which all others are found."""


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Counts no further than `MAX_ROWS`: to count a million rows would slow down each view.

    It reads the primary keys in their order, and whole rows for one page alone, since those are
    costly to sort.
    """

    @cached_property
    def count(self) -> int:
        return min(len(self._pks), MAX_ROWS)

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than are counted."""
        return len(self._pks) > MAX_ROWS

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]  # as above
        number = self.validate_number(number)
        pks = self._pks[: self.count][(number - 1) * self.per_page : number * self.per_page]
        whole = self._rows.order_by()
        whole.query.clear_where()  # the keys are those of its result
        rows = whole.in_bulk(pks)
        return Page([rows[pk] for pk in pks if pk in rows], number, self)

    @cached_property
    def _pks(self) -> list[Any]:
        return list(self._rows.values_list("pk", flat=True)[: MAX_ROWS + 1])

    @property
    def _rows(self) -> "models.QuerySet[Any]":
        return cast("models.QuerySet[Any]", self.object_list)


class DateBounds:
    """Stands for a list's queryset where Django asks for the years and months of all its rows.

    It reads the first and the last date, and assumes that there are rows in all months between.
    """

    def __init__(self, listed: ChangeList) -> None:
        self.listed = listed
        self.field = str(listed.date_hierarchy)

    def aggregate(self, **_: models.Aggregate) -> dict[str, datetime | None]:
        return self.bounds

    @cached_property
    def bounds(self) -> dict[str, Any]:
        dated = self.listed.root_queryset.exclude(**{self.field: None}).order_by(self.field)
        dates = dated.values_list(self.field, flat=True)
        return {"first": dates.first(), "last": dates.last()}

    def datetimes(self, field: str, kind: str) -> Iterable[date]:
        if kind == "day":  # of one month
            return cast("Iterable[date]", self.listed.queryset.datetimes(field, "day"))
        if kind == "month":
            year = self.listed.params.get(f"{field}__year") or self.bounds["last"].year
            return [date(int(year), month, 1) for month in range(1, 13)]
        first, last = self.bounds["first"], self.bounds["last"]
        years = range(first.year, last.year + 1) if first else ()
        return [date(year, 1, 1) for year in years]


class DeskList(ChangeList):
    @property
    def calendar(self) -> ChangeList:
        """The list for Django's links by date, without the query that reads all rows."""
        calendar = copy(self)
        calendar.queryset = cast("models.QuerySet[Any]", DateBounds(self))
        return calendar
