"""How gunicorn serves the blog: `gunicorn --config config/gunicorn.py config.wsgi`.

It listens on 127.0.0.1:PORT, or on BIND (`unix:/run/bitacora.sock`, `0.0.0.0:80`), or on the
socket that systemd passes. Importing the settings here stops the boot on a malformed one.
"""

import gc
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from config.settings import BIND, PORT, WEB_CONCURRENCY
from first_run import newer_database
from web import malloc

bind = BIND or f"127.0.0.1:{PORT}"
workers = WEB_CONCURRENCY
worker_class = "gthread"
threads = 4
preload_app = True  # workers share its memory; nothing in it opens a connection before the fork
timeout = 30
graceful_timeout = 20
keepalive = 5

# The heartbeat is a file touched every second: on a slow disk a worker would seem dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# TRUSTED_PROXIES alone says which proxies are trusted. gunicorn would trust any peer on a Unix
# socket, so it is given no headers to read.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# Nobody uses it, and it would be in the home folder.
control_socket_disable = True

malloc.limit_heaps()


def on_starting(_server: object) -> None:
    """Refuse a database of a newer version; one that is away may still come."""
    try:
        with suppress(DatabaseError):
            if said := newer_database.complaint():
                raise SystemExit(said)
    finally:
        connection.close()  # no worker may inherit it


def when_ready(_server: object) -> None:
    """Exclude what is loaded from garbage collection, so that workers go on sharing that memory."""
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Have the page cache watch the edition from the start of a worker, before any request."""
    getattr(worker.wsgi, "start", lambda: None)()
