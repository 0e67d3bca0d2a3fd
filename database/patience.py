"""How long a process waits for the database.

Tasks and commands have time. Whoever reads a page has not: the server's processes would rather say
that they can't, and keep their threads for those who can be served.
"""

from django.db import connections

SQLITE_SECONDS = 4
POSTGRES_SECONDS = 10
POSTGRES_LOCK_SECONDS = 4


def be_impatient() -> None:
    """Have the connections that this process opens from now on wait for seconds, not longer."""
    settings = connections.settings["default"]
    options = settings["OPTIONS"]
    if settings["ENGINE"] == "database.sqlite":
        options["timeout"] = SQLITE_SECONDS
    elif settings["ENGINE"] == "database.postgres":
        from database.postgres.driver import LimitedConnection  # noqa: PLC0415 - an extra

        limits = {"statement_timeout": POSTGRES_SECONDS, "lock_timeout": POSTGRES_LOCK_SECONDS}
        limited = " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items())
        options["options"] = f"{limited} {options.get('options', '')}".strip()
        LimitedConnection.max_wait = POSTGRES_SECONDS + 2
