"""Lists of any length at the desk: pages, counts and dates that cost the same at every size."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import Any, cast

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.functional import cached_property

MAX_ROWS = 5_000
"""Of a list that one leafs through; what is beyond is found by searching and filtering."""


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Looks no further than anybody leafs: counting a million rows would take each view's time.

    It reads the rows' numbers, in their order, and of the rows themselves those of the page alone:
    whole rows are costly to sort.
    """

    @cached_property
    def count(self) -> int:
        return min(len(self._numbers), MAX_ROWS)

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than are counted."""
        return len(self._numbers) > MAX_ROWS

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]  # as above
        number = self.validate_number(number)
        numbers = self._numbers[: self.count][(number - 1) * self.per_page : number * self.per_page]
        whole = self._rows.order_by()
        whole.query.clear_where()  # what has been found by it, lest it be sought again
        rows = whole.in_bulk(numbers)
        return Page([rows[pk] for pk in numbers if pk in rows], number, self)

    @cached_property
    def _numbers(self) -> list[Any]:
        return list(self._rows.values_list("pk", flat=True)[: MAX_ROWS + 1])

    @property
    def _rows(self) -> "models.QuerySet[Any]":
        return cast("models.QuerySet[Any]", self.object_list)


class Dates:
    """Stands for a list's rows where Django asks for the years and the months of all of them.

    It reads the first and the last date, and takes the time between for filled.
    """

    def __init__(self, listed: ChangeList) -> None:
        self.listed = listed
        self.field = str(listed.date_hierarchy)

    def aggregate(self, **_: models.Aggregate) -> dict[str, datetime | None]:
        return self.span

    @cached_property
    def span(self) -> dict[str, Any]:
        dated = self.listed.root_queryset.exclude(**{self.field: None}).order_by(self.field)
        dates = dated.values_list(self.field, flat=True)
        return {"first": dates.first(), "last": dates.last()}

    def datetimes(self, field: str, kind: str) -> Iterable[date]:
        if kind == "day":  # of one month
            return cast("Iterable[date]", self.listed.queryset.datetimes(field, "day"))
        if kind == "month":
            year = self.listed.params.get(f"{field}__year") or self.span["last"].year
            return [date(int(year), month, 1) for month in range(1, 13)]
        first, last = self.span["first"], self.span["last"]
        years = range(first.year, last.year + 1) if first else ()
        return [date(year, 1, 1) for year in years]


class DeskList(ChangeList):
    @property
    def calendar(self) -> ChangeList:
        """The list for Django's links by date, which would read every row for them."""
        calendar = copy(self)
        calendar.queryset = cast("models.QuerySet[Any]", Dates(self))
        return calendar
