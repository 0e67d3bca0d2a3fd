"""The comments of a post in the words of schema.org: published ones only, and not without end."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from blog.markup.plain_text import plain
from blog.models import Post
from blog.seo.linked_data import Thing, person_called
from blog.site import absolute
from comments.cards import CommentCard
from comments.thread import Thread
from web.w3c_date import w3c_date

MAX_COMMENTS = 20
MAX_CHARACTERS = 1_000
"""Of one comment's text; the page has the whole."""


def comments_data(thread: Thread, post: Post) -> list[Thing]:
    """Describe the first comments of a post's thread, in the order of the page."""
    comments = list(islice(_published(thread), MAX_COMMENTS))
    page = absolute(post.get_absolute_url())
    addresses = {comment.pk: f"{page}#c{comment.pk}" for comment in comments}
    return [_described(comment, addresses) for comment in comments]


def _published(thread: Thread) -> Iterator[CommentCard]:
    for root, replies in thread.branches:
        yield from (c for c in (root, *replies) if not (c.is_removed or c.is_waiting))


def _described(comment: CommentCard, addresses: dict[int, str]) -> Thing:
    described = {
        "@type": "Comment",
        "@id": addresses[comment.pk],
        "url": addresses[comment.pk],
        "datePublished": w3c_date(comment.created_at),
        "author": _writer(comment),
        "text": _words(comment.text_html),
    }
    answered = addresses.get(comment.parent or 0)
    return {**described, "parentItem": {"@id": answered}} if answered else described


@lru_cache(1024)
def _words(html: str) -> str:
    return plain(html)[:MAX_CHARACTERS]


def _writer(comment: CommentCard) -> Thing:
    """Name who wrote it; search engines are not led to what a stranger typed as their address."""
    if comment.profile:
        return person_called(comment.shown_name, path=comment.profile, picture=comment.picture)
    return {"@type": "Person", "name": comment.shown_name}
