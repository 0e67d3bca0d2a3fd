"""What pages tell of a post, as values: of equal ones, the same HTML is made (`{% kept %}`)."""

from dataclasses import dataclass
from datetime import datetime

from blog.links import Link
from blog.models import Post
from blog.pictures.html import Depicted


@dataclass(frozen=True)
class Card:
    """All that a list shows of a post."""

    title: str
    url: str
    published_at: datetime | None
    changed_at: datetime
    reading_minutes: int
    author: Link
    labels: tuple[Link, ...]
    lead_html: str
    has_jump: bool
    comments_open: bool
    cover: Depicted | None
    cover_alt: str
    cover_caption: str


def card(post: Post) -> Card:
    """Tell it of a post that came with its author, labels and cover."""
    return Card(
        title=post.title,
        url=post.get_absolute_url(),
        published_at=post.published_at,
        changed_at=post.changed_at,
        reading_minutes=post.reading_minutes,
        author=Link(post.author.name, post.author.get_absolute_url()),
        labels=tuple(Link(label.name, label.get_absolute_url()) for label in post.labels.all()),
        lead_html=post.lead_html,
        has_jump=post.has_jump,
        comments_open=post.comments_open,
        cover=post.cover.depicted if post.cover else None,
        cover_alt=post.cover_alt,
        cover_caption=post.cover_caption,
    )
