"""What each page costs, not cached, in a small blog and in a large one.

    python -m bench.growth small.sqlite3 large.sqlite3

Both files, or `postgres://` addresses, have been filled by `bench.seed`. Each database is measured
by a process of its own, through Django's test client: rounds interleaved, the medians compared.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 9
MAX_GROWTH = 1.3


def main(databases: list[str]) -> int:
    workers = [Worker(database) for database in databases]
    times: dict[str, list[Cost]] = {}
    for number in range(ROUNDS):
        print(f"\rround {number + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
        for place, worker in enumerate(workers):
            for page, (milliseconds, queries) in worker.ask().items():
                costs = times.setdefault(page, [Cost() for _ in workers])
                costs[place].milliseconds.append(milliseconds)
                costs[place].queries = queries
    print(file=sys.stderr)
    print(*table(times), sep="\n")
    return 0


@dataclass
class Cost:
    milliseconds: list[float] = field(default_factory=list)
    queries: int = 0


class Worker:
    """A process that walks the pages of one database each time it is asked."""

    def __init__(self, database: str) -> None:
        url = database if "://" in database else f"sqlite:///{Path(database).resolve()}"
        environment = {**os.environ, "DATABASE_URL": url}
        command = [sys.executable, "-m", "bench.growth", "--walk"]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self) -> dict[str, tuple[float, int]]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer: dict[str, tuple[float, int]] = json.loads(self.process.stdout.readline())
        return answer


def table(times: dict[str, list[Cost]]) -> list[str]:
    lines = ["| page | queries | small, ms | large, ms | ratio |", "|---|---|---|---|---|"]
    for page, (small, large) in times.items():
        before, after = median(small.milliseconds), median(large.milliseconds)
        mark = " **!**" if after / before > MAX_GROWTH else ""
        figures = f"{large.queries} | {before:.1f} | {after:.1f} | {after / before:.2f}{mark}"
        lines.append(f"| {page} | {figures} |")
    return lines


# In a worker.


def walk() -> None:
    from bench.pages import addresses, client  # noqa: PLC0415 - it sets Django up

    readers, known = {"": client(), "/admin/": client(signed_in=True)}, addresses()
    for page in known.values():  # templates are compiled, and files read, once
        fetch(readers["/admin/" if page.startswith("/admin/") else ""], page)
    for _line in sys.stdin:
        costs = {
            name: fetch(readers["/admin/" if page.startswith("/admin/") else ""], page)
            for name, page in known.items()
        }
        print(json.dumps(costs), flush=True)


def fetch(reader: Any, page: str) -> tuple[float, int]:
    """Return the milliseconds that a page took, and its queries."""
    from django.db import connection  # noqa: PLC0415 - as above

    queries = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        began = time.process_time()
        response = reader.get(page)
        b"".join(response) if response.streaming else response.content
        took = (time.process_time() - began) * 1000
    if response.status_code != 200:  # noqa: PLR2004 - anything else is none of the pages meant
        sys.exit(f"{page}: {response.status_code}")
    return took, queries


if __name__ == "__main__":
    if sys.argv[1:] == ["--walk"]:
        walk()
    else:
        sys.exit(main(sys.argv[1:]))
