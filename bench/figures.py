"""What is shown: each figure with the least, or the most, that it is held to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from statistics import median

from bench.reading import COMMENTS, NEW, QUIET, READERS, Rebuilt, Scene
from bench.rounds import Outcome
from bench.writing import Written

MANY, ONE = 32, 1
NGINX, BARE, CACHED, BEHIND = (
    "nginx, static files",
    "bare WSGI app",
    "Bitácora, gunicorn alone",
    "Bitácora behind nginx",
)
ALONE, PROXIED = "gunicorn alone", "behind nginx"
SQLITE, POSTGRES = "SQLite", "PostgreSQL"
CONSTANT = "constant Django view"
KINDS = {
    "home": "home and its older pages",
    "post": "post",
    "month": "month",
    "label": "label",
    "feed": "feed",
    "search": "search",
}
NEVER_KEPT = {"search"}
COUNTED = ("gunicorn worker", "task worker")


def first(kind: str, posts: int) -> str:
    """Name the first views of pages in a blog of so many posts, where no page is kept."""
    return f"{KINDS[kind]}, {posts:,} posts"


def kept(kind: str, posts: int) -> str:
    """Name the first views where they are kept for the next reader."""
    return first(kind, posts) if kind in NEVER_KEPT else f"{first(kind, posts)}, kept"


def few(kind: str) -> str:
    return f"{KINDS[kind]}, over and over"


def reading(server: str, database: str, scene: Scene) -> str:
    return f"reading, {server}, {database}: {scene.name}"


@dataclass
class Results:
    """All that one run measured."""

    sizes: list[int]
    """Posts in each of the blogs, the smallest first."""

    machine: list[str]
    ready: Outcome
    few: Outcome
    first: Outcome
    reading: Outcome
    rebuilt: dict[tuple[str, str], list[Rebuilt]]
    """By server and database."""

    published: list[Written]
    waiting: list[Written]
    synced: float
    memory: dict[str, list[float]]
    starts: list[float]

    @property
    def small(self) -> int:
        return self.sizes[0]

    @property
    def large(self) -> int:
        return self.sizes[-1]

    @property
    def databases(self) -> list[str]:
        return list(dict.fromkeys(database for _server, database in self.rebuilt))

    @property
    def counted_memory(self) -> float:
        return sum(sum(self.memory.get(kind, [])) for kind in COUNTED)

    def growth(self, kind: str, posts: int) -> float:
        return self.first.cost(first(kind, posts), first(kind, self.small))

    def times_constant(self, name: str) -> float:
        return self.first.cost(name, CONSTANT)

    def share_of_quiet(self, server: str, database: str, scene: Scene) -> float:
        ours, quiet = (reading(server, database, each) for each in (scene, QUIET))
        return self.reading.ratio(ours, quiet, READERS)

    def half_ready(self, server: str, database: str) -> Rebuilt:
        """Return the medians of seconds, and of processors' seconds."""
        all_ = self.rebuilt[server, database]
        return Rebuilt(
            median(each.seconds for each in all_), median(each.processor for each in all_)
        )


class Least(float):
    """What a figure is to reach."""


class Most(float):
    """What it is not to pass."""


@dataclass(frozen=True)
class Figure:
    what: str
    measured: float
    bound: Least | Most
    unit: str = ""
    digits: int = field(default=2, kw_only=True)

    @property
    def is_met(self) -> bool:
        return self.times_better >= 1

    @property
    def times_better(self) -> float:
        """How often it is the bound, where more is better; 1 is just met."""
        if isinstance(self.bound, Most):
            return self.bound / self.measured if self.measured else float("inf")
        return self.measured / self.bound

    @property
    def demand(self) -> str:
        return f"at {type(self.bound).__name__.lower()} {self.shown(self.bound)}"

    def shown(self, number: float) -> str:
        return f"{number:,.{self.digits}f}{self.unit}" if isfinite(number) else "not reached"


def figures(results: Results) -> Iterator[Figure]:
    """Return what issue 11 holds the blog to, in its order."""
    yield from while_writing(results)
    yield from first_views(results)
    yield from shares(results)
    rate = median(written.rate for written in results.published)
    yield Figure("comments accepted a second, on the disk", rate, Least(600), digits=0)
    what = "memory of two gunicorn workers and the task worker"
    yield Figure(what, results.counted_memory, Most(150), " MB", digits=0)


def while_writing(results: Results) -> Iterator[Figure]:
    for server, pause, least in ((ALONE, 10, 0.95), (ALONE, 1, 0.9), (PROXIED, 0.1, 0.7)):
        scene = COMMENTS[pause]
        share = results.share_of_quiet(server, SQLITE, scene)
        yield Figure(f"reading with {scene.name} ÷ quiet, {server}", share, Least(least), digits=3)
    for server in (ALONE, PROXIED):
        what = f"half of {results.small:,} pages ready again {NEW.name}, {server}"
        seconds = results.half_ready(server, SQLITE).seconds
        yield Figure(what, seconds, Most(5), " s", digits=1)
        share = results.share_of_quiet(server, SQLITE, NEW)
        yield Figure(f"reading {NEW.name} ÷ quiet, {server}", share, Least(0.5), digits=3)


def first_views(results: Results) -> Iterator[Figure]:
    small, large = results.small, results.large
    for kind, name, most in (
        ("post", first("post", small), 8),
        ("post", kept("post", small), 10),
        ("feed", first("feed", small), 15),
    ):
        what = f"first view of a {kind}{', kept' if name == kept(kind, small) else ''} ÷ {CONSTANT}"
        yield Figure(what, results.times_constant(name), Most(most), digits=1)
    for kind, name in KINDS.items():
        what = f"first view at {large:,} posts ÷ at {small:,}: {name}"
        yield Figure(what, results.growth(kind, large), Most(1.15))


def shares(results: Results) -> Iterator[Figure]:
    ready, among = results.ready, f"{MANY} connections"
    yield Figure(f"{CACHED} ÷ {BARE}, {among}", ready.ratio(CACHED, BARE, MANY), Least(0.95))
    yield Figure(f"{BEHIND} ÷ {NGINX}, {among}", ready.ratio(BEHIND, NGINX, MANY), Least(0.93))
    yield Figure(f"{BEHIND} ÷ {NGINX}, 1 connection", ready.ratio(BEHIND, NGINX, ONE), Least(0.97))
