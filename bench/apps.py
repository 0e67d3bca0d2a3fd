"""WSGI applications that are measured beside the blog: `gunicorn bench.apps:bare()` and so on.

`BENCH_PAGE` names a folder with what `bench.sample_page` took from the blog.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bench.sample_page import SamplePage

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def bare() -> Application:
    """Answer all with the page as a browser gets it, compressed, and with its headers.

    Django is set up for `config/gunicorn.py`, which asks the database for its version; no request
    meets it.
    """
    set_up()
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
    set_up()
    settings.ROOT_URLCONF = "bench.constant"
    return uncached()


def uncached() -> Application:
    """Return the blog without the page cache before it; the edition is watched all the same."""
    set_up()
    application = get_wsgi_application()
    from pagecache.edition import watch  # noqa: PLC0415 - it asks for models that are set up

    application.start = watch.start  # type: ignore[attr-defined]  # config/gunicorn.py calls it in each worker
    return application


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
