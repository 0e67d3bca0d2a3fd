"""The pages that a process gives out, ready to go, in its own memory."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Self

from pagecache.disk import ENCODINGS, Headers, Page, etag_of
from pagecache.keys import Environ, Key

FRESH = "public, max-age=0, must-revalidate"
"""Browsers and caches on the way keep it, and ask each time whether it is still so."""

HIT = ("Cache-Status", "bitacora; hit")
MISS = ("Cache-Status", "bitacora; fwd=miss")
VARIES = ("Vary", "Accept-Encoding, Sec-Fetch-Dest")
OF_THE_BODY = {"content-type", "content-encoding", "content-length"}
SET_HERE = {"cache-control", "content-length", "etag", "vary"}
LOOKED_AT = 50
OVERHEAD = 2000  # bytes that a page takes beside its body, about


@dataclass(slots=True)
class Ready:
    """A page in one encoding, with its headers as they go out."""

    status: str
    headers: Headers
    brief: Headers
    """What goes with a 304."""
    body: list[bytes]
    etag: str
    is_plain: bool
    """Whether it suits everybody, at any time of its edition."""
    until: float
    is_on_disk: bool = False
    """Whether it was put there: it may have been lost since."""
    uses: int = 0
    noted: int = 0

    @classmethod
    def of(cls, page: Page, encoding: str, *, until: float = float("inf")) -> "Ready":
        body = page.bodies[encoding]
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
        is_plain = not varies and until == float("inf")
        return cls(page.status, headers, brief, [body], etag, is_plain, until)

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
        if asked and self.status[0] == "2" and (self.etag in asked or asked.strip() == "*"):
            start_response("304 Not Modified", self.brief)
            return []
        start_response(self.status, self.headers)
        return self.body if environ["REQUEST_METHOD"] == "GET" else []

    def as_made(self) -> Self:
        """Return the same for whoever it was made for, which says so."""
        return replace(self, headers=[*self.headers[:-1], MISS], brief=[*self.brief[:-1], MISS])


class Memory:
    """Bounded in bytes; it holds one edition at a time, and is read without a lock."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pages: dict[Key, Ready] = {}
        self._edition = ""
        self._size = 0
        self._lock = Lock()

    def turn_to(self, edition: str) -> list[str]:
        """Forget the pages of the edition before, and give their names, the most used first."""
        with self._lock:
            pages, self.pages = self.pages, {}
            self._edition, self._size = edition, 0
        by_use = sorted(pages.items(), key=lambda item: item[1].uses, reverse=True)
        return list(dict.fromkeys(name for (name, _encoding), _ready in by_use))

    def keep(self, edition: str, key: Key, ready: Ready) -> None:
        with self._lock:
            if edition != self._edition or size_of(ready) > self.most / 4:
                return
            self._drop(key)
            while self.pages and self._size + size_of(ready) > self.most:
                self._make_room()
            self.pages[key] = ready
            self._size += size_of(ready)

    def forget(self, name: str) -> None:
        with self._lock:
            for encoding in ENCODINGS:
                self._drop((name, encoding))

    def used(self) -> list[str]:
        """Return the names of the pages on the disk used since this was last asked."""
        with self._lock:
            pages = list(self.pages.items())
        used = {key[0] for key, ready in pages if ready.is_on_disk and ready.uses > ready.noted}
        for _key, ready in pages:
            ready.noted = ready.uses
        return sorted(used)

    def _make_room(self) -> None:
        """Drop the first page that was not used since it was passed over; fifty are looked at."""
        for _ in range(LOOKED_AT):
            key = next(iter(self.pages))
            ready = self.pages[key]
            if not ready.uses:
                break
            ready.uses = ready.noted = ready.uses // 2
            self.pages[key] = self.pages.pop(key)
        self._drop(next(iter(self.pages)))

    def _drop(self, key: Key) -> None:
        ready = self.pages.pop(key, None)
        self._size -= size_of(ready) if ready else 0


def size_of(ready: Ready) -> int:
    return len(ready.body[0]) + OVERHEAD
