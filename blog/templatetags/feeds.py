"""The addresses of feeds, for templates."""

from functools import lru_cache
from typing import NamedTuple

from django import template
from django.urls import reverse

from blog.feeds.formats import CONTENT_TYPES
from web.reversing import numbered_reverse

FORMAT_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}

register = template.Library()


class FeedAddress(NamedTuple):
    format: str
    type: str
    url: str


@register.simple_tag
@lru_cache(maxsize=512)
def feed_addresses(name: str, **parts: str | int) -> tuple[FeedAddress, ...]:
    """Return the addresses of a feed, found by its URL's name, in each format: Atom comes first."""
    return tuple(
        FeedAddress(
            FORMAT_NAMES[form],
            content_type.partition(";")[0],
            _path(name, parts if form == "atom" else {**parts, "form": form}),
        )
        for form, content_type in CONTENT_TYPES.items()
    )


def _path(name: str, parts: dict[str, str | int]) -> str:
    if "number" in parts:
        return numbered_reverse(name, **parts)  # type: ignore[arg-type]  # the number is one
    return reverse(name, kwargs=parts)
