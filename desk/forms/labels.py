"""A field for labels: their names, with commas between."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from blog.models import Label
from blog.pages.label_names import MAX_LABELS, split

MAX_LABEL_LENGTH = 60
MAX_SUGGESTIONS = 12


class LabelsInput(forms.TextInput):
    """A text input, with the labels used most under it to click on."""

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
        if any(len(name) > MAX_LABEL_LENGTH for name in names):
            raise ValidationError(
                _("A label has at most %(most)d characters.") % {"most": MAX_LABEL_LENGTH}
            )
        if len(names) > MAX_LABELS:
            raise ValidationError(_("A post has at most %(most)d labels.") % {"most": MAX_LABELS})
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(map(str, initial or [])) != sorted(split(data or ""))


def suggestions() -> list[str]:
    """Return the names of the labels with the most posts."""
    used = Label.objects.annotate(uses=Count("posts")).filter(uses__gt=0)
    return list(used.order_by("-uses", "name").values_list("name", flat=True)[:MAX_SUGGESTIONS])
