from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class PictureQuerySet(models.QuerySet["Picture"]):
    def editable_by(self, user: User) -> Self:
        """Keep all for an editor, their own for an author."""
        return self.all() if user.is_editor else self.filter(uploaded_by=user)


class Picture(models.Model):
    """A picture uploaded into a body, which names it by its address."""

    file = models.ImageField(
        _("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="pictures",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file.name or ""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, and the file once that is certain."""
        file = self.file
        transaction.on_commit(lambda: file.storage.delete(str(file)))
        return super().delete(*args, **kwargs)
