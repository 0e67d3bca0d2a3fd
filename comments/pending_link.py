"""The address at which whoever has just commented finds their comment.

One that waits is pending: it is shown at an address that only its writer is given, with the
comment's number in it, signed, so that nothing has to be kept in a cookie. One that is published is
shown to all, but a cached page may be a moment older: its writer's address goes past the cache.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from comments.models import Comment

PARAMETER = "held"
NEW = "new"
"""With the number of a published comment, unsigned: no cache answers where this is named."""

SALT = "comments.pending_link"


def address_of(comment: Comment) -> str:
    """Return the address at which whoever wrote a comment finds it, waiting or published."""
    page, _hash, place = comment.get_absolute_url().partition("#")
    number = str(comment.pk)
    query = {PARAMETER: Signer(salt=SALT).sign(number)} if comment.is_waiting else {NEW: number}
    return f"{page}?{urlencode(query)}#{place}"


def pending_number(request: HttpRequest) -> int | None:
    """Return the number of the pending comment for which the request's address is signed."""
    try:
        return int(Signer(salt=SALT).unsign(request.GET.get(PARAMETER, "")))
    except BadSignature:
        return None


def pending_pages_are_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: keep pages with a pending comment out of caches and search engines."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if PARAMETER in request.GET:
            add_never_cache_headers(response)
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware
