"""Where a picture is shown, and what becomes of one that is shown no more."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.translation import ngettext
from django_tasks import task

from accounts.models import User
from blog.models import Page, Picture, Post, SiteSettings
from blog.pictures import texts

Use = Post | Page | User | SiteSettings


def uses_of(picture: Picture) -> Iterator[Use]:
    """Return what shows a picture: posts and pages, people, the site itself."""
    names = picture.names
    yield from Post.objects.filter(cover=picture).only("title", "path", "published_at")
    posts = texts.with_names(Post, names).exclude(cover=picture)
    yield from posts.only("title", "path", "published_at")
    yield from texts.with_names(Page, names).only("title", "slug", "published_at")
    yield from texts.with_names(User, names)
    yield from SiteSettings.objects.filter(header_image=picture)


def links_for(user: User, picture: Picture) -> list[str]:
    """Link to what shows a picture; the titles that a user must not know are counted, last."""
    uses = list(uses_of(picture))
    known = [use for use in uses if is_known_to(user, use)]
    hidden = len(uses) - len(known)
    return [
        *(format_html('<a href="{}">{}</a>', use.get_absolute_url(), use) for use in known),
        *([ngettext("%d other", "%d others", hidden) % hidden] if hidden else []),
    ]


def is_known_to(user: User, use: Use) -> bool:
    """Return whether somebody may read its title: a draft's is for those who may edit it."""
    if isinstance(use, User | SiteSettings) or use.is_live:
        return True
    return type(use).objects.editable_by(user).filter(pk=use.pk).exists()


@task()
def delete_if_unused(pk: int) -> None:
    """Delete a picture, by its number, that was a cover or a header, unless something shows it."""
    for picture in Picture.objects.filter(pk=pk):
        if not any(uses_of(picture)):
            picture.delete()
