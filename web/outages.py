"""What fails for a while and is no mistake of ours: the database away or busy, the disk full."""

import errno
import logging
import sqlite3
import time

from django.db import InterfaceError, InternalError, OperationalError

BUSY = "the database is busy"
AWAY = "the database is out of reach"
FULL = "the disk takes no more"

SQLITE = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), BUSY),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR), FULL),
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
POSTGRES = {"53100": FULL, "55P03": BUSY, "57014": BUSY, "40P01": BUSY, "25006": FULL}
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
MINUTE = 60.0  # seconds


def outage_of(error: BaseException | None) -> str:
    """Return in a few words what is amiss for a while; nothing, for an error of another kind."""
    if isinstance(error, OSError):
        return FULL if error.errno in DISK else ""
    if isinstance(error, InternalError):
        return POSTGRES.get(getattr(error.__cause__, "sqlstate", "") or "", "")
    if isinstance(error, (OperationalError, InterfaceError)):
        return _of_database(error.__cause__)
    return ""


def _of_database(cause: BaseException | None) -> str:
    """Return what a driver says; of SQLite's errors, a table that lacks is one like any other."""
    if isinstance(cause, sqlite3.Error):
        return SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, "")
    return POSTGRES.get(getattr(cause, "sqlstate", "") or "", AWAY) if cause else BUSY


class OncePerMinute(logging.Filter):
    """Let through a line a minute of each outage, without its traceback, and all else."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, tuple[float, int]] = {}
        """By the words for it: when the last line was written, and how many were left out since."""

    def filter(self, record: logging.LogRecord) -> bool:
        outage = outage_of(record.exc_info[1]) if record.exc_info else ""
        if not outage:
            return True
        now = time.monotonic()
        last, left_out = self._lines.get(outage, (now - MINUTE, 0))
        is_due = now - last >= MINUTE
        self._lines[outage] = (now, 0) if is_due else (last, left_out + 1)
        if is_due and record.exc_info:
            more = f" ({left_out} more like it in the last minutes)" if left_out else ""
            record.msg = f"{record.getMessage()}: {outage}: {record.exc_info[1]}{more}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return is_due
