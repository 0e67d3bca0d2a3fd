from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from web.fields import WebAddressField


class Republication(models.Model):
    """A site that published the post too, and is thanked for it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="republications")
    name = models.CharField(_("site"), max_length=120)
    url = WebAddressField(_("address"), max_length=500)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("also published at")
        verbose_name_plural = _("also published at")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
