"""Parts that many pages show, which the page cache keeps apart and puts in when it serves a page.

A change to such a part then costs no page that has it. While the page cache makes a page, a part is
a mark in its HTML, which nobody can forge; for everybody else it is put in at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from secrets import token_hex

from django.utils.safestring import SafeString, mark_safe

MARK = mark_safe(f"<!--{token_hex(16)}-->")  # noqa: S308 - nothing in it is typed


@dataclass(frozen=True)
class Part:
    """What makes a part's HTML out of an argument, and the tags of all that it may show."""

    render: Callable[[str], SafeString]
    tags: frozenset[str]


@dataclass
class Places:
    """The parts of a page that is being made, in the order in which they come: at most one."""

    parts: list[tuple[str, str]] = field(default_factory=list)


PARTS: dict[str, Part] = {}

_places: ContextVar[Places | None] = ContextVar("places", default=None)


@contextmanager
def leaving_places() -> Iterator[Places]:
    """Leave places for parts in what is made meanwhile."""
    places = Places()
    token = _places.set(places)
    try:
        yield places
    finally:
        _places.reset(token)


def part(name: str, argument: str, make: Callable[[], SafeString]) -> SafeString:
    """Return the HTML of a part, by `make`, or the mark of its place."""
    places = _places.get()
    if places is None or places.parts:
        return make()
    places.parts.append((name, argument))
    return MARK
