"""Pictures of a post and of the site, for search engines, social networks and feed readers."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin

from django.utils.encoding import iri_to_uri

from blog.models import Post, SiteSettings
from blog.site import absolute
from blog.social_images.drawing import SIZE

MAX_PICTURES = 100

IMAGE = re.compile(r'<img(?:\s[\w:-]+="[^"]*")*?\ssrc="([^"]*)"', re.ASCII)
"""An image as the sanitiser writes it: a quote in its tag stands only around a value."""


class Illustration(NamedTuple):
    """A picture's absolute address, its size in pixels, and its alternative text."""

    url: str
    width: int
    height: int
    alt: str


def share_picture(site: SiteSettings, post: Post | None = None) -> Illustration | None:
    """Return the picture that represents a page where it is linked to.

    It is the post's cover, else the picture that was drawn for it, else the site's own: its header,
    or what was drawn for it, if any.
    """
    return (post and (cover(post) or _drawn(post))) or _header(site) or _drawn(site)


def cover(post: Post) -> Illustration | None:
    picture = post.cover
    if not picture:
        return None
    return Illustration(absolute(picture.file.url), picture.width, picture.height, post.cover_alt)


def pictures_of(post: Post) -> Iterator[str]:
    """Return the addresses of its cover and of the pictures in its text, at most a hundred."""
    if post.cover:
        yield absolute(post.cover.file.url)
    yield from islice(_in_text(post), MAX_PICTURES)


def _in_text(post: Post) -> Iterator[str]:
    here = absolute(post.get_absolute_url())
    sources = (unescape(image[1]) for image in IMAGE.finditer(post.body_html))
    yield from filter(None, (_absolute(here, source) for source in sources))


def _absolute(here: str, address: str) -> str:
    """Return an address made absolute and fit for XML; empty if it is malformed."""
    try:
        url = urljoin(here, address)
    except ValueError:
        return ""
    return iri_to_uri(url) if url.startswith(("http://", "https://")) else ""


def _drawn(row: Post | SiteSettings) -> Illustration | None:
    if not row.share_image:
        return None
    return Illustration(absolute(row.share_image.url), *SIZE, row.title)


def _header(site: SiteSettings) -> Illustration | None:
    picture = site.header_image
    if not picture:
        return None
    return Illustration(absolute(picture.file.url), picture.width, picture.height, site.title)
