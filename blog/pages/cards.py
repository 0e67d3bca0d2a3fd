"""What pages tell of a post, as values: of equal ones, the same HTML is made (`{% kept %}`)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from blog.models import Post
from blog.pages.label_index import alphabetical
from blog.pages.links import Link
from blog.sql import labels_of
from images.html import Depicted
from web.reversing import cached_reverse


@dataclass(frozen=True)
class Card:
    """All that a list shows of a post but its text, of which so much is not to be kept."""

    title: str
    url: str
    published_at: datetime | None
    changed_at: datetime
    reading_minutes: int
    author: Link
    labels: tuple[Link, ...]
    has_jump: bool
    comments_open: bool
    cover: Depicted | None
    cover_alt: str
    cover_caption: str


def cards(posts: Iterable[Post]) -> dict[int, Card]:
    """Return the card of posts that came with authors and covers, by their numbers: one query."""
    by_number = {post.pk: post for post in posts}
    labels: dict[int, list[Link]] = defaultdict(list)
    for label in labels_of(by_number):
        labels[label.post].append(Link(label.name, cached_reverse("blog:label-page", label.slug)))
    return {
        number: card(post, tuple(alphabetical(labels[number])))
        for number, post in by_number.items()
    }


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
        cover=post.cover.depicted if post.cover else None,
        cover_alt=post.cover_alt,
        cover_caption=post.cover_caption,
    )
