"""A PostgreSQL of the run's own, where one is to be had."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from bench.servers import ROOT

TELL = 'echo "$DATABASE_URL" && exec cat'


@contextmanager
def postgres() -> Iterator[str]:
    """Start it as tests do, and give its address; nothing where it is not installed.

    It is thrown away as soon as nobody holds the other end of its stdin.
    """
    if not find_spec("psycopg"):
        yield ""
        return
    command = [str(ROOT / ".ci" / "postgres"), "sh", "-c", TELL]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        process_group=0,
    ) as process:
        assert process.stdin
        assert process.stdout
        said = iter(process.stdout.readline, "")
        yield next((line.strip() for line in said if line.startswith("postgres://")), "")
        process.stdin.close()
