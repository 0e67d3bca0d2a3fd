"""Metadata of a page, for templates: its address, description, picture and linked data."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import User
from blog.markup.plain_text import beginning
from blog.models import Label, Post, SiteSettings
from blog.pages.links import Link
from blog.seo import linked_data
from blog.seo.data_block import data_block
from blog.seo.descriptions import description_of
from blog.seo.illustrations import share_picture
from blog.seo.linked_data import Thing, document
from blog.site import absolute
from web.partials import cached_partial
from web.w3c_date import w3c_date

LOCALES = {"es": "es_ES", "en": "en_US"}
"""Languages as OpenGraph writes them."""

register = template.Library()
register.filter(beginning)
register.filter(description_of)
register.filter(w3c_date)


@register.simple_tag(takes_context=True)
def page_metadata(context: Context, post: Post | None = None, **values: str) -> SafeString:
    """Write what links to a page show of it: its `kind`, `title`, `description`, `address`."""
    site = context["site"]
    return cached_partial("_metadata.html")(
        **values,
        site_title=site.title,
        locale=LOCALES[settings.LANGUAGE_CODE],
        picture=share_picture(site, post),
    )


@register.simple_tag(takes_context=True)
def list_address(context: Context) -> str:
    """Return the canonical address of a page of a list.

    A page on the way back (`?after=`) has none: the pages on the way there have the same posts.
    """
    request = context["request"]
    before = request.GET.get("before")
    if "after" in request.GET and not before:
        return ""
    return absolute(request.path) + (f"?{urlencode({'before': before})}" if before else "")


@register.simple_tag
def home_data(site: SiteSettings, posts: Iterable[Post]) -> SafeString:
    return data_block(document(linked_data.website(site), linked_data.blog(site, posts)))


@register.simple_tag
def post_data(
    site: SiteSettings,
    post: Post,
    labels: Iterable[Link],
    comments: Iterable[Thing],
    comment_count: int,
) -> SafeString:
    posting = linked_data.blog_posting(
        site, post, labels=labels, comments=comments, comment_count=comment_count
    )
    return data_block(document(posting, linked_data.post_breadcrumbs(post)))


@register.simple_tag
def label_data(label: Label | None = None) -> SafeString:
    return data_block(document(linked_data.label_breadcrumbs(label)))


@register.simple_tag
def archive_data() -> SafeString:
    return data_block(document(linked_data.archive_breadcrumbs()))


@register.simple_tag
def period_data(first: date, scale: str) -> SafeString:
    return data_block(document(linked_data.period_breadcrumbs(first, scale)))


@register.simple_tag
def author_data(author: User) -> SafeString:
    return data_block(
        document(linked_data.profile_page(author), linked_data.author_breadcrumbs(author))
    )
