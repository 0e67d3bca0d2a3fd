"""Who sends, so far as a limit needs to know: a keyed hash, never the network address itself."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUSEHOLD = 64
"""Bits of an IPv6 address that name a household; the others are changed at will."""


def sender_of(request: HttpRequest) -> str:
    """Return 64 hexadecimal digits that stand for the network a request comes from."""
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac("comments.sender", network, algorithm="sha256").hexdigest()


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 one as its network; anything else as it came."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    return _household(known)


def _household(address: IPv6Address) -> str:
    return str(address.ipv4_mapped or ip_network((int(address), HOUSEHOLD), strict=False))
