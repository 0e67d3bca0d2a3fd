"""wrk: so many connections, so many seconds, and what came of it."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.http_client import ENCODING, HOST, ask
from bench.machine import WRK

READING = Path(__file__).with_name("reading.lua")
THREADS = 2
AFTERMATH = 10  # answers that are waited for: then what the load before left in hand is done


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw; times in milliseconds."""

    rate: float
    median: float
    p99: float
    seconds: float
    refused: int


def read(port: int, paths: list[str], *, connections: int, seconds: float) -> Load:
    """Ask for the paths at random, as fast as the answers come.

    Raises:
        RuntimeError: if an answer was no success, or none came at all.

    """
    for _ in range(AFTERMATH):
        ask(port, paths[0])
    load = run(port, READING, paths, connections=connections, seconds=seconds)
    if load.refused or not load.rate:
        raise RuntimeError(f"{load.refused} failures from {paths[0]} on port {port}.")
    return load


def run(port: int, script: Path, arguments: list[str], *, connections: int, seconds: float) -> Load:
    """Run wrk with a script, which gets the arguments, in whose folder `summary.lua` lies."""
    command = [
        WRK,
        f"--threads={min(THREADS, connections)}",
        f"--connections={connections}",
        f"--duration={max(1, round(seconds))}s",
        "--timeout=20s",
        f"--header=Host: {HOST}",
        f"--header=Accept-Encoding: {ENCODING}",
        f"--script={script}",
        f"http://127.0.0.1:{port}{arguments[0]}",
        "--",
        *arguments,
    ]
    said = subprocess.run(
        command, cwd=script.parent, check=True, capture_output=True, text=True
    ).stdout
    return Load(**json.loads(said.splitlines()[-1]))
