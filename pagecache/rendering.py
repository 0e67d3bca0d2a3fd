"""A page as Django makes it, and whether it is one that everybody may be given."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from pagecache.keys import Environ
from pagecache.pages import GZIP_HEAD, Headers, Page, deflated, joined
from web import speculation_rules
from web.page_parts import MARK, leaving_places
from web.page_tags import noting
from web.security_headers import PERMISSIONS_POLICY, content_security_policy

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MAX_PAGE_BYTES = 4_000_000  # bytes
PRIVATE = re.compile(r"private|no-store")
HARMLESS = {"", "accept-encoding", "sec-fetch-dest"}


@dataclass(frozen=True)
class Answer:
    status: str
    headers: Headers
    body: bytes
    tags: frozenset[str] = frozenset()
    part: tuple[str, str] | None = None
    """The shared part of which the body has the place."""

    @property
    def may_be_kept(self) -> bool:
        """Whether it is the same for everybody, and short enough."""
        is_final = self.status.startswith(("200", "404", "410"))
        return is_final and self.is_public and len(self.body) <= MAX_PAGE_BYTES

    @property
    def is_public(self) -> bool:
        named = self._named()
        return (
            "set-cookie" not in named
            and not PRIVATE.search(named.get("cache-control", "").lower())
            and set(re.split(r"[\s,]+", named.get("vary", "").lower())) <= HARMLESS
        )

    def suits(self, query: str, named: str) -> bool:
        """Return whether it may be given to whoever asked with a query, of which a name says less.

        One that lacks the part it shares may not. A redirect may hand on what the name leaves out;
        an error does not hang on it.
        """
        is_redirect = self.status[0] == "3" and query == named
        is_whole = self.part is None
        return is_whole and self.is_public and (is_redirect or self.status[0] in "45")

    def page(self, *, number: int, frame: int, segment: bytes) -> Page:
        """Compress it, with its shared part, if it has one, as a segment."""
        before, _, after = self.body.partition(MARK.encode())
        first, last = deflated(before), deflated(after, is_last=True)
        begin = len(GZIP_HEAD) + len(first)
        return Page(
            status=self.status,
            headers=self.headers,
            body=joined(first, segment, last),
            is_usual=self._named() == usual_headers(),
            tags=self.tags,
            number=number,
            frame=frame,
            part=self.part,
            cut=(begin, begin + len(segment)),
        )

    def _named(self) -> dict[str, str]:
        """Return the headers by name, save the length, which is of the body with its parts."""
        named = {name.lower(): value for name, value in self.headers}
        named.pop("content-length", None)
        return named


def render(application: Application, environ: Environ) -> Answer:
    """Have a page made, whole but for the part that it shares with others."""
    said: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        said[:] = [status, headers]

    with noting() as tags, leaving_places() as places:
        body = application(environ, start_response)
        try:
            content = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
    part = next(iter(places.parts), None)
    return Answer(said[0], said[1], content, frozenset(tags), part)


@cache
def usual_headers() -> dict[str, str]:
    """Return the headers that nginx gives to a page: `deploy/nginx.conf` has them too."""
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": content_security_policy(settings.SECURE_CSP),
        "permissions-policy": PERMISSIONS_POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": str(settings.SECURE_REFERRER_POLICY),
        "cross-origin-opener-policy": str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "speculation-rules": speculation_rules.header_value(),
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["strict-transport-security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers
