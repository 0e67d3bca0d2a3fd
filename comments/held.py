"""A comment that waits is shown to the one who wrote it, at an address that only they are given.

The address carries the comment's number, signed: nothing has to be kept in a cookie.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from comments.models import Comment

PARAMETER = "held"
SIGNER = "comments.held"


def address_of(comment: Comment) -> str:
    """Give the address at which whoever wrote a comment finds it, held or published."""
    if not comment.is_waiting:
        return comment.get_absolute_url()
    page, _hash, place = comment.get_absolute_url().partition("#")
    return f"{page}?{urlencode({PARAMETER: Signer(salt=SIGNER).sign(str(comment.pk))})}#{place}"


def number_held(request: HttpRequest) -> int | None:
    """Give the number of the comment that the request's address is signed for."""
    try:
        return int(Signer(salt=SIGNER).unsign(request.GET.get(PARAMETER, "")))
    except BadSignature:
        return None


def held_pages_are_private(
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
