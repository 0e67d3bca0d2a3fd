"""Tags of what a page is made of, noted while it is made, and which of them have moved of late.

A tag names what may change under a page: `post:12` is all that readers see of that post, `labels`
the list of all labels. Whoever reads such a thing for a page says so with `note`; the triggers of
`pagecache.triggers` say which tags a change moves.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

MAX_REMEMBERED = 10_000

Moved = Mapping[str, int]
"""Tags, and the number with which each moved last."""

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


def note(*tags: str) -> None:
    """Say what the page that is being made shows; without one, nothing happens."""
    noted = _noted.get()
    if noted is not None:
        noted.update(tags)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Collect the tags noted meanwhile, for whoever collects them outside too."""
    tags: set[str] = set()
    token = _noted.set(tags)
    try:
        yield tags
    finally:
        _noted.reset(token)
        note(*tags)


class Moves:
    """Which tags moved last at which number, as far as it is remembered."""

    def __init__(self) -> None:
        self.number = 0
        """The last one heard of."""

        self._at: dict[str, int] = {}
        self._since = 0
        """Below it, anything may have moved."""

    def hear(self, number: int, moved: Moved | None) -> None:
        """Take in what moved up to a number; without `moved`, anything may have."""
        if moved is None or len(self._at) + len(moved) > MAX_REMEMBERED:
            self._at, self._since = {}, number
        else:
            self._at.update(moved)
        self.number = number

    def may_touch(self, tags: Iterable[str], since: int) -> bool:
        """Return whether one of some tags may have moved after a number."""
        return since < self._since or any(self._at.get(tag, 0) > since for tag in tags)
