"""Writers take turns where the database has one at a time: SQLite.

SQLite has whoever finds it busy sleep, longer each time, and wakes nobody: eight who write at once
leave it idle half the time. The lock of a file wakes whoever is next, in any process of a machine.
Nothing hangs on it: where it can't be had, and for all other writers, there is SQLite's own lock.
"""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from django.conf import settings
from django.db import connection

LOCK = "comments.lock"


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait for a turn, and have it until the end; a transaction belongs inside."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            with suppress(OSError):
                file = stack.enter_context((settings.DATA_DIR / LOCK).open("ab"))
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
