"""Search."""

from collections.abc import Iterable


def index(posts: Iterable[int]) -> None:
    """Write the search index of posts anew, by their numbers."""
