"""Measuring several things in turn, round after round, so that what disturbs one disturbs all."""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.http_client import ENCODING, ask
from bench.load import Load, read

WARMING = 4  # times that each page is asked for before anything is measured


@dataclass(frozen=True)
class Contestant:
    name: str
    port: int
    paths: list[str]


@dataclass
class Outcome:
    """What each contestant did, by its name and the number of connections, a `Load` a round."""

    loads: dict[tuple[str, int], list[Load]] = field(default_factory=lambda: defaultdict(list))

    def rate(self, name: str, connections: int) -> float:
        """Return answers a second."""
        return median(load.rate for load in self.loads[name, connections])

    def median(self, name: str, connections: int) -> float:
        """Return the milliseconds within which half the answers came."""
        return median(load.median for load in self.loads[name, connections])

    def p99(self, name: str, connections: int) -> float:
        return median(load.p99 for load in self.loads[name, connections])

    def ratio(self, name: str, other: str, connections: int) -> float:
        """Return how often one's rate is the other's, each round by itself."""
        return self._ratio(name, other, connections, lambda load: load.rate)

    def cost(self, name: str, other: str, connections: int = 1) -> float:
        """Return how often one's time is the other's, each round by itself."""
        return self._ratio(name, other, connections, lambda load: load.median)

    def _ratio(self, name: str, other: str, on: int, figure: Callable[[Load], float]) -> float:
        pairs = zip(self.loads[name, on], self.loads[other, on], strict=True)
        return median(figure(ours) / figure(theirs) for ours, theirs in pairs)

    def raw(self) -> list[dict[str, object]]:
        return [
            {"what": name, "connections": connections, "round": number, **vars(load)}
            for (name, connections), loads in self.loads.items()
            for number, load in enumerate(loads, start=1)
        ]


class Progress:
    """A line that says what is being measured, and how long the rest will take."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self.done = 0
        self.began = time.monotonic()

    def step(self, what: str) -> None:
        width = 30
        filled = width * self.done // self.steps
        bar = "█" * filled + "·" * (width - filled)
        ending = "" if sys.stderr.isatty() else "\n"
        print(f"\r\033[K{bar} {self._rest()}{what}", end=ending, file=sys.stderr, flush=True)
        self.done += 1

    def _rest(self) -> str:
        if not self.done:
            return ""
        each = (time.monotonic() - self.began) / self.done
        return f"{each * (self.steps - self.done) / 60:.1f} min left: "


def compete(
    contestants: list[Contestant],
    *,
    connections: tuple[int, ...],
    rounds: int,
    seconds: float,
    progress: Progress,
) -> Outcome:
    """Have each answer over so many connections, in an order that turns from round to round."""
    outcome = Outcome()
    for contestant in contestants:
        progress.step(f"warming {contestant.name}")
        for path in contestant.paths * WARMING:
            ask(contestant.port, path, encoding=ENCODING)
    for number in range(rounds):
        for contestant in turned(contestants, number):
            for among in connections:
                progress.step(f"round {number + 1}, {contestant.name}, connections: {among}")
                load = read(contestant.port, contestant.paths, connections=among, seconds=seconds)
                outcome.loads[contestant.name, among].append(load)
    return outcome


def turned(contestants: list[Contestant], number: int) -> list[Contestant]:
    """Return them in the order of a round, which is never twice the same."""
    turn = number % len(contestants)
    return contestants[turn:] + contestants[:turn]
