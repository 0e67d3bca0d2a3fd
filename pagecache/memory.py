"""The pages that a process gives out, ready to go, in its own memory."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Self

from pagecache.keys import Environ
from pagecache.pages import Headers, Page, etag_of
from web.page_tags import Moved, Moves

FRESH = "public, max-age=0, must-revalidate"
"""Browsers and caches on the way keep it, and ask each time whether it is still so."""

HIT = ("Cache-Status", "bitacora; hit")
MISS = ("Cache-Status", "bitacora; fwd=miss")
VARIES = ("Vary", "Accept-Encoding, Sec-Fetch-Dest")
OF_THE_BODY = {"content-type", "content-encoding", "content-length"}
SET_HERE = {"cache-control", "content-length", "etag", "vary"}
FOR_EVER = float("inf")
LOOKED_AT = 50
OVERHEAD = 4000  # bytes that a page takes beside its body, about


@dataclass(slots=True)
class Ready:
    """A page with its headers as they go out, compressed or plain."""

    page: Page
    headers: Headers
    brief: Headers
    """What goes with a 304."""
    body: list[bytes]
    etag: str
    is_plain: bool
    """Whether it suits everybody, as long as it is kept."""
    until: float
    is_on_disk: bool = False
    """Whether it was put there: it may have been lost since."""
    uses: int = 0
    noted: int = 0

    @classmethod
    def of(cls, page: Page, *, encoding: str = "gzip", until: float = FOR_EVER) -> "Ready":
        body = page.body if encoding else page.plain()
        named = {name.lower(): value for name, value in page.headers}
        varies = "sec-fetch-dest" in named.get("vary", "").lower()
        etag = etag_of(body)
        headers = [header for header in page.headers if header[0].lower() not in SET_HERE]
        headers += [("Content-Encoding", encoding)] if encoding else []
        headers += [
            ("Content-Length", str(len(body))),
            ("ETag", etag),
            VARIES if varies else ("Vary", "Accept-Encoding"),
            ("Cache-Control", named.get("cache-control", FRESH)),
            HIT,
        ]
        brief = [header for header in headers if header[0].lower() not in OF_THE_BODY]
        is_plain = not varies and until == FOR_EVER
        return cls(page, headers, brief, [body], etag, is_plain, until)

    def suits(self, environ: Environ) -> bool:
        """Return whether it may be given now, and to whoever asks so.

        A browser that opens a feed gets it from Django, under a type that it shows.
        """
        if self.is_plain:
            return True
        is_opened = environ.get("HTTP_SEC_FETCH_DEST") == "document"
        return time.monotonic() < self.until and not (is_opened and VARIES in self.headers)

    def give(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with it, or say that the reader has it already."""
        self.uses += 1
        asked = environ.get("HTTP_IF_NONE_MATCH")
        status = self.page.status
        if asked and status[0] == "2" and (self.etag in asked or asked.strip() == "*"):
            start_response("304 Not Modified", self.brief)
            return []
        start_response(status, self.headers)
        return self.body if environ["REQUEST_METHOD"] == "GET" else []

    def as_made(self) -> Self:
        """Return the same for whoever it was made for, which says so."""
        return replace(self, headers=[*self.headers[:-1], MISS], brief=[*self.brief[:-1], MISS])

    def plain(self) -> "Ready":
        """Return the same for whoever takes no compressed pages."""
        ready = Ready.of(self.page, encoding="", until=self.until)
        return ready if self.headers[-1] == HIT else ready.as_made()


class Memory:
    """Bounded in bytes, and read without a lock; it forgets what was made of tags that moved."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pages: dict[str, Ready] = {}
        self._moves = Moves()
        self._size = 0
        self._lock = Lock()

    def hear(self, number: int, moved: Moved | None) -> list[str]:
        """Forget what moved, without `moved` all, and return the names, the most used first."""
        with self._lock:
            self._moves.hear(number, moved)
            touched = [
                (name, ready.uses)
                for name, ready in self.pages.items()
                if moved is None or not ready.page.tags.isdisjoint(moved)
            ]
            for name, _uses in touched:
                self._drop(name)
        return [name for name, uses in sorted(touched, key=lambda page: page[1], reverse=True)]

    def keep(self, name: str, ready: Ready) -> None:
        """Keep a page, unless what it shows has moved since before it was made."""
        with self._lock:
            is_old = self._moves.may_touch(ready.page.tags, ready.page.number)
            if is_old or size_of(ready) > self.most / 4:
                return
            self._drop(name)
            while self.pages and self._size + size_of(ready) > self.most:
                self._make_room()
            self.pages[name] = ready
            self._size += size_of(ready)

    def forget(self, name: str) -> None:
        with self._lock:
            self._drop(name)

    def used(self) -> list[str]:
        """Return the names of the pages on the disk used since this was last asked."""
        with self._lock:
            pages = list(self.pages.items())
        used = [name for name, ready in pages if ready.is_on_disk and ready.uses > ready.noted]
        for _name, ready in pages:
            ready.noted = ready.uses
        return sorted(used)

    def _make_room(self) -> None:
        """Drop the first page that was not used since it was passed over; fifty are looked at."""
        for _ in range(LOOKED_AT):
            name = next(iter(self.pages))
            ready = self.pages[name]
            if not ready.uses:
                break
            ready.uses = ready.noted = ready.uses // 2
            self.pages[name] = self.pages.pop(name)
        self._drop(next(iter(self.pages)))

    def _drop(self, name: str) -> None:
        ready = self.pages.pop(name, None)
        self._size -= size_of(ready) if ready else 0


def size_of(ready: Ready) -> int:
    return len(ready.body[0]) + OVERHEAD
