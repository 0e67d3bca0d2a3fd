"""A page as Django makes it, and whether it is one that everybody may be given."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from gzip import compress
from typing import Any

import brotli
from django.conf import settings

from pagecache.disk import Headers, Page
from pagecache.keys import Environ
from web import speculation_rules
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

        A redirect may hand on what the name leaves out; an error does not hang on it.
        """
        is_redirect = self.status[0] == "3" and query == named
        return self.is_public and (is_redirect or self.status[0] in "45")

    def page(self) -> Page:
        bodies = {
            "": self.body,
            "gzip": compress(self.body, 6, mtime=0),
            "br": brotli.compress(self.body, quality=5),
        }
        return Page(self.status, self.headers, bodies, self._named() == usual_headers(self.body))

    def _named(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers}


def render(application: Application, environ: Environ) -> Answer:
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


def usual_headers(body: bytes) -> dict[str, str]:
    """Return the headers that nginx gives to a page: `deploy/nginx.conf` has them too."""
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
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
