"""The engine, under the name that Django looks for."""

from time import monotonic
from typing import Any, ClassVar

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

from database.postgres import driver

PAUSE = 1.0  # seconds


class DatabaseWrapper(PostgreSQL):
    """A connection that is not tried again in the second after one could not be had."""

    Database = driver
    _away_until: ClassVar[float] = 0.0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if monotonic() < DatabaseWrapper._away_until:
            raise driver.OperationalError("The server could not be reached a moment ago.")
        try:
            return super().get_new_connection(conn_params)
        except driver.OperationalError:
            DatabaseWrapper._away_until = monotonic() + PAUSE
            raise
