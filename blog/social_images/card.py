"""What the share picture of a post, or of the blog itself, shows, and the name that says so."""

import json
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from blog.models import Post, SiteSettings
from blog.social_images.drawing import VERSION, Card

FOLDER = "share"
"""As `Post.share_image` has it."""

DIGEST_LENGTH = 32


def readable() -> "QuerySet[Post]":
    """Return posts with what is needed to tell which picture each should have."""
    shown = ("uid", "title", "author__name", "author__username")
    told_by = ("published_at", "cover", "share_image")
    return Post.objects.select_related("author").only(*shown, *told_by)


def card_of(post: Post, site: SiteSettings) -> Card:
    return Card(title=post.title, author=str(post.author), blog=site.title, accent=site.accent)


def name_for(post: Post, site: SiteSettings) -> str:
    """Return the name of the file that should be there; "" for a draft and a post with a cover.

    It changes with all that the picture shows, and can't be guessed while the post's `uid` is
    unknown: a picture drawn ahead tells nobody of a scheduled post.
    """
    if post.published_at is None or post.cover_id:
        return ""
    return _name(post.uid.hex, *card_of(post, site))


def card_of_site(site: SiteSettings) -> Card:
    """Show its description where a post has its author, and its host where a post names it."""
    host = urlsplit(settings.SITE_URL).netloc
    return Card(title=site.title, author=site.description, blog=host, accent=site.accent)


def name_for_site(site: SiteSettings) -> str:
    """Return the name of the file that should be there; "" where a header picture stands for it."""
    return "" if site.header_image_id else _name(*card_of_site(site))


def stale(below: int | None) -> Iterator[int]:
    """Return the numbers of posts, smaller than `below` if given, that have another picture."""
    site = SiteSettings.load()
    posts = readable().order_by("-pk")
    if below is not None:
        posts = posts.filter(pk__lt=below)
    for post in posts.iterator(chunk_size=2000):
        if post.share_image.name != name_for(post, site):
            yield post.pk


def _name(*shown: str) -> str:
    digest = sha256(json.dumps([VERSION, *shown]).encode()).hexdigest()[:DIGEST_LENGTH]
    return f"{FOLDER}/{digest}.png"
