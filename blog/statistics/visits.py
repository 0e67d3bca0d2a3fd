"""A WSGI middleware that counts visits: it sees every answer, those of the page cache included.

A reader waits for one addition in memory. What the requests were is worked out later, in a thread
of each worker that stores the sums every few seconds, and when the worker stops. Nothing that is
stored tells of one reader: there is no cookie, and the network address is never looked at.

Where nginx serves finished pages by itself, no request is seen here: there each page sends a beacon
(`static/js/visits.js`), and with `VISITS_BY=beacon` nothing else counts. So does a page that a
browser had prefetched, when somebody turns to it.
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
from blog.statistics.visit_counter import Visit, VisitCounter

PAUSE = 3.0  # seconds between two batches
MAX_BATCH = 10_000  # different requests of a batch
MAX_LENGTH = 300  # characters that are kept of anything a browser sends
BEACON = "/v"
NOT_PAGES = ("/admin/", "/healthz", "/media/", "/static/")
COUNTED = ("200", "304")
"""The statuses of a page, and of one that the browser has already."""

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

logger = logging.getLogger(__name__)


class VisitBuffer:
    """The requests of this process that wait to be stored, in a bounded amount of memory."""

    def __init__(self, *, pages_by_beacon: bool) -> None:
        self.pages_by_beacon = pages_by_beacon
        self._is_running = False
        self.seen: dict[Visit, int] = {}
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._counter = VisitCounter()

    def count(self, visit: Visit) -> None:
        if not self._is_running:
            self._start()
        with self._lock:
            if visit in self.seen or len(self.seen) < MAX_BATCH:
                self.seen[visit] = self.seen.get(visit, 0) + 1

    def flush(self) -> None:
        """Store what there is, or keep it for later if the database is away."""
        with self._storing:
            with self._lock:
                seen, self.seen = self.seen, {}
            day = timezone.localdate()
            self._counter.add(seen, day=day, pages_by_beacon=self.pages_by_beacon)
            if not self._counter:
                return
            try:
                store(self._counter)
            except Error as error:
                logger.warning("Visits wait to be stored: %s", error)
            else:
                self._counter = VisitCounter()

    def _start(self) -> None:
        """Start the thread in the process that serves, since a fork takes no threads along."""
        with self._storing:
            if self._is_running:
                return
            self._is_running = True
            atexit.register(self.flush)
            threading.Thread(target=self._flush_regularly, name="visits", daemon=True).start()

    def _flush_regularly(self) -> None:
        pause = threading.Event()
        while not pause.wait(PAUSE):
            self.flush()
            connection.close()


class VisitMiddleware:
    """An application with its visits counted."""

    def __init__(self, application: Application, visits: VisitBuffer) -> None:
        self.application = application
        self.start = getattr(application, "start", lambda: None)
        self.count = visits.count
        self.cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == BEACON and environ["REQUEST_METHOD"] == "POST":
            return self._answer_beacon(environ, start_response)
        if not self._is_by_reader(environ):
            return self.application(environ, start_response)

        def counted(status: str, headers: Any, exc_info: Any = None) -> Any:
            if status.startswith(COUNTED):
                self.count(visit_of(environ))
            return start_response(status, headers, exc_info)

        return self.application(environ, counted)

    def _is_by_reader(self, environ: Environ) -> bool:
        """Return whether a reader asks for a page, and no browser that prefetches it."""
        return (
            environ["REQUEST_METHOD"] == "GET"
            and not environ["PATH_INFO"].startswith(NOT_PAGES)
            and self.cookie not in environ.get("HTTP_COOKIE", "")
            and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", "")
            and "HTTP_PURPOSE" not in environ
            and "HTTP_X_MOZ" not in environ
        )

    def _answer_beacon(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Count the page that our script reports in the query string.

        A body is never read: gunicorn discards it.
        """
        if not is_from_here(environ):
            start_response("403 Forbidden", [("Content-Length", "0")])
        else:
            if self.cookie not in environ.get("HTTP_COOKIE", ""):
                self.count(beacon_visit(environ))
            start_response("204 No Content", [("Cache-Control", "no-store")])
        return []


def visit_of(environ: Environ) -> Visit:
    return Visit(
        environ["PATH_INFO"][:MAX_LENGTH],
        environ.get("HTTP_REFERER", "")[:MAX_LENGTH],
        environ.get("HTTP_USER_AGENT", "")[:MAX_LENGTH],
    )


def beacon_visit(environ: Environ) -> Visit:
    """Return the visit in a beacon's query string: its `path`, and `from`, its referrer."""
    query = parse_qs(environ.get("QUERY_STRING", ""))
    path, referrer = (query.get(name, [""])[0][:MAX_LENGTH] for name in ("path", "from"))
    agent = environ.get("HTTP_USER_AGENT", "")[:MAX_LENGTH]
    return Visit(path, referrer, agent, by_beacon=True)


def is_from_here(environ: Environ) -> bool:
    """Return whether a page of this host sent it: no other page can set these headers."""
    origin, host = environ.get("HTTP_ORIGIN", "").partition("://")[2], environ.get("HTTP_HOST", "")
    return origin == host and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def count_visits(application: Application) -> Application:
    """Return an application with its visits counted, unless the operator turned that off."""
    if settings.VISITS_BY == "nothing":
        return application
    return VisitMiddleware(application, VisitBuffer(pages_by_beacon=settings.VISITS_BY == "beacon"))
