"""The sidebar: each gadget gathers its own data and has its own template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from blog.archive import archive_tree
from blog.label_index import alphabetical
from blog.models import Gadget, Label, Post, SiteSettings
from blog.statistics.popular import popular_posts

MOST_LABELS = 30
"""In the sidebar; the rest are on a page of their own."""


@dataclass(frozen=True)
class Standing:
    """A gadget in its place."""

    name: str
    data: Any

    @property
    def template(self) -> str:
        return f"blog/gadgets/{self.name}.html"


def sidebar(settings: SiteSettings, *, open_at: date | None) -> list[Standing]:
    """Give the gadgets that the owner has chosen, in their order, save the empty ones."""
    chosen = [name for name in settings.gadgets if name in Gadget.values]
    standing = [Standing(name, GADGETS[Gadget(name)](open_at)) for name in chosen]
    return [gadget for gadget in standing if gadget.data]


def labels_in_use() -> QuerySet[Label]:
    """Give the labels of live posts, each with its `count` of them."""
    live = Q(posts__published_at__lte=timezone.now())
    return Label.objects.annotate(count=Count("posts", filter=live)).filter(count__gt=0)


def labels_used_most() -> list[Label]:
    return alphabetical(labels_in_use().order_by(F("count").desc(), "name")[:MOST_LABELS])


def people() -> QuerySet[User]:
    """Give those who have a live post, with their links."""
    live = Post.objects.published().filter(author=OuterRef("pk"))
    return User.objects.filter(Exists(live)).prefetch_related("links").order_by("name")


GADGETS: dict[Gadget, Callable[[date | None], Any]] = {
    Gadget.SEARCH: lambda _date: True,
    Gadget.ARCHIVE: archive_tree,
    Gadget.LABELS: lambda _date: labels_used_most(),
    Gadget.PROFILE: lambda _date: people(),
    Gadget.POPULAR: lambda _date: popular_posts(),
}
