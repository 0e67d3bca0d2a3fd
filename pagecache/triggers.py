"""What moves the edition: triggers in the database on everything that readers see.

A trigger hears every way of changing a row (the admin, `QuerySet.update`, a raw import, another
node's commit) and moves the number in the transaction of the change, so that neither can be without
the other. Nothing in the code has to remember it.

They are removed before migrations and made anew after: SQLite alters a table by copying it, and
would lose them, or stumble over them, on the way. Meanwhile the number is 0, at which nothing is
kept; should the migration be broken off, it stays so until `manage.py setup` is through. A change
to `SHOWN` alone reaches no database: it needs a migration too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from comments.models import VISIBLE

PREFIX = "edition_"
MOVE = """
    INSERT INTO pagecache_edition (id, number) VALUES (1, {now})
    ON CONFLICT (id) DO UPDATE
    SET number = {greatest}(pagecache_edition.number + 1, excluded.number)
"""
ONCE = "WHERE pagecache_edition.xmin <> pg_current_xact_id()::xid"
"""PostgreSQL keeps each version of a row until the transaction ends: one is enough."""

NOW = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "postgresql": "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
}
"""Milliseconds since 1970, below which no number falls: a database that was restored from a copy
must not come to a number that it has had before."""

DATED = "{row}.published_at IS NOT NULL"
DATED_POST = "EXISTS (SELECT 1 FROM blog_post p WHERE p.published_at IS NOT NULL AND {key})"
OF_DATED_POST = DATED_POST.format(key="p.id = {row}.post_id")
HEADER = "EXISTS (SELECT 1 FROM blog_sitesettings s WHERE s.header_image_id = {row}.id)"
COVER_OR_HEADER = f"{DATED_POST.format(key='p.cover_id = {row}.id')} OR {HEADER}"
"""A picture in a text stands in the text's own HTML."""


@dataclass(frozen=True)
class Shown:
    """A table that readers see something of.

    `unseen` columns may change unnoticed; `where` (SQL, `{row}` for the row) says which rows show.
    """

    unseen: tuple[str, ...] = ()
    where: str = ""


SHOWN = {
    "accounts.User": Shown(
        ("password", "last_login", "email", "username", "role", "is_active", "date_joined")
    ),
    "accounts.ProfileLink": Shown(),
    "blog.Label": Shown(),
    "blog.Page": Shown(where=DATED),
    "blog.Picture": Shown(
        ("state", "tries", "failure", "uploaded_by_id", "created_at"), where=COVER_OR_HEADER
    ),
    "blog.PopularPost": Shown(("views",)),
    "blog.Post": Shown(where=DATED),
    "blog.Post_labels": Shown(where=OF_DATED_POST),
    "blog.OldAddress": Shown(),
    "blog.RelatedPost": Shown(where=OF_DATED_POST),
    "blog.Republication": Shown(where=OF_DATED_POST),
    "blog.SiteSettings": Shown(),
    "comments.Comment": Shown(("email", "sender"), where=VISIBLE),
}
"""Every model with something that readers see, by its label. A test knows the others by name."""


def install(using: str = "default", **_: Any) -> None:
    """Make the triggers; a table that is not there yet goes without."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "pagecache_edition" not in tables:
            return
        for label, shown in SHOWN.items():
            table = apps.get_model(label)._meta.db_table
            if table in tables:
                for statement in _statements(connection, table, shown, _columns(cursor, table)):
                    cursor.execute(statement)
        cursor.execute(_move(connection))


def remove(using: str = "default", **_: Any) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for trigger, table in installed(cursor):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on_table}")
        if "pagecache_edition" in connection.introspection.table_names(cursor):
            cursor.execute("UPDATE pagecache_edition SET number = 0")


def are_there() -> bool:
    """Return whether what readers see moves the edition."""
    tables = [apps.get_model(label)._meta.db_table for label in SHOWN]
    with connections["default"].cursor() as cursor:
        names = {trigger for trigger, _table in installed(cursor)}
        cursor.execute("SELECT 1 FROM pagecache_edition WHERE number > 0")
        is_known = cursor.fetchone() is not None
    return is_known and names >= {
        _name(table, event) for table in tables for event in ("insert", "delete", "update")
    }


def _statements(
    connection: BaseDatabaseWrapper, table: str, shown: Shown, columns: list[str]
) -> Iterator[str]:
    """Return the SQL of a table's three triggers; making them again changes nothing."""
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    seen = [column for column in columns if column not in shown.unseen]
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in seen)
    before, after = (f"({(shown.where or '1=1').format(row=row)})" for row in ("OLD", "NEW"))
    conditions = {
        "insert": after,
        "delete": before,
        "update": f"({before} OR {after}) AND ({changed})",
    }
    move = _move(connection)
    write = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
    for event, condition in conditions.items():
        yield from write(_name(table, event), event, table, condition, move)


def _name(table: str, event: str) -> str:
    return f"{PREFIX}{table}_{event}"


def _move(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor == "postgresql":
        return MOVE.format(now=NOW["postgresql"], greatest="GREATEST") + ONCE
    return MOVE.format(now=NOW["sqlite"], greatest="MAX")


def _for_sqlite(name: str, event: str, table: str, condition: str, move: str) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield f"CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN {move}; END"


def _for_postgresql(name: str, event: str, table: str, condition: str, move: str) -> Iterator[str]:
    """Write a function for the trigger, for a trigger's own condition may ask no other table.

    It waits for the commit: the edition's row is the last that a transaction locks, so that no two
    can wait for each other over it.
    """
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN {move}; END IF; RETURN NULL; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield (
        f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - names of our own
    return [column[0] for column in cursor.description]


def installed(cursor: Any) -> list[tuple[str, str]]:
    """Return the names of our triggers with those of their tables."""
    if cursor.db.vendor == "postgresql":
        cursor.execute(
            "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'edition\\_%%'"
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master "
            "WHERE type = 'trigger' AND name LIKE 'edition\\_%%' ESCAPE '\\'"
        )
    return list(cursor.fetchall())
