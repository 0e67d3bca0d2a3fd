"""The files of avatars: one that is replaced, or whose person goes, goes too."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver

from accounts.models import User


@receiver(pre_save, sender=User)
def before_another_avatar(instance: User, **_: Any) -> None:
    for old in User.objects.filter(pk=instance.pk).exclude(avatar="").only("avatar"):
        if old.avatar != instance.avatar:
            _delete(old)


@receiver(post_delete, sender=User)
def after_person_is_gone(instance: User, **_: Any) -> None:
    if instance.avatar:
        _delete(instance)


def _delete(person: User) -> None:
    """Delete the file once it is certain."""
    avatar = person.avatar
    transaction.on_commit(partial(avatar.storage.delete, str(avatar)), robust=True)
