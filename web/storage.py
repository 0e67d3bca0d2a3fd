"""The storage of uploads and of what is made of them: `STORAGES["default"]`."""

import string
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage
from django.utils.crypto import get_random_string

from web import durable_file

LETTERS = string.ascii_lowercase + string.digits
RANDOM_LENGTH = 10


class DurableFiles(FileSystemStorage):
    """Files in `MEDIA_ROOT`: on the disk, whole, when `save` returns; if it fails, not at all."""

    def generate_filename(self, filename: str | PathLike[str]) -> str:
        """Return a name for what a model's field is given, with letters that nobody guesses.

        What is saved without a field, as renditions are, keeps the name that it is given.
        """
        name = PurePosixPath(super().generate_filename(filename))
        return str(name.with_stem(f"{name.stem}-{get_random_string(RANDOM_LENGTH, LETTERS)}"))

    def _save(self, name: str, content: Any) -> str:
        durable_file.make_folder(Path(self.path(name)).parent)
        while True:
            try:
                durable_file.create(Path(self.path(name)), content.chunks())
            except FileExistsError:  # somebody was quicker
                name = self.get_available_name(name)
            else:
                return name


def has_content(storage: Storage, name: str) -> bool:
    """Return whether a file is there and not empty, as a power cut left some before."""
    try:
        return storage.size(name) > 0
    except OSError:
        return False
