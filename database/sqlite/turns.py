"""Turns for those who write to SQLite, which takes one writer at a time.

A writer that finds SQLite busy sleeps, longer each time, and nobody wakes it: eight who write at
once leave the database idle half the time. A turn passes from thread to thread at once, and among
processes it is a file's lock that is asked for often. Correctness needs only SQLite's own lock:
where a turn can't be had in time, the writer goes on without it.

Few threads of a process may wait, so that the others go on reading, however long somebody else
keeps the database.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.db import OperationalError

from web.file_lock import acquire

MAX_WRITERS = 2  # of the four threads that gunicorn has in a process
MAX_STANDSTILL = 0.4  # seconds without a turn that ends, for those who are more
MAX_WAIT = 3.0  # seconds


class Writers:
    """The threads of this process that write, or are the next to; a standstill is told at once."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(MAX_WRITERS)
        self._left_at = time.monotonic()

    def enter(self) -> bool:
        """Wait for a place as long as others leave theirs, and return whether it was had."""
        end = time.monotonic() + MAX_WAIT
        while not self._places.acquire(timeout=MAX_STANDSTILL):
            now = time.monotonic()
            if now - self._left_at >= MAX_STANDSTILL or now >= end:
                return False
        return True

    def leave(self) -> None:
        self._left_at = time.monotonic()
        self._places.release()


_writers = Writers()
_thread_lock = threading.Lock()


@contextmanager
def turn(lock: Path | None) -> Iterator[None]:
    """Hold a turn; a file's lock is part of it where its path is given.

    Raises:
        OperationalError: if too many threads of this process are waiting for theirs.

    """
    with ExitStack() as stack:
        if not _writers.enter():
            raise OperationalError("Too many wait for the database.")
        stack.callback(_writers.leave)
        _wait(stack, lock, time.monotonic() + MAX_WAIT)
        yield


def _wait(stack: ExitStack, lock: Path | None, end: float) -> None:
    """Lock this process's threads out first, so that few ask for the file's lock."""
    if not _thread_lock.acquire(timeout=MAX_WAIT):
        return
    stack.callback(_thread_lock.release)
    if lock:
        with suppress(OSError):
            file = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
            stack.callback(os.close, file)
            acquire(file, timeout=end - time.monotonic())
