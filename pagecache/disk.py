"""Finished pages as files, with an index: what stays over a restart, and what nginx serves.

Under `<root>/<release>/` lie `index.sqlite3` and a folder a frame (`pagecache.cache`): the page of
`/2012/01/faro.html` is the gzip file `<frame>/<host>/2012/01/faro.html~.html.gz`, or `~.kept.gz`
where its headers are not what nginx gives to every page. `<root>/current` is a link to the folder
of the present frame.

The index knows what each page is made of and when that has moved, so that a page which was made
before a change is neither written after it nor left. However many processes write here, they do so
one after another, under a file lock; what was used longest ago makes room. A file is put down after
its row and deleted before it: a process may end anywhere. A disk that is full, read-only or gone
costs speed, never a page.
"""

import json
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from pagecache.locks import Locks
from pagecache.pages import Page, stamp_of
from web.page_tags import Moved

FOR_NGINX, FOR_US = ".html.gz", ".kept.gz"
SHARE_LEFT = 0.9
"""The share of the bounds that is left when room has been made."""

TAG_BYTES = 80  # that a page takes in the index for each of its tags, about
MAX_MOVED = 10_000
COMPLAINT_PAUSE = 60.0  # seconds between two complaints

SCHEMA = """
    PRAGMA journal_mode = wal;
    CREATE TABLE IF NOT EXISTS state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        number INTEGER, frame INTEGER, bytes INTEGER, files INTEGER
    );
    CREATE TABLE IF NOT EXISTS page (
        id INTEGER PRIMARY KEY, name TEXT UNIQUE, frame INTEGER, is_usual INTEGER,
        size INTEGER, used REAL, head TEXT
    );
    CREATE INDEX IF NOT EXISTS page_used ON page (used);
    CREATE TRIGGER IF NOT EXISTS page_in AFTER INSERT ON page BEGIN
        UPDATE state SET bytes = bytes + NEW.size, files = files + 1;
    END;
    CREATE TRIGGER IF NOT EXISTS page_out AFTER DELETE ON page BEGIN
        UPDATE state SET bytes = bytes - OLD.size, files = files - 1;
    END;
    CREATE TABLE IF NOT EXISTS shown (
        tag TEXT, page INTEGER REFERENCES page ON DELETE CASCADE, PRIMARY KEY (tag, page)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS shown_by ON shown (page);
    CREATE TABLE IF NOT EXISTS moved (tag TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
    INSERT OR IGNORE INTO state VALUES (1, 0, 0, 0, 0);
"""
INSERT = "INSERT INTO page VALUES (NULL, ?, ?, ?, ?, ?, ?)"
USE = "UPDATE page SET used = ? WHERE name = ?"
TOUCHED = """
    SELECT name, frame, is_usual FROM page WHERE id IN
    (SELECT page FROM shown WHERE tag IN (SELECT value FROM json_each(?)))
"""
MOVED_AFTER = """
    SELECT 1 FROM moved WHERE number > ? AND tag IN (SELECT value FROM json_each(?)) LIMIT 1
"""
UNUSED_LONGEST = "SELECT name, frame, is_usual, size FROM page ORDER BY used, id"


class Place(NamedTuple):
    """Where a page lies."""

    name: str
    frame: int
    is_usual: bool


logger = logging.getLogger(__name__)


class PageStore(Locks):
    """The pages of a release, for one machine."""

    def __init__(self, root: Path, release: str, *, most_bytes: int, most_files: int) -> None:
        super().__init__(root)
        self.release = release
        self.folder = root / release
        self.most = (most_bytes, most_files)
        self._complained = -COMPLAINT_PAUSE
        self._connections = threading.local()

    # What is there.

    def state(self) -> tuple[int, int]:
        """Return the edition and the frame that the pages here are of; zeros if none are."""
        try:
            number, frame = self._index().execute("SELECT number, frame FROM state").fetchone()
        except (OSError, sqlite3.Error):
            return 0, 0
        return number, frame

    def read(self, name: str) -> Page | None:
        """Return a page, if it is there, in whatever frame."""
        try:
            place, head = self._row(name)
            body = place and self._file(place).read_bytes()
        except (OSError, sqlite3.Error):
            return None
        return _page(head, place, body) if place and body else None

    def touch(self, names: Collection[str]) -> list[str]:
        """Note that pages have been used, and return those that are there no more."""
        lost = []
        try:
            with self._writing() as index:
                for name in names:
                    place, _head = self._row(name)
                    if place and self._file(place).exists():
                        index.execute(USE, [time.time(), name])
                    else:
                        lost.append(name)
        except (OSError, sqlite3.Error):
            return []
        return lost

    def names(self, *, not_of_frame: int | None = None) -> list[str]:
        """Return the pages, the last used first; on request those alone that are of others."""
        sql = "SELECT name FROM page WHERE frame IS NOT ? ORDER BY used DESC, id DESC"
        try:
            return [name for (name,) in self._index().execute(sql, [not_of_frame])]
        except (OSError, sqlite3.Error):
            return []

    # What changes.

    def advance(self, number: int, moved: Moved | None, *, since: int, frame: int) -> int:
        """Forget what was made of tags that moved from one number to another; return the frame.

        Without `moved`, all. `frame` is the one that whoever calls would go on with, and does if
        another process is ahead: that has forgotten more. A number below the one before is of a
        database that was restored from a copy.

        Raises:
            OSError: where the disk does not let it: then no page there may be served.

        """
        try:
            with self._writing() as index:
                known, present = self.state()
                if known > number >= since:
                    return frame
                if known == number:
                    return present
                if moved is None or known < since:
                    self._forget_all(index, number)
                    present = max(frame, number)
                else:
                    self._forget(index, moved)
                    present = max(frame, present)
                index.execute("UPDATE state SET number = ?, frame = ?", [number, present])
        except sqlite3.Error as error:
            if type(error) is sqlite3.DatabaseError:  # it is damaged, and no reader's to mend
                shutil.rmtree(self.folder, ignore_errors=True)
            raise OSError(error) from error
        return present

    def write(self, name: str, page: Page) -> bool:
        """Put a page there, if nothing that it shows has moved; tell whether it is there now."""
        head, place = _head(page), Place(name, page.frame, page.is_usual)
        file = self._file(place)
        try:
            with self._writing() as index:
                if not self._is_current(index, page):
                    return False
                if self._row(name) == (place, head) and file.exists():
                    return True
                self._delete(index, name)
                size = len(page.body) + len(head) + TAG_BYTES * len(page.tags)
                if not self._make_room(index, size):
                    return False
                index.execute("BEGIN")
                row = index.execute(INSERT, [*place, size, time.time(), head])
                shown = [(tag, row.lastrowid) for tag in page.tags]
                index.executemany("INSERT INTO shown VALUES (?, ?)", shown)
                index.execute("COMMIT")
                write_whole(file, page.body)
        except (OSError, sqlite3.Error) as error:
            self._complain(error)
            return False
        return True

    def prune(self) -> None:
        """Do away with folders in which no page lies any more: of other frames and releases."""
        try:
            with self._writing() as index:
                used = {str(frame) for (frame,) in index.execute("SELECT frame FROM page")}
                used.add(str(self.state()[1]))
                frames = [path for path in self.folder.glob("[0-9]*") if path.name not in used]
            releases = [path.parent for path in self.root.glob("*/index.sqlite3")]
            for folder in [*frames, *releases]:
                if folder != self.folder:
                    shutil.rmtree(folder, ignore_errors=True)
        except (OSError, sqlite3.Error) as error:
            self._complain(error)

    # What nginx serves.

    def current(self) -> str:
        """Return the release and frame that nginx serves, if any."""
        try:
            return str((self.root / "current").readlink())
        except OSError:
            return ""

    def turn_to(self, frame: int) -> None:
        """Make a frame's folder the current one, in one step; without one, or a link, none."""
        current, link = self.root / "current", self.root / f"current.{os.getpid()}"
        try:
            if not frame:
                current.unlink(missing_ok=True)
                return
            self.root.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(self.place_of(frame))
            link.replace(current)
        except OSError:
            with suppress(OSError):
                current.unlink()

    def place_of(self, frame: int) -> str:
        return f"{self.release}/{frame}"

    # The index.

    def _index(self) -> sqlite3.Connection:
        """Return this thread's connection; a process that was forked has none of before.

        A folder that was deleted meanwhile is made anew.
        """
        mine = self._connections
        file = self.folder / "index.sqlite3"
        if getattr(mine, "process", None) != os.getpid() or not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            mine.index = sqlite3.connect(file, timeout=5, isolation_level=None)
            mine.index.executescript(SCHEMA)
            for setting in ("synchronous = off", "foreign_keys = on", "cache_size = -200"):
                mine.index.execute(f"PRAGMA {setting}")
            mine.process = os.getpid()
        return mine.index  # type: ignore[no-any-return]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self.locked("index"):
            index = self._index()
            try:
                yield index
            finally:
                if index.in_transaction:
                    index.execute("ROLLBACK")

    def _row(self, name: str) -> tuple[Place | None, str]:
        """Return where a page lies and what is kept beside its body."""
        sql = "SELECT frame, is_usual, head FROM page WHERE name = ?"
        row = self._index().execute(sql, [name]).fetchone()
        return (Place(name, row[0], bool(row[1])), row[2]) if row else (None, "")

    def _is_current(self, index: sqlite3.Connection, page: Page) -> bool:
        number, frame = self.state()
        if not number or frame != page.frame:
            return False
        tags = json.dumps(sorted(page.tags))
        return not index.execute(MOVED_AFTER, [page.number, tags]).fetchone() and page.number >= (
            self._remembered_since(index)
        )

    def _remembered_since(self, index: sqlite3.Connection) -> int:
        row = index.execute("SELECT number FROM moved WHERE tag = ''").fetchone()
        return int(row[0]) if row else 0

    def _forget(self, index: sqlite3.Connection, moved: Moved) -> None:
        tags = json.dumps(list(moved))
        for row in index.execute(TOUCHED, [tags]).fetchall():
            self._delete_at(index, Place(*row))
        index.execute("BEGIN")
        index.executemany("INSERT OR REPLACE INTO moved VALUES (?, ?)", moved.items())
        index.execute("COMMIT")
        if index.execute("SELECT COUNT(*) FROM moved").fetchone()[0] > MAX_MOVED:
            self._forget_moves(index, max(moved.values()))

    def _forget_all(self, index: sqlite3.Connection, number: int) -> None:
        """Forget all pages, and whatever is made before a number."""
        self.turn_to(0)
        self._forget_moves(index, number)
        index.execute("DELETE FROM shown")
        index.execute("DELETE FROM page")
        for folder in self.folder.glob("[0-9]*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _forget_moves(self, index: sqlite3.Connection, number: int) -> None:
        index.execute("BEGIN")
        index.execute("DELETE FROM moved")
        index.execute("INSERT INTO moved VALUES ('', ?)", [number])
        index.execute("COMMIT")

    def _delete(self, index: sqlite3.Connection, name: str) -> None:
        place, _head = self._row(name)
        if place:
            self._delete_at(index, place)

    def _delete_at(self, index: sqlite3.Connection, place: Place) -> None:
        self._unlink(place)
        index.execute("DELETE FROM page WHERE name = ?", [place.name])

    def _make_room(self, index: sqlite3.Connection, size: int) -> bool:
        """Return whether a page fits in, after what was used longest ago has made room."""
        kept: int
        files: int
        kept, files = index.execute("SELECT bytes, files FROM state").fetchone()
        kept, files = kept + size, files + 1
        most_bytes, most_files = self.most
        if size > most_bytes or not most_files:
            return False
        if kept > most_bytes or files > most_files:
            for *place, freed in index.execute(UNUSED_LONGEST).fetchall():
                if kept <= most_bytes * SHARE_LEFT and files <= most_files * SHARE_LEFT:
                    break
                self._delete_at(index, Place(*place))
                kept, files = kept - freed, files - 1
        return kept <= most_bytes and files <= most_files

    # Files.

    def _file(self, place: Place) -> Path:
        ending = FOR_NGINX if place.is_usual else FOR_US
        return self.folder / str(place.frame) / (place.name + ending)

    def _unlink(self, place: Place) -> None:
        """Delete a page's file, and the folders that held nothing else, save its frame's."""
        file = self._file(place)
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder.parent == self.folder or not remove_empty(folder):
                return

    def _complain(self, error: Exception) -> None:
        if time.monotonic() - self._complained > COMPLAINT_PAUSE:
            self._complained = time.monotonic()
            logger.warning("Pages can't be kept on the disk: %s", error)


def _head(page: Page) -> str:
    """Return what is kept of a page beside its body and its place."""
    return json.dumps(
        {
            "status": page.status,
            "headers": page.headers,
            "tags": sorted(page.tags),
            "number": page.number,
            "part": page.part,
            "cut": page.cut,
        }
    )


def _page(head: str, place: Place, body: bytes) -> Page:
    values: dict[str, Any] = json.loads(head)
    return Page(
        status=values["status"],
        headers=[(intern(key), intern(value)) for key, value in values["headers"]],
        body=body,
        is_usual=place.is_usual,
        tags=frozenset(map(intern, values["tags"])),
        number=values["number"],
        frame=place.frame,
        part=values["part"] and (values["part"][0], values["part"][1]),
        cut=(values["cut"][0], values["cut"][1]),
    )


def write_whole(file: Path, content: bytes) -> None:
    """Write a body under the time of which nginx makes its `ETag`: see `pagecache.pages`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = Path(f"{file}.{os.getpid()}.new")
    try:
        new.write_bytes(content)
        os.utime(new, (time.time(), stamp_of(content)))
        new.replace(file)
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
