"""Triggers, declared alike for SQLite and PostgreSQL, in the words of django-pgtrigger.

A trigger hears every way of changing a row, the admin, `QuerySet.update`, a raw import or another
node's commit, and acts in the transaction of the change: neither can be without the other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from django.db import connections
from django.db.backends.utils import CursorWrapper

DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
INSTALLED = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
    "postgresql": "SELECT tgname, tgrelid::regclass::text, prosrc FROM pg_trigger "
    "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE left(tgname, %s) = %s",
}


class Operation(Enum):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Trigger:
    """What is done after each row of a table is inserted, updated or deleted.

    `func` is one or several statements of SQL, or such by the database's vendor; `condition` is SQL
    over `OLD` and `NEW`. An update is heard only if one of `columns` differs, where there are any.
    A `deferred` one waits for the commit on PostgreSQL; SQLite has none that wait.
    """

    table: str
    operation: Operation
    func: str | Mapping[str, str]
    condition: str = ""
    columns: tuple[str, ...] = ()
    deferred: bool = False

    def when(self, vendor: str) -> str:
        """Return the whole condition."""
        differs = (f"OLD.{column} {DIFFERS[vendor]} NEW.{column}" for column in self.columns)
        parts = (self.condition, " OR ".join(differs))
        return " AND ".join(f"({part})" for part in parts if part) or "1 = 1"

    def body(self, vendor: str) -> str:
        return self.func if isinstance(self.func, str) else self.func[vendor]


class Triggers:
    """The triggers of one purpose; `prefix` begins the name of each."""

    def __init__(self, prefix: str, declare: Callable[[], Iterable[Trigger]]) -> None:
        self.prefix = prefix
        self.declare = declare

    def install(self, using: str = "default", *, tables: Collection[str] | None = None) -> None:
        """Make those of some tables, or of all; a table that is not there yet goes without.

        Making them again changes nothing. In a transaction, nobody else writes to their tables
        until it ends.
        """
        database = connections[using]
        with database.cursor() as cursor:
            there = set(database.introspection.table_names(cursor))
            wanted = there if tables is None else there & set(tables)
            for trigger in self.declare():
                if trigger.table in wanted:
                    for statement in self._create(trigger, database.vendor):
                        cursor.execute(statement)

    def uninstall(self, using: str = "default", *, tables: Collection[str] | None = None) -> None:
        """Drop those of some tables, or all that are in the database, declared or not."""
        database = connections[using]
        with database.cursor() as cursor:
            for name, (table, _definition) in self.installed(cursor).items():
                if tables is None or table in tables:
                    cursor.execute(_drop(name, table, database.vendor))

    def are_installed(self, using: str = "default") -> bool:
        """Return whether all are there, as they are declared now."""
        database = connections[using]
        with database.cursor() as cursor:
            found = {name: definition for name, (_, definition) in self.installed(cursor).items()}
        return all(
            found.get(self.name(trigger)) == self._definition(trigger, database.vendor)
            for trigger in self.declare()
        )

    def installed(self, cursor: CursorWrapper) -> dict[str, tuple[str, str]]:
        """Return the tables and definitions of those in the database, by name."""
        cursor.execute(INSTALLED[cursor.db.vendor], [len(self.prefix), self.prefix])
        return {name: (table, definition) for name, table, definition in cursor.fetchall()}

    def name(self, trigger: Trigger) -> str:
        return f"{self.prefix}{trigger.table}_{trigger.operation.value}"

    def _create(self, trigger: Trigger, vendor: str) -> Iterator[str]:
        name, definition = self.name(trigger), self._definition(trigger, vendor)
        if vendor == "sqlite":
            yield _drop(name, trigger.table, vendor)
            yield definition
            return
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $${definition}$$"
        )
        after = f"TRIGGER {name} AFTER {trigger.operation.name} ON {trigger.table}"
        each = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        if trigger.deferred:
            yield _drop(name, trigger.table, vendor)
            yield f"CREATE CONSTRAINT {after} DEFERRABLE INITIALLY DEFERRED {each}"
        else:
            yield f"CREATE OR REPLACE {after} {each}"

    def _definition(self, trigger: Trigger, vendor: str) -> str:
        """Return what the database keeps of a trigger: of PostgreSQL's, its function's body.

        There the condition is part of the body, since a trigger's own may ask no other table.
        """
        when, body = trigger.when(vendor), trigger.body(vendor)
        if vendor == "postgresql":
            return f" BEGIN IF {when} THEN {body}; END IF; RETURN NULL; END "
        after = f"AFTER {trigger.operation.name} ON {trigger.table}"
        return f"CREATE TRIGGER {self.name(trigger)} {after} WHEN {when} BEGIN {body}; END"


def _drop(name: str, table: str, vendor: str) -> str:
    on_table = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{on_table}"
