"""Dates as XML, JSON and HTML write them for programs."""

from datetime import datetime

from django.utils import timezone


def w3c_date(moment: datetime) -> str:
    """Return a moment in the site's time zone, such as `2012-01-10T09:30:00+01:00`."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def compact_date(w3c: str) -> str:
    """Return such a moment with its offset as `+0100`."""
    return w3c[:22] + w3c[23:25]
