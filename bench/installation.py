"""The blog as `make run` starts it: how soon its first page is there, and what it takes."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.http_client import wait_for
from bench.servers import GUNICORN, ROOT, Servers, environment, running


@dataclass(frozen=True)
class Installation:
    port: int
    pid: int
    seconds: float
    """From the start, `manage.py setup` included, to the end of the first page."""


@contextmanager
def started(servers: Servers, data_dir: Path) -> Iterator[Installation]:
    port = servers.port()
    environ = environment(data_dir, PORT=str(port), TRUSTED_PROXIES="127.0.0.1")
    began = time.monotonic()
    with servers.log().open("ab") as said:
        setup = [sys.executable, "manage.py", "setup"]
        subprocess.run(setup, cwd=ROOT, env=environ, check=True, stdout=said, stderr=said)
    command = [sys.executable, "-m", "worker.supervisor", *GUNICORN, "config.wsgi"]
    with running(command, servers.log(), **environ) as process:
        wait_for(port, process, "/")
        yield Installation(port, process.pid, time.monotonic() - began)


def memory_of(pid: int) -> dict[str, list[float]]:
    """Return the proportional set size of a process and all below it, in MB, by what each is."""
    sizes: dict[str, list[float]] = {}
    for each in [pid, *below(pid)]:
        sizes.setdefault(kind_of(each, pid), []).append(megabytes(each))
    return sizes


def processor_seconds(pid: int) -> float:
    """Return how long processors have worked for a process and all below it."""
    ticks = 0
    for each in [pid, *below(pid)]:
        of_each = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, of_each[11:13]))  # in user mode, and in the kernel
    return ticks / os.sysconf("SC_CLK_TCK")


def kind_of(pid: int, first: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    if "work" in words:
        return "task worker"
    if "gunicorn" not in words or pid == first:
        return "worker.supervisor, which waits"
    return "gunicorn worker" if parent_of(pid) != first else "gunicorn arbiter"


def below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            yield child
            yield from below(child)


def parent_of(pid: int) -> int:
    found = re.search(r"^PPid:\s*(\d+)$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1])


def megabytes(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s*(\d+) kB$", rollup, re.MULTILINE)
    assert found
    return int(found[1]) * 1024 / 1e6
