"""Counts visits: a WSGI wrapper that sees every answer, those of the page cache included.

A reader waits for one addition in memory. What the requests were is worked out later, in a thread
of each worker that stores the sums every few seconds, and when the worker stops. Nothing that is
stored tells of one reader: there is no cookie, and the network address is never looked at.

Where nginx serves finished pages by itself, no request is seen here: there a page tells of itself
(`static/js/visits.js`), and with `VISITS_BY=beacon` nothing else counts. A page that a browser had
fetched ahead tells so too, when somebody turns to it.
"""

import atexit
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error, connection
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from blog.statistics.storage import store
from blog.statistics.tally import Tally, Visit

PAUSE = 3.0  # seconds between two batches
MAX_BATCH = 10_000  # different requests of a batch
MAX_LENGTH = 300  # characters that are kept of anything a browser sends
BEACON = "/v"
NOT_PAGES = ("/admin/", "/healthz", "/media/", "/static/")
SEEN = ("200", "304")
"""Answered with a page, or with word that the one which the browser has is as it was."""

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

logger = logging.getLogger(__name__)


class Visits:
    """What this process has seen since it last stored it, in a bounded amount of memory."""

    def __init__(self, *, pages_by_beacon: bool) -> None:
        self.pages_by_beacon = pages_by_beacon
        self._is_running = False
        self.seen: dict[Visit, int] = {}
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._tally = Tally()

    def count(self, visit: Visit) -> None:
        if not self._is_running:
            self._start()
        with self._lock:
            if visit in self.seen or len(self.seen) < MAX_BATCH:
                self.seen[visit] = self.seen.get(visit, 0) + 1

    def flush(self) -> None:
        """Store what there is; what a database that is away does not take is kept for later."""
        with self._storing:
            with self._lock:
                seen, self.seen = self.seen, {}
            day = timezone.localdate()
            self._tally.add(seen, day=day, pages_by_beacon=self.pages_by_beacon)
            if not self._tally:
                return
            try:
                store(self._tally)
            except Error as error:
                logger.warning("Visits wait to be stored: %s", error)
            else:
                self._tally = Tally()

    def _start(self) -> None:
        """Begin in the process that serves: no thread would follow into it through its fork."""
        with self._storing:
            if self._is_running:
                return
            self._is_running = True
            atexit.register(self.flush)
            threading.Thread(target=self._store_now_and_then, name="visits", daemon=True).start()

    def _store_now_and_then(self) -> None:
        pause = threading.Event()
        while not pause.wait(PAUSE):
            self.flush()
            connection.close()


class Counted:
    """An application whose answers are counted."""

    def __init__(self, application: Application, visits: Visits) -> None:
        self.application = application
        self.start = getattr(application, "start", lambda: None)
        self.count = visits.count
        self.cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == BEACON and environ["REQUEST_METHOD"] == "POST":
            return self._answer_beacon(environ, start_response)
        if not self._is_readers(environ):
            return self.application(environ, start_response)

        def counted(status: str, headers: Any, exc_info: Any = None) -> Any:
            if status.startswith(SEEN):
                self.count(visit_of(environ))
            return start_response(status, headers, exc_info)

        return self.application(environ, counted)

    def _is_readers(self, environ: Environ) -> bool:
        """Return whether somebody who reads asks for a page, now and not ahead of a click."""
        return (
            environ["REQUEST_METHOD"] == "GET"
            and not environ["PATH_INFO"].startswith(NOT_PAGES)
            and self.cookie not in environ.get("HTTP_COOKIE", "")
            and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", "")
            and "HTTP_PURPOSE" not in environ
            and "HTTP_X_MOZ" not in environ
        )

    def _answer_beacon(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Count the page that a script of ours tells of; the address has it all, the body nothing.

        A body is never read: gunicorn throws it away.
        """
        if not is_from_here(environ):
            start_response("403 Forbidden", [("Content-Length", "0")])
        else:
            if self.cookie not in environ.get("HTTP_COOKIE", ""):
                self.count(told_visit(environ))
            start_response("204 No Content", [("Cache-Control", "no-store")])
        return []


def visit_of(environ: Environ) -> Visit:
    return Visit(
        environ["PATH_INFO"][:MAX_LENGTH],
        environ.get("HTTP_REFERER", "")[:MAX_LENGTH],
        environ.get("HTTP_USER_AGENT", "")[:MAX_LENGTH],
    )


def told_visit(environ: Environ) -> Visit:
    """Read what the beacon's address tells: `path`, and `from` where the reader came from."""
    told = parse_qs(environ.get("QUERY_STRING", ""))
    path, referrer = (told.get(name, [""])[0][:MAX_LENGTH] for name in ("path", "from"))
    agent = environ.get("HTTP_USER_AGENT", "")[:MAX_LENGTH]
    return Visit(path, referrer, agent, by_beacon=True)


def is_from_here(environ: Environ) -> bool:
    """Return whether a page of this host sent it: no other can make a browser of today say so."""
    origin, host = environ.get("HTTP_ORIGIN", "").partition("://")[2], environ.get("HTTP_HOST", "")
    return origin == host and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def counted(application: Application) -> Application:
    """Have visits counted, unless the operator wants none of it."""
    if settings.VISITS_BY == "nothing":
        return application
    return Counted(application, Visits(pages_by_beacon=settings.VISITS_BY == "beacon"))
