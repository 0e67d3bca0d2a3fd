"""The sidebar and the menu: what frames each page, gathered in one query."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import avatar_url
from blog.models import Gadget, Label, LabelCount, LabelledPost, Page, Post, SiteSettings
from blog.pages.archive import Rows, archive_tree, month_parts, post_url, title_parts
from blog.pages.label_index import alphabetical
from blog.pages.links import Link
from blog.statistics.popular import popular_posts
from database.union import fetch_union, part
from web.reversing import cached_reverse

MAX_LABELS = 30
"""In the sidebar; the rest are on a page of their own."""

CANDIDATES = 100
"""Labels that are looked at for these, since some of their posts may be scheduled."""


@dataclass(frozen=True)
class UsedLabel:
    """A label with how many live posts it has."""

    name: str
    slug: str
    count: int

    @property
    def url(self) -> str:
        return cached_reverse("blog:label-page", self.slug)


@dataclass(frozen=True)
class Person:
    """Somebody who has a live post."""

    name: str
    url: str
    avatar: str


@dataclass(frozen=True)
class SidebarItem:
    """A gadget in its place."""

    name: str
    data: Any

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """It goes through all that a gadget shows, which is much: once is enough."""
        return hash((self.name, self.data))

    @property
    def template(self) -> str:
        return f"blog/gadgets/{self.name}.html"


class Sidebar:
    """The gadgets and the menu around a page, fetched when they are first asked for."""

    def __init__(self, settings: SiteSettings, *, open_at: date | None) -> None:
        """Take the day whose month the archive opens at, if there is one."""
        self.open_at = open_at
        self.chosen = [Gadget(name) for name in settings.gadgets if name in Gadget.values]

    @cached_property
    def menu(self) -> list[Link]:
        pages = sorted(self._rows["page"], key=lambda row: (row.number, row.name, row.pk))
        return [Link(row.name, cached_reverse("blog:static-page", row.slug)) for row in pages]

    @cached_property
    def gadgets(self) -> tuple[SidebarItem, ...]:
        """The gadgets that the owner has chosen, in their order, save the empty ones."""
        standing = (SidebarItem(gadget.value, self._data(gadget)) for gadget in self.chosen)
        return tuple(gadget for gadget in standing if gadget.data)

    @cached_property
    def _rows(self) -> Rows:
        pages = part(
            "page", Page.objects.in_menu(), number="menu_position", name="title", slug="slug"
        )
        return fetch_union(
            pages, *(query for gadget in self.chosen for query in self._parts(gadget))
        )

    def _parts(self, gadget: Gadget) -> list[QuerySet[Any]]:
        return PARTS[gadget](self.open_at) if gadget in PARTS else []

    def _data(self, gadget: Gadget) -> Any:
        return DATA[gadget](self._rows, self.open_at)


# Labels.


def label_parts(counts: QuerySet[LabelCount]) -> list[QuerySet[Any]]:
    """Return what to fetch for labels and their counts, and for what is counted too early."""
    labels = Label.objects.filter(pk__in=counts.values("pk"))
    to_come = LabelledPost.objects.filter(post__published_at__gt=timezone.now())
    return [
        part("label", labels, number="counted__posts", name="name", slug="slug"),
        part("to_come", to_come, number="label_id"),
    ]


def most_used() -> QuerySet[LabelCount]:
    return LabelCount.objects.order_by("-posts", "label__name")[:CANDIDATES]


def used_labels(rows: Rows) -> list[UsedLabel]:
    """Return the labels of live posts out of gathered rows, the most used first."""
    to_come = Counter(row.number for row in rows["to_come"])
    labels = [UsedLabel(row.name, row.slug, row.number - to_come[row.pk]) for row in rows["label"]]
    used = [label for label in labels if label.count > 0]
    return sorted(used, key=lambda label: (-label.count, label.name))


def labels_in_use() -> list[UsedLabel]:
    """Return all labels of live posts, the most used first: one query."""
    return used_labels(fetch_union(*label_parts(LabelCount.objects.filter(posts__gt=0))))


def labels_used_most(number: int) -> list[UsedLabel]:
    """Return those of the labels that have the most live posts: one query."""
    return used_labels(fetch_union(*label_parts(most_used())))[:number]


# People.


def people_part() -> QuerySet[Any]:
    writers = Post.objects.published().writers()
    return part("person", writers, name="name", slug="slug", more="avatar")


def people(rows: Rows | None = None) -> tuple[Person, ...]:
    """Return those who have a live post: one query, none if their rows have been gathered."""
    gathered = fetch_union(people_part()) if rows is None else rows
    return tuple(
        Person(
            row.name,
            cached_reverse("accounts:author-page", row.slug),
            avatar_url(row.more),
        )
        for row in sorted(gathered["person"], key=lambda row: (row.name, row.pk))
    )


# Popular posts.


def popular_part() -> QuerySet[Any]:
    posts = Post.objects.filter(pk__in=popular_posts().values("pk"))
    return part("popular", posts, number="popularity__views", name="title", slug="path")


def popular_links(rows: Rows) -> tuple[Link, ...]:
    """Return the posts viewed most of late out of gathered rows."""
    ranked = sorted(rows["popular"], key=lambda row: (row.number, row.pk), reverse=True)
    return tuple(Link(row.name, post_url(row.slug)) for row in ranked)


# What each gadget gathers, and what it makes of it.

PARTS: dict[Gadget, Callable[[date | None], list[QuerySet[Any]]]] = {
    Gadget.ARCHIVE: lambda open_at: [*month_parts(), *title_parts(open_at)],
    Gadget.LABELS: lambda _: label_parts(most_used()),
    Gadget.PROFILE: lambda _: [people_part()],
    Gadget.POPULAR: lambda _: [popular_part()],
}

DATA: dict[Gadget, Callable[[Rows, date | None], Any]] = {
    Gadget.SEARCH: lambda _rows, _open_at: True,
    Gadget.ARCHIVE: lambda rows, open_at: archive_tree(open_at, rows),
    Gadget.LABELS: lambda rows, _: tuple(alphabetical(used_labels(rows)[:MAX_LABELS])),
    Gadget.PROFILE: lambda rows, _: people(rows),
    Gadget.POPULAR: lambda rows, _: popular_links(rows),
}
