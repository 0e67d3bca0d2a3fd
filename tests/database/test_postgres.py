"""A server that hangs holds nobody for long."""

import socket

import pytest
from django.db import OperationalError, connection, connections

from database import patience

psycopg = pytest.importorskip("psycopg")

from database.postgres import base, driver  # noqa: E402 - it needs psycopg

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")


@pytest.fixture
def silent_server():
    """Accept connections, and say nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db
def test_a_silent_server_is_tried_once_in_a_while(silent_server, monkeypatch):
    monkeypatch.setattr(base.DatabaseWrapper, "_away_until", 0.0)
    settings = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": str(silent_server)}
    settings |= {"NAME": "blog", "USER": "blog", "OPTIONS": {"connect_timeout": 2}}
    away = base.DatabaseWrapper(settings)

    with pytest.raises(OperationalError, match="timeout"):
        away.ensure_connection()
    with pytest.raises(OperationalError, match="a moment ago"):
        away.ensure_connection()


@on_postgres
@pytest.mark.django_db(transaction=True)
def test_a_server_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(driver.LimitedConnection, "max_wait", 0.2)

    with pytest.raises(OperationalError, match="does not answer"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    monkeypatch.setattr(driver.LimitedConnection, "max_wait", None)
    connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@on_postgres
def test_the_processes_that_serve_ask_for_limits(monkeypatch):
    options = dict(connections.settings["default"]["OPTIONS"])
    monkeypatch.setitem(connections.settings["default"], "OPTIONS", options)
    monkeypatch.setattr(driver.LimitedConnection, "max_wait", None)

    patience.be_impatient()

    assert "-c statement_timeout=10s -c lock_timeout=4s" in options["options"]
    assert driver.LimitedConnection.max_wait == patience.POSTGRES_SECONDS + 2
