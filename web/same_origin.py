"""Whether a form was sent from a page of this site.

A stranger has no cookie that a token could be compared with, so the browser is asked: its own
verdict (`Sec-Fetch-Site`) counts first, then `Origin`, which every browser of today sends with a
form, then `Referer`. A request with none of them comes from no browser that another site could
make use of.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import is_same_domain

SAME_SITE = {"same-origin", "none"}
"""What `Sec-Fetch-Site` says of a form of ours, and of what people do in the browser itself."""


def is_from_here(request: HttpRequest) -> bool:
    verdict = request.headers.get("Sec-Fetch-Site")
    if verdict in SAME_SITE:
        return True
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return _is_ours(source, request) if source else verdict is None


def _is_ours(source: str, request: HttpRequest) -> bool:
    """Return whether an address is of this host or of one in `CSRF_TRUSTED_ORIGINS`."""
    try:
        scheme, host, *_rest = urlsplit(source)
    except ValueError:
        return False
    here = (request.scheme, request.get_host())
    return (scheme, host) == here or any(
        is_same_domain(host, trusted.removeprefix(f"{scheme}://").lstrip("*"))
        for trusted in settings.CSRF_TRUSTED_ORIGINS
        if trusted.startswith(f"{scheme}://")
    )
