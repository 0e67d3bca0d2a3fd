"""What follows when something written changes, however it was saved: one place that lists it all.

The receivers hear `blog`'s own models only. What must agree with them at once (the search index) is
written in the same transaction; the rest is put on the queue, in that transaction too, so that it
is done if, and only if, the change was.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from blog import changes, related, social_images, websub
from blog.models import Label, Picture, Post, SiteSettings
from blog.models.post import withdrawn
from blog.pictures import renditions, texts, uses

PICTURED: dict[Any, str] = {Post: "cover", SiteSettings: "header_image"}


@receiver(post_save, sender=Post)
def after_post(instance: Post, raw: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002
    """Index it now; relate it, draw its share picture and tell the hub soon."""
    changes.follow([instance.pk])
    social_images.draw.enqueue(instance.pk)
    websub.announce(instance)


@receiver(withdrawn)
def after_withdrawal(instance: Post, **_: Any) -> None:
    """Tell the hub of the feeds that a post has left."""
    websub.retract(instance)


@receiver(m2m_changed, sender=Post.labels.through)
def after_labels(instance: Post | Label, action: str, pk_set: set[int] | None, **_: Any) -> None:
    """Index, and relate anew, the posts that gained or lost a label; tell the hub."""
    if action == "pre_clear":
        _remove_all(instance.labels if isinstance(instance, Post) else instance.posts)
    if action not in {"post_add", "post_remove"} or not pk_set:
        return
    posts, labels = [instance.pk], list(pk_set)
    if isinstance(instance, Label):
        posts, labels = labels, posts
    changes.follow(posts)
    websub.announce_relabelled(posts, Label.objects.filter(pk__in=labels))


@receiver(pre_delete, sender=Label)
def before_label_goes(instance: Label, **_: Any) -> None:
    """Take it off its posts, which it would leave without a word."""
    _remove_all(instance.posts)


def _remove_all(rows: Any) -> None:
    """Remove rows from a relation by their numbers, which nobody is told when it is cleared."""
    rows.remove(*rows.values_list("pk", flat=True))


@receiver(post_save, sender=SiteSettings)
def after_settings(**_: Any) -> None:
    """Draw the share pictures that show another title or colour now, the blog's own among them."""
    social_images.draw_stale.enqueue()


@receiver(pre_delete, sender=Post)
def before_post_goes(instance: Post, **_: Any) -> None:
    """Take it out of the others' lists, and its share picture; tell the hub if readers saw it."""
    related.forget(instance.pk)
    social_images.discard(instance)
    if instance.is_live:
        websub.retract(instance)


# Pictures.


@receiver(post_save, sender=Picture)
def after_upload(instance: Picture, created: bool, **_: Any) -> None:  # noqa: FBT001
    """Make its other widths and formats soon."""
    if created:
        renditions.make.enqueue(instance.pk)


@receiver(pre_delete, sender=Picture)
def before_picture_goes(instance: Picture, **_: Any) -> None:
    """Delete its files once it is certain, those made since it was loaded too.

    Posts that it is the cover of are given a share picture.
    """
    storage = instance.file.storage
    for picture in Picture.objects.select_for_update().filter(pk=instance.pk):
        for name in picture.files:
            transaction.on_commit(partial(storage.delete, name), robust=True)
        texts.rerender.enqueue(*picture.names)
    for post in instance.covered_posts.values_list("pk", flat=True):
        social_images.draw.enqueue(post)


@receiver(pre_save, sender=Post)
@receiver(pre_save, sender=SiteSettings)
def before_another_picture(sender: type[Post | SiteSettings], instance: Any, **_: Any) -> None:
    """Let the cover, or the header, go that gives way to another one or to none."""
    name = f"{PICTURED[sender]}_id"
    for old in sender._default_manager.filter(pk=instance.pk).values_list(name, flat=True):
        if old and old != getattr(instance, name):
            uses.delete_if_unused.enqueue(old)


@receiver(post_delete, sender=Post)
def after_post_is_gone(instance: Post, **_: Any) -> None:
    """Let its cover go."""
    if instance.cover_id:
        uses.delete_if_unused.enqueue(instance.cover_id)
