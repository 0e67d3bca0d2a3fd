"""Asking a server on this machine for a page, as a browser of the blog would."""

import re
import socket
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from subprocess import Popen

HOST = "blog.example.org"
ENCODING = "gzip"
READY = b"Cache-Status: bitacora; hit"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
CHUNK = 65_536


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


@dataclass(frozen=True)
class Seen:
    """What one reader met."""

    milliseconds: float
    """From the question to the end of the answer."""

    is_ready: bool
    """Whether the page was there, and not made for this reader."""


class Reader:
    """Asks for page after page over one connection, with as little of its own as can be."""

    def __init__(self, port: int, *, seconds: float = 60) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)

    def close(self) -> None:
        self.socket.close()

    def ask(self, path: str) -> Seen:
        """Read a page.

        Raises:
            RuntimeError: if the answer is no success, or tells no length.

        """
        question = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: {ENCODING}\r\n\r\n"
        began = time.perf_counter()
        self.socket.sendall(question.encode())
        head = self._answer(path)
        return Seen((time.perf_counter() - began) * 1000, READY in head)

    def _answer(self, path: str) -> bytes:
        """Read an answer to its end, and return its head."""
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive(path)
        head, _, body = answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not (head.startswith(b"HTTP/1.1 200 ") and length):
            raise RuntimeError(f"No page at {path}: {head.decode('latin-1')}")
        left = int(length[1]) - len(body)
        while left > 0:
            left -= len(self._receive(path))
        return head

    def _receive(self, path: str) -> bytes:
        if chunk := self.socket.recv(CHUNK):
            return chunk
        raise RuntimeError(f"{path} was not answered to its end.")
