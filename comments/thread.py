"""The comments under a post, threaded out of one query whatever their number.

A thread has two levels, as in Blogger: what answers a comment, or an answer to it, stands flat
under it, each answer below what it answers.

A removed comment keeps its place while something that readers see hangs on it. A reply to one
that is spam, or that waits, stands on its own: what is published never vanishes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from accounts.models import User, avatar_url
from blog.models import Post
from comments.cards import CommentCard
from comments.models import VISIBLE, WAITING, Comment
from database.rows import moment, rows_of
from web.reversing import cached_reverse

THREAD = f"""
    SELECT c.id, c.parent_id, c.author_id, c.removed_by_id, c.name, c.url, c.text_html, c.state,
        c.created_at, {User.FACE}
    FROM comments_comment c LEFT JOIN accounts_user u ON u.id = c.author_id
    WHERE c.post_id = %s AND (
        {VISIBLE.format(row="c")} OR ({WAITING.format(row="c")} AND c.id = %s))
    ORDER BY c.created_at, c.id
"""  # noqa: S608 - columns of our own
"""The comments of a post with their authors, and the one that waits and is the reader's own.

Making it of the models' expressions, or models of what it gives, takes longer than answering it.
"""


class Row(NamedTuple):
    """A comment as that query gives it."""

    pk: int
    parent: int | None
    author: int | None
    removed_by: int | None
    name: str
    url: str
    text_html: str
    state: str
    created_at: datetime
    username: str
    own_name: str
    slug: str
    avatar: str

    @property
    def is_removed(self) -> bool:
        return self.state == Comment.State.REMOVED

    @property
    def shown_name(self) -> str:
        return (self.own_name or self.username) if self.author else self.name


Replies = dict[int | None, list[Row]]
"""By the number of what they answer; what answers nothing in sight is under `None`."""

Branch = tuple[CommentCard, list[CommentCard]]
"""A comment that answers none in sight, and all the replies under it."""


@dataclass(frozen=True)
class Thread:
    branches: list[Branch]
    count: int
    """How many are published: neither the removed nor the reader's own that waits."""


def thread_of(post: Post, *, pending: int | None = None) -> Thread:
    """Arrange a post's comments, with the one that waits if the reader holds its number."""
    rows = _visible_rows(post, pending)
    count = sum(row.state == Comment.State.PUBLISHED for row in rows)
    return Thread(_branches(_standing(list(_depth_first(_replies(rows)))), post), count)


def _visible_rows(post: Post, pending: int | None) -> list[Row]:
    return list(map(Row._make, rows_of(THREAD, [post.pk, pending])))


def _replies(rows: list[Row]) -> Replies:
    numbers = {row.pk for row in rows}
    replies = defaultdict(list)
    for row in rows:
        replies[row.parent if row.parent in numbers else None].append(row)
    return replies


def _depth_first(replies: Replies) -> Iterator[Row]:
    """Return each comment before its replies. No recursion: a chain may be thousands deep."""
    ahead = replies[None][::-1]
    while ahead:
        row = ahead.pop()
        yield row
        ahead += replies[row.pk][::-1]


def _standing(rows: list[Row]) -> list[Row]:
    """Leave out the removed that nothing visible hangs on; they come depth first."""
    needed = set()
    for row in reversed(rows):
        if not row.is_removed or row.pk in needed:
            needed |= {row.pk, row.parent}
    return [row for row in rows if row.pk in needed]


def _branches(rows: Iterable[Row], post: Post) -> list[Branch]:
    """Hang the replies on their roots; they come depth first."""
    branches: list[Branch] = []
    placed: dict[int | None, Row] = {}
    for row in rows:
        answered = placed.get(row.parent)
        placed[row.pk] = row
        if answered is None:
            branches.append((_shown(row, post), []))
        else:
            root, replies = branches[-1]
            replies.append(_shown(row, post, None if answered.pk == root.pk else answered))
    return branches


def _shown(row: Row, post: Post, answered: Row | None = None) -> CommentCard:
    return CommentCard(
        pk=row.pk,
        shown_name=row.shown_name,
        profile=cached_reverse("accounts:author-page", row.slug) if row.author else "",
        picture=avatar_url(row.avatar),
        url=row.url,
        text_html=row.text_html,
        created_at=moment(row.created_at),
        is_waiting=row.state == Comment.State.WAITING,
        is_removed=row.is_removed,
        was_removed_by_its_writer=row.removed_by is not None and row.removed_by == row.author,
        is_by_post_author=row.author is not None and row.author == post.author_id,
        parent=row.parent,
        answers=answered.pk if answered else None,
        answered_name=answered.shown_name if answered else "",
    )
