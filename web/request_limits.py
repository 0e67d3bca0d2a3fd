"""What no page of ours could mean is refused at the door, with a clear 400."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

MAX_READER_BYTES = 3_000_000
MAX_WRITER_BYTES = 25_000_000
"""Bytes of a whole request: a comment for the ones, a picture for the others."""


def limit_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuse null bytes in an address and bodies beyond all need.

    Whatever charset a request names, it is read as UTF-8, in which our pages ask.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A null byte in an address.")
        if length_of(request) > max_body(request.path):
            raise RequestDataTooBig("A body beyond all need.")
        return get_response(request)

    return middleware


def length_of(request: HttpRequest) -> int:
    """Return the announced bytes of the body; 0 if there is no number."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() else 0


def max_body(path: str) -> int:
    return MAX_WRITER_BYTES if path.startswith("/admin/") else MAX_READER_BYTES
