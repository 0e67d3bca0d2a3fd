"""The first published comments of a post, described in the vocabulary of schema.org."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from blog.markup.plain_text import plain
from blog.models import Post
from blog.seo.linked_data import Thing, person_called
from blog.site import absolute
from comments.cards import CommentCard
from comments.thread import Thread

MAX_COMMENTS = 20
MAX_CHARACTERS = 1_000  # of one comment's text


def comments_data(thread: Thread, post: Post) -> list[Thing]:
    """Return the first comments of a post's thread as data, in the order of the page."""
    comments = list(islice(_published(thread), MAX_COMMENTS))
    page = absolute(post.get_absolute_url())
    addresses = {comment.number: f"{page}#c{comment.number}" for comment in comments}
    return [_comment_data(comment, addresses) for comment in comments]


def _published(thread: Thread) -> Iterator[CommentCard]:
    for root, replies in thread.branches:
        yield from (c for c in (root, *replies) if not (c.is_removed or c.is_waiting))


def _comment_data(comment: CommentCard, addresses: dict[str, str]) -> Thing:
    data = {
        "@type": "Comment",
        "@id": addresses[comment.number],
        "url": addresses[comment.number],
        "datePublished": comment.w3c_date,
        "author": _writer(comment),
        "text": _plain_text(comment.text_html),
    }
    answered = addresses.get(comment.parent)
    return {**data, "parentItem": {"@id": answered}} if answered else data


@lru_cache(1024)
def _plain_text(html: str) -> str:
    return plain(html)[:MAX_CHARACTERS]


def _writer(comment: CommentCard) -> Thing:
    """Return who wrote it, without the address of a site that a stranger typed."""
    if comment.profile:
        return person_called(comment.shown_name, path=comment.profile, picture=comment.picture)
    return {"@type": "Person", "name": comment.shown_name}
