"""The Atom feed, at Blogger's address."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from blog.models import Post, SiteSettings

LENGTH = 25
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that come along with pasted text, and that no XML may hold."""

ROOTED = re.compile(r'(\s(?:href|src|poster)=")/(?!/)')


class WholeTextAtom(Atom1Feed):
    """Atom with each post's whole HTML as its content, and without what XML can't hold."""

    def __init__(self, **feed: Any) -> None:
        super().__init__(**_printable(feed))

    def add_item(self, **item: Any) -> None:  # type: ignore[override]  # as Feed calls it
        super().add_item(**_printable(item))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class PostFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs alone
    feed_type = WholeTextAtom

    def get_object(self, _request: HttpRequest) -> SiteSettings:
        return SiteSettings.load()

    def title(self, site: SiteSettings) -> str:
        return site.title

    def subtitle(self, site: SiteSettings) -> str:
        return site.description

    def link(self, _site: SiteSettings) -> str:
        return settings.SITE_URL + reverse("blog:home")

    def feed_url(self, _site: SiteSettings) -> str:
        return settings.SITE_URL + reverse("blog:post-feed")

    def items(self, _site: SiteSettings) -> list[Post]:
        return list(Post.objects.published().for_lists()[:LENGTH])

    def item_title(self, post: Post) -> str:
        return post.title

    def item_description(self, post: Post) -> str:
        return post.summary

    def item_link(self, post: Post) -> str:
        return settings.SITE_URL + post.get_absolute_url()

    def item_guid(self, post: Post) -> str:
        return post.uid.urn

    def item_author_name(self, post: Post) -> str:
        return str(post.author)

    def item_author_link(self, post: Post) -> str:
        return settings.SITE_URL + post.author.get_absolute_url()

    def item_categories(self, post: Post) -> list[str]:
        return [label.name for label in post.labels.all()]

    def item_pubdate(self, post: Post) -> datetime | None:
        return post.published_at

    def item_updateddate(self, post: Post) -> datetime:
        return post.updated_at

    def item_extra_kwargs(self, post: Post) -> dict[str, Any]:
        """Give the content, its addresses made absolute: a feed is read elsewhere."""
        return {"content": ROOTED.sub(rf"\1{settings.SITE_URL}/", post.body_html)}


def _printable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _without_unprintable(value) for name, value in values.items()}


def _without_unprintable(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_unprintable(item) for item in value]
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value
