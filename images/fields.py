"""A form's field for a picture."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile

from images.decoding import ACCEPTED, read_picture


class PictureField(forms.ImageField):
    """A form's picture, as `read_picture` gives it; how long its name was does not matter."""

    def __init__(
        self, *, max_length: int | None = None, square: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.square = square

    def to_python(self, data: Any) -> "ContentFile[bytes] | None":
        file = forms.FileField.to_python(self, data)
        return read_picture(file, square=self.square) if file else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPTED}
