"""What follows when a comment is saved or deleted: the hub is told that feeds changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from blog import websub
from blog.models import Post
from comments.models import Comment


@receiver(post_save, sender=Comment)
def after_comment_save(instance: Comment, created: bool, **_: Any) -> None:  # noqa: FBT001
    """Announce a change, unless the comment is new and readers don't see it."""
    if not created or instance.is_published:
        _announce(instance)


@receiver(post_delete, sender=Comment)
def after_comment_delete(instance: Comment, origin: Any = None, **_: Any) -> None:
    """Announce it if readers saw the comment; that its whole post is deleted, `blog` announces."""
    if instance.is_published and not isinstance(origin, Post):
        _announce(instance)


def _announce(comment: Comment) -> None:
    if not websub.hub_address() or not comment.post.is_live:
        return
    every, its = "comments:comment-feed", "comments:post-comment-feed"
    topics = websub.topics_at(every) + websub.topics_at(its, number=comment.post_id)
    websub.announce_topics(topics)
