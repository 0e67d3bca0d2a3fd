"""What fails for a while and is no mistake of ours: the database away or busy, the disk full."""

import errno
import logging
import sqlite3
from copy import copy
from http import HTTPStatus
from time import monotonic
from typing import Any

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


class Console(logging.StreamHandler):  # type: ignore[type-arg]  # generic in the stubs alone
    """Write a line a minute of each outage, without its traceback, and all else as it comes."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._written: dict[str, tuple[float, int]] = {}
        """By the words for it: when its last line was written, and how many were left out since."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        is_503 = getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE
        outage = outage_of(error) or (AWAY if is_503 else "")
        if not outage:
            super().emit(record)
            return
        now = monotonic()
        last, left_out = self._written.get(outage, (now - MINUTE, 0))
        if now - last < MINUTE:
            self._written[outage] = last, left_out + 1
            return
        self._written[outage] = now, 0
        more = f" ({left_out} like it since the last line)" if left_out else ""
        line = copy(record)
        reason = " ".join(str(error or "").split())
        line.msg, line.args = f"{record.getMessage()}: {outage}: {reason}{more}", ()
        line.exc_info = line.exc_text = None
        super().emit(line)
