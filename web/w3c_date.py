"""Dates as XML, JSON and HTML write them for programs."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import DateFormat


def w3c_date(moment: datetime) -> str:
    """Return a moment in the site's time zone, such as `2012-01-10T09:30:00+01:00`."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def compact_date(local: datetime) -> str:
    """Return a time of the site's zone, its offset without a colon: `2012-01-10T09:30:00+0100`."""
    return local.isoformat(timespec="seconds")[:19] + DateFormat(local).O()
