"""What is done for the page cache in the background.

Every process notes which pages were used, and makes anew what was read most there of what a change
has touched, unless another one has. One process of a machine, the one that holds the lock, gives
the other pages the shared parts of the present frame, those first that were read last, and does
away with what is left of others.
"""

import logging
import threading
import time
from typing import Protocol

from pagecache.disk import PageStore
from pagecache.edition import forget_moves
from pagecache.memory import Memory

MAX_WARMED = 30
MAX_RENEWED = 10
"""How many pages are made anew at a time that the disk has lost, though they are in memory."""

PAUSE = 1.0  # seconds
BREATH = 0.001  # seconds between two pages, for whoever waits for an answer
TIDYING_PAUSE = 60.0  # seconds

logger = logging.getLogger(__name__)


class Cache(Protocol):
    """What is looked after: the page cache of a process."""

    number: int
    frame: int
    memory: Memory
    store: PageStore

    def renew(self, name: str) -> None: ...
    def refresh(self, name: str) -> None: ...
    def reframe(self, name: str) -> None: ...
    def mend_disk(self) -> None: ...


class Warmer:
    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.most_read: list[str] = []
        self._moved = threading.Event()
        self._lock: int | None = None
        self._pruned = 0
        self._tidied = 0.0

    def start(self) -> None:
        self._moved = threading.Event()
        threading.Thread(target=self._run, name="pages", daemon=True).start()

    def move(self, forgotten: list[str]) -> None:
        """Hear that the edition has moved, and what was forgotten, the most read first."""
        self.most_read = list(dict.fromkeys([*forgotten, *self.most_read]))[:MAX_WARMED]
        self._moved.set()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self._moved.wait(PAUSE)
            self._moved.clear()
            try:
                self.keep()
            except Exception:  # the thread must live on, whatever a page does
                logger.exception("Pages could not be looked after.")
            pause.wait(PAUSE)

    def keep(self) -> None:
        """Do what there is to do now."""
        cache = self.cache
        if not cache.number:
            return
        cache.mend_disk()
        used = cache.memory.used()
        lost = cache.store.touch(used) if used else []
        for name in lost[:MAX_RENEWED]:
            cache.renew(name)
        self._refresh()
        self._lock = self._lock or cache.store.hold("warmer")
        if self._lock is None:
            return
        self._reframe()
        if time.monotonic() - self._tidied > TIDYING_PAUSE:
            forget_moves()
            self._tidied = time.monotonic()

    def _refresh(self) -> None:
        """Make anew what was read most of what was forgotten."""
        names, self.most_read = self.most_read, []
        for name in names:
            self.cache.refresh(name)

    def _reframe(self) -> None:
        """Give all pages the present frame, unless that moves on meanwhile."""
        frame = self.cache.frame
        if frame == self._pruned:
            return
        for name in self.cache.store.names(not_of_frame=frame):
            if self.cache.frame != frame:
                return
            self.cache.reframe(name)
            time.sleep(BREATH)
        self.cache.store.prune()
        self._pruned = frame
