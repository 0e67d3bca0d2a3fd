"""What is refused is one line in the log: a traceback is for what is ours to mend."""

import logging

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError

REFUSALS = (BadRequest, MultiPartParserError, PermissionDenied, SuspiciousOperation)


class RefusalsInOneLine(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, refusals without their traceback."""
        if record.exc_info and isinstance(record.exc_info[1], REFUSALS):
            record.exc_info = None
        return True
