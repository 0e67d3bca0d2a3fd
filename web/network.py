"""The network that an address belongs to: what is counted by address is counted by network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HOUSEHOLD_BITS = 64
"""Of an IPv6 address; whoever has it changes the others at will."""


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 one as its network; anything else as it came."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(known) if isinstance(known, IPv4Address) else _household(known)


def _household(address: IPv6Address) -> str:
    return str(address.ipv4_mapped or ip_network((int(address), HOUSEHOLD_BITS), strict=False))
