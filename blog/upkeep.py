"""What follows when something written changes, however it was saved: one place that lists it all.

The receivers hear `blog`'s own models only. What must agree with them at once (the search index) is
written in the same transaction; the rest is put on the queue, in that transaction too, so that it
is done if, and only if, the change was.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver

from blog import related, search, share_pictures, websub
from blog.models import Label, Post, SiteSettings


@receiver(post_save, sender=Post)
def after_post(instance: Post, raw: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002
    """Index it now; relate it, draw its share picture and tell the hub soon."""
    search.index([instance.pk])
    related.relate.enqueue(instance.pk)
    share_pictures.draw.enqueue(instance.pk)
    websub.announce(instance)


@receiver(m2m_changed, sender=Post.labels.through)
def after_labels(instance: Post | Label, action: str, pk_set: set[int] | None, **_: Any) -> None:
    """Index, and relate anew, the posts that gained or lost a label."""
    if not action.startswith("post_"):
        return
    changed = [instance.pk] if isinstance(instance, Post) else list(pk_set or ())
    search.index(changed)
    for pk in changed:
        related.relate.enqueue(pk)


@receiver(post_save, sender=SiteSettings)
def after_settings(**_: Any) -> None:
    """Draw the share pictures that show another title or colour now."""
    share_pictures.draw_stale.enqueue()
