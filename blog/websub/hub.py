"""Asking a WebSub hub: some seconds for all that it is told at once, however it drags its feet.

It may stand in the inner network, where a blog and its hub often live together: the owner's word is
trusted, and there is little to abuse. It is sent nothing but addresses of public feeds, it is not
followed elsewhere, and of what it answers no more than its status is read, and told in the log.
"""

import logging
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import socket
from time import monotonic
from urllib.parse import urlencode, urlsplit

from django.utils.encoding import iri_to_uri

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds
COME_AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": "Bitacora",
    "Connection": "close",
}
STATUS_LINE = "HTTP/1.1 204"
"""What an answer begins with."""


def untold(address: str, topics: list[str]) -> list[str]:
    """Tell the hub of topics one by one, as every hub takes them, until it fails; give the rest."""
    deadline = monotonic() + TIMEOUT
    for place, topic in enumerate(topics):
        if not _tell(address, topic, deadline):
            return topics[place:]
    return []


def _tell(address: str, topic: str, deadline: float) -> bool:
    """Name one topic to the hub, and tell whether that is done; refused for good, it is."""
    try:
        status = _status(address, urlencode({"hub.mode": "publish", "hub.url": topic}), deadline)
    except (OSError, HTTPException, ValueError) as error:
        logger.warning("The WebSub hub could not be told of %s: %s", topic, error)
        return False
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        logger.warning("The WebSub hub answered %s for %s.", status, topic)
    return status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in COME_AGAIN


def _status(address: str, form: str, deadline: float) -> int:
    """Post a form, and give the status of the answer."""
    parts = urlsplit(address)
    path = iri_to_uri(parts._replace(scheme="", netloc="", fragment="").geturl()) or "/"
    protocol = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    link = protocol(parts.hostname or "", parts.port, timeout=_left(deadline))
    with closing(link):
        link.request("POST", path, form, HEADERS)
        return int(_beginning(link.sock, deadline).rpartition(b" ")[2])


def _beginning(link: socket, deadline: float) -> bytes:
    """Read as much as the status takes: a time-out of the whole would begin anew with each byte."""
    answer = b""
    while len(answer) < len(STATUS_LINE):
        link.settimeout(_left(deadline))
        received = link.recv(len(STATUS_LINE) - len(answer))
        if not received:
            raise ConnectionError("It hung up.")
        answer += received
    return answer


def _left(deadline: float) -> float:
    """Return the seconds that are left.

    Raises:
        TimeoutError: if none are.

    """
    if (seconds := deadline - monotonic()) <= 0:
        raise TimeoutError("It takes too long.")
    return seconds
