"""Asking a server on this machine for a page, as a browser of the blog would."""

import time
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from subprocess import Popen

HOST = "blog.example.org"
ENCODING = "gzip"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: "Message[str, str]"
    body: bytes


def ask(port: int, path: str, *, encoding: str = "identity", seconds: float = 30) -> Answer:
    with closing(HTTPConnection("127.0.0.1", port, timeout=seconds)) as connection:
        connection.request("GET", path, headers={"Host": HOST, "Accept-Encoding": encoding})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def wait_for(
    port: int, server: Popen[bytes], path: str = "/healthz", *, seconds: float = 60
) -> None:
    """Wait until a server answers, whatever it says."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError):
            ask(port, path)
            return
        time.sleep(0.01)
    raise TimeoutError(f"Nothing answers on port {port}.")
