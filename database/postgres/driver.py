"""psycopg, whose connections may be told how long to wait for an answer.

A statement's own limit is the server's to keep: one that hangs keeps none.
"""

from typing import Any, ClassVar

from psycopg import *  # noqa: F403 - Django asks its driver for all of it
from psycopg import Connection, OperationalError
from psycopg.errors import _WaitTimeout


class LimitedConnection(Connection[Any]):
    max_wait: ClassVar[float | None] = None  # seconds

    def wait(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().wait(*args, **{"timeout": self.max_wait, **kwargs})
        except _WaitTimeout as error:
            self.close()
            raise OperationalError("The server does not answer.") from error


connect = LimitedConnection.connect
