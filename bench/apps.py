"""WSGI applications that are measured beside the blog: `gunicorn bench.apps:bare()` and so on.

`BENCH_PAGE` names a folder with what `bench.sample_page` took from the blog.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from bench.sample_page import SamplePage

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def bare() -> Application:
    """Answer all with the page as a browser gets it, compressed, and with its headers."""
    page = SamplePage.read(os.environ["BENCH_PAGE"])
    body, headers = [page.compressed], page.headers

    def application(
        _environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return body

    return application


def constant() -> Application:
    """Return Django with the blog's settings and middleware, with one constant view before them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings  # noqa: PLC0415 - the other applications need none

    settings.ROOT_URLCONF = "bench.constant"
    return uncached()


def uncached() -> Application:
    """Return the blog without the page cache before it; the edition is watched all the same."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - as above

    application = get_wsgi_application()
    from pagecache.edition import watch  # noqa: PLC0415 - it asks for models

    application.start = watch.start  # type: ignore[attr-defined]  # config/gunicorn.py calls it in each worker
    return application
