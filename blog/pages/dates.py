"""Dates as a blog writes them for people, in the site's zone."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import DateFormat, re_escaped, re_formatchars
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, pgettext

MAX_DAYS = 4096


def long_date(value: date | datetime) -> str:
    """Write the day in full: «martes, 10 de enero de 2012»."""
    return _long_date(_day(value), get_language())


def month_and_year(value: date | datetime) -> str:
    """Write the month in full: «enero de 2012»."""
    # Translators: a format of Django's `date` filter, for «enero de 2012»
    return date_format(_day(value), pgettext("month and year", "F Y"))


def short_date(value: date | datetime) -> str:
    """Write the day as Django does in the language: «10 de enero de 2012»."""
    return _short_date(_day(value), get_language())


def clock(value: datetime) -> str:
    """Write the time of day on a 24-hour clock: «14:05»."""
    return f"{timezone.localtime(value):%H:%M}"


def date_and_time(local: datetime) -> str:
    """Write a time of the site's zone as Django does, whose `date_format` takes thrice as long."""
    letters = DateFormat(local)
    pieces = _pieces(get_format("DATETIME_FORMAT"))
    return "".join(
        [str(getattr(letters, piece)()) if is_letter else piece for piece, is_letter in pieces]
    )


@lru_cache
def _pieces(form: str) -> list[tuple[str, bool]]:
    """Cut one of Django's formats into letters and what is written as it stands."""
    pieces = re_formatchars.split(form)
    return [
        (piece, True) if place % 2 else (re_escaped.sub(r"\1", piece), False)
        for place, piece in enumerate(pieces)
    ]


@lru_cache(MAX_DAYS)
def _long_date(day: date, _language: str) -> str:
    # Translators: a format of Django's `date` filter, for «martes, 10 de enero de 2012»
    return date_format(day, pgettext("long date", "l, F j, Y"))


@lru_cache(MAX_DAYS)
def _short_date(day: date, _language: str) -> str:
    return date_format(day)


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
