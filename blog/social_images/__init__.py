"""Share pictures: one for each post without a cover, and one for the blog, drawn ahead.

The name of a file never lies: it holds a digest of what it shows, so that it can be cached for
ever, and so that what is stale is seen by the names alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task

from blog.models import Post, SiteSettings
from blog.social_images.card import (
    card_of,
    card_of_site,
    name_for,
    name_for_site,
    readable,
    stale,
)
from blog.social_images.drawing import paint
from web.storage import has_content

AT_ONCE = 100
BEHIND_ALL_ELSE = -10


@task()
def draw(post: int) -> None:
    """Draw the share picture of a post, by its number, unless it has that picture.

    Nothing is locked while it is drawn. A change in the meantime has put another task on the queue,
    and what this one has drawn is thrown away.
    """
    seen, site = readable().filter(pk=post).first(), SiteSettings.load()
    if seen is None or _has(seen, name := name_for(seen, site)):
        return
    with _stored(name, paint(card_of(seen, site)) if name else b""), transaction.atomic():
        now = readable().select_for_update(of=("self",)).filter(pk=post).first()
        if now is None or name_for(now, SiteSettings.load()) != name:
            raise _Changed
        _replace(now, name)


@task(priority=BEHIND_ALL_ELSE)
def draw_stale(below: int | None = None) -> None:
    """Have every share picture drawn anew that shows what is no longer so, newest post first.

    They are put on the queue some at a time, of the posts with a number smaller than one if it is
    given, and then this task itself, for the rest. The blog's own comes first, here.
    """
    if below is None:
        _draw_for_site()
    posts = list(islice(stale(below), AT_ONCE))
    with transaction.atomic():
        for post in posts:
            draw.using(priority=BEHIND_ALL_ELSE).enqueue(post)
        if len(posts) == AT_ONCE:
            draw_stale.enqueue(posts[-1])


def discard(post: Post) -> None:
    """Delete the file of a post that is being deleted, as it is stored, once that is certain."""
    stored = Post.objects.select_for_update().only("share_image").filter(pk=post.pk).first()
    if stored:
        _delete_on_commit(stored)


def _draw_for_site() -> None:
    """Draw the share picture of the blog itself, unless it has that picture, or no settings yet."""
    seen = SiteSettings.objects.first()
    if seen is None or _has(seen, name := name_for_site(seen)):
        return
    with _stored(name, paint(card_of_site(seen)) if name else b""), transaction.atomic():
        now = SiteSettings.objects.select_for_update().get()
        if name_for_site(now) != name:
            raise _Changed
        _replace(now, name)


def _has(row: Post | SiteSettings, name: str) -> bool:
    """Return whether it has the picture of that name, or none if that is empty, and its file."""
    file = row.share_image
    return file.name == name and (not file or has_content(file.storage, str(file)))


class _Changed(Exception):  # noqa: N818 - it happens
    """What a picture was drawn of is otherwise by now."""


@contextmanager
def _stored(name: str, picture: bytes) -> Iterator[None]:
    """Store a picture, if it has a name, before a transaction that names it; else take it back."""
    if name:
        default_storage.delete(name)  # half of it may be there, of a worker that was killed
        default_storage.save(name, ContentFile(picture))
    try:
        yield
    except _Changed:
        if name:
            default_storage.delete(name)


def _replace(row: Post | SiteSettings, name: str) -> None:
    """Name a stored picture, or none, in a row, without a trace on the row's own dates."""
    if row.share_image.name != name:
        _delete_on_commit(row)
    type(row)._default_manager.filter(pk=row.pk).update(share_image=name)


def _delete_on_commit(row: Post | SiteSettings) -> None:
    if file := row.share_image:
        transaction.on_commit(lambda: file.storage.delete(str(file)))
