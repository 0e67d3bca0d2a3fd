"""The comments under a post, threaded out of one query whatever their number.

A thread has two levels, as in Blogger: what answers a comment, or an answer to it, stands flat
under it, each answer below what it answers.

A removed comment keeps its place while something that readers see hangs on it. A reply to one
that is spam, or that waits, stands on its own: what is published never vanishes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.models import User
from blog.models import Post
from comments.models import Comment

IN_SIGHT = f"""
    SELECT c.*, {User.FACE} FROM comments_comment c LEFT JOIN accounts_user u ON u.id = c.author_id
    WHERE c.post_id = %s AND (
        c.state IN ('published', 'removed') OR (c.state = 'waiting' AND c.id = %s))
    ORDER BY c.created_at, c.id
"""  # noqa: S608 - columns of our own
"""The comments of a post with their authors, and the one that waits and is the reader's own.

Making it of the models' expressions takes longer than answering it.
"""

Replies = dict[int | None, list[Comment]]
"""By the number of what they answer; what answers nothing in sight is under `None`."""


@dataclass(frozen=True)
class Thread:
    roots: list[Comment]
    count: int
    """How many are published: neither the removed nor the reader's own that waits."""


def thread_of(post: Post, *, held: int | None = None) -> Thread:
    """Arrange a post's comments, with the one that waits if the reader holds its number."""
    comments = list(_in_sight(post, held))
    count = sum(comment.state == Comment.State.PUBLISHED for comment in comments)
    return Thread(_roots(_standing(list(_depth_first(_replies(comments))))), count)


def _in_sight(post: Post, held: int | None) -> Iterator[Comment]:
    for comment in Comment.objects.raw(IN_SIGHT, [post.pk, held]):
        comment.post = post
        comment.author = User.seen(comment) if comment.author_id else None
        yield comment


def _replies(comments: list[Comment]) -> Replies:
    numbers = {comment.pk for comment in comments}
    replies = defaultdict(list)
    for comment in comments:
        replies[comment.parent_id if comment.parent_id in numbers else None].append(comment)
    return replies


def _depth_first(replies: Replies) -> Iterator[Comment]:
    """Give each comment before its replies. No recursion: a chain may be thousands deep."""
    ahead = replies[None][::-1]
    while ahead:
        comment = ahead.pop()
        yield comment
        ahead += replies[comment.pk][::-1]


def _standing(comments: list[Comment]) -> list[Comment]:
    """Leave out the removed that nothing visible hangs on; they come depth first."""
    needed = set()
    for comment in reversed(comments):
        if not comment.is_removed or comment.pk in needed:
            needed |= {comment.pk, comment.parent_id}
    return [comment for comment in comments if comment.pk in needed]


def _roots(comments: Iterable[Comment]) -> list[Comment]:
    """Hang the replies on their roots; they come depth first."""
    roots: list[Comment] = []
    placed: dict[int | None, Comment] = {}
    for comment in comments:
        answered = placed.get(comment.parent_id)
        placed[comment.pk] = comment
        comment.thread_replies = []
        if answered is None:
            comment.answers = None
            roots.append(comment)
        else:
            comment.answers = None if answered is roots[-1] else answered
            roots[-1].thread_replies.append(comment)
    return roots
