"""How much one sender may write, counted in the database, which all workers share."""

from datetime import timedelta
from http import HTTPStatus

from django.utils.translation import gettext as _

from comments.models import Comment
from comments.refusal import Refused

LIMITS = {timedelta(minutes=10): 5, timedelta(days=1): 30}
"""The most comments in each span of time."""


def refuse_too_many(sender: str) -> None:
    if any(_count(sender, span) >= most for span, most in LIMITS.items()):
        reason = _("Too many comments have come from your network of late. Send it again later.")
        raise Refused(reason, HTTPStatus.TOO_MANY_REQUESTS)


def _count(sender: str, span: timedelta) -> int:
    return Comment.objects.filter(sender=sender).since(span).count()
