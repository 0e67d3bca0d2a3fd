"""What pages show of a post, as values: equal ones share their HTML (`{% cached_include %}`)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from blog.models import Post
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, label_link
from blog.sql import labels_of
from images.html import ResponsiveImage


@dataclass(frozen=True)
class Card:
    """All that a list shows of a post but its text, which is too long to be cached."""

    title: str
    url: str
    published_at: datetime | None
    changed_at: datetime
    reading_minutes: int
    author: Link
    labels: tuple[Link, ...]
    has_jump: bool
    comments_open: bool
    cover: ResponsiveImage | None
    cover_alt: str
    cover_caption: str


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
        published_at=post.published_at,
        changed_at=post.changed_at,
        reading_minutes=post.reading_minutes,
        author=Link(post.author.name, post.author.get_absolute_url()),
        labels=labels,
        has_jump=post.has_jump,
        comments_open=post.comments_open,
        cover=post.cover.responsive_image if post.cover else None,
        cover_alt=post.cover_alt,
        cover_caption=post.cover_caption,
    )
