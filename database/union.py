"""Small parts of what a page shows, out of several tables, fetched in one query."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Expression, F, IntegerField, QuerySet, TextField, Value


class Row(NamedTuple):
    """What a part may have; what it has not is empty."""

    part: str
    pk: int
    number: int
    name: str
    slug: str
    more: str
    at: datetime


Rows = dict[str, list[Row]]

EMPTY: dict[str, Any] = {
    "pk": F("pk"),
    "number": Value(0, IntegerField()),
    "name": Value("", TextField()),
    "slug": Value("", TextField()),
    "more": Value("", TextField()),
    "at": Value(datetime(1, 1, 1, tzinfo=UTC), DateTimeField()),
}


def part(name: str, rows: QuerySet[Any], /, **columns: str | Expression) -> QuerySet[Any]:
    """Return rows as a part of a union; `columns` name the fields that fill a `Row`'s columns."""
    filled = {
        column: F(field) if isinstance(field, str) else field for column, field in columns.items()
    }
    fields = {f"row_{column}": value for column, value in {**EMPTY, **filled}.items()}
    annotated = rows.order_by().annotate(row_part=Value(name, TextField()), **fields)
    values: QuerySet[Any] = annotated.values_list("row_part", *fields)
    return values


def fetch_union(*parts: QuerySet[Any]) -> Rows:
    """Return the rows of all parts, in no order, by the parts' names: one query."""
    fetched: Rows = defaultdict(list)
    first, *others = parts
    for values in first.union(*others, all=True) if others else first:
        row = Row(*values)
        fetched[row.part].append(row)
    return fetched
