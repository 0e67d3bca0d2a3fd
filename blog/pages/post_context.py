"""What a post's page shows beside the post: its neighbours, related posts, labels, credits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from blog.markup import reading_time
from blog.models import Post
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, label_link, post_url
from blog.sql import ContextRow, context_rows

RELATED_SHOWN = 4
"""Related posts that are shown; a few more are kept."""


@dataclass(frozen=True)
class PostLink:
    """A link to another post, with what is shown of it."""

    title: str
    url: str
    published_at: datetime | None
    reading_minutes: int

    @classmethod
    def of(cls, row: ContextRow) -> "PostLink":
        minutes = reading_time.minutes(row.words)
        return cls(row.name, post_url(row.path), row.published_at, minutes)


@dataclass(frozen=True)
class PostContext:
    newer: PostLink | None
    older: PostLink | None
    related: tuple[PostLink, ...]
    labels: tuple[Link, ...]
    credits: tuple[Link, ...]
    """Sites that published the post too."""


def post_context(post: Post) -> PostContext:
    """Return a post's context in one query; a draft has no neighbours."""
    rows: dict[str, list[ContextRow]] = defaultdict(list)
    for row in context_rows(post):
        rows[row.part].append(row)
    nearest = sorted(rows["related"], key=lambda row: (row.rank, row.pk), reverse=True)
    labels = [label_link(row.name, row.path) for row in rows["label"]]
    credited = sorted(rows["credit"], key=lambda row: (row.rank, row.pk))
    return PostContext(
        newer=next(map(PostLink.of, rows["newer"]), None),
        older=next(map(PostLink.of, rows["older"]), None),
        related=tuple(map(PostLink.of, nearest[:RELATED_SHOWN])),
        labels=tuple(alphabetical(labels)),
        credits=tuple(Link(row.name, row.path) for row in credited),
    )
