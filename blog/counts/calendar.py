"""The months that are counted on writing, as the site's time zone has them."""

from datetime import date, datetime, time

from django.utils import timezone

YEARS = range(1990, 2070)
"""Whose months are counted on writing. Posts of others are counted on reading."""


def midnight(day: date) -> datetime:
    """Return the moment when a day begins in the site's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
