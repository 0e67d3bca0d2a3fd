"""How much one sender may write, counted in the database, which all workers share."""

from datetime import timedelta
from http import HTTPStatus

from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Comment
from comments.refusal import CommentRejected
from database.rows import stored

LIMITS = {timedelta(minutes=10): 5, timedelta(days=1): 30}
"""The most comments in each span of time."""

LATELY = "SELECT * FROM comments_comment WHERE sender = %s AND created_at > %s"
"""All others wait meanwhile: it takes a fifth of what the ORM takes to write it."""


def recent_comments(sender: str) -> list[Comment]:
    """Return what a sender wrote in the longest span; `""` stands for all who are signed in."""
    return list(Comment.objects.raw(LATELY, [sender, stored(timezone.now() - max(LIMITS))]))


def reject_too_many(lately: list[Comment]) -> None:
    if any(_count(lately, span) >= most for span, most in LIMITS.items()):
        reason = _("Too many comments have come from your network of late. Send it again later.")
        raise CommentRejected(reason, HTTPStatus.TOO_MANY_REQUESTS)


def _count(lately: list[Comment], span: timedelta) -> int:
    since = timezone.now() - span
    return sum(comment.created_at > since for comment in lately)
