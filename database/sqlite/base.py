"""The engine, under the name that Django looks for."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from database.sqlite.turns import turn


class DatabaseWrapper(SQLite):
    """A connection whose transactions begin when its turn has come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = ExitStack()

    def _start_transaction_under_autocommit(self) -> None:
        self._turn.enter_context(turn(self._lock))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._turn.close()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's own
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # not in the stubs
        finally:
            if autocommit:
                self._turn.close()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._turn.close()

    @property
    def _lock(self) -> Path | None:
        """A file beside the database; none beside one in memory."""
        name = str(self.settings_dict["NAME"])
        return None if self.is_in_memory_db() else Path(f"{name}.lock")
