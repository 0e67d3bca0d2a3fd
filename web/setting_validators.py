"""What may stand in a setting of the environment; what may not stops the boot with a sentence."""

import re
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from environs import ValidationError

MIN_KEY_LENGTH = 32
MAX_PORT = 65535
PLACE = re.compile(
    r"unix:.+|fd://\d+|(?:tcp://)?(?:\[[\da-fA-F:.]+\]|[\w.-]+):(?P<port>\d{1,5})", re.ASCII
)


def validate_site_url(value: str) -> None:
    """Accept the http or https address of a site's root: no path, no query, no user."""
    expected = "An address such as https://example.org, with no path, is expected."
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ValidationError(expected) from error
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"http", "https"} or not parts.hostname or more or port == 0:
        raise ValidationError(expected)


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError("A time zone such as Europe/Madrid is expected.")


def validate_hosts(value: list[str]) -> None:
    for host in value:
        if not host or "/" in host or "*" in host[1:]:
            raise ValidationError(f"{host!r} is no host name such as example.org or .example.org.")


def validate_origins(value: list[str]) -> None:
    for origin in value:
        validate_site_url(origin)


def validate_proxies(value: list[str]) -> None:
    """Accept addresses, networks in CIDR notation, and `unix` for a Unix socket."""
    for network in value:
        try:
            ip_network(network if network != "unix" else "::")
        except ValueError as error:
            raise ValidationError(f"{network} is no address, network or `unix`.") from error


def validate_secret_key(value: str) -> None:
    if value and len(value) < MIN_KEY_LENGTH:
        raise ValidationError(f"At least {MIN_KEY_LENGTH} characters are expected.")


def validate_bind(value: str) -> None:
    """Accept what gunicorn listens on, or several such places, separated by commas."""
    for place in value.split(",") if value else []:
        found = PLACE.fullmatch(place.strip())
        if not found or not 0 < int(found["port"] or 1) <= MAX_PORT:
            expected = "127.0.0.1:8000, [::1]:8000 or unix:/run/bitacora.sock"
            raise ValidationError(f"{place!r} is no place to listen on, such as {expected}.")


def refuse_code(value: Path, *, code: Path, folders: set[str]) -> None:
    """Refuse a data folder that is the code, holds it, or is in a hidden one or in one of these.

    Collecting static files there would delete those of the program.
    """
    if code.is_relative_to(value):
        raise ValidationError(f"{value} holds the program itself: name a folder of its own.")
    if value.is_relative_to(code):
        folder = value.relative_to(code).parts[0]
        if folder in folders or folder.startswith("."):
            raise ValidationError(f"{value} is a part of the program: name a folder of its own.")
