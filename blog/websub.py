"""WebSub: the hub that the owner has named is told which feeds have changed, and tells others.

It may stand in the inner network, where a blog and its hub often live together: the owner's word is
trusted, and there is little to abuse. It is sent nothing but addresses of public feeds, it is not
followed elsewhere, and of what it answers no more than its status is told, in the log.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from blog.feeds.formats import FORMATS
from blog.models import Label, Post, SiteSettings
from blog.site import absolute

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds
COME_AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
"""How long to wait after each failure; after the last one, the hub finds out by itself."""


def announce(post: Post) -> None:
    """See that the hub is told of a post that was saved: at once, or when its time comes."""
    if not hub():
        return
    if post.was_live and not post.is_live:
        retract(post)
    if post.published_at:
        when_live = tell.using(run_after=None if post.is_live else post.published_at)
        when_live.enqueue(post.pk, post.updated_at.isoformat())


def retract(post: Post) -> None:
    """See that the hub is told of the feeds that a live post is leaving."""
    if hub():
        ping.enqueue(topics_of(post))


def announce_unlabelled(post: Post, labels: Iterable[Label]) -> None:
    """See that the hub is told of the labels' feeds that a live post has left."""
    left = [topic for label in labels for topic in topics_at("blog:label-feed", slug=label.slug)]
    if left and post.is_live and hub():
        ping.enqueue(left)


def hub() -> str:
    """Give the hub's address; empty where there is none that can be asked."""
    address: str = SiteSettings.load().websub_hub
    return address if address.startswith(("http://", "https://")) else ""


@task()
def tell(pk: int, saved: str) -> None:
    """Tell the hub of a live post, unless it was saved again since: then another task does."""
    post = Post.objects.published().filter(pk=pk).first()
    if post and post.updated_at.isoformat() == saved:
        ping.enqueue(topics_of(post))


@task()
def ping(topics: list[str], failures: int = 0) -> None:
    """Name the topics to the hub; those that it could not take are tried again later."""
    address = hub()
    left = _unsent(address, topics) if address else []
    if left and failures < len(DELAYS):
        later = timezone.now() + DELAYS[failures]
        ping.using(run_after=later).enqueue(left, failures + 1)


def topics_of(post: Post) -> list[str]:
    """Give the addresses of the feeds that have a post: the blog's, its labels', its author's."""
    feeds: list[tuple[str, dict[str, Any]]] = [
        ("blog:post-feed", {}),
        ("blog:author-feed", {"slug": post.author.slug}),
        *(("blog:label-feed", {"slug": label.slug}) for label in post.labels.all()),
    ]
    return [topic for name, parts in feeds for topic in topics_at(name, **parts)]


def topics_at(name: str, **parts: Any) -> list[str]:
    """Give the addresses of a feed, found by its URL's name, in all formats."""
    forms = [{} if form == "atom" else {"form": form} for form in FORMATS]
    return [absolute(reverse(name, kwargs={**parts, **form})) for form in forms]


def _unsent(address: str, topics: list[str]) -> list[str]:
    """Send the topics one by one, as every hub takes them, until it fails; give what is left."""
    for place, topic in enumerate(topics):
        if not _send(address, topic):
            return topics[place:]
    return []


def _send(address: str, topic: str) -> bool:
    """Name one topic to the hub, and tell whether that is done; refused for good, it is."""
    body = urlencode({"hub.mode": "publish", "hub.url": topic}).encode("ascii")
    try:
        request = Request(address, body, {"User-Agent": "Bitacora"})  # noqa: S310 - see `hub`
        _opener.open(request, timeout=TIMEOUT).close()
    except HTTPError as error:
        logger.warning("The WebSub hub answered %s for %s.", error.code, topic)
        error.close()
        return error.code < HTTPStatus.INTERNAL_SERVER_ERROR and error.code not in COME_AGAIN
    except (OSError, HTTPException, ValueError) as error:
        logger.warning("The WebSub hub could not be told of %s: %s", topic, error)
        return False
    return True


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Go nowhere: whoever moved a hub tells the owner, not us."""


_opener = build_opener(_NoRedirects)
