"""Posts with their authors and covers, fetched as pages show them.

The SQL stands here as it is: to make it of the models' expressions takes longer than to answer it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BigIntegerField
from django.utils import timezone

from accounts.models import User
from blog.models import Picture, Post
from blog.models.publication import LIVE
from database.rows import stored

SQL = f"""SELECT {{columns}}, {User.FACE}, {Picture.FACE} FROM blog_post p
    JOIN accounts_user u ON u.id = p.author_id
    LEFT JOIN blog_picture i ON i.id = p.cover_id
    WHERE {{condition}}"""  # noqa: S608 - columns of our own
IN_A_LIST = """p.id, p.title, p.path, p.published_at, p.updated_at, p.author_id, p.words,
    p.lead_html, p.has_jump, p.comments_open, p.cover_id, p.cover_alt, p.cover_caption"""


def live_post(path: str) -> Post | None:
    """Return the post at a path, if the public may see it."""
    return _live("p.path = %(sought)s", path)


def live_post_numbered(pk: int) -> Post | None:
    """Return the post of a number, if the public may see it."""
    return _live("p.id = %(sought)s", pk) if pk <= BigIntegerField.MAX_BIGINT else None


def listed_posts(numbers: Iterable[int]) -> list[Post]:
    """Return posts by their numbers, in that order, with what a list shows of them: one query."""
    wanted = list(numbers)
    if not wanted:
        return []
    marks = ",".join(["%s"] * len(wanted))
    found = {post.pk: post for post in _fetch(IN_A_LIST, f"p.id IN ({marks})", wanted)}
    return [found[number] for number in wanted if number in found]


def _live(condition: str, sought: str | int) -> Post | None:
    values = {"sought": sought, "now": stored(timezone.now())}
    return next(_fetch("p.*", f"{condition} AND {LIVE}", values), None)


def _fetch(columns: str, condition: str, values: dict[str, Any] | list[int]) -> Iterator[Post]:
    for post in Post.objects.raw(SQL.format(columns=columns, condition=condition), values):
        post.author = User.seen(post)
        post.cover = Picture.seen(post.cover_id, post) if post.cover_id else None
        yield post
