"""What pages show of a post, as values: texts above all, which partials have gaps for."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog import markup
from blog.models import Post
from blog.pages.dates import long_date
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, label_link
from blog.sql import labels_of
from images.html import IN_COLUMN
from web.w3c_date import compact_date, w3c_date


class Cover(NamedTuple):
    """A cover picture, with the address and the size of the whole of it if it is large."""

    html: SafeString
    alt: str
    caption: str
    large_url: str
    large_size: str


class Published(NamedTuple):
    """When a post was published, for people and for programs."""

    day: str
    """Such as `2012-01-10`."""
    long_date: str
    clock: str
    w3c: str
    compact: str


class Card(NamedTuple):
    """All that a list shows of a post but its text."""

    title: str
    url: str
    published: Published | None
    changed_at: str
    reading_time: str
    author: Link
    labels: tuple[Link, ...]
    has_jump: bool
    comments_open: bool
    cover: Cover | None


def cards(posts: Iterable[Post]) -> dict[int, Card]:
    """Return the cards of posts that came with authors and covers, by their numbers: one query."""
    posts = list(posts)
    labels: dict[int, list[Link]] = defaultdict(list)
    for label in labels_of(post.pk for post in posts):
        labels[label.post].append(label_link(label.name, label.slug))
    return {post.pk: card(post, tuple(alphabetical(labels[post.pk]))) for post in posts}


def card(post: Post, labels: tuple[Link, ...]) -> Card:
    """Return the card of a post that came with its author and cover."""
    return Card(
        title=post.title,
        url=post.get_absolute_url(),
        published=_published(post),
        changed_at=w3c_date(post.changed_at),
        reading_time=reading_time(post.reading_minutes, get_language()),
        author=Link(post.author.name, post.author.get_absolute_url()),
        labels=labels,
        has_jump=post.has_jump,
        comments_open=post.comments_open,
        cover=_cover(post),
    )


@lru_cache
def reading_time(minutes: int, _language: str) -> str:
    """Say how long a text takes to read, if it is worth saying."""
    return _("%(minutes)s min read") % {"minutes": minutes} if minutes else ""


def _published(post: Post) -> Published | None:
    if not post.published_at:
        return None
    local = timezone.localtime(post.published_at)
    day, w3c = local.date(), local.isoformat(timespec="seconds")
    return Published(
        day=day.isoformat(),
        long_date=long_date(day),
        clock=f"{local:%H:%M}",
        w3c=w3c,
        compact=compact_date(w3c),
    )


def _cover(post: Post) -> Cover | None:
    if not post.cover:
        return None
    image = post.cover.responsive_image
    shown = {"alt": post.cover_alt, "class": "u-featured"}
    return Cover(
        html=markup.picture(image, sizes=IN_COLUMN, **shown),
        alt=post.cover_alt,
        caption=post.cover_caption,
        large_url=image.url if image.is_large else "",
        large_size=f"{image.width} {image.height}",
    )
