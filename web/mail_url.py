"""EMAIL_URL: how letters leave, as an address."""

from typing import Any
from urllib.parse import urlsplit

import dj_email_url
from environs import ValidationError

IMPLICIT_TLS = "smtps"
IMPLICIT_TLS_PORT = 465
KNOWN_AS = {IMPLICIT_TLS: "smtp", "smtp+tls": "submission"}
"""What dj-email-url calls a scheme of ours: its own `smtps` is STARTTLS, and would hang."""


def parse(address: str) -> dict[str, Any]:
    """Return Django's settings for an address such as `smtps://user:password@mail.example.org`.

    Raises:
        ValidationError: if it is malformed, or has an unknown scheme.

    """
    try:
        return _parse(address)
    except (KeyError, ValueError) as error:
        raise ValidationError("An address such as smtps://me:password@host is expected.") from error


def _parse(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    known = KNOWN_AS.get(parts.scheme, parts.scheme)
    email: dict[str, Any] = dj_email_url.parse(parts._replace(scheme=known).geturl())
    _ = email["EMAIL_BACKEND"]  # which an unknown scheme has not
    if parts.scheme == IMPLICIT_TLS:
        port = parts.port or IMPLICIT_TLS_PORT
        email |= {"EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False, "EMAIL_PORT": port}
    return email
