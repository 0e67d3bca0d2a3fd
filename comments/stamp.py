"""The signed time at which a form was made, which tells a person from a program.

A program sends a form the moment it has it, or one that it gathered months ago. A person needs
seconds. They may have had the page open for days, though, and a cache may have kept it for days
before that, with the stamp in it: hence two weeks.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _

from blog.models import Post
from comments.refusal import CommentRejected

TOO_FAST = timedelta(seconds=3)
TOO_OLD = timedelta(days=14)


def make_stamp(post: Post) -> str:
    """Sign the present second, for one post's form alone."""
    return _signer(post).sign("")


def is_spent(stamp: str, post: Post) -> bool:
    """Return whether a stamp is too old, or no stamp of ours for that post."""
    return not _is_younger(TOO_OLD, stamp, post)


def reject_untimely(stamp: str, post: Post) -> None:
    if is_spent(stamp, post):
        raise CommentRejected(
            _("This page had been open for too long. It is a fresh one now: send again.")
        )
    if _is_younger(TOO_FAST, stamp, post):
        raise CommentRejected(
            _("That was faster than people write. Wait some seconds and send it again.")
        )


def _is_younger(age: timedelta, stamp: str, post: Post) -> bool:
    try:
        _signer(post).unsign(stamp, max_age=age)
    except BadSignature:
        return False
    return True


def _signer(post: Post) -> TimestampSigner:
    return TimestampSigner(salt=f"comments.stamp.{post.pk}")
