"""The page cache: a WSGI wrapper in front of Django that answers with finished pages.

It knows a page by its path and the parameters that change it (`pagecache.keys`), and keeps it until
something that it shows has changed (`pagecache.edition`), in this process's memory and on the disk
(`pagecache.disk`). Whoever is signed in, sends a form or asks for anything but a public page passes
through to Django. What is kept was made for a request with nothing in it but its name, so that no
reader's headers or cookies can be in what another one gets.

The edition is read before a page is made: it may be newer than it says, never older. If something
that it shows has moved since, it is not kept.

What nearly all pages share (`web.page_parts`) is put in when it has changed, without making a page
again: the `frame` is the edition in which it did so last. A page of an older frame gets the parts
of the present one when it is asked for, or in the background.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections

from pagecache import edition, release
from pagecache.disk import PageStore
from pagecache.keys import Environ, Key, key_of, query_of, request_for
from pagecache.memory import FOR_EVER, Memory, Ready
from pagecache.pages import Page, deflated
from pagecache.rendering import Answer, Application, StartResponse, render
from pagecache.warmer import Warmer
from web.page_parts import PARTS
from web.page_tags import Moved

MEMORY, ASIDE = 6_000_000, 2_000_000  # bytes
NOT_FOUND_LIFE = 0.5  # seconds
MAX_DEPTH = 5  # folders of a page on the disk, as many as a label's feed wants
MAX_SEGMENTS = 400
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
        release.digest(),
        most_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        most_files=settings.PAGE_CACHE_FILES,
    )
    cache = PageCache(application, store=store, watch=edition.watch)
    cache.leave_other_releases()
    return cache


class PageCache:
    def __init__(self, application: Application, *, store: PageStore, watch: edition.Watch) -> None:
        self.application = application
        self.store = store
        self.watch = watch
        self.number = 0
        """The edition known here; at 0 nothing is kept."""

        self.frame = 0
        self.memory = Memory(MEMORY)
        self.aside = Memory(ASIDE)
        """Pages that are not for the disk: those that are not found, and those with parameters or
        of many labels, of which anyone can make up as many as they please."""

        self.warmer = Warmer(self)
        self._segments: dict[tuple[str, str], bytes] = {}
        """Shared parts of this frame, compressed."""

        self._is_running = False
        self._lock = Lock()
        watch.on_move(self.hear)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._is_running:
            self.start()
        key = key_of(environ)
        if not key or not self.number:
            return self.application(environ, start_response)
        ready = self.memory.pages.get(key[0]) or self.aside.pages.get(key[0])
        is_ready = ready and key[1] and self._is_of_this_frame(ready.page)
        if ready and is_ready and (ready.is_plain or ready.suits(environ)):
            return ready.give(environ, start_response)
        return self._answer(environ, start_response, key)

    def leave_other_releases(self) -> None:
        """Have nginx serve nothing that another release made, or that is of before a power cut."""
        if not self.store.current().startswith(f"{self.store.release}/"):
            self.store.turn_to(0)

    def start(self) -> None:
        """Begin watching, in each process that serves: no thread follows it through its fork.

        Behind nginx its first request may be long in coming, and what nginx serves must move on
        with the edition all the same. Until the database says what has changed since, the pages of
        before are served.
        """
        with self._lock:
            if not self._is_running:
                self.number, self.frame = self.store.state()
                self.watch.start(self.number)
                self.turn_link()
                self.warmer.start()
                self._is_running = True

    def hear(self, number: int, moved: Moved | None) -> None:
        """Go on with another edition, forgetting what moved; at 0 with none.

        It runs in the thread that watches, with each move.
        """
        forgotten = self.memory.hear(number, moved)
        self.aside.hear(number, moved)
        since, frame = self.number, frame_after(self.frame, number, moved)
        if number:
            with suppress(OSError):
                frame = self.store.advance(number, moved, since=since, frame=frame)
        if frame != self.frame or not number:
            self._segments = {}
        self.number, self.frame = number, frame
        self.turn_link()
        self.warmer.move(forgotten)

    def turn_link(self) -> None:
        """Have nginx serve this frame, or nothing if the disk does not have its pages.

        Another process may be ahead of this one: then the link is as it should be.
        """
        with self.store.one_at_a_time("current"):
            state = self.store.state()
            if self.number and state == (self.number, self.frame):
                self._mend_link()
            elif state[0] <= self.number or not self.number:
                self.store.turn_to(0)

    def mend_disk(self) -> None:
        """Begin anew where the folder was lost, and have nginx serve what is there."""
        if self.number and self.store.state() == (0, 0):
            with suppress(OSError):
                frame = self.store.advance(self.number, None, since=0, frame=self.frame)
                self._segments, self.frame = {}, frame
        with self.store.one_at_a_time("current"):
            self._mend_link()

    def _mend_link(self) -> None:
        """Have nginx serve this frame, if it does not and the disk has its pages."""
        is_there = self.number and self.store.state() == (self.number, self.frame)
        if is_there and self.store.current() != self.store.place_of(self.frame):
            self.store.turn_to(self.frame)

    def renew(self, name: str) -> None:
        """Make a page anew that the disk has lost, unless another process has done so."""
        self.memory.forget(name)
        self.refresh(name)

    def refresh(self, name: str) -> None:
        """Have a page made if it is not there, for whoever will ask for it."""
        _ = self._find(name) or self._make(name)

    def reframe(self, name: str) -> None:
        """Give a page on the disk the shared part of this frame."""
        page = self.store.read(name)
        if page and page.frame != self.frame:
            self.store.write(name, self._framed(page))

    def _answer(self, environ: Environ, start_response: StartResponse, key: Key) -> Iterable[bytes]:
        name, encoding = key
        try:
            found = self._find(name) or self._make(name)
        except (DatabaseError, InterfaceError):
            return self.application(environ, start_response)  # which says so
        if isinstance(found, Ready):
            if found.suits(environ):
                ready = found if encoding else found.plain()
                return ready.give(environ, start_response)
        elif found.suits(environ.get("QUERY_STRING", ""), query_of(name)):
            start_response(found.status, found.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
        return self.application(environ, start_response)

    def _make(self, name: str) -> Ready | Answer:
        """Return a page, made now unless somebody else has just made it, or what is not kept."""
        with self.store.making(name):
            if ready := self._find(name):
                return ready
            number, frame = self.number, self.frame
            answer = render(self.application, request_for(name))
            if not number or not answer.may_be_kept:
                return answer
            segment = self._segment(answer.part, frame)
            page = answer.page(number=number, frame=frame, segment=segment)
            return self._keep(name, page).as_made()

    def _find(self, name: str) -> Ready | None:
        """Look in memory, then on the disk; a page of another frame gets the parts of this one."""
        ready = self.memory.pages.get(name) or self.aside.pages.get(name)
        if ready and ready.until > time.monotonic():
            page = ready.page
        elif is_for_the_disk(name) and (kept := self.store.read(name)):
            page, ready = kept, Ready.of(kept)
            ready.is_on_disk = True
            self.memory.keep(name, ready)
        else:
            return None
        if self._is_of_this_frame(page):
            return ready
        return self._keep(name, self._framed(page)) if is_found(page) else None

    def _keep(self, name: str, page: Page) -> Ready:
        until = FOR_EVER if is_found(page) else time.monotonic() + NOT_FOUND_LIFE
        ready = Ready.of(page, until=until)
        if is_found(page) and is_for_the_disk(name):
            self.memory.keep(name, ready)
            ready.is_on_disk = self.store.write(name, page)
        else:
            self.aside.keep(name, ready)
        return ready

    def _is_of_this_frame(self, page: Page) -> bool:
        return page.part is None or page.frame == self.frame

    def _framed(self, page: Page) -> Page:
        frame = self.frame
        return page.with_part(self._segment(page.part, frame), frame)

    def _segment(self, part: tuple[str, str] | None, frame: int) -> bytes:
        """Return a shared part, compressed: as it was in a frame, or newer."""
        if part is None:
            return b""
        segments = self._segments
        segment = segments.get(part)
        if segment is None:
            name, argument = part
            try:
                segment = deflated(PARTS[name].render(argument).encode())
            finally:
                close_old_connections()
            if frame == self.frame:
                while len(segments) >= MAX_SEGMENTS:
                    segments.pop(next(iter(segments)), None)
                segments[part] = segment
        return segment


def frame_after(frame: int, number: int, moved: Moved | None) -> int:
    """Return the edition in which a shared part changed last."""
    if moved is None:
        return number
    tags = frozenset().union(*(part.tags for part in PARTS.values()))
    return max([frame, *(at for tag, at in moved.items() if tag in tags)])


def is_found(page: Page) -> bool:
    return page.status.startswith("200")


def is_for_the_disk(name: str) -> bool:
    return not query_of(name) and name.count("/") <= MAX_DEPTH
