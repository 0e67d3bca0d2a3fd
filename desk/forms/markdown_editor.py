"""The editor for Markdown: django-markdownx's widget, with a script of our own.

Its script asks the addresses that settings name; `desk.editor` answers them.
"""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from markdownx.widgets import MarkdownxWidget


class MarkdownEditor(MarkdownxWidget):  # type: ignore[misc]  # markdownx is untyped
    """A text area with a toolbar, a live preview and pictures by drop, paste or button."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, can_jump: bool = False) -> None:
        super().__init__({"rows": 20, "spellcheck": "true", **(attrs or {})})
        self.can_jump = can_jump

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add whether there is a button for the jump break, which only posts have.

        There is no `maxlength`: a browser would silently cut off what somebody pastes.
        """
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return {**context, "can_jump": self.can_jump}

    @property
    def media(self) -> Media:
        script = Script("js/editor.js", type="module")
        return Media(js=[script], css={"all": ["css/editor.css"]})  # type: ignore[list-item]  # new in 5.2
