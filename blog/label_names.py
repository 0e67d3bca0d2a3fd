"""Labels as people type them: their names, with commas between."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from blog.models import Label

LONGEST = 60
MOST = 20
SUGGESTED = 12


class LabelsInput(forms.TextInput):
    """A line of names, with the labels used most beneath it to click on."""

    template_name = "admin/blog/labels_input.html"

    class Media:
        js = [Script("js/admin-labels.js", type="module")]

    def format_value(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(map(str, value or []))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "suggestions": suggestions()}


class LabelsField(forms.CharField):
    """Names with commas between, cleaned into a list of different ones."""

    widget = LabelsInput

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value)
        names = list({name.casefold(): name for name in split(typed)}.values())
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], code="required")
        if any(len(name) > LONGEST for name in names):
            raise ValidationError(_("A label has at most %(most)d characters.") % {"most": LONGEST})
        if len(names) > MOST:
            raise ValidationError(_("A post has at most %(most)d labels.") % {"most": MOST})
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(map(str, initial or [])) != sorted(split(data or ""))


def split(typed: str) -> list[str]:
    return [name for part in typed.split(",") if (name := " ".join(part.split()))]


def find_labels(names: Iterable[str]) -> list[Label]:
    """Give the labels that have these names, whatever their case.

    Compared in Python, for SQLite knows upper and lower case of plain letters only.
    """
    wanted = {name.casefold() for name in names}
    return [label for label in Label.objects.all() if label.name.casefold() in wanted]


def make_labels(names: Iterable[str]) -> list[Label]:
    """Give the labels of these names, new ones where there is none yet."""
    found = find_labels(names := list(names))
    known = {label.name.casefold() for label in found}
    missing = [name for name in names if name.casefold() not in known]
    return found + [Label.objects.get_or_create(name=name)[0] for name in missing]


def suggestions() -> list[str]:
    """Give the names of the labels that most posts have."""
    used = Label.objects.annotate(uses=Count("posts")).filter(uses__gt=0)
    return list(used.order_by("-uses", "name").values_list("name", flat=True)[:SUGGESTED])
