"""What follows when a comment changes, however it was saved."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from blog import websub
from blog.models import Post
from comments.models import Comment


@receiver(post_save, sender=Comment)
def after_comment(instance: Comment, created: bool, **_: Any) -> None:  # noqa: FBT001
    """Tell the hub, unless it is a new one that readers don't see."""
    if not created or instance.is_published:
        _tell(instance)


@receiver(post_delete, sender=Comment)
def after_comment_is_gone(instance: Comment, origin: Any = None, **_: Any) -> None:
    """Tell the hub, if readers saw it; of a post that goes with all its comments, `blog` tells."""
    if instance.is_published and not isinstance(origin, Post):
        _tell(instance)


def _tell(comment: Comment) -> None:
    if not websub.hub_address() or not comment.post.is_live:
        return
    every, its = "comments:comment-feed", "comments:post-comment-feed"
    topics = websub.topics_at(every) + websub.topics_at(its, number=comment.post_id)
    websub.announce_topics(topics)
