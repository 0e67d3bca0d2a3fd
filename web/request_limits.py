"""What no page of ours could mean is refused at the door, with a clear 400."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

MOST_FROM_READERS = 3_000_000
MOST_FROM_WRITERS = 25_000_000
"""Bytes of a whole request: a comment for the ones, a picture for the others."""


def bad_input(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuse null bytes in an address and bodies beyond all need.

    Whatever charset a request names, it is read as UTF-8, in which our pages ask.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A null byte in an address.")
        if length_of(request) > most_for(request.path):
            raise RequestDataTooBig("A body beyond all need.")
        return get_response(request)

    return middleware


def length_of(request: HttpRequest) -> int:
    """Give the announced bytes of the body; 0 if there is no number."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() else 0


def most_for(path: str) -> int:
    return MOST_FROM_WRITERS if path.startswith("/admin/") else MOST_FROM_READERS
