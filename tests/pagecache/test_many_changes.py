"""Two nodes of two workers each, over one database that changes all the time, and a reader of all.

Each answer is compared with what Django made of the same page after the changes before it.
"""

import json
import shutil
import threading
import time
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pytest

from tests.pagecache.many_changes import CHANGES, digests
from tests.processes import HIT, MISS, House, said

TIMES = 200
PAUSE = 0.01  # seconds
MAX_AGE = 1.0  # seconds after the commit
MAX_MIXED = 0.05
"""The share of answers that may show half of a change, which came while they were made.

None of these may be given for longer than any other page that is old.
"""

SITE = {"SITE_URL": "http://127.0.0.1", "WEB_CONCURRENCY": "2"}


@pytest.fixture
def nodes(house, prepared, tmp_path):
    """Return two, each with a data folder of its own, over one database."""
    other = House(tmp_path / "other", house.database)
    shutil.copytree(prepared, other.data, ignore=shutil.ignore_patterns("bitacora.sqlite3*"))
    address = (
        {}
        if "DATABASE_URL" in house.database.settings
        else {"DATABASE_URL": f"sqlite:///{prepared / 'bitacora.sqlite3'}"}
    )
    yield house.serve(**SITE), other.serve(**SITE, **address)
    other.stop()


class Seen(NamedTuple):
    place: int
    path: str
    asked_at: float
    came_at: float
    shown: list[str]
    way: str


class Reader(threading.Thread):
    """Reads all pages of a node, over and over; what it saw is in `seen`."""

    def __init__(self, node, paths, is_over):
        super().__init__()
        self.node, self.paths, self.is_over = node, paths, is_over
        self.seen = []

    def run(self):
        while not self.is_over.is_set():
            for path in self.paths:
                time.sleep(PAUSE)
                asked_at = time.time()
                answer = self.node.ask(path, Host="127.0.0.1")
                shown = digests(answer.status, answer.body)
                way = said(answer)
                seen = Seen(self.node.place, path, asked_at, time.time(), shown, way)
                self.seen.append(seen)


def test_no_page_on_any_node_is_older_than_a_second_whatever_changes(house, nodes):
    writer = house.start("-m", "tests.pagecache.many_changes", str(TIMES), **SITE)
    first = json.loads(writer.stdout.readline())
    is_over = threading.Event()
    readers = [Reader(node, [*first["pages"]], is_over) for node in nodes for _ in range(2)]
    for reader in readers:
        reader.start()
    told = [first, *map(json.loads, writer.stdout)]
    time.sleep(MAX_AGE)
    is_over.set()
    for reader in readers:
        reader.join()

    answers = [answer for reader in readers for answer in reader.seen]
    mixed = [answer for answer in answers if not all(is_right(told, answer, n) for n in (0, 1))]
    ways = Counter(answer.way for answer in answers)

    assert [group for group in groups(mixed) if lasted(group) > MAX_AGE] == []
    assert len(mixed) < MAX_MIXED * len(answers)
    assert {change["name"] for change in told} == {"nothing", *CHANGES}
    assert len(told) == TIMES + 1
    assert ways[HIT] > ways[MISS] > 0


def groups(answers):
    """Return the answers that are one page of one node, by the time of asking."""

    def page(answer):
        return answer.place, answer.path, answer.shown

    return [
        sorted(same, key=attrgetter("asked_at"))
        for _page, same in groupby(sorted(answers, key=page), key=page)
    ]


def lasted(group):
    return group[-1].asked_at - group[0].asked_at


def is_right(told, answer, part):
    """Return whether a page, or its sidebar, was so at some time from a second before it came."""
    ends = [change["at"] for change in told[1:]] + [float("inf")]
    return any(
        change["pages"][answer.path][part] == answer.shown[part]
        for change, end in zip(told, ends, strict=True)
        if change["at"] <= answer.came_at + MAX_AGE and end >= answer.asked_at - MAX_AGE
    )
