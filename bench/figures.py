"""What is shown: each figure with the least, or the most, that it is held to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from bench.rounds import Outcome
from bench.writing import Written

MANY, ONE = 32, 1
NGINX, BARE, CACHED, BEHIND = (
    "nginx, static files",
    "bare WSGI app",
    "Bitácora, gunicorn alone",
    "Bitácora behind nginx",
)
CONSTANT = "constant Django view"
KINDS = {
    "home": "home",
    "post": "post with 20 comments",
    "month": "month",
    "label": "label",
    "search": "search",
    "feed": "feed",
}
COUNTED = ("gunicorn worker", "task worker")


def at(kind: str, posts: int) -> str:
    """Name a page that is rendered for each request, in a blog of so many posts."""
    return f"{KINDS[kind]}, {posts:,} posts"


@dataclass
class Results:
    """All that one run measured."""

    small: int
    large: int
    machine: list[str]
    ready: Outcome
    rendered: Outcome
    published: list[Written]
    waiting: list[Written]
    synced: float
    memory: dict[str, list[float]]
    starts: list[float]
    notes: list[str] = field(default_factory=list)

    @property
    def counted_memory(self) -> float:
        return sum(sum(self.memory.get(kind, [])) for kind in COUNTED)

    def growth(self, kind: str) -> float:
        return self.rendered.cost(at(kind, self.large), at(kind, self.small))


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
            return self.bound / self.measured
        return self.measured / self.bound

    @property
    def demand(self) -> str:
        return f"at {type(self.bound).__name__.lower()} {self.shown(self.bound)}"

    def shown(self, number: float) -> str:
        return f"{number:,.{self.digits}f}{self.unit}"


def figures(results: Results) -> Iterator[Figure]:
    """Return what issue 4 holds the blog to, in its order."""
    yield from shares(results)
    yield from times(results)
    rate = median(written.rate for written in results.published)
    yield Figure("comments accepted a second, on the disk", rate, Least(300), digits=0)
    what = "memory of two gunicorn workers and the task worker"
    yield Figure(what, results.counted_memory, Most(220), " MB", digits=0)
    yield Figure("second start to first page", median(results.starts), Most(3), " s", digits=1)


def shares(results: Results) -> Iterator[Figure]:
    ready, rendered, small = results.ready, results.rendered, results.small
    among = f"{MANY} connections"
    yield Figure(f"{CACHED} ÷ {BARE}, {among}", ready.ratio(CACHED, BARE, MANY), Least(0.9))
    yield Figure(f"{BEHIND} ÷ {NGINX}, {among}", ready.ratio(BEHIND, NGINX, MANY), Least(0.85))
    yield Figure(f"{BEHIND} ÷ {NGINX}, 1 connection", ready.ratio(BEHIND, NGINX, ONE), Least(0.9))
    for kind, least in (("post", 0.12), ("home", 0.10)):
        ratio = rendered.ratio(at(kind, small), CONSTANT, MANY)
        yield Figure(f"{KINDS[kind]}, uncached ÷ {CONSTANT}", ratio, Least(least))


def times(results: Results) -> Iterator[Figure]:
    rendered, small, large = results.rendered, results.small, results.large
    median = "one connection, median"
    post, search = (
        rendered.median(at(*page), ONE) for page in (("post", small), ("search", large))
    )
    yield Figure(f"{KINDS['post']}, uncached, {median}", post, Most(6), " ms", digits=1)
    yield Figure(f"search over {large:,} posts, {median}", search, Most(20), " ms", digits=1)
    for kind, name in KINDS.items():
        what = f"cost at {large:,} posts ÷ at {small:,}: {name}"
        yield Figure(what, results.growth(kind), Most(1.3))
