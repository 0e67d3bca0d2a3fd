"""Compares the storage with the rows that name its files, whatever model and field does.

Only the folders of our own are looked into: an operator may keep other files beside them.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db.models import FileField, Model
from django.utils import timezone
from django.utils.encoding import filepath_to_uri

from blog.models import Picture
from blog.pictures import texts

FOLDERS = ("avatars", "covers", "header", "pictures", "renditions", "share")
ON_ITS_WAY = timedelta(hours=1)
"""A younger file may be one whose row is about to be written."""


class Report(NamedTuple):
    orphans: list[str]
    """Names of files that no row and no text names."""

    missing: list[str]
    """Names in rows, of files that are not there."""


def compare() -> Report:
    stored = {name for folder in FOLDERS for name in files_in(default_storage, f"{folder}/")}
    named = set(names_in_rows())
    orphans = sorted(name for name in stored - named if _is_settled(name) and not _is_linked(name))
    missing = sorted(name for name in named - stored if not default_storage.exists(name))
    return Report(orphans, missing)


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
    for renditions in Picture.objects.values_list("renditions", flat=True).iterator():
        yield from (rendition["name"] for rendition in renditions)


def _names_in(model: type[Model], field: FileField) -> Iterator[str]:
    rows = model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    return (name for name in rows.iterator() if name)


def _is_linked(name: str) -> bool:
    return texts.is_named({name, filepath_to_uri(name)})


def _is_settled(name: str) -> bool:
    return default_storage.get_modified_time(name) < timezone.now() - ON_ITS_WAY
