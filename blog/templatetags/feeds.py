"""The addresses of feeds, for templates."""

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.urls import reverse

from blog.feeds.formats import CONTENT_TYPES

FORMAT_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}

register = template.Library()


class FeedAddress(NamedTuple):
    format: str
    type: str
    url: str


@register.simple_tag
@lru_cache(maxsize=512)
def feed_addresses(name: str, **parts: Hashable) -> tuple[FeedAddress, ...]:
    """Return the addresses of a feed, found by its URL's name, in each format: Atom comes first."""
    return tuple(
        FeedAddress(
            FORMAT_NAMES[form],
            content_type.partition(";")[0],
            reverse(name, kwargs=parts if form == "atom" else {**parts, "form": form}),
        )
        for form, content_type in CONTENT_TYPES.items()
    )
