"""Slugs as Blogger makes them: ASCII, cut between words at about 40 characters."""

from collections.abc import Callable
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

MAX_LENGTH = 40
FALLBACK = "blog-post"


def slug_of(text: str, *, fallback: str = FALLBACK) -> str:
    """Return a title as at most 40 characters of a-z, 0-9 and hyphens, cut between words."""
    slug = slugify(text.replace("_", "-"))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug or fallback


def free_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return the slug, with the first free number if it is taken, such as `hola-2`."""
    if not is_taken(wanted):
        return wanted
    return next(slug for n in count(2) if not is_taken(slug := f"{wanted}-{n}"))


def own_slug(row: Model, text: str, *, fallback: str = FALLBACK) -> str:
    """Return a slug for a row, made of a text, that no other row of its table has."""
    others = type(row)._default_manager.exclude(pk=row.pk)
    return free_slug(
        slug_of(text, fallback=fallback), lambda slug: others.filter(slug=slug).exists()
    )
