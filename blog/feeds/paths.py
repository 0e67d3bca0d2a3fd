"""Addresses of feeds: `default`, as Blogger calls it, is Atom; the others go by their names."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from web.converters import FeedFormat, FeedText

register_converter(FeedFormat, "feed_format")
register_converter(FeedText, "feed_text")


def feed_paths(route: str, view: Callable[..., HttpResponse], *, name: str) -> list[URLPattern]:
    """Return the addresses of a feed in each format, which `reverse` finds by name and `form`."""
    return [
        path(f"feeds/{route}/default", view, name=name),
        path(f"feeds/{route}/<feed_format:form>", view, name=name),
    ]
