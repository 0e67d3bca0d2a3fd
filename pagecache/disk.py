"""Finished pages as files, a folder an edition: what stays over a restart, and what nginx serves.

The page of `/2012/01/faro.html` lies at `<edition>/<host>/2012/01/faro.html~.html`, compressed
beside it in `.html.gz` and `.html.br`, its headers in `.head`; where these are not what nginx gives
to every page, at `~.kept` instead of `~.html`. `current` is a link to the newest edition's folder.

However many processes write here, a ledger under a lock bounds the bytes and the files; what was
used longest ago makes room. A disk that is full, read-only or gone costs speed, never a page.
"""

import json
import logging
import os
import shutil
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from web.file_lock import acquire

Headers = list[tuple[str, str]]

ENCODINGS = {"gzip": ".gz", "br": ".br", "": ""}
"""The ending of a page's file in each encoding."""

FOR_NGINX, FOR_US = ".html", ".kept"
HEAD = ".head"
LEDGER = struct.Struct("qq")
SHARE_LEFT = 0.9
"""The share of the bounds that is left when room has been made."""

LOCKS = 64
COMPLAINT_PAUSE = 60.0  # seconds between two complaints

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its status line, its headers, its body in each encoding that is at hand."""

    status: str
    headers: Headers
    bodies: dict[str, bytes]
    is_usual: bool
    """Whether its headers are those that nginx gives to every page."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept beside the bodies."""

    status: str
    headers: Headers
    is_usual: bool


class PageStore:
    def __init__(self, root: Path, *, most_bytes: int, most_files: int) -> None:
        self.root = root
        self.most = (most_bytes, most_files)
        self._complained = -COMPLAINT_PAUSE

    def read(self, edition: str, name: str, encoding: str) -> Page | None:
        """Return a page with its body in one encoding, if it is there."""
        file = self._file(edition, name)
        try:
            head = Head(**json.loads(Path(file + HEAD).read_bytes()))
            kind = FOR_NGINX if head.is_usual else FOR_US
            body = Path(file + kind + ENCODINGS[encoding]).read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        headers = [(key, value) for key, value in head.headers]
        return Page(head.status, headers, {encoding: body}, head.is_usual)

    def write(self, edition: str, name: str, page: Page) -> bool:
        """Put a page there, each file whole or not at all; tell whether there was room for it."""
        head = Head(page.status, page.headers, page.is_usual)
        kind = FOR_NGINX if page.is_usual else FOR_US
        parts = {kind + ENCODINGS[encoding]: page.bodies[encoding] for encoding in ENCODINGS}
        parts[HEAD] = json.dumps(asdict(head)).encode()
        size = sum(map(len, parts.values()))
        file = self._file(edition, name)
        try:
            with self._ledger() as ledger:
                self._delete(file, ledger)
                has_room = self._has_room(edition, ledger, size, len(parts))
                if has_room:
                    ledger[:] = [ledger[0] + size, ledger[1] + len(parts)]
                    self._write(file, parts, ledger)
        except OSError as error:
            self._complain(error)
            return False
        return has_room

    def touch(self, edition: str, name: str) -> bool:
        """Note that a page has been used, and tell whether it is still there."""
        try:
            os.utime(self._file(edition, name) + HEAD, (time.time(), time.time()))
        except OSError:
            return False
        return True

    def names(self, edition: str) -> list[str]:
        """Return the pages of an edition, the last used first; of none, none."""
        folder = self.root / edition
        heads = sorted(folder.rglob("*" + HEAD) if edition else (), key=last_used, reverse=True)
        return [str(head.relative_to(folder)).removesuffix(HEAD) for head in heads]

    def current(self) -> str:
        """Return the edition that nginx serves, if any."""
        try:
            return str((self.root / "current").readlink())
        except OSError:
            return ""

    def turn_to(self, edition: str) -> None:
        """Make an edition's folder the current one, in one step; without one, or a link, none."""
        current, link = self.root / "current", self.root / f"current.{os.getpid()}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(edition)
            link.replace(current)
        except OSError:
            with suppress(OSError):
                current.unlink()

    def before(self, edition: str) -> str:
        """Return the edition before, if its pages are still there."""
        folders = sorted(folder.name for folder in self.root.glob("[0-9]*"))
        return next((name for name in reversed(folders) if name != edition), "")

    def prune(self, edition: str) -> None:
        """Do away with the editions before one, and count anew what is there."""
        try:
            for folder in self.root.glob("[0-9]*"):
                if folder.name != edition and number_of(folder.name) <= number_of(edition):
                    shutil.rmtree(folder, ignore_errors=True)
            with self._ledger() as ledger:
                sizes = [size for folder in self.root.glob("[0-9]*") for size in sizes_in(folder)]
                ledger[:] = [sum(sizes), len(sizes)]
        except OSError as error:
            self._complain(error)

    def making(self, name: str) -> AbstractContextManager[None]:
        """Be the only one to make a page, and those whose names fall to the same lock."""
        return self.one_at_a_time(str(zlib.crc32(name.encode()) % LOCKS))

    @contextmanager
    def one_at_a_time(self, lock: str) -> Iterator[None]:
        """Hold a lock among all threads and processes here; go on without where none can be had."""
        with ExitStack() as held:
            with suppress(OSError):
                (self.root / "locks").mkdir(parents=True, exist_ok=True)
                file = held.enter_context(os.fdopen(self._open(f"locks/{lock}"), "rb"))
                acquire(file.fileno())
            yield

    def hold(self, what: str) -> int | None:
        """Take a lock until this process ends, if no other has it; give its descriptor."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = self._open(what)
        except OSError:
            return None
        try:
            is_ours = acquire(lock, timeout=0)
        except OSError:
            is_ours = False
        if is_ours:
            return lock
        os.close(lock)
        return None

    @contextmanager
    def _ledger(self) -> Iterator[list[int]]:
        """Hold the bytes and files that are kept, to be changed in place."""
        self.root.mkdir(parents=True, exist_ok=True)
        with os.fdopen(self._open("ledger"), "rb+", buffering=0) as file:
            acquire(file.fileno())
            content = file.read()
            ledger = list(LEDGER.unpack(content)) if len(content) == LEDGER.size else [0, 0]
            try:
                yield ledger
            finally:
                file.seek(0)
                file.write(LEDGER.pack(*ledger))

    def _has_room(self, edition: str, ledger: list[int], size: int, files: int) -> bool:
        """Return whether a page fits in, after what was used longest ago has made room."""

        def fits(share: float = 1) -> bool:
            total = (ledger[0] + size, ledger[1] + files)
            return all(now <= most * share for now, most in zip(total, self.most, strict=True))

        if not fits():
            for head in sorted((self.root / edition).rglob("*" + HEAD), key=last_used):
                self._delete(str(head).removesuffix(HEAD), ledger)
                if fits(SHARE_LEFT):
                    break
        return fits()

    def _write(self, file: str, parts: dict[str, bytes], ledger: list[int]) -> None:
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            for ending, content in parts.items():
                write_whole(file + ending, content)
        except OSError:
            for ending, content in parts.items():
                Path(file + ending).unlink(missing_ok=True)
                ledger[:] = [ledger[0] - len(content), ledger[1] - 1]
            self._leave(file)
            raise

    def _delete(self, file: str, ledger: list[int]) -> None:
        """Delete a page's files, its head first, and the folders that held nothing else."""
        endings = [HEAD] + [
            kind + end for kind in (FOR_NGINX, FOR_US) for end in ENCODINGS.values()
        ]
        for ending in endings:
            with suppress(FileNotFoundError):
                size = Path(file + ending).stat().st_size
                Path(file + ending).unlink()
                ledger[:] = [max(ledger[0] - size, 0), max(ledger[1] - 1, 0)]
        self._leave(file)

    def _leave(self, file: str) -> None:
        """Remove the folders that a page leaves empty, but not that of its edition."""
        for folder in Path(file).parents:
            if folder.parent == self.root or not remove_empty(folder):
                return

    def _complain(self, error: OSError) -> None:
        if time.monotonic() - self._complained > COMPLAINT_PAUSE:
            self._complained = time.monotonic()
            logger.warning("Pages can't be kept on the disk: %s", error)

    def _file(self, edition: str, name: str) -> str:
        return f"{self.root}/{edition}/{name}"

    def _open(self, name: str) -> int:
        return os.open(self.root / name, os.O_RDWR | os.O_CREAT, 0o600)


def number_of(edition: str) -> int:
    number = edition.partition("-")[0]
    return int(number) if number.isdecimal() else 0


def write_whole(name: str, content: bytes) -> None:
    """Write a body under the time of which nginx makes its `ETag`: see `etag_of`."""
    changed_at = time.time() if name.endswith(HEAD) else stamp_of(content)
    new = Path(f"{name}.{os.getpid()}.new")
    try:
        new.write_bytes(content)
        os.utime(new, (time.time(), changed_at))
        new.replace(name)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def remove_empty(folder: Path) -> bool:
    """Return whether a folder is gone now."""
    try:
        folder.rmdir()
    except OSError:
        return not folder.exists()
    return True


def last_used(head: Path) -> float:
    try:
        return head.stat().st_mtime
    except OSError:
        return 0


def sizes_in(folder: Path) -> Iterator[int]:
    for file in folder.rglob("*"):
        with suppress(OSError):
            if not file.is_dir():
                yield file.stat().st_size


def etag_of(body: bytes) -> str:
    """Return what nginx makes of a file with this body: its time, `stamp_of`, and its length."""
    return f'"{stamp_of(body):x}-{len(body):x}"'


def stamp_of(body: bytes) -> int:
    """Digest a body to a time that any file system can keep: 31 bits of seconds."""
    return int.from_bytes(sha256(body).digest()[:4]) & 0x7FFF_FFFF
