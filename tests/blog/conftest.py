"""A WebSub hub: a real little server plays it."""

from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, repeat
from socket import create_server
from threading import Thread
from time import sleep
from urllib.parse import parse_qsl

import pytest

from blog.models import SiteSettings

SITE = "https://blog.example.org"
FORMATS = ("default", "rss", "json")


@pytest.fixture
def hub(settings):
    """Stand on loopback, keep what is sent, and answer with the next of `answers`."""
    settings.SITE_URL = SITE
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.received, server.answers = [], repeat(204)
    server.url = f"http://127.0.0.1:{server.server_port}/hub"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    SiteSettings(websub_hub=server.url).save()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def dripping_hub():
    """Answer a letter at a time, without an end; give the address."""
    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = Thread(target=drip, args=[server])
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    thread.join()


def drip(server):
    with suppress(OSError), server.accept()[0] as link:
        for letter in cycle(b"HTTP/1.1 "):
            link.sendall(bytes([letter]))
            sleep(0.05)


class Hub(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.received.append((self.path, parse_qsl(body)))
        self.send_response(next(self.server.answers))
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.do_POST()

    def log_message(self, *args):
        """Say nothing in between the tests' own lines."""


def told(hub):
    """Return the topics that the hub has been told of since it was last asked, without the site."""
    topics = [dict(sent)["hub.url"].removeprefix(SITE) for _path, sent in hub.received]
    hub.received.clear()
    return topics


def feeds(*names):
    return [f"/feeds/{name}/{form}" for name in names for form in FORMATS]


@pytest.fixture
def files(data_dir):
    """Name the files that are there, save those drawn for sharing a post."""
    media = data_dir / "media"

    def names():
        paths = [path.relative_to(media) for path in media.rglob("*") if path.is_file()]
        return {str(path) for path in paths if path.parts[0] != "share"}

    return names


@pytest.fixture
def settle(work, django_capture_on_commit_callbacks):
    """Do what a worker does, as `work` does, and what follows its commits."""

    def do_all(**options):
        with django_capture_on_commit_callbacks(execute=True):
            work(**options)

    return do_all
