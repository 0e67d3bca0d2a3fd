"""SQL written out by hand: a post's comments, how many posts have, and what a sender wrote.

To build one of these queries, and models of its rows, takes the ORM ten times as long as the query
takes. Both databases read this SQL; `tests/comments/test_sql.py` holds each query equal to its twin
in the ORM.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from comments.models import PUBLISHED, VISIBLE, WAITING, Comment, CommentState
from database.raw_sql import adapted, aware, fetch_rows, placeholders
from web.page_tags import note

IN_THREAD = f"""
    SELECT c.id, c.parent_id, c.author_id, c.removed_by_id, c.name, c.url, c.text_html, c.state,
        u.username, u.name, u.slug, u.avatar, c.created_at
    FROM comments_comment c LEFT JOIN accounts_user u ON u.id = c.author_id
    WHERE c.post_id = %s AND (
        {VISIBLE.format(row="c")} OR ({WAITING.format(row="c")} AND c.id = %s))
    ORDER BY c.created_at, c.id
"""  # noqa: S608 - conditions of our own
COUNTS = f"""
    SELECT c.post_id, COUNT(*) FROM comments_comment c
    WHERE c.post_id IN ({{posts}}) AND {PUBLISHED.format(row="c")} GROUP BY c.post_id
"""  # noqa: S608 - conditions of our own
OF_SENDER = "SELECT * FROM comments_comment WHERE sender = %s AND created_at > %s"


class CommentRow(NamedTuple):
    """A comment as its thread shows it, with what is shown of its author's account, if any."""

    pk: int
    parent: int | None
    author: int | None
    removed_by: int | None
    name: str
    url: str
    text_html: str
    state: str
    username: str | None
    own_name: str | None
    slug: str | None
    avatar: str | None
    created_at: datetime

    @property
    def is_published(self) -> bool:
        return self.state == CommentState.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        return self.state == CommentState.WAITING

    @property
    def is_removed(self) -> bool:
        return self.state == CommentState.REMOVED

    @property
    def shown_name(self) -> str:
        """As `Comment.shown_name`."""
        return self.own_name or self.username or self.name


def comments_in_thread(post: int, *, pending: int | None = None) -> list[CommentRow]:
    """Return the published and removed comments of a post by date, and the one that is pending.

    That is the reader's own, if it still waits.
    """
    comments = fetch_rows(IN_THREAD, [post, pending], _comment_row)
    note(f"thread:{post}", *(f"user:{row.author}" for row in comments if row.author))
    return comments


def comment_counts(posts: Iterable[int]) -> dict[int, int]:
    """Return how many published comments posts have, those that have any."""
    posts = list(posts)
    note(*(f"count:{post}" for post in posts))
    sql = COUNTS.format(posts=placeholders(posts))
    return dict(fetch_rows(sql, posts, lambda row: (row[0], row[1]))) if posts else {}


def comments_of_sender(sender: str, *, since: datetime) -> list[Comment]:
    """Return what a sender wrote since a time; `""` stands for all who are signed in.

    All other writers wait meanwhile.
    """
    return list(Comment.objects.raw(OF_SENDER, [sender, adapted(since)]))


def _comment_row(columns: tuple[Any, ...]) -> CommentRow:
    *others, created_at = columns
    return CommentRow._make((*others, aware(created_at)))
