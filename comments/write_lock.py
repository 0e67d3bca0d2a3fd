"""A lock for those who write comments to SQLite, which takes one writer at a time.

A writer that finds SQLite busy sleeps, longer each time, and nobody wakes it: eight who write at
once leave the database idle half the time. This lock passes from thread to thread at once, and
among processes it is a file's lock that is asked for often. Correctness needs only SQLite's own:
where this one can't be had in time, the writer goes on without it.
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

_thread_lock = threading.Lock()


@contextmanager
def write_lock() -> Iterator[None]:
    """Hold the lock, where the database is SQLite; the transaction belongs inside."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            _acquire(stack, time.monotonic() + MAX_WAIT)
        yield


def _acquire(stack: ExitStack, end: float) -> None:
    """Lock this process's threads out first, so that few ask for the file's lock."""
    if not _thread_lock.acquire(timeout=MAX_WAIT):
        return
    stack.callback(_thread_lock.release)
    with suppress(OSError):
        file = stack.enter_context((settings.DATA_DIR / LOCK).open("ab"))
        acquire(file.fileno(), timeout=end - time.monotonic())
