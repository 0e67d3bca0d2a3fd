"""What a comment must pass before it is stored, in the order in which it does.

Each guard lets it pass or raises `CommentRejected`, with words for whoever wrote it; what they
typed comes back to them in the form. `comments.views` asks the first five, and between the third
and the fourth the form, for what is wrong with a field; `comments.submission` asks the last two,
under the database's lock.
"""

from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Post, SiteSettings
from comments.models import Comment
from comments.sql import comments_of_sender
from web.network import keyed_hash, network_of_request
from web.same_origin import is_from_here


class CommentRejected(Exception):  # noqa: N818 - to have written too fast is no error
    """A comment is not taken, for a reason that its writer is told, and with an HTTP status."""

    def __init__(self, reason: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


# 1. It was sent from a page of this site, as far as its browser tells. Without one that tells, it
# still has to bring a stamp.


def reject_other_sites(request: HttpRequest) -> None:
    if not is_from_here(request):
        reason = _("This comment seems to come from another site. Send it again from here.")
        raise CommentRejected(reason, HTTPStatus.FORBIDDEN)


# 2. Whoever is signed in, and so has an account at stake, shows Django's token too.


def reject_without_token(request: HttpRequest) -> None:
    if CsrfViewMiddleware(_answer).process_view(request, _answer, (), {}):
        reason = _("You have signed in or out since this page was opened. Send it again.")
        raise CommentRejected(reason, HTTPStatus.FORBIDDEN)


def _answer(_request: HttpRequest) -> HttpResponse:
    """Stand for the view behind Django's check, which answers only when it refuses."""
    return HttpResponse()


# 3. They may comment here.


def reject_when_closed(reader: User | AnonymousUser, post: Post, site: SiteSettings) -> None:
    if not may_comment(reader, post, site):
        reason = _("Comments are closed here. Keep your text, if you want to use it elsewhere.")
        raise CommentRejected(reason, HTTPStatus.FORBIDDEN)


def may_comment(reader: User | AnonymousUser, post: Post, site: SiteSettings) -> bool:
    if not post.comments_open or site.commenters == SiteSettings.Commenters.NOBODY:
        return False
    return reader.is_authenticated or site.commenters == SiteSettings.Commenters.ANYONE


# 4. No program filled the field that people don't see.


def reject_filled_honeypot(value: str) -> None:
    if value:
        reason = _("A field was filled that people don't see. Send it again: it is empty.")
        raise CommentRejected(reason)


# 5. The form's stamp, the signed time at which it was made, is neither too fresh nor too old.
#
# A program sends a form the moment it has it, or one that it gathered months ago. A person needs
# seconds. They may have had the page open for days, though, and a cache may have kept it for days
# before that, with the stamp in it: hence two weeks.

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
        reason = _("This page had been open for too long. It is a fresh one now: send again.")
        raise CommentRejected(reason)
    if _is_younger(TOO_FAST, stamp, post):
        reason = _("That was faster than people write. Wait some seconds and send it again.")
        raise CommentRejected(reason)


def _is_younger(age: timedelta, stamp: str, post: Post) -> bool:
    try:
        _signer(post).unsign(stamp, max_age=age)
    except BadSignature:
        return False
    return True


def _signer(post: Post) -> TimestampSigner:
    return TimestampSigner(salt=f"comments.stamp.{post.pk}")


# 6. It has not come before: a double click makes one comment, and leads to it. The sender is known
# by a keyed hash, and what they sent is counted in the database, which all workers share.

LIMITS = {timedelta(minutes=10): 5, timedelta(days=1): 30}
"""The most comments of a sender in each span of time."""


def sender_of(request: HttpRequest) -> str:
    """Return 64 hexadecimal digits that stand for the network a request comes from.

    The network's address itself is never stored.
    """
    return keyed_hash(network_of_request(request), purpose="comments.sender")


def recent_comments(sender: str) -> list[Comment]:
    """Return what a sender wrote in the longest span; `""` stands for all who are signed in."""
    return comments_of_sender(sender, since=timezone.now() - max(LIMITS))


def earlier_copy(comment: Comment, recent: list[Comment]) -> Comment | None:
    """Return the same comment if it was sent before, and neither removed nor marked as spam."""
    same = (other for other in recent if other.sent == comment.sent)
    return next((other for other in same if other.is_published or other.is_waiting), None)


# 7. Its sender has not written too much of late.


def reject_too_many(recent: list[Comment]) -> None:
    if any(_count(recent, span) >= limit for span, limit in LIMITS.items()):
        reason = _("Too many comments have come from your network of late. Send it again later.")
        raise CommentRejected(reason, HTTPStatus.TOO_MANY_REQUESTS)


def _count(recent: list[Comment], span: timedelta) -> int:
    since = timezone.now() - span
    return sum(comment.created_at > since for comment in recent)
