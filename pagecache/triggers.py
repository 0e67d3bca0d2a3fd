"""What moves the edition: triggers in the database on everything that readers see.

They are removed before migrations and made anew after: SQLite alters a table by copying it, and
would lose them, or stumble over them, on the way. Meanwhile the number is 0, at which nothing is
kept; should the migration be broken off, it stays so until `manage.py setup` is through, which also
makes anew what is declared otherwise than before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

from comments.models import VISIBLE
from database.triggers import Operation, Trigger, Triggers

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
ONCE = "WHERE pagecache_edition.xmin <> pg_current_xact_id()::xid"
"""PostgreSQL keeps each version of a row until the transaction ends: one is enough."""

MOVES = {
    "sqlite": MOVE.format(now=NOW["sqlite"], greatest="MAX"),
    "postgresql": MOVE.format(now=NOW["postgresql"], greatest="GREATEST") + ONCE,
}

DATED = "{row}.published_at IS NOT NULL"
DATED_POST = "EXISTS (SELECT 1 FROM blog_post p WHERE p.published_at IS NOT NULL AND {key})"
OF_DATED_POST = DATED_POST.format(key="p.id = {row}.post_id")
HEADER = "EXISTS (SELECT 1 FROM blog_sitesettings s WHERE s.header_image_id = {row}.id)"
COVER_OR_HEADER = f"{DATED_POST.format(key='p.cover_id = {row}.id')} OR {HEADER}"
"""A picture in a text stands in the text's own HTML."""


@dataclass(frozen=True)
class Public:
    """A table that readers see something of.

    `unseen` columns may change unnoticed; `where` (SQL, `{row}` for the row) says which rows show.
    """

    unseen: tuple[str, ...] = ()
    where: str = ""


PUBLIC = {
    "accounts.User": Public(
        ("password", "last_login", "email", "username", "role", "is_active", "date_joined")
    ),
    "accounts.ProfileLink": Public(),
    "blog.Label": Public(),
    "blog.Page": Public(where=DATED),
    "blog.Picture": Public(
        ("state", "tries", "failure", "uploaded_by_id", "created_at"), where=COVER_OR_HEADER
    ),
    "blog.PopularPost": Public(("views",)),
    "blog.Post": Public(where=DATED),
    "blog.Post_labels": Public(where=OF_DATED_POST),
    "blog.OldAddress": Public(),
    "blog.RelatedPost": Public(where=OF_DATED_POST),
    "blog.Republication": Public(where=OF_DATED_POST),
    "blog.SiteSettings": Public(),
    "comments.Comment": Public(("email", "sender"), where=VISIBLE),
}
"""Every model with something that readers see, by its label. A test knows the others by name."""


def declare() -> Iterator[Trigger]:
    """Declare three triggers for each of these tables.

    On PostgreSQL they wait for the commit: the edition's row is the last that a transaction locks,
    so that no two can wait for each other over it.
    """
    for label, public in PUBLIC.items():
        model = apps.get_model(label)
        columns = [field.column for field in model._meta.concrete_fields]
        seen = tuple(column for column in columns if column not in public.unseen)
        old, new = (f"({(public.where or '1 = 1').format(row=row)})" for row in ("OLD", "NEW"))
        for operation, condition, changed in (
            (Operation.INSERT, new, ()),
            (Operation.DELETE, old, ()),
            (Operation.UPDATE, f"{old} OR {new}", seen),
        ):
            yield Trigger(
                model._meta.db_table, operation, MOVES, condition, columns=changed, deferred=True
            )


TRIGGERS = Triggers("edition_", declare)


def install(using: str = "default", **_: Any) -> None:
    """Make the triggers, and move the edition to where no number has been before."""
    if _is_there(using):
        TRIGGERS.install(using)
        with connections[using].cursor() as cursor:
            cursor.execute(MOVES[connections[using].vendor])


def uninstall(using: str = "default", **_: Any) -> None:
    """Drop them, and set the edition to 0, where nothing is kept."""
    TRIGGERS.uninstall(using)
    if _is_there(using):
        with connections[using].cursor() as cursor:
            cursor.execute("UPDATE pagecache_edition SET number = 0")


def are_installed() -> bool:
    """Return whether what readers see moves the edition."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pagecache_edition WHERE number > 0")
        is_known = cursor.fetchone() is not None
    return is_known and TRIGGERS.are_installed()


def _is_there(using: str) -> bool:
    return "pagecache_edition" in connections[using].introspection.table_names()
