"""The one lock on a file: among all threads and processes of a machine that open it for themselves.

It ends with the file, or with the process, however that ends.
"""

import fcntl
import time

PAUSE = 0.0005  # seconds between two tries


def acquire(file: int, *, timeout: float | None = None) -> bool:
    """Lock an open file, by its descriptor, and return whether that was possible in time.

    Without a timeout, in seconds, it is waited for without end; with one of 0 it is tried once.

    Raises:
        OSError: where the file system has no locks.

    """
    if timeout is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    end = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(PAUSE)
        else:
            return True
