"""What SQL written out by hand needs: its rows, and times as either database has them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connection

Row = TypeVar("Row")


def fetch_rows(
    sql: str,
    params: Sequence[Any] | Mapping[str, Any] | None,
    make: Callable[[tuple[Any, ...]], Row],
) -> list[Row]:
    """Return the rows of a query, each made of its columns, as by a `NamedTuple`'s `_make`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(map(make, cursor.fetchall()))


def placeholders(values: Collection[Any]) -> str:
    """Return what stands for values between the brackets of an `IN`."""
    return ",".join(["%s"] * len(values))


def adapted(time: datetime | None) -> datetime | str | None:
    """Return a time as the database compares it."""
    return connection.ops.adapt_datetimefield_value(time)


def aware(time: datetime) -> datetime:
    """Return a time with its zone: SQLite gives raw SQL none, and means UTC."""
    return time if time.tzinfo else time.replace(tzinfo=UTC)
