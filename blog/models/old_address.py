from django.db import models
from django.utils.translation import gettext_lazy as _


class OldAddress(models.Model):
    """An address that a post was once published at, and that leads to it for ever."""

    path = models.CharField(_("path"), max_length=120, unique=True)
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.path
