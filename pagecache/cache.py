"""The page cache: a WSGI wrapper in front of Django that answers with finished pages.

It knows a page by its path and the parameters that change it (`pagecache.keys`), and keeps it
for one edition (`pagecache.edition`), in this process's memory and on the disk (`pagecache.disk`).
Whoever is signed in, sends a form or asks for anything but a public page passes through to Django.
What is kept was made for a request with nothing in it but its name, so that no reader's headers or
cookies can be in what another one gets.

A page's edition is read before the page is made: it may be newer than it says, never older.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock

from django.conf import settings

from pagecache import edition, release
from pagecache.disk import PageStore
from pagecache.keys import Environ, Key, key_of, query_of, request_for
from pagecache.memory import Memory, Ready
from pagecache.rendering import Answer, Application, StartResponse, render
from pagecache.warmer import Warmer

MEMORY, ASIDE = 6_000_000, 2_000_000  # bytes
NOT_FOUND_LIFE = 5.0  # seconds
MAX_DEPTH = 5  # folders of a page on the disk, as many as a label's feed wants
MEGABYTE = 1_000_000


def cached(application: Application) -> Application:
    """Put the cache before an application, unless it is turned off or the blog in development."""
    folder = settings.DATA_DIR / "pages"
    if settings.DEBUG or not settings.PAGE_CACHE_MB:
        with suppress(OSError):
            (folder / "current").unlink()  # or nginx would go on with what was kept before
        return application
    store = PageStore(
        folder,
        most_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        most_files=settings.PAGE_CACHE_FILES,
    )
    cache = PageCache(application, store=store, watch=edition.watch, release=release.digest())
    cache.leave_other_releases()
    return cache


class PageCache:
    def __init__(
        self, application: Application, *, store: PageStore, watch: edition.Watch, release: str
    ) -> None:
        self.application = application
        self.store = store
        self.watch = watch
        self.release = release
        self.label = ""
        self.memory = Memory(MEMORY)
        self.aside = Memory(ASIDE)
        """Pages that are not for the disk: those that are not found, and those with parameters or
        of many labels, of which anyone can make up as many as they please."""

        self.warmer = Warmer(self)
        self._is_running = False
        self._lock = Lock()
        watch.on_move(self.turn_to)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._is_running:
            self.start()
        key = key_of(environ)
        if not key or not self.label:
            return self.application(environ, start_response)
        ready = self.memory.pages.get(key) or self.aside.pages.get(key)
        if ready and (ready.is_plain or ready.suits(environ)):
            return ready.give(environ, start_response)
        return self._answer(environ, start_response, key)

    def leave_other_releases(self) -> None:
        """Have nginx serve nothing that another release made, or that is of before a power cut."""
        if not self.is_of_this_release(self.store.current()):
            self.store.turn_to("")

    def is_of_this_release(self, label: str) -> bool:
        return label.endswith(f"-{self.release}")

    def start(self) -> None:
        """Begin watching, in each process that serves: no thread follows it through its fork.

        Behind nginx its first request may be long in coming, and what nginx serves must move on
        with the edition all the same.
        """
        with self._lock:
            if not self._is_running:
                if self.is_of_this_release(self.store.current()):
                    self._begin(self.store.current())  # until the database says what is to be seen
                self.watch.start()
                self.warmer.start()
                self._is_running = True

    def turn_to(self, number: int) -> None:
        """Go on with another edition, at 0 with none.

        It runs in the thread that watches, with each move.
        """
        self.warmer.move(self._begin(f"{number}-{self.release}" if number else ""))
        self.turn_link()

    def turn_link(self, *, instead_of: str = "") -> None:
        """Have nginx serve this edition.

        It goes forwards, whichever process is the first to see it move; backwards only from one
        that the database is known not to be at.
        """
        with self.store.one_at_a_time("current"):
            now = self.store.current()
            is_ahead = self.is_of_this_release(now) and now > self.label > ""
            if now != self.label and (now == instead_of or not is_ahead):
                self.store.turn_to(self.label)

    def renew(self, name: str) -> None:
        """Make a page anew that the disk has lost, unless another process has done so."""
        self.memory.forget(name)
        self.refresh(name)

    def refresh(self, name: str) -> None:
        """Have a page made if it is not there, for whoever will ask for it."""
        key = (name, "gzip")
        _ = self._find(key) or self._make(key)

    def _begin(self, label: str) -> list[str]:
        """Serve the pages of an edition, and tell which were used most of the one before."""
        self.label = label
        self.aside.turn_to(label)
        return self.memory.turn_to(label)

    def _answer(self, environ: Environ, start_response: StartResponse, key: Key) -> Iterable[bytes]:
        found = self._find(key) or self._make(key)
        if isinstance(found, Ready):
            if found.suits(environ):
                return found.give(environ, start_response)
        elif found.suits(environ.get("QUERY_STRING", ""), query_of(key[0])):
            start_response(found.status, found.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
        return self.application(environ, start_response)

    def _make(self, key: Key) -> Ready | Answer:
        """Return a page, made now unless somebody else has just made it, or what is not kept."""
        with self.store.making(key[0]):
            if ready := self._find(key):
                return ready
            label = self.label
            answer = render(self.application, request_for(key[0]))
            may_be_kept = label and answer.may_be_kept
            return self._keep(label, key, answer).as_made() if may_be_kept else answer

    def _find(self, key: Key) -> Ready | None:
        """Look in memory, then on the disk."""
        label = self.label
        ready = self.memory.pages.get(key) or self.aside.pages.get(key)
        if ready and ready.until > time.monotonic():
            return ready
        if is_for_the_disk(key[0]) and (page := self.store.read(label, *key)):
            ready = Ready.of(page, key[1])
            ready.is_on_disk = True
            self.memory.keep(label, key, ready)
            self.store.touch(label, key[0])
            return ready
        return None

    def _keep(self, label: str, key: Key, answer: Answer) -> Ready:
        page = answer.page()
        is_found = page.status.startswith("200")
        until = float("inf") if is_found else time.monotonic() + NOT_FOUND_LIFE
        ready = Ready.of(page, key[1], until=until)
        if is_found and is_for_the_disk(key[0]):
            self.memory.keep(label, key, ready)
            ready.is_on_disk = self.store.write(label, key[0], page)
        else:
            self.aside.keep(label, key, ready)
        return ready


def is_for_the_disk(name: str) -> bool:
    return not query_of(name) and name.count("/") <= MAX_DEPTH
