"""What follows a change of a post's text or labels: it is indexed at once, and related soon.

A form saves a post and then its labels: `together` has both followed once, at its end.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from blog import search
from blog.related import relate

_changed: ContextVar[set[int] | None] = ContextVar("changed", default=None)


def follow(posts: Iterable[int]) -> None:
    """Index posts, by their numbers, and put on the queue that they be related anew."""
    changed = _changed.get()
    if changed is not None:
        changed.update(posts)
        return
    numbers = sorted(posts)
    search.index(numbers)
    for number in numbers:
        relate.enqueue(number)


@contextmanager
def together() -> Iterator[None]:
    """Follow once, at its end and in the transaction there is, what is changed within."""
    if _changed.get() is not None:
        yield
        return
    changed: set[int] = set()
    token = _changed.set(changed)
    try:
        yield
    finally:
        _changed.reset(token)
    if changed:
        follow(changed)
