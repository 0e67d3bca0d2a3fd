"""A run in words and numbers: Markdown."""

from collections.abc import Iterable, Iterator
from statistics import median

from bench.figures import (
    BARE,
    BEHIND,
    CACHED,
    COUNTED,
    KINDS,
    MANY,
    NGINX,
    ONE,
    Figure,
    Results,
    at,
    figures,
)
from bench.figures import CONSTANT as YARDSTICK
from bench.writing import Written

Row = tuple[str, ...]
FLOOR_HEADS = ("figure", "bound", "measured", "")
READY_HEADS = (
    "answers a second, and their share of nginx's",
    f"{MANY} connections",
    "median, p99",
    "1 connection",
    "median, p99",
)
OTHER_HEADS = ("", "")


def report(results: Results) -> str:
    return "\n".join(
        [
            "# What `make bench` measured",
            "",
            *(f"- {line}" for line in [*results.machine, *results.notes]),
            "",
            "![The same in bars](chart.svg)",
            "",
            *section("Against the floors", FLOOR_HEADS, map(floor, figures(results))),
            *section("Ready pages", READY_HEADS, ready_rows(results)),
            *section(
                "Pages rendered for each request", rendered_heads(results), rendered_rows(results)
            ),
            *section("Comments, memory, start", OTHER_HEADS, other_rows(results)),
        ]
    )


def section(title: str, heads: Row, rows: Iterable[Row]) -> list[str]:
    return [f"## {title}", "", *table(heads, rows), ""]


def rendered_heads(results: Results) -> Row:
    sizes = (f"1 connection, {posts:,} posts" for posts in (results.small, results.large))
    return ("", *sizes, "cost ÷", f"{MANY} connections, {results.small:,} posts")


def table(heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" + "|---:" * (len(heads) - 1) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def floor(figure: Figure) -> Row:
    verdict = "met" if figure.is_met else "**short**"
    return figure.what, figure.demand, figure.shown(figure.measured), verdict


def ready_rows(results: Results) -> Iterator[Row]:
    ready = results.ready
    for name in (NGINX, BEHIND, BARE, CACHED):
        cells = [name]
        for among in (MANY, ONE):
            ratio = ready.ratio(name, NGINX, among)
            cells += [f"{ready.rate(name, among):,.0f} ({ratio:.2f})"]
            cells += [f"{ready.median(name, among):.2f}, {ready.p99(name, among):.2f} ms"]
        yield tuple(cells)


def rendered_rows(results: Results) -> Iterator[Row]:
    rendered = results.rendered
    yield YARDSTICK, f"{rendered.median(YARDSTICK, ONE):.2f} ms", "", "", rate(results, YARDSTICK)
    for kind, name in KINDS.items():
        sizes = [at(kind, posts) for posts in (results.small, results.large)]
        times = [f"{rendered.median(each, ONE):.2f} ms" for each in sizes]
        yield name, *times, f"{results.growth(kind):.2f}", rate(results, sizes[0])


def rate(results: Results, name: str) -> str:
    rendered = results.rendered
    return f"{rendered.rate(name, MANY):,.0f} ({rendered.ratio(name, YARDSTICK, MANY):.2f})"


def other_rows(results: Results) -> Iterator[Row]:
    yield "comments a second, published at once", shown(results.published)
    yield "comments a second, waiting for approval", shown(results.waiting)
    yield "the disk itself: writes of 4 kB a second, each synced", f"{results.synced:,.0f}"
    for kind, sizes in results.memory.items():
        yield f"PSS of {kind}", " + ".join(f"{size:.0f}" for size in sizes) + " MB"
    yield f"PSS of {' and '.join(COUNTED)} together", f"{results.counted_memory:.0f} MB"
    yield "PSS of all", f"{sum(map(sum, results.memory.values())):.0f} MB"
    yield "second start to first page", f"{median(results.starts):.2f} s"


def shown(written: list[Written]) -> str:
    rate, half, p99 = (
        median(getattr(each, name) for each in written) for name in ("rate", "median", "p99")
    )
    return f"{rate:,.0f} (median {half:.0f}, p99 {p99:.0f} ms)"
