"""Rows of several tables, small parts of what a page shows, gathered in one query."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Expression, F, IntegerField, QuerySet, TextField, Value


class Row(NamedTuple):
    """What any of the tables may tell; empty where it has nothing of the kind."""

    part: str
    pk: int
    number: int
    name: str
    slug: str
    more: str
    at: datetime


NOTHING: dict[str, Any] = {
    "pk": F("pk"),
    "number": Value(0, IntegerField()),
    "name": Value("", TextField()),
    "slug": Value("", TextField()),
    "more": Value("", TextField()),
    "at": Value(datetime(1, 1, 1, tzinfo=UTC), DateTimeField()),
}


def part(called: str, rows: QuerySet[Any], **columns: str | Expression) -> QuerySet[Any]:
    """Take rows as a part; `columns` tell which of their fields is a `Row`'s `name` and so on."""
    own = {
        column: F(field) if isinstance(field, str) else field for column, field in columns.items()
    }
    fields = {f"row_{column}": value for column, value in {**NOTHING, **own}.items()}
    named = rows.order_by().annotate(row_part=Value(called, TextField()), **fields)
    values: QuerySet[Any] = named.values_list("row_part", *fields)
    return values


def fetch_union(*parts: QuerySet[Any]) -> dict[str, list[Row]]:
    """Fetch all parts in one query, and give each one's rows, in no order, by its name."""
    gathered: dict[str, list[Row]] = defaultdict(list)
    first, *others = parts
    for values in first.union(*others, all=True) if others else first:
        row = Row(*values)
        gathered[row.part].append(row)
    return gathered
