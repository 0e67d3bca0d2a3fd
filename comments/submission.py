"""Storing a comment, while whoever writes at the same moment waits."""

from django.db import connection, transaction

from blog.models import Post, SiteSettings
from comments import guards
from comments.models import Comment
from comments.moderation import initial_state


def submit(comment: Comment, site: SiteSettings) -> Comment:
    """Store a comment, published or waiting; sent twice in a day, return the one that came first.

    Raises:
        CommentRejected: if its sender has written too much of late; those signed in never have.

    """
    comment.state = initial_state(comment, site)
    with transaction.atomic():
        _lock_post(comment)
        recent = guards.recent_comments(comment.sender)
        if earlier := guards.earlier_copy(comment, recent):
            return earlier
        if not comment.author:
            guards.reject_too_many(recent)
        comment.save()
        return comment


def _lock_post(comment: Comment) -> None:
    """Have a double click wait, where a transaction that writes is not alone as on SQLite."""
    if connection.features.has_select_for_update:
        Post.objects.select_for_update(no_key=True).only("pk").get(pk=comment.post_id)
