"""What fails for a while and is no mistake of ours: the database away or busy, the disk full."""

import errno
import sqlite3

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
