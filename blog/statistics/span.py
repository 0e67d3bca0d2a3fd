"""The days that statistics are of, as somebody chose them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHOICES = [7, 30, 90, 365]
FIRST_CHOICE = 30
MAX_DAYS = 3660
MAX_SINGLE_DAYS = 92
MAX_SINGLE_WEEKS = 400


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date

    @classmethod
    def lately(cls, days: int) -> "Span":
        """Return so many days, of which today is the last."""
        today = timezone.localdate()
        return cls(today - timedelta(days=days - 1), today)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Span":
        """As many days, which end where this begins."""
        end = self.first - timedelta(days=1)
        return Span(end - timedelta(days=self.days - 1), end)

    @property
    def scale(self) -> str:
        """`day`, `week` or `month`: what a bar stands for, so that each can be told apart."""
        if self.days <= MAX_SINGLE_DAYS:
            return "day"
        return "week" if self.days <= MAX_SINGLE_WEEKS else "month"

    def start_of(self, day: date) -> date:
        """Return the first day of the week or month that a day is in, or the day itself."""
        if self.scale == "week":
            return day - timedelta(days=day.weekday())
        return day.replace(day=1) if self.scale == "month" else day

    def starts(self) -> Iterator[date]:
        """Go through the days, weeks or months, each by its first day."""
        days = (self.first + timedelta(days=number) for number in range(self.days))
        yield from dict.fromkeys(self.start_of(day) for day in days)


def date_field(label: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class SpanForm(forms.Form):
    """A number of days up to today, or a first day and a last one."""

    days = forms.ChoiceField(
        choices=[(days, days) for days in CHOICES],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the periods offered here.")},
    )
    first = date_field(_("First day"))
    last = date_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        chosen = self.chosen() if not self.errors else None
        if chosen and chosen.first > chosen.last:
            raise ValidationError(_("The last day comes before the first."))
        if chosen and chosen.days > MAX_DAYS:
            raise ValidationError(_("Choose at most ten years."))
        return self.cleaned_data

    def chosen(self) -> Span:
        """Return what was chosen; where there is only one of two days, today is the other."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        if not first and not last:
            return Span.lately(int(self.cleaned_data["days"] or FIRST_CHOICE))
        today = timezone.localdate()
        return Span(first or min(last, today), min(last or today, today))
