"""What a post's page shows beside the post: its neighbours, related posts, labels, credits."""

from collections import defaultdict
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from blog.markup.reading_time import minutes as minutes_of
from blog.models import Post
from blog.pages.cards import reading_time
from blog.pages.dates import short_date
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, label_link, post_url
from blog.sql import ContextRow, context_rows

RELATED_SHOWN = 4
"""Related posts that are shown; a few more are kept."""


class PostLink(NamedTuple):
    """A link to another post, with what is shown of it."""

    title: str
    url: str
    day: str
    """Such as `2012-01-10`."""
    date: str
    reading_time: str

    @classmethod
    def of(cls, row: ContextRow) -> "PostLink":
        day = timezone.localdate(row.published_at)
        minutes = reading_time(minutes_of(row.words), get_language())
        return cls(row.name, post_url(row.path), day.isoformat(), short_date(day), minutes)


class PostContext(NamedTuple):
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
