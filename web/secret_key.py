"""The key that signs sessions and links: made once, in a file that only its owner may read."""

import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from web import durable_file

KEY_BYTES = 50
FOLDER_MODE = 0o711
"""Of the data folder: a web server may pass through it, and nobody else read what is in it."""


def read_or_create(data_dir: Path) -> str:
    """Return the key kept in `data_dir/secret_key`, mode 0600, which is made if it isn't there.

    Processes that start at once all get the same one.

    Raises:
        ImproperlyConfigured: if the folder or the file can't be read or written, or is empty.

    """
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            create(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"The secret key can't be kept in DATA_DIR: {error}") from error
    if len(key) < KEY_BYTES:
        raise ImproperlyConfigured(f"{path} holds no key. Delete it, and one is made.")
    return key


def create(path: Path) -> None:
    """Write a new key; of two processes, the first one's stays, and is noted as new."""
    durable_file.make_folder(path.parent, mode=FOLDER_MODE)
    key = f"{secrets.token_urlsafe(KEY_BYTES)}\n"
    with suppress(FileExistsError):
        durable_file.create(path, [key.encode()], mode=durable_file.PRIVATE)
        _note(path.parent).touch(mode=durable_file.PRIVATE)


def is_new(data_dir: Path) -> bool:
    """Return whether the key was made since somebody last took note of it."""
    return _note(data_dir).exists()


def take_note(data_dir: Path) -> None:
    _note(data_dir).unlink(missing_ok=True)


def _note(data_dir: Path) -> Path:
    return data_dir / "secret_key.new"
