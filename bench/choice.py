"""Which pages of a seeded blog are asked for: printed as JSON, for `bench.blogs.Pages`.

    python -m bench.choice 400

So many different pages of each kind, where there are as many; pages of lists by their cursors. Of
each size of blog they show equally much, so that what they cost can be compared.
"""

import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db.models import Count  # noqa: E402 - settings come first
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from blog.feeds.paging import LENGTH  # noqa: E402
from blog.models import Label, Post, SiteSettings  # noqa: E402
from comments.models import published_q  # noqa: E402
from database.keyset import write_cursor  # noqa: E402

FEW = 8  # pages of a kind, asked for over and over; labels whose lists are read
COMMENTS = 20
WORDS = 600
OPEN = 50
SHOWN_OF_A_MONTH = (4, 3)  # posts: a small blog has about four in each

T = TypeVar("T")


def pages(number: int) -> dict[str, object]:
    posts = list(
        Post.objects.published()
        .only("path", "published_at", "title")
        .order_by("published_at", "pk")
    )
    distinct = {kind: mixed(found, number) for kind, found in every_page(posts).items()}
    return {
        "distinct": {**distinct, "search": searches(evenly(posts, 2 * number))[:number]},
        "few": {
            **{kind: found[:FEW] for kind, found in distinct.items()},
            "home": [reverse("blog:home")],
            "post": [post.get_absolute_url() for post in with_comments()],
            "search": searches(evenly(posts, FEW)),
            "feed": [reverse("blog:post-feed")],
        },
        "posts": [post.get_absolute_url() for post in posts],
        "open_posts": [post.get_absolute_url() for post in posts[-OPEN:]],
    }


def every_page(posts: list[Post]) -> dict[str, list[str]]:
    """Return the addresses of all pages of a kind that are full."""
    size = SiteSettings.load().posts_per_page
    return {
        "home": older(reverse("blog:home"), posts[size:]),
        "post": [post.get_absolute_url() for post in posts],
        "month": list(months(posts)),
        "label": list(labels(size)),
        "feed": older(reverse("blog:post-feed"), posts[LENGTH:]),
    }


def older(address: str, posts: Iterable[Post]) -> list[str]:
    """Return the pages of a list that begin below each of its posts."""
    return [f"{address}?before={write_cursor(time_of(post), post.pk)}" for post in posts]


def months(posts: list[Post]) -> Iterator[str]:
    """Return pages of each month that show as many posts as a month of a small blog has."""
    by_month: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        by_month[month_of(post)].append(post)
    for address, of_month in by_month.items():
        ends = [of_month[shown : shown + 1] for shown in SHOWN_OF_A_MONTH]
        yield from dict.fromkeys(older(address, end)[0] if end else address for end in ends)


def labels(size: int) -> Iterator[str]:
    """Return the pages of the labels that most posts have."""
    most_used = Label.objects.annotate(number=Count("posts")).order_by("-number", "pk")
    for label in most_used[:FEW]:
        posts = Post.objects.published().labelled(label).only("published_at")
        yield from older(label.get_absolute_url(), posts.order_by("labelled_at", "labelled")[size:])


def with_comments() -> list[Post]:
    """Return the posts with so many comments whose length is nearest to what is usual."""
    shown = Count("comments", filter=published_q("comments__"))
    posts = Post.objects.published().annotate(shown=shown).filter(shown=COMMENTS)
    return sorted(posts, key=lambda post: abs(post.words - WORDS))[:FEW]


def month_of(post: Post) -> str:
    at = timezone.localtime(time_of(post))
    return reverse("blog:month-archive", args=[at.year, at.month])


def time_of(post: Post) -> datetime:
    assert post.published_at
    return post.published_at


def searches(posts: list[Post]) -> list[str]:
    """Return searches for words out of titles, in turn one, and two that both must be found."""
    titles = [sorted(post.title.split(), key=len, reverse=True) for post in posts]
    typed = [" ".join(words[: 1 + number % 2]) for number, words in enumerate(titles)]
    return [f"{reverse('blog:search')}?{urlencode({'q': words})}" for words in dict.fromkeys(typed)]


def mixed(things: Sequence[T], number: int) -> list[T]:
    """Return so many from the whole length, as a crowd asks for them: in no order."""
    chosen = evenly(things, number)
    random.Random(number).shuffle(chosen)
    return chosen


def evenly(things: Sequence[T], number: int) -> list[T]:
    """Return so many from the whole length; all, where there are fewer."""
    kept = min(len(things), number)
    return [things[place * len(things) // kept] for place in range(kept)]


if __name__ == "__main__":
    print(json.dumps(pages(int(sys.argv[1]))))
