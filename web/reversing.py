"""Addresses of views, looked up once a process."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=2048)
def cached_reverse(name: str, *parts: str | int) -> str:
    """Return the path of a view by its URL's name, as Django's `reverse` does, but cached."""
    return reverse(name, args=parts)
