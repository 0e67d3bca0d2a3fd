"""Dates as a blog writes them, lists, the menu and the sidebar, for templates."""

from collections.abc import Hashable, Iterable
from datetime import date

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from blog.models import Post, PostQuerySet
from blog.pages import listing
from blog.pages.cards import Card, cards
from blog.pages.dates import clock, long_date, month_and_year
from blog.pages.links import Link
from blog.pages.listing import Listing
from blog.pages.share_links import share_links
from blog.pages.sidebar import Sidebar, menu_links, sidebar_html
from blog.search.passages import Segment
from blog.site import absolute
from web.page_parts import part
from web.partials import cached_partial
from web.tagged_cache import cached

FIVE_DIGITS = 10_000

register = template.Library()
register.filter(absolute)
register.filter(clock)
register.filter(long_date)
register.filter(month_and_year)
register.simple_tag(cards)
register.filter(share_links)


@register.filter
def period_name(first: date, scale: str) -> str:
    """Name the year, month, week or day that begins on a date: «2012», «enero de 2012»."""
    if scale == "year":
        return f"{first.year:04}"
    if scale == "week":
        return gettext("Week of %(day)s") % {"day": date_format(first)}
    return month_and_year(first) if scale == "month" else long_date(first)


@register.filter
def grouped(number: int) -> str:
    """Write a number of five digits or more in groups of three, as the language does."""
    return number_format(number, force_grouping=number >= FIVE_DIGITS)


@register.filter
def highlighted(segments: Iterable[Segment]) -> SafeString:
    """Write a text in segments, with a mark around each word found."""
    pieces = (
        format_html("<mark>{}</mark>", segment.text) if segment.is_hit else segment.text
        for segment in segments
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.simple_tag
def visits_by() -> str:
    """Return how visits are counted: by `requests`, by `beacon`, or by `nothing`."""
    return str(settings.VISITS_BY)


@register.simple_tag(takes_context=True)
def list_posts(context: Context, posts: PostQuerySet) -> Listing:
    """Return the page of posts that the address asks for, for a view without posts of its own."""
    return listing.list_posts(context["request"], posts, size=context["site"].posts_per_page)


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[Link]:
    """Return the links of the menu."""
    is_shared = not context["reader"].is_authenticated
    return cached("menu", menu_links) if is_shared else menu_links()


@register.simple_tag(takes_context=True)
def sidebar(context: Context, *, without: str = "") -> SafeString:
    """Return the sidebar's HTML, with the archive open at the month of what is being read.

    It may be `without` a gadget; then no other page shows the same.
    """
    open_at = _date_being_read(context)
    if without or context["reader"].is_authenticated:
        shown = Sidebar(context["site"], open_at=open_at, is_shared=False, without=without)
        return shown.html()
    month = open_at.isoformat()[:7] if open_at else ""
    return part("sidebar", month, lambda: sidebar_html(month, context["site"]))


@register.filter
def of_post(cards: dict[int, Card], post: Post) -> Card:
    return cards[post.pk]


@register.simple_tag
def cached_include(template: str, **values: Hashable) -> SafeString:
    """Render a partial that depends on its values alone, and only shows those that are texts."""
    return cached_partial(template)(**values)


def _date_being_read(context: Context) -> date | None:
    if context.get("scale") in {"month", "day"}:
        return context["period"]  # type: ignore[no-any-return]
    posts = (
        [context["post"]] if context.get("post") else getattr(context.get("listing"), "posts", [])
    )
    return timezone.localdate(posts[0].published_at) if posts and posts[0].published_at else None
