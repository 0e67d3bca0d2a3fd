"""Which pages of a seeded blog are asked for: printed as JSON, for `bench.blogs.Pages`."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db.models import Count  # noqa: E402 - settings come first
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from blog.models import Label, Post  # noqa: E402
from comments.models import published_q  # noqa: E402

EACH = 8  # pages of a kind, asked for in turn
COMMENTS = 20
WORDS = 600
OPEN = 50


def pages() -> dict[str, object]:
    posts = list(Post.objects.published().order_by("pk"))
    spread = posts[len(posts) // (2 * EACH) :: len(posts) // EACH][:EACH]
    labels = Label.objects.annotate(number=Count("posts")).order_by("-number", "pk")[:EACH]
    of_kind = {
        "home": [reverse("blog:home")],
        "post": [post.get_absolute_url() for post in with_comments()],
        "month": [month_of(post) for post in spread],
        "label": [label.get_absolute_url() for label in labels],
        "search": [f"{reverse('blog:search')}?{urlencode({'q': q})}" for q in searches(spread)],
        "feed": [reverse("blog:post-feed")],
    }
    return {"of_kind": of_kind, "open_posts": [p.get_absolute_url() for p in posts[-OPEN:]]}


def with_comments() -> list[Post]:
    """Return the posts with so many comments whose length is nearest to what is usual."""
    shown = Count("comments", filter=published_q("comments__"))
    posts = Post.objects.published().annotate(shown=shown).filter(shown=COMMENTS)
    return sorted(posts, key=lambda post: abs(post.words - WORDS))[:EACH]


def month_of(post: Post) -> str:
    assert post.published_at
    at = timezone.localtime(post.published_at)
    return reverse("blog:month-archive", args=[at.year, at.month])


def searches(posts: list[Post]) -> list[str]:
    """Return words out of titles, in turn one, and two that both must be found."""
    titles = [sorted(post.title.split(), key=len, reverse=True) for post in posts]
    return [" ".join(words[: 1 + number % 2]) for number, words in enumerate(titles)]


if __name__ == "__main__":
    print(json.dumps(pages()))
