"""Compares the storage with the rows that name its files, whatever model and field does.

Only the folders of our own are looked into: an operator may keep other files beside them.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import FileField, Model
from django.utils import timezone
from django.utils.encoding import filepath_to_uri

from blog import social_images
from blog.models import Picture, Post, SiteSettings
from blog.pictures import renditions, texts
from web.storage import has_content

FOLDERS = ("avatars", "covers", "header", "pictures", "renditions", "share")
DERIVED = ("renditions/", "share/")
ON_ITS_WAY = timedelta(hours=1)
"""A younger file may be one whose row is about to be written."""


class Report(NamedTuple):
    """Names of files; one that is empty is missing."""

    derived: list[str]
    """Those that rows name and that are missing, where what they are made of is there."""

    lost: list[str]
    """The others that rows name and that are missing: only a copy has them."""

    orphans: list[str]
    """Those that no row and no text names."""


def compare() -> Report:
    stored = {name for folder in FOLDERS for name in files_in(default_storage, f"{folder}/")}
    named = set(names_in_rows())
    missing = {name for name in named if not has_content(default_storage, name)}
    lost = missing.intersection(uploads_and_what_is_made_of(missing))
    unnamed = (name for name in stored - named if _is_settled(name) and not _is_linked(name))
    return Report(sorted(missing - lost), sorted(lost), sorted(unnamed))


def uploads_and_what_is_made_of(names: set[str]) -> Iterator[str]:
    """Return the names of uploads among these, and those of all that is made of one of them."""
    yield from (name for name in names if not name.startswith(DERIVED))
    for picture in Picture.objects.iterator():
        if str(picture) in names:
            yield from picture.files


@transaction.atomic
def make_anew(derived: list[str]) -> None:
    """Put on the queue what makes these files."""
    names = set(derived)
    pictures = [row.pk for row in Picture.objects.iterator() if names.intersection(row.files)]
    renditions.try_again(Picture.objects.filter(pk__in=pictures))
    for post in Post.objects.exclude(share_image="").only("share_image").iterator():
        if post.share_image.name in names:
            social_images.draw.enqueue(post.pk)
    if SiteSettings.load().share_image.name in names:
        social_images.draw_stale.enqueue()


def files_in(storage: Storage, folder: str) -> Iterator[str]:
    """Return the names of all files in a folder, and in those within it."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from files_in(storage, f"{folder}{name}/")


def names_in_rows() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield from _names_in(model, field)
    for made in Picture.objects.values_list("renditions", flat=True).iterator():
        yield from (rendition["name"] for rendition in made)


def _names_in(model: type[Model], field: FileField) -> Iterator[str]:
    rows = model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    return (name for name in rows.iterator() if name)


def _is_linked(name: str) -> bool:
    return texts.is_named({name, filepath_to_uri(name)})


def _is_settled(name: str) -> bool:
    return default_storage.get_modified_time(name) < timezone.now() - ON_ITS_WAY
