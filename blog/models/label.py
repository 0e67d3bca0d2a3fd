from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.counts import LabelledPost
from web.reversing import cached_reverse
from web.slugs import own_slug


class LabelQuerySet(models.QuerySet["Label"]):
    def in_use(self) -> Self:
        """Keep the labels that a live post has: to readers, others are not there."""
        live = LabelledPost.objects.filter(
            label=models.OuterRef("pk"), published_at__lte=timezone.now()
        )
        return self.filter(models.Exists(live))


class Label(models.Model):
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        unique=True,
        blank=True,
        help_text=_("Ends the label's address. Left empty, it is made from the name."),
    )

    objects = LabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_label_a_name",
                violation_error_message=_("There is a label with that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("blog:label-page", self.slug)

    def save(self, **kwargs: Any) -> None:
        self.slug = self.slug or own_slug(self, self.name, fallback="label")
        super().save(**kwargs)
