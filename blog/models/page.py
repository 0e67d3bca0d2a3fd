from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import markup
from blog.models.picture import Picture
from blog.models.publication import Publication, PublicationQuerySet
from web.reversing import cached_reverse
from web.slugs import own_slug


class PageQuerySet(PublicationQuerySet):
    def editable_by(self, user: User) -> Self:
        return self.all() if user.is_editor else self.none()

    def in_menu(self) -> Self:
        return self.published().exclude(menu_position=None).order_by("menu_position", "title")


class Page(Publication):
    """A static page: what stands outside time, such as «Acerca de»."""

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Ends the page's address. Left empty, it is made from the title."),
    )
    menu_position = models.PositiveSmallIntegerField(
        _("place in the menu"), null=True, blank=True, help_text=_("Empty: not in the menu.")
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["title"]

    def get_absolute_url(self) -> str:
        if self.is_live:
            return cached_reverse("blog:static-page", self.slug)
        return cached_reverse("blog:page-preview", self.pk)

    def store(self, **kwargs: Any) -> None:
        self.slug = self.slug or own_slug(self, self.title)
        super().store(**kwargs)

    def render(self) -> None:
        self.body_html = markup.render(self.body, pictures=Picture.objects.named_in(self.body))
