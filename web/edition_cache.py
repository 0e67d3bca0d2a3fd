"""A cache for what many pages share, emptied whenever the edition moves.

Whoever watches the edition (`pagecache.edition`) calls `turn_to` with each move. Where nobody
watches, in a command or in a test, nothing is kept.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MAX_ENTRIES = 100

T = TypeVar("T")

_kept: dict[Hashable, Any] | None = None


def turn_to(edition: int) -> None:
    """Empty the cache; at edition 0, which nothing would move, keep nothing from now on."""
    global _kept  # noqa: PLW0603 - one memory a process
    _kept = {} if edition else None


def cached_for_edition(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under a key in this edition, or make it.

    The dictionary is chosen before anything is read, so that what was made of rows as they were
    before the edition moved goes with it.
    """
    kept = _kept
    if kept is None:
        return make()
    value: T | None = kept.get(key)
    if value is None:
        value = make()
        if len(kept) >= MAX_ENTRIES:
            kept.clear()
        kept[key] = value
    return value
