"""«Empezar de cero»: deletes what the sample made, and keeps what anyone has written since."""

from collections.abc import Iterable
from functools import partial

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Label, Page, Picture, Post, SiteSettings
from blog.pictures import texts
from comments.models import Comment
from first_run.models import SampleItem
from first_run.sample.fingerprints import FILE_FIELDS, fingerprints, unchanged_row

NAMED: list[type[Model]] = [Post, Page, User, Label]


@login_required
def remove_sample(request: HttpRequest) -> HttpResponse:
    """Do it for the owner; who only comes by, as after a new sign-in, is led to the desk."""
    if request.method != "POST":
        return redirect("admin:index")
    if not request.user.is_owner:  # type: ignore[union-attr]  # login_required has seen to it
        raise PermissionDenied
    kept = remove()
    messages.success(request, _("The sample is gone. The blog is yours to begin."))
    if kept:
        names = ", ".join(f"“{name}”" for name in kept)
        reason = _("These stay, since somebody has written in them or uses them: %(names)s.")
        messages.warning(request, reason % {"names": names})
    return redirect("admin:index")


@transaction.atomic
def remove() -> list[str]:
    """Delete the sample and its files, and return the names of what had to stay.

    A row stays if somebody has changed its text; so do a post that a real person has answered, with
    its author, and labels and pictures that are used elsewhere.
    """
    comments = unchanged_pks(Comment)
    answered = Comment.objects.exclude(pk__in=comments).exclude(state=Comment.State.SPAM)
    Post.objects.filter(pk__in=unchanged_pks(Post)).exclude(comments__in=answered).delete()
    remove_comments(comments)
    Page.objects.filter(pk__in=unchanged_pks(Page)).delete()
    User.objects.filter(pk__in=unchanged_pks(User), posts=None).delete()
    Label.objects.filter(pk__in=unchanged_pks(Label), posts=None).delete()
    Picture.objects.filter(pk__in=unused_pictures()).delete()
    restore_settings()
    remove_files()
    kept = [name for model in NAMED for name in names_left(model)]
    SampleItem.objects.all().delete()
    return kept


def items_of(model: type[Model]) -> Iterable[SampleItem]:
    return SampleItem.objects.filter(model=model._meta.label_lower)


def unchanged_pks(model: type[Model]) -> list[int]:
    return [item.object_id for item in items_of(model) if unchanged_row(item)]


def remove_comments(comments: Iterable[int]) -> None:
    """Delete comments, the last first, except those that have replies."""
    for pk in sorted(comments, reverse=True):
        Comment.objects.filter(pk=pk, replies=None).delete()


def unused_pictures() -> list[int]:
    free = Picture.objects.filter(covered_posts=None, headed_sites=None)
    pictures = free.filter(pk__in=unchanged_pks(Picture))
    return [picture.pk for picture in pictures if not texts.is_named(picture.names)]


def restore_settings() -> None:
    """Reset the fields that are still the sample's, and keep what the owner has chosen."""
    for item in items_of(SiteSettings):
        site, fresh = SiteSettings.load(), SiteSettings()
        now = fingerprints(site)
        for field in (field for field, digest in item.written.items() if now[field] == digest):
            setattr(site, field, getattr(fresh, field))
        site.save()


def remove_files() -> None:
    """Delete the sample's files that nothing uses, once the transaction is committed."""
    for name in SampleItem.objects.exclude(file="").values_list("file", flat=True):
        if not is_attached(name) and not texts.is_named([name]):
            transaction.on_commit(partial(default_storage.delete, name))


def is_attached(name: str) -> bool:
    return any(
        apps.get_model(model)._default_manager.filter(**{field: name}).exists()
        for model, field in FILE_FIELDS.items()
    )


def names_left(model: type[Model]) -> list[str]:
    pks = [item.object_id for item in items_of(model)]
    return [str(row) for row in model._default_manager.filter(pk__in=pks)]
