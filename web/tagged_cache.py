"""A cache for what many pages share, each entry kept until something that it was made of changes.

Whoever watches what changes (`pagecache.watch`) calls `hear` with it. Where nobody watches, in a
command or in a test, nothing is kept.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from web.page_tags import Moved, Moves, note, noting

MAX_ENTRIES = 400
"""More than the months of thirty years, for each of which there is a sidebar."""

T = TypeVar("T")

_lock = Lock()
_moves = Moves()
_kept: dict[Hashable, tuple[Any, frozenset[str]]] = {}


def hear(number: int, moved: Moved | None) -> None:
    """Drop what was made of tags that moved; without `moved`, and at 0, all.

    At 0, where nothing would be heard of, nothing is kept from now on.
    """
    with _lock:
        _moves.hear(number, moved if number else None)
        touched = [
            key for key, (_, tags) in _kept.items() if moved is None or not tags.isdisjoint(moved)
        ]
        for key in touched:
            del _kept[key]


def cached(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under a key, or make it; what it is made of must be noted meanwhile.

    It is not kept if that changed while it was being made.
    """
    known = _moves.number
    if not known:
        return make()
    found: tuple[T, frozenset[str]] | None = _kept.get(key)
    if found:
        note(*found[1])
        return found[0]
    with noting() as tags:
        value = make()
    with _lock:
        if _moves.number and not _moves.may_touch(tags, known):
            while len(_kept) >= MAX_ENTRIES:
                del _kept[next(iter(_kept))]
            _kept[key] = (value, frozenset(tags))
    return value
