"""A bar chart in whole numbers, which the template draws and the style sheet stretches.

It has no text: that is HTML beside it, legible at every width.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from blog.statistics.span import Span

STEP = 70  # from bar to bar
MAX_BAR_WIDTH = 56
FEW = 7  # bars; fewer are no wider on the page than these
HEIGHT = 1000
LOWEST_TOPS = (2, 4, 6, 8, 10)
TOPS = (12, 16, 20, 24, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True)
class Bar:
    """A day, or a week or month by its first day; `x` and `height` in the chart's units."""

    day: date
    views: int
    x: int
    height: int

    @property
    def y(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    top: int
    """The number at the upper edge, which is round and even."""
    scale: str
    height = HEIGHT

    @classmethod
    def of(cls, span: Span, views: Mapping[date, int]) -> "Chart":
        """Return the chart of views by day, added up by week or month in a longer span."""
        sums: Counter[date] = Counter()
        for day, number in views.items():
            sums[span.start_of(day)] += number
        top = round_top(max(sums.values(), default=0))
        starts = list(span.starts())
        edge = (STEP - width_of_each(len(starts))) // 2
        bars = [
            Bar(start, sums[start], n * STEP + edge, round(HEIGHT * sums[start] / top))
            for n, start in enumerate(starts)
        ]
        return cls(bars, top, span.scale)

    @property
    def width(self) -> int:
        return len(self.bars) * STEP

    @property
    def bar_width(self) -> int:
        return width_of_each(len(self.bars))

    @property
    def half(self) -> int:
        return self.top // 2

    @property
    def middle(self) -> int:
        return self.height // 2

    @property
    def total(self) -> int:
        return sum(bar.views for bar in self.bars)

    @property
    def dates(self) -> list[date]:
        """Those written below the chart: the first, one in the middle, the last."""
        days = [bar.day for bar in self.bars]
        places = sorted({0, len(days) // 2, len(days) - 1})
        return [days[place] for place in places]


def width_of_each(bars: int) -> int:
    """Return how wide each bar is; the fewer there are, the wider the page stretches a step."""
    return MAX_BAR_WIDTH * min(bars, FEW) // FEW


def round_top(most: int) -> int:
    """Return the least of 2, 4, 6, 8, 10, 12, 16 and so on, all even, that is no less."""
    power = 1
    while most > TOPS[-1] * power:
        power *= 10
    return next(n * power for n in (*LOWEST_TOPS, *TOPS) if n * power >= most)
