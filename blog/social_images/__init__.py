"""Share pictures: one for each post without a cover, and one for the blog, drawn ahead.

The name of a file never lies: it holds a digest of what it shows, so that it can be cached for
ever, and so that what is stale is seen by the names alone.
"""

from itertools import islice

from django.core.files.base import ContentFile
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
    picture = paint(card_of(seen, site)) if name else b""
    with transaction.atomic():
        now = readable().select_for_update(of=("self",)).filter(pk=post).first()
        site = SiteSettings.load()
        if now and name_for(now, site) == name and not _has(now, name):
            _replace(now, name, picture)


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
    picture = paint(card_of_site(seen)) if name else b""
    with transaction.atomic():
        now = SiteSettings.objects.select_for_update().get()
        if name_for_site(now) == name and not _has(now, name):
            _replace(now, name, picture)


def _has(row: Post | SiteSettings, name: str) -> bool:
    """Return whether it has the picture of that name, or none if that is empty, and its file."""
    file = row.share_image
    return file.name == name and (not file or has_content(file.storage, str(file)))


def _replace(row: Post | SiteSettings, name: str, picture: bytes) -> None:
    """Store a picture, or none if it has no name, without a trace on the row's own dates."""
    storage = row.share_image.storage
    if name:
        storage.delete(name)  # half of it may be there, of a worker that was killed
        name = storage.save(name, ContentFile(picture))
    if row.share_image.name != name:
        _delete_on_commit(row)
    type(row)._default_manager.filter(pk=row.pk).update(share_image=name)


def _delete_on_commit(row: Post | SiteSettings) -> None:
    if file := row.share_image:
        transaction.on_commit(lambda: file.storage.delete(str(file)))
