"""Whose comments are taken, and which of them wait until somebody has read them."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Post, SiteSettings
from comments.models import Comment
from comments.rate import refuse_too_many
from comments.refusal import Refused

ONE_SUBMISSION = timedelta(days=1)
"""How long the same words of the same sender are taken for the same comment, sent twice."""


def may_comment(reader: User | AnonymousUser, post: Post, site: SiteSettings) -> bool:
    if not post.comments_open or site.commenters == SiteSettings.Commenters.NOBODY:
        return False
    return reader.is_authenticated or site.commenters == SiteSettings.Commenters.ANYONE


def refuse_when_closed(reader: User | AnonymousUser, post: Post) -> None:
    if not may_comment(reader, post, SiteSettings.load()):
        reason = _("Comments are closed here. Keep your text, if you want to use it elsewhere.")
        raise Refused(reason, HTTPStatus.FORBIDDEN)


@transaction.atomic
def take(comment: Comment) -> Comment:
    """Store a comment, published or waiting; sent twice, it is the one that came first.

    Raises:
        Refused: if its sender has written too much of late; those signed in never have.

    """
    Post.objects.select_for_update(no_key=True).get(pk=comment.post_id)  # a double click queues
    if first := _sent_before(comment):
        return first
    if not comment.author:
        refuse_too_many(comment.sender)
    comment.state = state_of(comment, SiteSettings.load())
    comment.save()
    return comment


def state_of(comment: Comment, site: SiteSettings) -> Comment.State:
    """Decide by the site's setting; those who write here need nobody's leave."""
    if comment.author or site.moderation == SiteSettings.Moderation.AT_ONCE:
        return Comment.State.PUBLISHED
    if site.moderation == SiteSettings.Moderation.FIRST and is_known(comment.email):
        return Comment.State.PUBLISHED
    return Comment.State.WAITING


def is_known(email: str) -> bool:
    """Tell whether a comment under this address has been published."""
    return bool(email) and Comment.objects.published().filter(email=email.lower()).exists()


def _sent_before(comment: Comment) -> Comment | None:
    same = {
        "post": comment.post,
        "parent": comment.parent,
        "author": comment.author,
        "sender": comment.sender,
        "name": comment.name,
        "email": comment.email.lower(),
        "text": comment.text,
    }
    seen = [Comment.State.PUBLISHED, Comment.State.WAITING]
    return Comment.objects.filter(state__in=seen, **same).since(ONE_SUBMISSION).first()
