"""Few of a process's threads wait to write, so that the others read."""

from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Event
from time import sleep

import pytest
from django.db import OperationalError, connection, transaction

from config import gunicorn
from database import patience
from database.sqlite import turns
from tests.factories import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="only SQLite has one writer at a time"
    ),
]


@pytest.fixture
def others():
    """Run functions in threads of their own, whose connections end with them."""
    with ThreadPoolExecutor(8) as threads:
        yield lambda function, *given: threads.submit(closing_connection, function, *given)


def closing_connection(function, *given):
    try:
        return function(*given)
    finally:
        connection.close()


def write():
    with transaction.atomic():
        return make_user().pk


def write_until(begun, may_end):
    with transaction.atomic():
        begun.set()
        assert may_end.wait(20)


def test_half_of_a_process_waits_and_the_others_are_told_so(others, monkeypatch):
    monkeypatch.setattr(turns, "MAX_STANDSTILL", 0.1)
    begun, may_end = Event(), Event()
    first = others(write_until, begun, may_end)
    assert begun.wait(20)

    answers = [others(write) for _ in range(4)]
    refused = list(islice(as_completed(answers, timeout=20), 3))
    may_end.set()

    assert [type(answer.exception()) for answer in refused] == [OperationalError] * 3
    assert [first.exception(20), *(answer.exception(20) for answer in answers)].count(None) == 2
    assert gunicorn.threads >= turns.MAX_WRITERS * 2


def test_nobody_is_refused_while_others_get_on(others, monkeypatch):
    monkeypatch.setattr(turns, "MAX_STANDSTILL", 0.2)

    def write_slowly():
        with transaction.atomic():
            sleep(0.1)

    answers = [others(write_slowly) for _ in range(8)]

    assert [answer.exception(20) for answer in answers] == [None] * 8


def test_a_turn_passes_on_after_a_failure(others):
    def fail():
        with transaction.atomic():
            raise ValueError

    for _ in range(turns.MAX_WRITERS + 1):
        assert isinstance(others(fail).exception(20), ValueError)

    assert others(write).result(20)


def test_a_turn_passes_on_when_a_connection_is_closed_in_a_transaction(others):
    def close():
        with transaction.atomic():
            connection.close()

    for _ in range(turns.MAX_WRITERS + 1):
        others(close).exception(20)

    assert others(write).result(20)


def test_a_server_waits_for_seconds(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 20)

    patience.be_impatient()

    assert connection.settings_dict["OPTIONS"]["timeout"] == patience.SQLITE_SECONDS
