from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import IsNull
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import markup
from blog.markup import reading_time
from blog.markup.outline import Section
from blog.markup.plain_text import beginning, shortened
from blog.models.label import Label
from blog.models.old_address import OldAddress
from blog.models.picture import Picture
from blog.models.publication import Publication, PublicationQuerySet
from web.fields import WebAddressField
from web.reversing import cached_reverse
from web.slugs import free_slug, slug_of

NEWEST_FIRST = ("-published_at", "-pk")
WORDS_WITH_CONTENTS = 600
HEADINGS_WITH_CONTENTS = 3


withdrawn = Signal()
"""Sent with the `instance` when a live post becomes a draft, or scheduled, again."""


class PostQuerySet(PublicationQuerySet):
    def editable_by(self, user: User) -> Self:
        return self.all() if user.is_editor else self.filter(author=user)

    def writers(self) -> "models.QuerySet[User]":
        """Return those who wrote any of them."""
        return User.objects.filter(models.Exists(self.filter(author=models.OuterRef("pk"))))

    def for_lists(self) -> Self:
        """Newest first, with what a list shows of each beside its labels."""
        return self.select_related("author", "cover").order_by(*NEWEST_FIRST)

    def labelled(self, label: Label) -> Self:
        """Keep the live ones under a label; an index has them by `labelled_at` and `labelled`."""
        under = self.filter(labelled_posts__label=label).annotate(
            labelled_at=models.F("labelled_posts__published_at"),
            labelled=models.F("labelled_posts__post_id"),
        )
        return under.filter(labelled_at__by=timezone.now())


class Post(Publication):
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("Ends the post's address. Left empty, it is made from the title."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("author")
    )
    labels = models.ManyToManyField(
        Label, blank=True, related_name="posts", verbose_name=_("labels")
    )
    excerpt = models.TextField(
        _("excerpt"),
        blank=True,
        max_length=1000,
        help_text=_("A few sentences that stand for the post where it is only announced."),
    )
    cover = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="covered_posts",
        verbose_name=_("cover picture"),
    )
    cover_alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who can't see it."),
    )
    cover_caption = models.CharField(_("caption"), max_length=300, blank=True)
    comments_open = models.BooleanField(_("comments are open"), default=True)
    canonical_url = WebAddressField(
        _("canonical address"),
        max_length=500,
        blank=True,
        help_text=_("Where the original stands, if this is a copy of it."),
    )
    lead_html = models.TextField(editable=False, blank=True)
    has_jump = models.BooleanField(default=False, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    outline = models.JSONField(default=list, editable=False)
    share_image = models.ImageField(upload_to="share/", blank=True, editable=False)
    blogger_id = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)
    path = models.CharField(max_length=120, unique=True, null=True, editable=False)

    rendered = markup.RenderedPost._fields
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = NEWEST_FIRST
        indexes = [
            models.Index(fields=["published_at", "id"], name="post_by_date"),
            models.Index(
                IsNull(models.F("published_at"), True).desc(),  # noqa: FBT003
                models.F("published_at").desc(),
                models.F("id").desc(),
                name="post_drafts_first",
            ),
            models.Index(fields=["author", "published_at", "id"], name="post_by_author"),
        ]

    def get_absolute_url(self) -> str:
        """Return the permalink once it is live, till then the preview's address."""
        if self.is_live and self.path:
            return cached_reverse("blog:home") + self.path
        return cached_reverse("blog:post-preview", self.pk)

    def clean(self) -> None:
        super().clean()
        if self.slug and self._is_taken(self.slug):
            raise ValidationError(
                {"slug": _("Another post of that month has or had this slug: choose another.")}
            )

    def store(self, **kwargs: Any) -> None:
        """Store the post with its path, and keep the way from its old address."""
        before = Post.objects.filter(pk=self.pk).only("path", "published_at").first()
        self.slug = free_slug(self.slug or slug_of(self.title), self._is_taken)
        self.path = self._path(self.slug)
        super().store(**kwargs)
        self._remember(before)
        if before and before.is_live and not self.is_live:
            withdrawn.send(Post, instance=self)

    def render(self) -> None:
        pictures = Picture.objects.named_in(self.body)
        prefix = f"p{self.uid.hex[:8]}-"
        made = markup.render_post(self.body, id_prefix=prefix, pictures=pictures)
        for name, value in made._asdict().items():
            setattr(self, name, value)

    @property
    def reading_minutes(self) -> int:
        """Whole minutes; 0 for a few lines."""
        return reading_time.minutes(self.words)

    @property
    def contents(self) -> list[Section]:
        """The headings of a text that is long enough to need a table of contents, else none."""
        headings = len(self.outline) + sum(len(section["parts"]) for section in self.outline)
        is_long = self.words >= WORDS_WITH_CONTENTS and headings >= HEADINGS_WITH_CONTENTS
        return self.outline if is_long else []

    @property
    def summary(self) -> str:
        """Plain text of at most about 200 characters, for where the post is only announced."""
        return shortened(self.excerpt or self.description) or beginning(self.lead_html)

    def _path(self, slug: str) -> str | None:
        if self.published_at is None:
            return None
        return f"{timezone.localtime(self.published_at):%Y/%m}/{slug}.html"

    def _is_taken(self, slug: str) -> bool:
        path = self._path(slug)
        if path is None:
            return False
        others = OldAddress.objects.filter(path=path).exclude(post_id=self.pk)
        return Post.objects.filter(path=path).exclude(pk=self.pk).exists() or others.exists()

    def _remember(self, before: "Post | None") -> None:
        """Leave a redirect where the post stood in public, and take back the address it has."""
        OldAddress.objects.filter(path=self.path).delete()
        if before and before.path != self.path and before.is_live:
            OldAddress.objects.update_or_create(path=before.path, defaults={"post": self})
