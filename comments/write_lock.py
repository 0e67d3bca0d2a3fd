"""Writers take turns where the database has one at a time: SQLite.

SQLite has whoever finds it busy sleep, longer each time, and wakes nobody: eight who write at once
leave it idle half the time. Here threads hand a turn on at once, and among processes a file's lock
is asked for often. Nothing hangs on it: where it can't be had in time, and for all others, there is
SQLite's own lock.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from django.conf import settings
from django.db import connection

from web.file_lock import acquire

LOCK = "comments.lock"
MAX_WAIT = 5.0  # seconds

_here = threading.Lock()


@contextmanager
def write_lock() -> Iterator[None]:
    """Wait for a turn, and have it until the end; a transaction belongs inside."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            _wait(stack, time.monotonic() + MAX_WAIT)
        yield


def _wait(stack: ExitStack, end: float) -> None:
    """Wait among this process's threads first: then few ask for the file's lock."""
    if not _here.acquire(timeout=MAX_WAIT):
        return
    stack.callback(_here.release)
    with suppress(OSError):
        file = stack.enter_context((settings.DATA_DIR / LOCK).open("ab"))
        acquire(file.fileno(), timeout=end - time.monotonic())
