"""The comments under a post, arranged by what answers what, out of one query.

A thread has two levels, as in Blogger: all replies to a comment, and the replies to those, stand
under it in one list, each below the comment that it answers.

A removed comment keeps its place while a visible reply stands under it. A reply to one that is
spam, or that waits, begins a branch of its own: what is published never vanishes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from django.utils import timezone

from accounts.models import avatar_url
from blog.models import Post
from blog.pages.dates import date_and_time
from comments.cards import CommentCard
from comments.sql import CommentRow, comments_in_thread
from web.reversing import cached_reverse
from web.w3c_date import compact_date

Replies = dict[int | None, list[CommentRow]]
"""By the number of the comment they answer; those that answer no visible one are under `None`."""

Branch = tuple[CommentCard, list[CommentCard]]
"""A comment that answers no visible one, and all the replies under it."""


@dataclass(frozen=True)
class Thread:
    branches: list[Branch]
    count: int
    """Of the published ones alone."""


def thread_of(post: Post, *, pending: int | None = None) -> Thread:
    """Arrange a post's comments, with the one of the number `pending` if it still waits."""
    rows = comments_in_thread(post.pk, pending=pending)
    count = sum(row.is_published for row in rows)
    ordered = list(_depth_first(_replies(rows)))
    return Thread(_branches(_without_bare_removed(ordered), post), count)


def _replies(rows: list[CommentRow]) -> Replies:
    numbers = {row.pk for row in rows}
    replies = defaultdict(list)
    for row in rows:
        replies[row.parent if row.parent in numbers else None].append(row)
    return replies


def _depth_first(replies: Replies) -> Iterator[CommentRow]:
    """Return each comment before its replies. No recursion: a chain may be thousands deep."""
    ahead = replies[None][::-1]
    while ahead:
        row = ahead.pop()
        yield row
        ahead += replies[row.pk][::-1]


def _without_bare_removed(rows: list[CommentRow]) -> list[CommentRow]:
    """Leave out removed comments without a visible reply. They come depth first."""
    needed = set()
    for row in reversed(rows):
        if not row.is_removed or row.pk in needed:
            needed |= {row.pk, row.parent}
    return [row for row in rows if row.pk in needed]


def _branches(rows: Iterable[CommentRow], post: Post) -> list[Branch]:
    """Gather the replies under the first comment of each branch. They come depth first."""
    branches: list[Branch] = []
    placed: dict[int | None, CommentRow] = {}
    zone = timezone.get_current_timezone()
    for row in rows:
        answered = placed.get(row.parent)
        placed[row.pk] = row
        if answered is None:
            branches.append((_card(row, post, zone), []))
        else:
            root, replies = branches[-1]
            is_root = str(answered.pk) == root.number
            replies.append(_card(row, post, zone, None if is_root else answered))
    return branches


def _card(
    row: CommentRow, post: Post, zone: tzinfo, answered: CommentRow | None = None
) -> CommentCard:
    written_at = row.created_at.astimezone(zone)
    w3c = written_at.isoformat(timespec="seconds")
    return CommentCard(
        number=str(row.pk),
        shown_name=row.shown_name,
        profile=cached_reverse("accounts:author-page", row.slug) if row.author else "",
        picture=avatar_url(row.avatar),
        url=row.url,
        text_html=row.text_html,
        shown_date=date_and_time(written_at),
        w3c_date=w3c,
        compact_date=compact_date(w3c),
        is_waiting=row.is_waiting,
        is_removed=row.is_removed,
        was_removed_by_its_writer=row.removed_by is not None and row.removed_by == row.author,
        is_by_post_author=row.author is not None and row.author == post.author_id,
        parent=str(row.parent or ""),
        answers=str(answered.pk) if answered else "",
        answered_name=answered.shown_name if answered else "",
    )
