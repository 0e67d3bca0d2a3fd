"""The page cache: a WSGI wrapper in front of Django that answers with finished pages.

It knows a page by host, path and the parameters that change it (`config.page_names`), and keeps it
for one edition (`config.edition`), in this process's memory and on the disk (`config.page_store`).
Whoever is signed in, sends a form or asks for anything but a public page passes through to Django.
What is kept was made for a request with nothing in it but its name, so that no reader's headers or
cookies can be in what another one gets.

A page's edition is read before the page is made: it may be newer than it says, never older.
"""

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from gzip import compress
from threading import Lock
from typing import Any

import brotli
from django.conf import settings

from config import edition, release
from config.page_keeper import Keeper
from config.page_memory import MISS, Memory, Ready
from config.page_names import READS, Environ, Key, key_of, query_of, request_for
from config.page_store import Headers, Page, PageStore
from config.security_headers import PERMISSIONS_POLICY, content_security_policy
from config.speculation import rules_named

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MEMORY, ASIDE = 6_000_000, 2_000_000  # bytes
GONE_FOR = 5.0  # seconds
LONGEST = 4_000_000  # bytes
PRIVATE = re.compile(r"private|no-store")
HARMLESS = {"", "accept-encoding", "sec-fetch-dest"}
MEGABYTE = 1_000_000


def cached(application: Application) -> Application:
    """Put the cache before an application, unless it is turned off or the blog in development."""
    if settings.DEBUG or not settings.PAGE_CACHE_MB:
        return application
    store = PageStore(
        settings.DATA_DIR / "pages",
        most_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        most_files=settings.PAGE_CACHE_FILES,
    )
    return PageCache(application, store=store, watch=edition.watch, release=release.digest())


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
        """Pages that are not for the disk: those that are not found, and those with parameters,
        of which anyone can make up as many as they please."""

        self.keeper = Keeper(self)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._process = 0
        self._lock = Lock()
        watch.on_move(self.turn_to)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if self._process != os.getpid():
            self._start()
        if environ["REQUEST_METHOD"] in READS and self.cookie not in environ.get("HTTP_COOKIE", ""):
            key = key_of(environ)
            if key and self.label:
                return self._answer(environ, start_response, key)
        return self.application(environ, start_response)

    def turn_to(self, number: int) -> None:
        """Go on with another edition. It runs in the thread that watches, with each move."""
        self.label = f"{number}-{self.release}"
        self.aside.turn_to(self.label)
        self.keeper.move(self.memory.turn_to(self.label))
        self.turn_link()

    def turn_link(self, *, by_force: bool = False) -> None:
        """Have nginx serve this edition.

        It goes forwards, whichever process is the first to see it move; `by_force` backwards too,
        where a database was restored from a copy.
        """
        with self.store.one_at_a_time("current"):
            now = self.store.current()
            is_ahead = now.endswith(f"-{self.release}") and now > self.label
            if now != self.label and (by_force or not is_ahead):
                self.store.turn_to(self.label)

    def refresh(self, name: str) -> None:
        """Have a page made if it is not there, for whoever will ask for it."""
        self._find_or_make((name, "gzip"))

    def _start(self) -> None:
        """Begin watching, in this process: no thread outlives a fork."""
        with self._lock:
            if self._process != os.getpid():
                self.watch.start()
                if not self.label and self.store.current().endswith(f"-{self.release}"):
                    self._go_on_with(self.store.current())
                self.keeper.start()
                self._process = os.getpid()

    def _go_on_with(self, label: str) -> None:
        """Give out what was kept before, while no database says what is to be seen."""
        self.label = label
        self.memory.turn_to(label)
        self.aside.turn_to(label)

    def _answer(self, environ: Environ, start_response: StartResponse, key: Key) -> Iterable[bytes]:
        ready = self.memory.pages.get(key) or self.aside.pages.get(key)
        if ready is not None and ready.suits(environ):
            return ready.give(environ, start_response)
        found = self._find_or_make(key)
        if isinstance(found, tuple):
            ready, how = found
            if ready.suits(environ):
                return ready.give(environ, start_response, how)
        elif found.status[0] == "3" and environ.get("QUERY_STRING", "") == query_of(key[0]):
            start_response(found.status, found.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
        return self.application(environ, start_response)

    def _find_or_make(self, key: Key) -> "tuple[Ready, Any] | Answer":
        """Give a page and, where it was made just now, `MISS`; or an answer that is not kept."""
        ready = self._find(key)
        if ready:
            return ready, None
        with self.store.one_at_a_time(key[0]):
            ready = self._find(key)
            if ready:
                return ready, None
            label = self.label
            answer = render(self.application, request_for(key[0]))
            return (self._keep(label, key, answer.page()), MISS) if answer.may_be_kept else answer

    def _find(self, key: Key) -> Ready | None:
        """Look in memory, then on the disk."""
        label = self.label
        ready = self.memory.pages.get(key) or self.aside.pages.get(key)
        if ready and (ready.until > time.monotonic()):
            return ready
        if not query_of(key[0]) and (page := self.store.read(label, *key)):
            ready = Ready.of(page, key[1])
            self.memory.keep(label, key, ready)
            self.store.touch(label, key[0])
            return ready
        return None

    def _keep(self, label: str, key: Key, page: Page) -> Ready:
        is_found = page.status.startswith("200")
        until = float("inf") if is_found else time.monotonic() + GONE_FOR
        ready = Ready.of(page, key[1], until=until)
        is_for_the_disk = is_found and not query_of(key[0])
        (self.memory if is_for_the_disk else self.aside).keep(label, key, ready)
        if is_for_the_disk:
            self.store.write(label, key[0], page)
        return ready


def render(application: Application, environ: Environ) -> "Answer":
    """Have a page made, whole."""
    said: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        said[:] = [status, headers]

    body = application(environ, start_response)
    try:
        content = b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    return Answer(said[0], said[1], content)


@dataclass(frozen=True)
class Answer:
    status: str
    headers: Headers
    body: bytes

    @property
    def may_be_kept(self) -> bool:
        """Whether it is the same for everybody, and short enough."""
        named = self._named()
        return (
            self.status.startswith(("200", "404", "410"))
            and "set-cookie" not in named
            and not PRIVATE.search(named.get("cache-control", "").lower())
            and set(re.split(r"[\s,]+", named.get("vary", "").lower())) <= HARMLESS
            and len(self.body) <= LONGEST
        )

    def page(self) -> Page:
        bodies = {
            "": self.body,
            "gzip": compress(self.body, 6, mtime=0),
            "br": brotli.compress(self.body, quality=5),
        }
        return Page(self.status, self.headers, bodies, self._named() == usual_headers(self.body))

    def _named(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers}


def usual_headers(body: bytes) -> dict[str, str]:
    """Give the headers that nginx gives to a page: `deploy/nginx.conf` has them too."""
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        "content-security-policy": content_security_policy(settings.SECURE_CSP),
        "permissions-policy": PERMISSIONS_POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": str(settings.SECURE_REFERRER_POLICY),
        "cross-origin-opener-policy": str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "speculation-rules": rules_named(),
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["strict-transport-security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers
