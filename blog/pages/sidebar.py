"""The sidebar and the menu, which stand around each page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import avatar_url
from blog.models import Gadget, Page, Post, SiteSettings
from blog.pages.archive import archive_tree, month_counts, month_parts
from blog.pages.label_index import alphabetical
from blog.pages.links import Link, post_url
from blog.pages.used_labels import label_parts, most_used, used_labels
from blog.site import shared_settings
from blog.statistics.popular import popular_posts
from database.union import Rows, fetch_union, part
from web.page_tags import note
from web.reversing import cached_reverse
from web.tagged_cache import cached

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


def menu_links() -> list[Link]:
    """Return the links to the pages in the menu: one query."""
    note("menu")
    pages = Page.objects.in_menu().values_list("menu_position", "title", "pk", "slug")
    return [
        Link(title, cached_reverse("blog:static-page", slug))
        for _position, title, _pk, slug in sorted(pages)
    ]


SHOWN = frozenset({"archive", "authors", "labels", "popular", "settings"})
"""The tags of what a sidebar shows."""


def sidebar_html(month: str, site: SiteSettings | None = None) -> SafeString:
    """Return the sidebar's HTML for all readers; its archive is open at a month, such as `2012-01`.

    Without one, at the newest.
    """
    open_at = date.fromisoformat(f"{month}-01") if month else None

    def make() -> SafeString:
        return Sidebar(site or shared_settings(), open_at=open_at).html()

    return cached(("sidebar", month), make)


class Sidebar:
    """The gadgets, fetched when one of them is first read."""

    def __init__(
        self,
        settings: SiteSettings,
        *,
        open_at: date | None,
        is_shared: bool = True,
        without: str = "",
    ) -> None:
        """Open the archive at the month of a day, if one is given, else at the newest.

        One that is `is_shared` may take what all months have in common as it was read before.
        """
        self.open_at = open_at
        self.is_shared = is_shared
        names = [name for name in settings.gadgets if name in Gadget.values and name != without]
        self.chosen = [Gadget(name) for name in names]

    def html(self) -> SafeString:
        note(*SHOWN)
        return render_to_string("_sidebar.html", {"gadgets": self.gadgets})

    @cached_property
    def gadgets(self) -> tuple[SidebarItem, ...]:
        """The gadgets that the owner has chosen, in their order, save the empty ones."""
        names = tuple(self.chosen)
        shared = cached(("gadgets", names), self._fetch) if self.is_shared else self._fetch()
        items = [self._opened(item) for item in shared]
        return tuple(item for item in items if item.data)

    def _fetch(self) -> list[SidebarItem]:
        """Return what all months have in common: one query."""
        note(*SHOWN)
        parts = [query for gadget in self.chosen for query in PARTS.get(gadget, list)()]
        rows = fetch_union(*parts) if parts else {}
        return [SidebarItem(gadget.value, DATA[gadget](rows)) for gadget in self.chosen]

    def _opened(self, item: SidebarItem) -> SidebarItem:
        """Return a gadget with its month open, if it is the archive: one query."""
        if item.name != Gadget.ARCHIVE:
            return item
        return SidebarItem(item.name, archive_tree(self.open_at, item.data))


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

PARTS: dict[Gadget, Callable[[], list[QuerySet[Any]]]] = {
    Gadget.ARCHIVE: month_parts,
    Gadget.LABELS: lambda: label_parts(most_used()),
    Gadget.PROFILE: lambda: [authors_part()],
    Gadget.POPULAR: lambda: [popular_part()],
}

DATA: dict[Gadget, Callable[[Rows], Any]] = {
    Gadget.SEARCH: lambda _: True,
    Gadget.ARCHIVE: month_counts,
    Gadget.LABELS: lambda rows: tuple(alphabetical(used_labels(rows)[:MAX_LABELS])),
    Gadget.PROFILE: authors,
    Gadget.POPULAR: popular_links,
}
