"""Links to other pages."""

from typing import NamedTuple

from web.reversing import cached_reverse


class Link(NamedTuple):
    """A name with an address."""

    name: str
    url: str


def post_url(path: str) -> str:
    """Return the address of a post by its path."""
    return cached_reverse("blog:home") + path


def label_link(name: str, slug: str) -> Link:
    """Return a link to a label's page."""
    return Link(name, cached_reverse("blog:label-page", slug))
