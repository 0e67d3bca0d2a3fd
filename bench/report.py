"""A run in words and numbers: Markdown."""

from collections.abc import Iterable, Iterator
from statistics import median

from bench.figures import (
    ALONE,
    BARE,
    BEHIND,
    CACHED,
    CONSTANT,
    COUNTED,
    KINDS,
    MANY,
    NGINX,
    ONE,
    PROXIED,
    Figure,
    Results,
    few,
    figures,
    first,
    kept,
    reading,
)
from bench.reading import NEVER, READERS, SCENES
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
            *(f"- {line}" for line in results.machine),
            "",
            "![The same in bars](chart.svg)",
            "",
            *section("Against the floors", FLOOR_HEADS, map(floor, figures(results))),
            *section("Ready pages", READY_HEADS, ready_rows(results)),
            *section("First views", view_heads(results), view_rows(results)),
            *section("How first views grow", growth_heads(results), growth_rows(results)),
            *(line for database in results.databases for line in while_writing(results, database)),
            *section("Comments, memory, start", OTHER_HEADS, other_rows(results)),
        ]
    )


def section(title: str, heads: Row, rows: Iterable[Row]) -> list[str]:
    return [f"## {title}", "", *table(heads, rows), ""]


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


def view_heads(results: Results) -> Row:
    sizes = (f"{posts:,} posts" for posts in (results.small, results.large))
    each = (head for size in sizes for head in (size, f"{size}, kept"))
    return (
        "median (times the constant view)",
        *each,
        "p99 of the first",
        "the same 8 over and over",
    )


def view_rows(results: Results) -> Iterator[Row]:
    views, again = results.first, results.few
    constant = f"{views.median(CONSTANT, ONE):.2f} ms"
    yield CONSTANT, constant, "", "", "", "", f"{again.median(CONSTANT, ONE):.2f} ms"
    for kind, name in KINDS.items():
        names = [
            named(kind, posts)
            for posts in (results.small, results.large)
            for named in (first, kept)
        ]
        cells = [f"{views.median(each, ONE):.1f} ms ({times(results, each)})" for each in names]
        p99 = f"{views.p99(names[0], ONE):.1f} ms"
        yield name, *cells, p99, f"{again.median(few(kind), ONE):.1f} ms"


def times(results: Results, name: str) -> str:
    return f"{results.times_constant(name):.1f}"


def growth_heads(results: Results) -> Row:
    return (f"÷ at {results.small:,} posts", *(f"{posts:,} posts" for posts in results.sizes[1:]))


def growth_rows(results: Results) -> Iterator[Row]:
    for kind, name in KINDS.items():
        yield name, *(f"{results.growth(kind, posts):.2f}" for posts in results.sizes[1:])


def while_writing(results: Results, database: str) -> list[str]:
    heads = [f"{READERS} readers of {results.small:,} posts"]
    for server in (ALONE, PROXIED):
        heads += [f"{server}, a second (÷ quiet)", "median, p99 (÷ quiet)"]
    title = f"Reading while something is written, {database}"
    return section(title, tuple(heads), reading_rows(results, database))


def reading_rows(results: Results, database: str) -> Iterator[Row]:
    for scene in SCENES:
        cells = [scene.name]
        for server in (ALONE, PROXIED):
            seen, name = results.reading, reading(server, database, scene)
            quiet = reading(server, database, SCENES[0])
            share = results.share_of_quiet(server, database, scene)
            half, p99 = seen.median(name, READERS), seen.p99(name, READERS)
            slower = seen.cost(name, quiet, READERS), p99 / seen.p99(quiet, READERS)
            cells += [f"{seen.rate(name, READERS):,.0f} ({share:.3f})"]
            cells += [f"{half:.2f}, {p99:.2f} ms ({slower[0]:.1f}, {slower[1]:.1f})"]
        yield tuple(cells)
    cells = ["half of the pages ready again"]
    for server in (ALONE, PROXIED):
        cells += half_ready(results, server, database)
    yield tuple(cells)


def half_ready(results: Results, server: str, database: str) -> Row:
    half = results.half_ready(server, database)
    if half.seconds == NEVER:
        return "not reached", ""
    return f"{half.seconds:.1f} s", f"{half.processor:.1f} s of processors"


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
