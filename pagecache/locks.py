"""Locks on files of a folder, among all threads and processes of a machine that use it."""

import os
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from web.file_lock import acquire

LOCKS = 64


class Locks:
    def __init__(self, root: Path) -> None:
        self.root = root

    def making(self, name: str) -> AbstractContextManager[None]:
        """Be the only one to make a page, and those whose names fall to the same lock."""
        return self.one_at_a_time(str(zlib.crc32(name.encode()) % LOCKS))

    @contextmanager
    def one_at_a_time(self, lock: str) -> Iterator[None]:
        """Hold a lock among all threads and processes here; go on without where none can be had."""
        with ExitStack() as held:
            with suppress(OSError):
                held.enter_context(self.locked(lock))
            yield

    def hold(self, what: str) -> int | None:
        """Take a lock until this process ends, if no other has it; give its descriptor."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = self._open(what)
        except OSError:
            return None
        try:
            is_ours = acquire(lock, timeout=0)
        except OSError:
            is_ours = False
        if is_ours:
            return lock
        os.close(lock)
        return None

    @contextmanager
    def locked(self, lock: str) -> Iterator[None]:
        """Hold a lock.

        Raises:
            OSError: where none can be had.

        """
        (self.root / "locks").mkdir(parents=True, exist_ok=True)
        with os.fdopen(self._open(f"locks/{lock}"), "rb") as file:
            acquire(file.fileno())
            yield

    def _open(self, name: str) -> int:
        return os.open(self.root / name, os.O_RDWR | os.O_CREAT, 0o600)
