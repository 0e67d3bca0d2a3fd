"""What a proxy says of the reader counts only if the operator has named that proxy."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


def trusted_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: put the reader's address into `REMOTE_ADDR`, or drop untrusted headers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = reader_address(request)
        else:
            for header in FORWARDED_HEADERS:
                request.META.pop(header, None)
        return get_response(request)

    return middleware


def reader_address(request: HttpRequest) -> str:
    """Return the nearest forwarded address that is no proxy of ours, else the peer's own."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for hop in map(str.strip, reversed(hops)):
        if not is_address(hop):
            break
        if not is_trusted(hop):
            return hop
    return str(request.META.get("REMOTE_ADDR", ""))


def is_trusted(address: str) -> bool:
    """Return whether an address, or `""` for a Unix socket, is in `TRUSTED_PROXIES`."""
    if not is_address(address):
        return not address and "unix" in settings.TRUSTED_PROXIES
    return any(
        ip_address(address) in ip_network(network)
        for network in settings.TRUSTED_PROXIES
        if network != "unix"
    )


def is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
