"""What a post's page shows beside the post itself, gathered in one query."""

from dataclasses import dataclass

from blog.gathering import Row, gather, part
from blog.listing import neighbours
from blog.models import Post
from blog.related import related_part, related_posts, titled


@dataclass(frozen=True)
class Credit:
    """A site that published the post too."""

    name: str
    url: str


@dataclass(frozen=True)
class Beside:
    newer: Post | None
    older: Post | None
    related: list[Post]
    credits: list[Credit]


def beside(post: Post) -> Beside:
    newer, older = neighbours(post)
    shown = {"name": "title", "slug": "path", "at": "published_at"}
    rows = gather(
        part("newer", newer, **shown),
        part("older", older, **shown),
        part("credit", post.republications.all(), number="position", name="name", slug="url"),
        related_part(post),
    )
    republished = sorted(rows["credit"], key=lambda row: (row.number, row.pk))
    return Beside(
        newer=_only(rows["newer"]),
        older=_only(rows["older"]),
        related=related_posts(post, rows),
        credits=[Credit(row.name, row.slug) for row in republished],
    )


def _only(rows: list[Row]) -> Post | None:
    return titled(rows[0]) if rows else None
