"""The addresses of views, which never change while a process lives."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=2048)
def cached_reverse(name: str, *parts: str | int) -> str:
    """Return the path of a view by its URL's name: Django's `reverse`, worked out once."""
    return reverse(name, args=parts)
