"""How long a process waits for the database.

Tasks and commands have time. Whoever reads a page has not: the server's processes would rather say
that they can't, and keep their threads for those who can be served.
"""

from django.db import connections

SQLITE_SECONDS = 4
POSTGRES = "-c statement_timeout=15000 -c lock_timeout=4000"  # milliseconds


def be_impatient() -> None:
    """Have the connections that this process opens from now on wait for seconds, not longer."""
    settings = connections.settings["default"]
    options = settings["OPTIONS"]
    if "sqlite" in settings["ENGINE"]:
        options["timeout"] = SQLITE_SECONDS
    else:
        options["options"] = f"{options.get('options', '')} {POSTGRES}".strip()
