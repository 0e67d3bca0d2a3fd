"""The log: a traceback is for what is ours to mend."""

import logging
from copy import copy
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError

from web.outages import AWAY, outage_of

REFUSALS = (BadRequest, MultiPartParserError, PermissionDenied, SuspiciousOperation)
MINUTE = 60.0  # seconds


class Console(logging.StreamHandler):  # type: ignore[type-arg]  # generic in the stubs alone
    """Write what was refused in one line, an outage in one a minute, and all else as it comes."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._written: dict[str, tuple[float, int]] = {}
        """By an outage: when its last line was written, and how many were left out since."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        is_503 = getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE
        outage = outage_of(error) or (AWAY if is_503 else "")
        if outage:
            self._emit_outage(record, outage, " ".join(str(error or "").split()))
        elif isinstance(error, REFUSALS):
            super().emit(_line(record, record.getMessage()))
        else:
            super().emit(record)

    def _emit_outage(self, record: logging.LogRecord, outage: str, reason: str) -> None:
        now = monotonic()
        last, left_out = self._written.get(outage, (now - MINUTE, 0))
        if now - last < MINUTE:
            self._written[outage] = last, left_out + 1
            return
        self._written[outage] = now, 0
        more = f" ({left_out} like it since the last line)" if left_out else ""
        super().emit(_line(record, f"{record.getMessage()}: {outage}: {reason}{more}"))


def _line(record: logging.LogRecord, message: str) -> logging.LogRecord:
    """Return a record of a message alone."""
    line = copy(record)
    line.msg, line.args = message, ()
    line.exc_info = line.exc_text = None
    return line
