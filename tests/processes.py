"""Real processes, each over a data folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).resolve().parents[1]
GUNICORN = ("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi")


def environment(data_dir, **more):
    """Return what a shell has, and nothing of what this one happens to have set for the blog."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(data_dir), **more}


@pytest.fixture
def database():
    with databases.database() as made:
        yield made


@pytest.fixture
def start(tmp_path, database):
    """Start `python …` in the repository over `tmp_path/data`; what still runs is stopped."""
    running = []

    def start_process(*arguments, log=subprocess.PIPE, **more):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(tmp_path / "data", **{**database.settings, **more}),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        running.append(process)
        return process

    yield start_process
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def run(start):
    """Start the same, wait, and give the exit code, what was said and what was complained of."""

    def run_process(*arguments, **more):
        process = start(*arguments, **more)
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    return run_process


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory):
    """Make a data folder and a database where `setup` has run, to copy from."""
    data_dir = tmp_path_factory.mktemp("prepared") / "data"
    with databases.database() as made:
        subprocess.run(
            [sys.executable, "manage.py", "setup"],
            cwd=ROOT,
            env=environment(data_dir, **made.settings),
            check=True,
            capture_output=True,
        )
        yield data_dir, made


@pytest.fixture
def prepared(prepared_once, tmp_path, database):
    """Return a copy of them to a test, with the folder as `tmp_path/data`, where `start` looks."""
    data_dir, filled = prepared_once
    database.copy(filled)
    return Path(shutil.copytree(data_dir, tmp_path / "data"))


@pytest.fixture
def serve(start, prepared, tmp_path):
    """Serve the prepared blog with gunicorn on a free port, or on the socket that BIND names.

    What it complains of goes to `tmp_path/log`: nobody reads a pipe, and a full one stops it.
    The background worker is beside it only where one is asked for.
    """

    def serve_blog(*, worker=False, **more):
        port = str(free_port())
        command = ("-m", "worker.supervisor", *GUNICORN) if worker else GUNICORN
        with (tmp_path / "log").open("w") as log:
            process = start(*command, log=log, **{"PORT": port, **more})
        served = Served(more.get("BIND", "").removeprefix("unix:") or int(port), process)
        served.wait()
        return served

    return serve_blog


@pytest.fixture
def shell(run):
    """Run some Python over the blog's database, in a process of its own."""

    def run_code(code):
        exit_code, _, complained = run("manage.py", "shell", "--no-imports", "--command", code)
        assert exit_code == 0, complained

    return run_code


@pytest.fixture
def blog(serve, shell):
    """Serve a blog with one post by two workers."""
    served = serve(WEB_CONCURRENCY="2")
    shell(NEW_POST)
    return served


HIT, MISS = "bitacora; hit", "bitacora; fwd=miss"
FARO = "/2012/01/el-faro.html"
NEW_POST = """
from datetime import UTC, datetime
from accounts.models import User
from blog.models import Post
author, _ = User.objects.get_or_create(username="ana", defaults={"name": "Ana", "role": "owner"})
Post.objects.create(author=author, title="El faro", body="Luz.",
    published_at=datetime(2012, 1, 10, 10, tzinfo=UTC))
"""


class Served:
    """A server of a test's own: a process, and the port or the Unix socket it listens on."""

    def __init__(self, place, process):
        self.place = place
        self.process = process

    def ask(self, path, method="GET", body=None, **headers):
        """Return the answer, read to its end; redirects are not followed."""
        with closing(self.connection()) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.body = response.read()
            return response

    def stop(self):
        """End it as an operator would.

        A worker of gunicorn that is only just starting may miss the signal, and gets 20 seconds.
        """
        self.process.terminate()
        return self.process.wait(timeout=30)

    def connection(self):
        return Connection(self.place)

    def wait(self, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError):
                return self.ask("/healthz")
            time.sleep(0.05)
        raise TimeoutError(f"nothing answers at {self.place}")


class Connection(HTTPConnection):
    """A connection to a port of this machine, or to a Unix socket."""

    def __init__(self, place):
        super().__init__("127.0.0.1", place if isinstance(place, int) else None, timeout=10)
        self.place = place

    def connect(self):
        if isinstance(self.place, int):
            super().connect()
        else:
            self.sock = socket.socket(socket.AF_UNIX)
            self.sock.connect(self.place)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def how(served, path="/", **headers):
    """Ask for a page, and say how it was come by."""
    return said(served.ask(path, **{"Host": "127.0.0.1", **headers}))


def said(answer):
    return answer.headers.get("Cache-Status")


def wait_until(happens, seconds=20):
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    assert happens()
