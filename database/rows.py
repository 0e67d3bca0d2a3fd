"""Queries that are written out, and what the two databases make of times in them."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection


def rows_of(sql: str, values: dict[str, Any] | list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Ask a query that is written out, and give its rows as they are."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def stored(at: datetime | None) -> datetime | str | None:
    """Return a moment as the database compares it."""
    return connection.ops.adapt_datetimefield_value(at)


def moment(value: datetime) -> datetime:
    """Return a moment with its zone: SQLite gives a query of our own none, and means UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
