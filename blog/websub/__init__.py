"""WebSub: the hub that the owner has named is told which feeds have changed, and tells others.

How it is asked is in `blog.websub.hub`.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult, get_date_max

from blog.feeds.formats import FORMATS
from blog.models import Label, Post
from blog.site import absolute
from blog.sql import websub_hub
from blog.websub.hub import untold

DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
"""How long to wait after each failure; after the last one, the hub finds out by itself."""


def announce(post: Post) -> None:
    """See that the hub is told of a post that was saved: at once, or when its time comes."""
    if not hub_address():
        return
    if post.published_at:
        when_live = tell.using(run_after=None if post.is_live else post.published_at)
        when_live.enqueue(post.pk, post.updated_at.isoformat())


def retract(post: Post) -> None:
    """See that the hub is told of the feeds that a live post is leaving."""
    if hub_address():
        announce_topics(topics_of(post))


def announce_relabelled(posts: Collection[int], labels: Iterable[Label]) -> None:
    """See that the hub is told of the labels' feeds that live posts have come into, or left."""
    if hub_address() and Post.objects.published().filter(pk__in=posts).exists():
        feeds = [topics_at("blog:label-feed", slug=label.slug) for label in labels]
        announce_topics(chain.from_iterable(feeds))


def announce_topics(topics: Iterable[str], *, failures: int = 0) -> None:
    """Put topics on the queue, save those that wait there already, due no later.

    What waits is locked, so that no worker sends it before the change that relies on it is stored.
    """
    delay = DELAYS[failures - 1] if failures else timedelta()
    due = timezone.now() + delay
    soon = Q(run_after=get_date_max()) | Q(run_after__lte=due)
    waiting = DBTaskResult.objects.filter(soon, task_path=ping.module_path, status="READY")
    with transaction.atomic():
        rows = waiting.select_for_update(skip_locked=True).values_list("args_kwargs", flat=True)
        known = {topic for row in rows for topic in row["args"][0]}
        if new := [topic for topic in topics if topic not in known]:
            ping.using(run_after=due if failures else None).enqueue(new, failures)


def hub_address() -> str:
    """Return the hub's address; empty where there is none that can be asked."""
    address = websub_hub()
    return address if address.startswith(("http://", "https://")) else ""


@task()
def tell(pk: int, saved: str) -> None:
    """Tell the hub of a live post, unless it was saved again since: then another task does."""
    post = Post.objects.published().filter(pk=pk).first()
    if post and post.updated_at.isoformat() == saved:
        announce_topics(topics_of(post))


@task(priority=-10)  # a slow hub keeps nobody waiting
def ping(topics: list[str], failures: int = 0) -> None:
    """Name the topics to the hub; those that it could not take are tried again later."""
    address = hub_address()
    left = untold(address, topics) if address else []
    if len(left) < len(topics):
        failures = 0
    if left and failures < len(DELAYS):
        announce_topics(left, failures=failures + 1)


def topics_of(post: Post) -> list[str]:
    """Return the addresses of the feeds that have a post: the blog's, its labels', its author's."""
    feeds: list[tuple[str, dict[str, Any]]] = [
        ("blog:post-feed", {}),
        ("blog:author-feed", {"slug": post.author.slug}),
        *(("blog:label-feed", {"slug": label.slug}) for label in post.labels.all()),
    ]
    return [topic for name, parts in feeds for topic in topics_at(name, **parts)]


def topics_at(name: str, **parts: Any) -> list[str]:
    """Return the addresses of a feed, found by its URL's name, in all formats."""
    forms = [{} if form == "atom" else {"form": form} for form in FORMATS]
    return [absolute(reverse(name, kwargs={**parts, **form})) for form in forms]
