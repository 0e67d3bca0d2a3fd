"""The public pages and the admin's lists of a blog that `bench.seed` has filled, by name."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - settings come first
from django.db.models import Count, F  # noqa: E402
from django.db.models.functions import Abs  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from blog.models import Label, Post  # noqa: E402
from comments.models import Comment  # noqa: E402

LISTS = ["blog_post", "comments_comment", "blog_label", "blog_page", "blog_picture"]


def client(*, signed_in: bool = False) -> Client:
    settings.ALLOWED_HOSTS = ["testserver"]
    reader = Client(headers={"host": "testserver"})
    if signed_in:
        reader.force_login(User.objects.owners()[0], "accounts.sign_in.UsernameOrEmailBackend")
    return reader


def addresses() -> dict[str, str]:
    return {**public_pages(), **listings(), **feeds(), **desk()}


def public_pages() -> dict[str, str]:
    day = timezone.localdate(middle().published_at)
    return {
        "home": "/",
        "home, deep": f"/?before={middle().published_at:%Y%m%dT%H%M%S.%f}-{middle().pk}",
        "post, 20 comments": post_with(20).get_absolute_url(),
        "post, 50 comments": post_with(50).get_absolute_url(),
        "year": f"/{day:%Y}/",
        "month": f"/{day:%Y/%m}/",
        "day": f"/{day:%Y/%m/%d}/",
    }


def listings() -> dict[str, str]:
    return {
        "label, most used": labels()[0].get_absolute_url(),
        "label, hardly used": labels()[labels().count() - 1].get_absolute_url(),
        "author": User.objects.owners()[0].get_absolute_url(),
        "/labels/": "/labels/",
        "/archive/": "/archive/",
        "search, rare": "/search?q=farol+naranja",
        "search, common": "/search?q=casa",
        "sitemap": "/sitemap.xml",
    }


def feeds() -> dict[str, str]:
    return {
        "feed": reverse("blog:post-feed"),
        "feed of a label": reverse("blog:label-feed", args=[labels()[0].slug]),
        "feed of comments": reverse("comments:comment-feed"),
        "feed of a post's comments": reverse(
            "comments:post-comment-feed", kwargs={"number": post_with(20).pk}
        ),
    }


def desk() -> dict[str, str]:
    lists = {name: f"/admin/{name.replace('_', '/')}/" for name in LISTS}
    return {
        "desk": "/admin/",
        **{f"list of {name}": page for name, page in lists.items()},
        "list of drafts": f"{lists['blog_post']}?state=draft",
        "posts, a search": f"{lists['blog_post']}?q=farol",
        "posts of a label": f"{lists['blog_post']}?label={labels()[0].slug}",
        "comments, waiting": f"{lists['comments_comment']}?state=waiting",
        "comments, a search": f"{lists['comments_comment']}?q=Lector+77",
        "comments, page 3": f"{lists['comments_comment']}?p=3",
    }


def middle() -> Post:
    return Post.objects.get(pk=Post.objects.count() // 2)


def labels() -> "django.db.models.QuerySet[Label]":
    return Label.objects.annotate(uses=Count("posts")).filter(uses__gt=0).order_by("-uses", "pk")


def post_with(comments: int) -> Post:
    """Return a post with about so many published comments."""
    published = Comment.objects.published().order_by().values("post").annotate(all=Count("pk"))
    nearest = published.order_by(Abs(F("all") - comments), "-post")
    return Post.objects.get(pk=nearest.values_list("post", flat=True)[0])
