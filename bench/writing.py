"""Readers who comment: through the form under the post, each from an address of their own."""

import os
import re
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote

from bench.blogs import DATABASE
from bench.http_client import ask
from bench.load import run

WRITING = Path(__file__).with_name("writing.lua")
READING_TIME = 3.5  # seconds: a form that comes back sooner is a program's
CONNECTIONS = 8
FORM = re.compile(r'<form method="post"\s+action="(/[^"#]+)')
STAMP = re.compile(r'name="stamp" value="([^"]+)"')


@dataclass(frozen=True)
class Written:
    rate: float
    """Comments a second that are in the database."""

    median: float
    """Milliseconds until the answer."""

    p99: float


def write_comments(
    port: int, data_dir: Path, posts: list[str], *, rounds: range, seconds: float
) -> list[Written]:
    """Send as many as are taken; the number of a round tells its writers from those of others.

    Raises:
        RuntimeError: if one was refused, or the database has other than what was answered.

    """
    forms = [form_of(port, path) for path in posts]
    time.sleep(READING_TIME)
    return [write(port, data_dir, number, forms, seconds) for number in rounds]


def write(port: int, data_dir: Path, number: int, forms: list[str], seconds: float) -> Written:
    before = comments_in(data_dir)
    arguments = ["/", str(number), *forms]
    load = run(port, WRITING, arguments, connections=CONNECTIONS, seconds=seconds)
    time.sleep(1)  # what was under way when wrk stopped is stored too, and is not counted
    stored = comments_in(data_dir) - before
    taken = round(load.rate * load.seconds)
    if load.refused or not taken <= stored <= taken + CONNECTIONS:
        raise RuntimeError(f"{taken} comments answered, {stored} stored, {load.refused} refused.")
    return Written(load.rate, load.median, load.p99)


def synced_writes(folder: Path, *, seconds: float = 1) -> float:
    """Return how often a second the disk itself takes 4 kB for good, one after another."""
    count, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryFile(dir=folder) as file:
        while time.monotonic() < end:
            os.write(file.fileno(), b"." * 4096)
            os.fdatasync(file.fileno())
            count += 1
    return count / seconds


def form_of(port: int, path: str) -> str:
    """Read a post and give where its form goes with the stamp in it: `/path stamp`."""
    page = ask(port, path).body.decode()
    action, stamp = FORM.search(page), STAMP.search(page)
    if not (action and stamp):
        raise RuntimeError(f"There is no form on {path}.")
    return f"{action[1]} {quote(unescape(stamp[1]))}"


def comments_in(data_dir: Path) -> int:
    with closing(sqlite3.connect(data_dir / DATABASE)) as database:
        return int(database.execute("SELECT count(*) FROM comments_comment").fetchone()[0])
