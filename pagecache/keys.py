"""Under which name a page is kept, by what is asked; none for what is never kept.

A name is `<host><path>~<query>`. The host is the site's own, whichever of its names was asked for:
no page shows another, and an address with a made-up port names no new page. The rest is made of
the characters of `PATH` and `VALUE` alone, and no part of a path begins with a dot: no name leads
out of the folder of its edition.
"""

import re
import sys
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from blog.feeds.paging import BOUNDED, parse_time
from web.proxies import is_trusted

Environ = dict[str, Any]
Key = tuple[str, str]
"""A page's name, and the encoding it goes out in: `gzip` or nothing."""

READS = {"GET", "HEAD"}
MARK = "~"
PART = "[a-z0-9_-][a-z0-9._-]{0,119}"
PATH = re.compile(f"/(?:{PART}/)*(?:{PART})?")  # each part ends in one way: no trying all others
VALUE = re.compile(r"[A-Za-z0-9._-]{1,60}")
PASSED = (
    "/admin/",
    "/comments/",
    "/healthz",
    "/media/",
    "/preview/",
    "/search",
    "/static/",
    "/welcome/",
)
KNOWN = {"after", "alt", "before", "max-results", "reply", "start-index", *BOUNDED}
"""Parameters that change a page; others are left out before Django sees them."""

OWN = {"held", "m", "new", "showComment"}
"""Parameters for which Django answers each reader itself."""

TIME = "%Y%m%dT%H%M%S.%fZ"
MAX_LENGTH = 1000  # characters of all that a name is made of
REMEMBERED = 2000
SIGNED_IN = f"{settings.SESSION_COOKIE_NAME}="
ONLY_HTTPS = settings.SECURE_SSL_REDIRECT
SITE = urlsplit(settings.SITE_URL).netloc.lower()

is_believed = lru_cache(REMEMBERED)(is_trusted)


def key_of(environ: Environ) -> Key | None:
    """Return what a request asks for, if that may be kept and nobody is signed in."""
    path = environ["PATH_INFO"]
    query = environ.get("QUERY_STRING", "")
    host = environ.get("HTTP_HOST", "")
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    if (
        environ["REQUEST_METHOD"] not in READS
        or SIGNED_IN in environ.get("HTTP_COOKIE", "")
        or len(path) + len(query) + len(host) + len(accepted) > MAX_LENGTH
        or (ONLY_HTTPS and not is_secure(environ))
    ):
        return None
    return name_and_encoding(host, path, query, accepted)


def is_secure(environ: Environ) -> bool:
    """Return whether it came by HTTPS, as Django would behind `web.proxies`."""
    said = environ.get("HTTP_X_FORWARDED_PROTO")
    if said is not None and is_believed(environ.get("REMOTE_ADDR", "")):
        return bool(said.split(",")[0].strip() == "https")
    return bool(environ["wsgi.url_scheme"] == "https")


@lru_cache(REMEMBERED)
def name_and_encoding(host: str, path: str, query: str, accepted: str) -> Key | None:
    is_ours = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    if path.startswith(PASSED) or not PATH.fullmatch(path) or not is_ours:
        return None
    asked = normal_query(query)
    return None if asked is None else (f"{SITE}{path}{MARK}{asked}", best_encoding(accepted))


def normal_query(query: str) -> str | None:
    """Keep the known parameters, in order; none where one asks for what is not kept.

    A time is written in one way, whatever its zone; one that feeds would ignore is left out.
    """
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    times = {name: normal_time(pairs.pop(name)) for name in BOUNDED if name in pairs}
    pairs |= {name: time for name, time in times.items() if time}
    known = {name: pairs[name] for name in sorted(KNOWN & pairs.keys())}
    if OWN & pairs.keys() or not all(map(VALUE.fullmatch, known.values())):
        return None
    return urlencode(known)


def normal_time(typed: str) -> str:
    """Return a time such as `20120110T083000.000000Z`; empty for what is none."""
    time = parse_time(typed)
    return time.strftime(TIME) if time else ""


def best_encoding(accepted: str) -> str:
    """Choose by what a browser accepts: gzip or nothing."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        offered[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return "gzip" if offered.get("gzip", offered.get("*")) else ""


def query_of(name: str) -> str:
    return name.partition(MARK)[2]


def request_for(name: str) -> Environ:
    """Return a request for a page by its name, with nothing in it of who asked."""
    address, _, query = name.partition(MARK)
    host, slash, path = address.partition("/")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": slash + path,
        "QUERY_STRING": query,
        "SERVER_NAME": split_domain_port(host)[0],
        "SERVER_PORT": "443" if ONLY_HTTPS else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if ONLY_HTTPS else "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
