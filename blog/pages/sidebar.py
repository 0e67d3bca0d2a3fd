"""The sidebar and the menu, which stand around each page, fetched in one query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from accounts.models import avatar_url
from blog.models import Gadget, Page, Post, SiteSettings
from blog.pages.archive import archive_tree, month_parts, title_parts
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, post_url
from blog.pages.used_labels import label_parts, most_used, used_labels
from blog.statistics.popular import popular_posts
from database.union import Rows, fetch_union, part
from web.reversing import cached_reverse

MAX_LABELS = 30
"""In the sidebar; the others are on a page of their own."""


@dataclass(frozen=True)
class Author:
    """Somebody who has a live post."""

    name: str
    url: str
    avatar: str


@dataclass(frozen=True)
class SidebarItem:
    """A gadget with what it shows."""

    name: str
    data: Any

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """The hash of all that the gadget shows, which takes a while."""
        return hash((self.name, self.data))

    @property
    def template(self) -> str:
        return f"blog/gadgets/{self.name}.html"


class Sidebar:
    """The menu and the gadgets, fetched when one of them is first read."""

    def __init__(self, settings: SiteSettings, *, open_at: date | None) -> None:
        """Open the archive at the month of a day, if one is given, else at the newest."""
        self.open_at = open_at
        self.chosen = [Gadget(name) for name in settings.gadgets if name in Gadget.values]

    @cached_property
    def menu(self) -> list[Link]:
        pages = sorted(self._rows["page"], key=lambda row: (row.number, row.name, row.pk))
        return [Link(row.name, cached_reverse("blog:static-page", row.slug)) for row in pages]

    @cached_property
    def gadgets(self) -> tuple[SidebarItem, ...]:
        """The gadgets that the owner has chosen, in their order, save the empty ones."""
        items = (SidebarItem(gadget.value, self._data(gadget)) for gadget in self.chosen)
        return tuple(item for item in items if item.data)

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


# Authors.


def authors_part() -> QuerySet[Any]:
    writers = Post.objects.published().writers()
    return part("author", writers, name="name", slug="slug", more="avatar")


def authors(rows: Rows | None = None) -> tuple[Author, ...]:
    """Return those who have a live post: one query, none if `authors_part` has been fetched."""
    fetched = fetch_union(authors_part()) if rows is None else rows
    return tuple(
        Author(row.name, cached_reverse("accounts:author-page", row.slug), avatar_url(row.more))
        for row in sorted(fetched["author"], key=lambda row: (row.name, row.pk))
    )


# Popular posts.


def popular_part() -> QuerySet[Any]:
    posts = Post.objects.filter(pk__in=popular_posts().values("pk"))
    return part("popular", posts, number="popularity__views", name="title", slug="path")


def popular_links(rows: Rows) -> tuple[Link, ...]:
    """Return the posts viewed most of late out of the rows of `popular_part`."""
    ranked = sorted(rows["popular"], key=lambda row: (row.number, row.pk), reverse=True)
    return tuple(Link(row.name, post_url(row.slug)) for row in ranked)


# The parts of the union that a gadget needs, and what it shows of their rows.

PARTS: dict[Gadget, Callable[[date | None], list[QuerySet[Any]]]] = {
    Gadget.ARCHIVE: lambda open_at: [*month_parts(), *title_parts(open_at)],
    Gadget.LABELS: lambda _: label_parts(most_used()),
    Gadget.PROFILE: lambda _: [authors_part()],
    Gadget.POPULAR: lambda _: [popular_part()],
}

DATA: dict[Gadget, Callable[[Rows, date | None], Any]] = {
    Gadget.SEARCH: lambda _rows, _open_at: True,
    Gadget.ARCHIVE: lambda rows, open_at: archive_tree(open_at, rows),
    Gadget.LABELS: lambda rows, _: tuple(alphabetical(used_labels(rows)[:MAX_LABELS])),
    Gadget.PROFILE: lambda rows, _: authors(rows),
    Gadget.POPULAR: lambda rows, _: popular_links(rows),
}
