import re
from collections.abc import Iterable
from typing import Self, TypedDict

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from images.encoding import MAX_WIDTH
from images.html import ResponsiveImage
from web.storage import has_content

NAME = re.compile(
    r"(?:(?:pictures|covers|header)/[\w/-]{1,100}"
    r"|(?P<stem>renditions/[\w/-]{1,100})-[0-9]{1,4}(?:_\w{7})?)"
    r"\.(?:jpe?g|png|gif|webp|avif)",
    re.ASCII,
)
"""Of an original, or of a rendition, whose address browsers copy as the image's."""

MAX_NAMES = 1000
"""Of pictures in one text that are looked up."""

BEST_FIRST = ("image/avif", "image/webp")


class PictureState(models.TextChoices):
    """How far its other widths and formats are."""

    WAITING = "waiting", pgettext_lazy("picture", "Waiting")
    READY = "ready", pgettext_lazy("picture", "Ready")
    FAILED = "failed", pgettext_lazy("picture", "Failed")


class Rendition(TypedDict):
    """A file made of the original; sizes in pixels."""

    type: str
    width: int
    height: int
    name: str


class PictureQuerySet(models.QuerySet["Picture"]):
    def editable_by(self, user: User) -> Self:
        """Keep all for an editor, their own for an author."""
        return self.all() if user.is_editor else self.filter(uploaded_by=user)

    def waiting(self) -> Self:
        return self.filter(state=PictureState.WAITING)

    def named_in(self, text: str) -> dict[str, ResponsiveImage]:
        """Return what a page must know of the pictures that a text names, by their addresses."""
        named = {match[0]: match["stem"] or match[0] for match in NAME.finditer(text)}
        if not named:
            return {}
        keys = list(named.values())[:MAX_NAMES]
        found = self.filter(models.Q(file__in=keys) | models.Q(stem__in=keys))
        known = {key: picture.responsive_image for picture in found for key in picture.names}
        url = default_storage.url
        near = {url(name): known[key] for name, key in named.items() if key in known}
        return near | {settings.SITE_URL + address: picture for address, picture in near.items()}


class Picture(models.Model):
    """A picture as it was uploaded, with what has been made of it for readers.

    Bodies name it by its address, posts and the site as their cover and header. Its file is never
    another one: another file is another picture.
    """

    State = PictureState

    file = models.ImageField(
        _("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    tone = models.CharField(max_length=20, blank=True, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    srcsets = models.JSONField(default=dict, editable=False)
    stem = models.CharField(max_length=150, blank=True, db_index=True, editable=False)
    """How the names of its renditions begin."""

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PictureState.choices,
        default=PictureState.WAITING,
        editable=False,
    )
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    failure = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
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

    @property
    def files(self) -> list[str]:
        """The names, in the storage, of the original and of all that was made of it."""
        return [str(self), *(rendition["name"] for rendition in self.renditions)]

    @property
    def is_ready(self) -> bool:
        return self.state == PictureState.READY

    @property
    def is_whole(self) -> bool:
        """Whether all these are there, and none is empty."""
        return all(has_content(self.file.storage, name) for name in self.files)

    @property
    def names(self) -> list[str]:
        """What a text that shows it has in it: one of these."""
        return [name for name in (str(self), self.stem) if name]

    @property
    def own_type(self) -> str:
        return f"image/{str(self).rpartition('.')[2].lower().replace('jpg', 'jpeg')}"

    @property
    def responsive_image(self) -> ResponsiveImage:
        """What a page must know of it."""
        own = self.own_type
        return ResponsiveImage(
            url=self.file.url,
            width=self.width,
            height=self.height,
            tone=self.tone,
            srcset=self.srcsets.get(own, ""),
            sources={
                kind: self.srcsets[kind]
                for kind in BEST_FIRST
                if kind in self.srcsets and kind != own
            },
        )

    def take(self, renditions: list[Rendition]) -> None:
        """Name, without storing it, what has been made of it, and write it down as `srcset`s."""
        self.renditions = renditions
        self.stem = renditions[0]["name"].rpartition("-")[0] if renditions else ""
        self.srcsets = {kind: self._srcset(kind) for kind in {made["type"] for made in renditions}}

    @property
    def thumbnail_url(self) -> str:
        """The address of the smallest file that any browser reads, or of the original till then."""
        small = self._of_type("image/webp")
        return self.file.storage.url(small[0]["name"]) if small else self.file.url

    def _of_type(self, kind: str) -> list[Rendition]:
        made: Iterable[Rendition] = self.renditions
        return [rendition for rendition in made if rendition["type"] == kind]

    def _srcset(self, kind: str) -> str:
        """Name the files of a type; the original too, unless it is wider than any page needs."""
        url = self.file.storage.url
        files = [f"{url(made['name'])} {made['width']}w" for made in self._of_type(kind)]
        has_own = kind == self.own_type and self.width <= MAX_WIDTH
        return ", ".join([*files, *([f"{self.file.url} {self.width}w"] if has_own else [])])
