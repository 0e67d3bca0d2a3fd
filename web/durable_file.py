"""Writes a file so that it is on the disk, whole, once it is said to be; or not there at all.

A new name alone is not enough: after a power cut the name may be there, and its content not. So the
content is forced onto the disk under another name before, and the folder with the new name after.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

READABLE, PRIVATE = 0o644, 0o600


def create(path: Path, chunks: Iterable[bytes], *, mode: int = READABLE) -> None:
    """Write a file that was not there; its folder must be.

    Raises:
        FileExistsError: if it is there; of two who write it at once, the first one's stays.
        OSError: if it can't be written; nothing is left of it.

    """
    with _draft(path.parent, chunks, mode) as draft:
        os.link(draft, path)
    sync_folder(path.parent)


def replace(path: Path, content: bytes, *, mode: int = READABLE) -> Path:
    """Write a file in the place of the one that may be there, in one step."""
    with _draft(path.parent, [content], mode) as draft:
        draft.replace(path)
    sync_folder(path.parent)
    return path


def make_folder(folder: Path, *, mode: int = 0o755) -> None:
    """Make a folder, and those it stands in, each on the disk, with a mode whatever the umask."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(mode)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk, where the file system can do so."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # as some network file systems answer
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _draft(folder: Path, chunks: Iterable[bytes], mode: int) -> Iterator[Path]:
    """Yield a hidden file whose content is on the disk, and which is gone afterwards."""
    descriptor, name = mkstemp(dir=folder, prefix=".new-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)
