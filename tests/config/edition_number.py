"""The edition as tests ask for it: as a commit would leave it."""

from django.db import connection, transaction

from config import edition, edition_triggers


def moves(change):
    before = number()
    change()
    return number() > before


def number():
    """Give the edition as a commit would leave it: PostgreSQL's triggers wait for that."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            triggers = ", ".join(name for name, _table in edition_triggers.installed(cursor))
            cursor.execute(f"SET CONSTRAINTS {triggers} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {triggers} DEFERRED")
    return edition.current_number()
