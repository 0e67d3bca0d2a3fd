"""Databases for real processes: on PostgreSQL each test has one of its own, made on that server.

On SQLite there is nothing to do: it is a file in the test's data folder.
"""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.db import connection, transaction


class Database:
    """An empty database, or a copy of another; `settings` name it to a process."""

    def __init__(self):
        self.name = f"bitacora_{uuid4().hex}"
        self.settings = {}
        if connection.vendor == "postgresql":
            address = urlsplit(os.environ["DATABASE_URL"])
            self.settings["DATABASE_URL"] = address._replace(path=f"/{self.name}").geturl()
        self.do("CREATE DATABASE {0}")

    def copy(self, other):
        """Hold what another one does, to which nobody may be connected."""
        self.drop()
        self.do(f"CREATE DATABASE {{0}} TEMPLATE {other.name}")

    def drop(self):
        self.do("DROP DATABASE IF EXISTS {0} WITH (FORCE)")

    def do(self, statement):
        if connection.vendor == "postgresql":
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
                server.execute(statement.format(self.name))


@contextmanager
def database():
    made = Database()
    yield made
    made.drop()


@contextmanager
def rolled_back():
    """Undo in the end what is written to the test's own database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
