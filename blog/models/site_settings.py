from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.picture import Picture
from web.fields import WebAddressField
from web.reversing import cached_reverse


class Gadget(models.TextChoices):
    """What may stand in the sidebar."""

    SEARCH = "search", _("Search this blog")
    ARCHIVE = "archive", _("Blog archive")
    LABELS = "labels", _("Labels")
    PROFILE = "profile", _("About me")
    POPULAR = "popular", _("Popular posts")


class Accent(models.TextChoices):
    """Colours with enough contrast on paper by day and by night: see `static/css/tokens.css`."""

    INK = "ink", _("Ink")
    POMEGRANATE = "pomegranate", _("Pomegranate")
    OLIVE = "olive", _("Olive")
    TERRACOTTA = "terracotta", _("Terracotta")
    SAFFRON = "saffron", _("Saffron")
    SEA = "sea", _("Sea")
    LAVENDER = "lavender", _("Lavender")
    GRAPHITE = "graphite", _("Graphite")


class Commenters(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    SIGNED_IN = "signed_in", _("Those who write here")
    NOBODY = "nobody", _("Nobody")


class Moderation(models.TextChoices):
    AT_ONCE = "at_once", _("Publish at once")
    FIRST = "first", _("Hold the first comment of each person")
    ALL = "all", _("Hold all comments")


def first_gadgets() -> list[str]:
    """Return those that a new blog begins with: what is popular shows only once it is read."""
    return [str(gadget) for gadget in Gadget if gadget != Gadget.POPULAR]


class FeedText(models.TextChoices):
    WHOLE = "whole", _("The whole text")
    LEAD = "lead", _("Up to the jump break")


class SiteSettings(models.Model):
    """The one row of what an owner decides about the blog."""

    Accent = Accent
    FeedText = FeedText
    Commenters = Commenters
    Moderation = Moderation

    title = models.CharField(_("title"), max_length=100, default="Bitácora")
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("Stands under the title.")
    )
    header_image = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="headed_sites",
        verbose_name=_("header picture"),
    )
    accent = models.CharField(
        _("accent colour"), max_length=20, choices=Accent.choices, default=Accent.INK
    )
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts a page"), default=7, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    gadgets = models.JSONField(_("sidebar"), default=first_gadgets, blank=True)
    commenters = models.CharField(
        _("who may comment"),
        max_length=10,
        choices=Commenters.choices,
        default=Commenters.ANYONE,
    )
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation.choices, default=Moderation.FIRST
    )

    feed_text = models.CharField(
        _("text in the feeds"),
        max_length=10,
        choices=FeedText.choices,
        default=FeedText.WHOLE,
    )
    websub_hub = WebAddressField(
        _("WebSub hub"),
        max_length=300,
        blank=True,
        help_text=_("Told at once of what is new, it tells the feed readers. Empty: none."),
    )
    share_image = models.ImageField(upload_to="share/", blank=True, editable=False)

    class Meta:
        verbose_name = _("settings")
        verbose_name_plural = _("settings")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_settings"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return cached_reverse("blog:home")

    def save(self, **kwargs: Any) -> None:
        self.pk = 1
        super().save(**kwargs)

    @classmethod
    def load(cls) -> "SiteSettings":
        """Return the stored settings, or those a new blog begins with."""
        return cls.objects.select_related("header_image").first() or cls(pk=1)
