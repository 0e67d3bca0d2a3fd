"""Readers who are the first to ask: each page once, whatever it costs to make it."""

from contextlib import closing
from statistics import mean, median, quantiles

from bench.http_client import Reader
from bench.load import Load

LEAST_MADE = 0.8


def walk(port: int, paths: list[str]) -> Load:
    """Ask for each page once, over one connection; one that was there for all is not counted.

    Raises:
        RuntimeError: if more than a few were there.

    """
    with closing(Reader(port)) as reader:
        seen = [reader.ask(path) for path in paths]
    times = [each.milliseconds for each in seen if not each.is_ready]
    if len(times) < LEAST_MADE * len(paths):
        raise RuntimeError(f"Of {len(paths)} pages, {paths[0]} first, {len(times)} were made now.")
    return Load(
        rate=1000 / mean(times),
        median=median(times),
        p99=quantiles(times, n=100)[-1],
        seconds=sum(times) / 1000,
        refused=0,
    )
