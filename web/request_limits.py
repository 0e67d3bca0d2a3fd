"""Limits for every request: what lies beyond is answered with 400 before any view."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

MAX_READER_BYTES = 3_000_000  # a comment
MAX_WRITER_BYTES = 25_000_000  # a picture


def limit_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: reject null bytes in an address, and bodies that are too large.

    Every request is read as UTF-8, as our forms are sent, whatever charset it names.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A null byte in an address.")
        if announced_length(request) > max_body(request.path):
            raise RequestDataTooBig("A body beyond all need.")
        return get_response(request)

    return middleware


def announced_length(request: HttpRequest) -> int:
    """Return the bytes of the body by `Content-Length`; 0 if that is no number."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() else 0


def max_body(path: str) -> int:
    return MAX_WRITER_BYTES if path.startswith("/admin/") else MAX_READER_BYTES
