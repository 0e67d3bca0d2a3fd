"""Where a picture is shown, and what becomes of one that is shown no more."""

from collections.abc import Iterator

from django_tasks import task

from accounts.models import User
from blog.models import Page, Picture, Post, SiteSettings
from blog.pictures import texts

Use = Post | Page | User | SiteSettings


def uses_of(picture: Picture) -> Iterator[Use]:
    """Give what shows a picture: posts and pages, people, the site itself."""
    names = picture.names
    yield from Post.objects.filter(cover=picture).only("title", "path", "published_at")
    posts = texts.naming(Post, names).exclude(cover=picture)
    yield from posts.only("title", "path", "published_at")
    yield from texts.naming(Page, names).only("title", "slug", "published_at")
    yield from texts.naming(User, names)
    yield from SiteSettings.objects.filter(header_image=picture)


@task()
def let_go(pk: int) -> None:
    """Delete a picture, by its number, that was a cover or a header, unless something shows it."""
    for picture in Picture.objects.filter(pk=pk):
        if not any(uses_of(picture)):
            picture.delete()
