"""Which comments are published at once, and which wait until somebody has read them."""

from django.db import connection, transaction

from blog.models import Post, SiteSettings
from comments.guards import recent_comments, reject_too_many
from comments.models import Comment, CommentState
from comments.write_lock import write_lock


def take(comment: Comment, site: SiteSettings) -> Comment:
    """Store a comment, published or waiting; sent twice in a day, it is the one that came first.

    Raises:
        CommentRejected: if its sender has written too much of late; those signed in never have.

    """
    comment.state = state_of(comment, site)
    with write_lock(), transaction.atomic():
        _let_a_double_click_queue(comment)
        lately = recent_comments(comment.sender)
        if first := _sent_before(comment, lately):
            return first
        if not comment.author:
            reject_too_many(lately)
        comment.save()
        return comment


def state_of(comment: Comment, site: SiteSettings) -> CommentState:
    """Decide by the site's setting; those who write here need nobody's leave."""
    if comment.author or site.moderation == SiteSettings.Moderation.AT_ONCE:
        return CommentState.PUBLISHED
    if site.moderation == SiteSettings.Moderation.FIRST and is_known(comment.email):
        return CommentState.PUBLISHED
    return CommentState.WAITING


def is_known(email: str) -> bool:
    """Return whether a comment under this address has been published."""
    return bool(email) and Comment.objects.published().filter(email=email.lower()).exists()


def _let_a_double_click_queue(comment: Comment) -> None:
    """Lock the post where a transaction that writes is not alone anyway, as it is on SQLite."""
    if connection.features.has_select_for_update:
        Post.objects.select_for_update(no_key=True).only("pk").get(pk=comment.post_id)


def _sent_before(comment: Comment, lately: list[Comment]) -> Comment | None:
    seen = {CommentState.PUBLISHED, CommentState.WAITING}
    return next((one for one in lately if one.sent == comment.sent and one.state in seen), None)
