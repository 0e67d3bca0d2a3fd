"""Pictures that come in: through the editor, and as covers and headers through a form."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db import DatabaseError

from accounts.models import User
from blog.models import Picture


def keep(picture: Picture, *, by: User) -> Picture:
    """Store a picture; its file doesn't stay behind if its row can't be written."""
    picture.uploaded_by = by
    try:
        picture.save()
    except DatabaseError:
        picture.file.delete(save=False)
        raise
    return picture


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A form in which a picture is chosen as a file, though the row names a `Picture`.

    Its `uploads` name those fields, each a `PictureField` whose clean method asks for what was
    `chosen`. A new picture is stored by `keep_uploads`, once the whole form is known to be right.
    """

    uploads: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.uploads:
            picture = getattr(self.instance, name)
            self.initial[name] = picture.file if picture else None

    def chosen(self, name: str) -> Picture | None:
        """Return the picture that a field asks for: a new one, the one that is there, or none."""
        file = self.cleaned_data[name]
        if isinstance(file, ContentFile):
            return Picture(file=file)
        return getattr(self.instance, name) if file else None

    def keep_uploads(self, *, by: User) -> None:
        for name in self.uploads:
            picture = getattr(self.instance, name)
            if picture and picture.pk is None:
                keep(picture, by=by)
