"""Uploaded pictures: from the editor, and as covers and headers from a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.files.base import ContentFile

from accounts.models import User
from blog.models import Picture
from desk.transactions import begin, enter


@contextmanager
def file_stored(picture: Picture) -> Iterator[None]:
    """Store a new picture's file, and delete it if its row can't be stored within."""
    picture.file.save(str(picture.file), picture.file.file, save=False)
    try:
        yield
    except BaseException:
        picture.file.delete(save=False)
        raise


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A form in which a picture is chosen as a file, though the row refers to a `Picture`.

    `uploads` names those fields, each a `PictureField` whose clean method returns what was
    `chosen`. New pictures are stored by `save_uploads`, once the whole form is valid.
    """

    uploads: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.uploads:
            picture = getattr(self.instance, name)
            self.initial[name] = picture.file if picture else None

    def chosen(self, name: str) -> Picture | None:
        """Return the picture for a field: a new one, the present one, or none."""
        file = self.cleaned_data[name]
        if isinstance(file, ContentFile):
            return Picture(file=file)
        return getattr(self.instance, name) if file else None

    def save_uploads(self, *, by: User) -> None:
        for name in self.uploads:
            picture = getattr(self.instance, name)
            if picture and picture.pk is None:
                enter(file_stored(picture))
                begin()
                picture.uploaded_by = by
                picture.save()
                setattr(self.instance, name, picture)  # its number too, now that it has one
