"""The key that signs sessions and links: made once, in a file that only its owner may read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 50


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
    """Write a new key under another name, then link it: of two processes, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key-") as draft:  # mode 0600
        draft.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)
