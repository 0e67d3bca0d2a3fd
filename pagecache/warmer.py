"""What is done for the page cache in the background.

Every process notes which pages were used. One process of a machine, the one that holds the lock,
makes the most read pages anew when the edition moves, and does away with those of editions before.
"""

import logging
import threading
from typing import Protocol

from pagecache.disk import PageStore
from pagecache.edition import Watch
from pagecache.memory import Memory

MAX_WARMED = 30
MAX_RENEWED = 10
"""How many pages are made anew at a time that the disk has lost, though they are in memory."""

PAUSE = 1.0  # seconds

logger = logging.getLogger(__name__)


class Cache(Protocol):
    """What is looked after: the page cache of a process."""

    label: str
    memory: Memory
    store: PageStore
    watch: Watch

    def renew(self, name: str) -> None: ...
    def refresh(self, name: str) -> None: ...
    def turn_link(self, *, instead_of: str = "") -> None: ...


class Warmer:
    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.most_read: list[str] = []
        self._moved = threading.Event()
        self._lock: int | None = None
        self._done = ""

    def start(self) -> None:
        self._moved = threading.Event()
        threading.Thread(target=self._run, name="pages", daemon=True).start()

    def move(self, names: list[str]) -> None:
        """Hear that the edition has moved, and which pages were read most in the one before."""
        self.most_read = list(dict.fromkeys([*names, *self.most_read]))[:MAX_WARMED]
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
        label, store = self.cache.label, self.cache.store
        used = self.cache.memory.used() if label else []
        lost = [name for name in used if not store.touch(label, name)]
        for name in lost[:MAX_RENEWED]:
            self.cache.renew(name)
        self._lock = self._lock or store.hold("warmer")
        if label and self._lock and label != self._done:
            self._refresh(label)
            store.prune(label)
            self._done = label
        shown = store.current()
        if self._lock and label and label != shown:
            self.cache.turn_link(instead_of=shown if self.cache.watch.confirms() else "")

    def _refresh(self, label: str) -> None:
        """Make the most read pages anew, unless the edition moves on meanwhile."""
        names = self.most_read
        if len(names) < MAX_WARMED:
            before = self.cache.store.before(label)
            names = list(dict.fromkeys([*names, *self.cache.store.names(before)]))
        for name in names[:MAX_WARMED]:
            if self.cache.label == label:
                self.cache.refresh(name)
