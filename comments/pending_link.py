"""Where whoever has just commented finds their comment.

One that waits is shown at an address that only its writer is given. The address carries the
comment's number, signed: nothing has to be kept in a cookie. One that is published is shown to all,
but a cached page may be a moment older: its writer is led past that.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from comments.models import Comment

PARAMETER = "held"
NEW = "new"
"""Its number, unsigned: no cache answers where it is named."""

SIGNER = "comments.pending_link"


def address_of(comment: Comment) -> str:
    """Return the address at which whoever wrote a comment finds it, held or published."""
    page, _hash, place = comment.get_absolute_url().partition("#")
    number = str(comment.pk)
    held = {PARAMETER: Signer(salt=SIGNER).sign(number)} if comment.is_waiting else {NEW: number}
    return f"{page}?{urlencode(held)}#{place}"


def pending_number(request: HttpRequest) -> int | None:
    """Return the number of the comment that the request's address is signed for."""
    try:
        return int(Signer(salt=SIGNER).unsign(request.GET.get(PARAMETER, "")))
    except BadSignature:
        return None


def pending_pages_are_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: let no cache keep, and no search engine show, what one reader alone may see."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if PARAMETER in request.GET:
            add_never_cache_headers(response)
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware
