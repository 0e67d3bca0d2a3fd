"""Addresses of views, looked up once a process."""

from functools import lru_cache

from django.urls import reverse

ANY = 9_876_543_210
"""Stands for a number whose place in a path is wanted."""


@lru_cache(maxsize=2048)
def cached_reverse(name: str, *parts: str | int) -> str:
    """Return the path of a view by its URL's name, as Django's `reverse` does, but cached."""
    return reverse(name, args=parts)


def numbered_reverse(name: str, *, number: int, **parts: str) -> str:
    """Return the path of a view with a `number` in it, looked up once for all numbers."""
    before, after = _around_number(name, tuple(parts.items()))
    return f"{before}{number}{after}"


@lru_cache
def _around_number(name: str, parts: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    before, after = reverse(name, kwargs={**dict(parts), "number": ANY}).split(str(ANY))
    return before, after
