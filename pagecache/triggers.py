"""What tells the page cache of a change: triggers in the database on everything that readers see.

In the transaction of the change they move the edition's number and write down which tags moved with
it (`web.page_tags`). They are removed before migrations and made anew after: SQLite alters a table
by copying it, and would lose them, or stumble over them, on the way. Meanwhile the number is 0, at
which nothing is kept; should the migration be broken off, it stays so until `manage.py setup` is
through, which also makes anew what is declared otherwise than before.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction

from database.triggers import DIFFERS, Operation, Trigger, Triggers
from pagecache.rules import ALL, PUBLIC, Public, Rule

NOW = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "postgresql": "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
}
"""Milliseconds since 1970, below which no number falls: a database that was restored from a copy
must not come to a number that it has had before."""

MOVE = """
    INSERT INTO pagecache_edition (id, number) VALUES (1, {now})
    ON CONFLICT (id) DO UPDATE
    SET number = {greatest}(pagecache_edition.number + 1, excluded.number)
"""
MOVES = {
    "sqlite": MOVE.format(now=NOW["sqlite"], greatest="MAX"),
    "postgresql": MOVE.format(now=NOW["postgresql"], greatest="GREATEST"),
}
ONCE = {
    "sqlite": "",
    "postgresql": "WHERE pagecache_edition.xmin <> pg_current_xact_id()::xid",
}
"""PostgreSQL keeps each version of a row until the transaction ends: one is enough."""

NOTE = """
    INSERT INTO pagecache_move (number, tag)
    SELECT e.number, m.tag FROM pagecache_edition e JOIN ({tags}) m ON m.tag IS NOT NULL
    WHERE e.id = 1 ON CONFLICT (number, tag) DO NOTHING
"""


def declare() -> Iterator[Trigger]:
    """Declare three triggers for each table that readers see something of.

    On PostgreSQL they wait for the commit: the edition's row is the last that a transaction locks,
    so that no two can wait for each other over it, and numbers are committed in their order.
    """
    for label, public in PUBLIC.items():
        table = apps.get_model(label)._meta.db_table
        for operation, rows in (
            (Operation.INSERT, ["NEW"]),
            (Operation.DELETE, ["OLD"]),
            (Operation.UPDATE, ["OLD", "NEW"]),
        ):
            is_update = operation == Operation.UPDATE
            bodies = {
                vendor: f"{MOVES[vendor]}{ONCE[vendor]};"
                + NOTE.format(tags=_tags(label, rows, vendor, is_update=is_update))
                for vendor in MOVES
            }
            shows = " OR ".join(f"({public.where.format(row=row)})" for row in rows)
            columns = seen_columns(label) if is_update else ()
            yield Trigger(table, operation, bodies, shows, columns=columns, deferred=True)


TRIGGERS = Triggers("edition_", declare)


def seen_columns(label: str) -> tuple[str, ...]:
    """Return the columns of a model whose change moves something."""
    fields = apps.get_model(label)._meta.concrete_fields
    return tuple(field.column for field in fields if field.column not in PUBLIC[label].unseen)


def tags_of_rows(label: str, condition: str, vendor: str) -> str:
    """Return SQL for the tags that a model's rows move, those for which a condition is true.

    It calls each row `r`.
    """
    public, table = PUBLIC[label], apps.get_model(label)._meta.db_table
    return " UNION ".join(
        f"{_select(rule, 'r', public, vendor, f'{table} r')} AND ({condition})"
        for rule in public.rules
    )


def _tags(label: str, rows: Iterable[str], vendor: str, *, is_update: bool) -> str:
    public = PUBLIC[label]
    return " UNION ".join(
        _select(rule, row, public, vendor) + (_differs(rule, vendor) if is_update else "")
        for rule in public.rules
        for row in rows
    )


def _select(rule: Rule, row: str, public: Public, vendor: str, table: str = "") -> str:
    tag = rule.tag if isinstance(rule.tag, str) else rule.tag[vendor]
    tables = ", ".join(filter(None, [table, rule.source]))
    conditions = " AND ".join(
        f"({condition.format(row=row)})" for condition in (public.where, rule.having)
    )
    from_tables = f" FROM {tables}" if tables else ""
    return f"SELECT {tag.format(row=row)} AS tag{from_tables} WHERE {conditions}"


def _differs(rule: Rule, vendor: str) -> str:
    if not rule.columns:
        return ""
    differs = (f"OLD.{column} {DIFFERS[vendor]} NEW.{column}" for column in rule.columns)
    return f" AND ({' OR '.join(differs)})"


def move(cursor: Any, tags: str, params: Iterable[Any] = ()) -> None:
    """Move the edition, with the tags that SQL selects."""
    cursor.execute(MOVES[cursor.db.vendor])
    cursor.execute(NOTE.format(tags=tags), list(params))


def move_all(using: str = "default") -> None:
    """Move the edition with every page."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        move(cursor, f"SELECT '{ALL}' AS tag")


def install(using: str = "default", **_: Any) -> None:
    """Make the triggers, and move the edition to where no number has been before."""
    if _are_there(using):
        TRIGGERS.install(using)
        move_all(using)


def uninstall(using: str = "default", **_: Any) -> None:
    """Drop them, and set the edition to 0, where nothing is kept."""
    TRIGGERS.uninstall(using)
    if "pagecache_edition" in connections[using].introspection.table_names():
        with connections[using].cursor() as cursor:
            cursor.execute("UPDATE pagecache_edition SET number = 0")


def are_installed() -> bool:
    """Return whether what readers see moves the edition."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pagecache_edition WHERE number > 0")
        is_known = cursor.fetchone() is not None
    return is_known and TRIGGERS.are_installed()


def _are_there(using: str) -> bool:
    tables = connections[using].introspection.table_names()
    return {"pagecache_edition", "pagecache_move"} <= set(tables)
