"""How much a run measures, and how long: the whole of it, and a quick one."""

from dataclasses import dataclass

from bench.figures import KINDS
from bench.reading import SCENES


@dataclass(frozen=True)
class Plan:
    """How much, and how long; `seconds` are of one round."""

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    each: int = 400
    """Pages of a kind that are asked for once."""

    ready_rounds: int = 5
    few_rounds: int = 3
    first_rounds: int = 2
    reading_rounds: int = 1
    seconds: float = 4
    reading_seconds: float = 20
    starts: int = 3

    @property
    def steps(self) -> int:
        """How many times `Progress` is told something, about."""
        ready, few = 4 * (1 + 2 * self.ready_rounds), (1 + len(KINDS)) * (1 + self.few_rounds)
        first = (1 + len(KINDS) * (len(self.sizes) + 2)) * self.first_rounds
        return ready + few + first + 4 * len(SCENES) * self.reading_rounds + 4 + self.starts


QUICK = Plan(
    sizes=(200, 1_000),
    each=100,
    ready_rounds=1,
    few_rounds=1,
    first_rounds=1,
    seconds=2,
    reading_seconds=2,
    starts=1,
)
