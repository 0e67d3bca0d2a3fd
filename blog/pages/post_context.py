"""What a post's page shows beside the post itself, in one query.

Its SQL stands here as it is: to make it of the models' expressions takes longer than to answer it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from blog.markup import reading_time
from blog.models import Post
from blog.models.publication import LIVE
from blog.pages.archive import post_url
from blog.pages.label_index import alphabetical
from blog.pages.links import Link
from database.rows import moment, rows_of, stored
from web.reversing import cached_reverse

RELATED_SHOWN = 4
"""Related posts that are shown; a few more are kept."""

TITLED = "SELECT p.id, p.title, p.path, p.words, p.published_at"
NEIGHBOUR = """SELECT * FROM (
    {titled}, '{place}' AS place, 0 AS rank FROM blog_post p
    WHERE p.published_at {side}= %(at)s AND {live}
    AND (p.published_at {side} %(at)s OR p.id {side} %(pk)s)
    ORDER BY p.published_at {order}, p.id {order} LIMIT 1
) {place}"""
RELATED = """{titled}, 'related', r.score FROM blog_relatedpost r
    JOIN blog_post p ON p.id = r.other_id WHERE r.post_id = %(pk)s AND {live}"""
LABEL = """SELECT l.id, l.name, l.slug, 0, NULL, 'label', 0 FROM blog_post_labels f
    JOIN blog_label l ON l.id = f.label_id WHERE f.post_id = %(pk)s"""
CREDIT = """SELECT c.id, c.name, c.url, 0, NULL, 'credit', c.position FROM blog_republication c
    WHERE c.post_id = %(pk)s"""

SQL = " UNION ALL ".join(
    (
        NEIGHBOUR.format(titled=TITLED, live=LIVE, place="newer", side=">", order="ASC"),
        NEIGHBOUR.format(titled=TITLED, live=LIVE, place="older", side="<", order="DESC"),
        RELATED.format(titled=TITLED, live=LIVE),
        LABEL,
        CREDIT,
    )
)


class Row(NamedTuple):
    """A part as that query gives it, of whatever kind."""

    pk: int
    name: str
    path: str
    words: int
    at: datetime
    place: str
    rank: float


@dataclass(frozen=True)
class Announcement:
    """What is told of another post."""

    title: str
    url: str
    published_at: datetime
    reading_minutes: int

    @classmethod
    def of(cls, row: Row) -> "Announcement":
        return cls(row.name, post_url(row.path), moment(row.at), reading_time.minutes(row.words))


@dataclass(frozen=True)
class PostContext:
    newer: Announcement | None
    older: Announcement | None
    related: tuple[Announcement, ...]
    labels: tuple[Link, ...]
    credits: tuple[Link, ...]
    """Sites that published the post too."""


def post_context(post: Post) -> PostContext:
    """Gather it for a post; a draft, which has no place among the others, has no neighbours."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _found(post):
        rows[row.place].append(row)
    nearest = sorted(rows["related"], key=lambda row: (row.rank, row.pk), reverse=True)
    labels = [Link(row.name, cached_reverse("blog:label-page", row.path)) for row in rows["label"]]
    credited = sorted(rows["credit"], key=lambda row: (row.rank, row.pk))
    return PostContext(
        newer=next(map(Announcement.of, rows["newer"]), None),
        older=next(map(Announcement.of, rows["older"]), None),
        related=tuple(map(Announcement.of, nearest[:RELATED_SHOWN])),
        labels=tuple(alphabetical(labels)),
        credits=tuple(Link(row.name, row.path) for row in credited),
    )


def _found(post: Post) -> list[Row]:
    moments = {"at": stored(post.published_at), "now": stored(timezone.now())}
    return list(map(Row._make, rows_of(SQL, {"pk": post.pk, **moments})))
