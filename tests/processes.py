"""Real processes, each over a data folder of its own."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import override_settings

from tests import databases
from web import file_lock, static_files

ROOT = Path(__file__).resolve().parents[1]
GUNICORN = ("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi")
DATABASE = "bitacora.sqlite3"
HASHED = {"staticfiles": {"BACKEND": "web.static_files.HashedFiles"}}


def environment(data_dir, **more):
    """Return what a shell has, and nothing of what this one happens to have set for the blog."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(data_dir), **more}


class House:
    """A data folder, `data`, a database for it, and the processes over both.

    What a server complains of goes to `log`: nobody reads a pipe, and a full one stops it.
    """

    def __init__(self, folder, database):
        self.folder = folder
        self.data = folder / "data"
        self.database = database
        self.said = ""
        self.running = []

    def start(self, *arguments, log=subprocess.PIPE, **more):
        """Start `python …` in the repository."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(self.data, **{**self.database.settings, **more}),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        self.running.append(process)
        return process

    def run(self, *arguments, **more):
        """Start the same, wait, and return the exit code, what it said and complained of."""
        process = self.start(*arguments, **more)
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    def shell(self, code):
        """Run some Python over the blog's database, in a process of its own."""
        exit_code, _, complained = self.run("manage.py", "shell", "--no-imports", "-c", code)
        assert exit_code == 0, complained

    def serve(self, *, worker=False, **more):
        """Serve the blog with gunicorn on a free port, or on the socket that BIND names.

        The background worker is beside it only where one is asked for.
        """
        port = str(free_port())
        command = ("-m", "worker.supervisor", *GUNICORN) if worker else GUNICORN
        with (self.folder / "log").open("w") as log:
            process = self.start(*command, log=log, **{"PORT": port, **more})
        served = Served(more.get("BIND", "").removeprefix("unix:") or int(port), process)
        served.wait()
        return served

    def copy(self, other):
        """Hold what another one does; its static files are the same ones, which nobody changes."""
        self.link_static(other.data)
        self.copy_database(other)
        kept = {"static", DATABASE}
        shutil.copytree(other.data, self.data, ignore=lambda *_: kept, dirs_exist_ok=True)

    def link_static(self, data):
        self.data.mkdir(mode=0o711)
        shutil.copytree(data / "static", self.data / "static", copy_function=os.link)
        shutil.copy2(data / static_files.FINGERPRINT, self.data)

    def copy_database(self, other):
        self.database.copy(other.database)
        if (other.data / DATABASE).exists():
            shutil.copy2(other.data / DATABASE, self.data)

    def ask_database(self, sql):
        """Return the first value of a query's answer."""
        address = self.database.settings.get("DATABASE_URL")
        made = psycopg.connect(address) if address else sqlite3.connect(self.data / DATABASE)
        with closing(made) as connection:
            return connection.execute(sql).fetchone()[0]

    def stop(self):
        for process in self.running:
            process.terminate()
            process.communicate(timeout=30)


@contextmanager
def house_in(folder):
    with databases.database() as made:
        house = House(folder, made)
        yield house
        house.stop()


@pytest.fixture
def house(tmp_path):
    """Return a house of a test's own, in `tmp_path`; what still runs in the end is stopped."""
    with house_in(tmp_path) as made:
        yield made


@pytest.fixture
def database(house):
    return house.database


@pytest.fixture
def start(house):
    return house.start


@pytest.fixture
def run(house):
    return house.run


@pytest.fixture
def shell(house):
    return house.shell


@pytest.fixture(scope="session")
def static_once(tmp_path_factory):
    """Collect the static files, once for all of xdist's workers; return the data folder."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours) / "collected"
    folder.mkdir(exist_ok=True)
    hashed = {"STATIC_ROOT": folder / "static", "STORAGES": {**settings.STORAGES, **HASHED}}
    with (folder / "lock").open("w") as lock, override_settings(DATA_DIR=folder, **hashed):
        file_lock.acquire(lock.fileno())
        static_files.collect()
    return folder


@pytest.fixture
def collected(house, static_once):
    """Give a test's house, where nothing else is yet, its static files."""
    house.link_static(static_once)


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory, static_once):
    """Make a house where `setup` has run, to copy from; what it has said is in `said`."""
    with house_in(tmp_path_factory.mktemp("prepared")) as made:
        made.link_static(static_once)
        exit_code, made.said, complained = made.run("manage.py", "setup")
        assert exit_code == 0, complained
        yield made


@pytest.fixture(scope="session")
def written_once(tmp_path_factory, prepared_once):
    """Make one with a post besides."""
    with house_in(tmp_path_factory.mktemp("written")) as made:
        made.copy(prepared_once)
        made.shell(NEW_POST)
        yield made


@pytest.fixture
def prepared(house, prepared_once):
    """Prepare a test's house, and return its data folder."""
    house.copy(prepared_once)
    return house.data


@pytest.fixture
def serve(house, prepared):
    return house.serve


@pytest.fixture
def blog(house, prepared, written_once):
    """Serve a blog with one post by two workers."""
    house.copy_database(written_once)
    return house.serve(WEB_CONCURRENCY="2")


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory, written_once):
    """Return a house with one post for the tests of a module, which leave it as it is."""
    with house_in(tmp_path_factory.mktemp("shared")) as made:
        made.copy(written_once)
        yield made


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
MANY_POSTS = """
from datetime import UTC, datetime
from accounts.models import User
from blog.models import Post
author = User.objects.create(username="eva", name="Eva", email="eva@example.org")
for day in range(1, 29):
    at = datetime(2013, 2, day, 10, tzinfo=UTC)
    Post.objects.create(author=author, title=f"El día {day}", body="Luz.", published_at=at)
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
