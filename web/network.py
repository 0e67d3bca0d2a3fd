"""The network that an address belongs to: what is counted by address is counted by network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUSEHOLD_BITS = 64
"""Of an IPv6 address; whoever has it changes the others at will."""

NOWHERE = "::"
"""The address of whoever has none, as behind a Unix socket whose proxy is not believed."""


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 one as its network; anything else as it came."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(known) if isinstance(known, IPv4Address) else _household(known)


def network_of_request(request: HttpRequest) -> str:
    return network_of(request.META.get("REMOTE_ADDR", ""))


def first_address(request: HttpRequest) -> str:
    """Return the first address of a request's network, for what takes nothing but addresses."""
    first = network_of_request(request).partition("/")[0]
    try:
        return str(ip_address(first))
    except ValueError:
        return NOWHERE


def keyed_hash(value: str, *, purpose: str) -> str:
    """Return 64 hexadecimal digits that stand for what is counted and never stored."""
    return salted_hmac(purpose, value, algorithm="sha256").hexdigest()


def _household(address: IPv6Address) -> str:
    return str(address.ipv4_mapped or ip_network((int(address), HOUSEHOLD_BITS), strict=False))
