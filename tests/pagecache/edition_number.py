"""The edition as tests ask for it: as a commit would leave it."""

from django.db import connection, transaction

from pagecache import edition, triggers


def moves(change):
    before = number()
    change()
    return number() > before


def number():
    """Return the edition as a commit would leave it."""
    commit()
    return edition.current_number()


def commit():
    """Have done what a commit would do: PostgreSQL's triggers wait for that."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(triggers.TRIGGERS.installed(cursor))
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
