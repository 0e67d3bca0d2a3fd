"""Rows for tests: each factory takes what matters to the test and makes up the rest."""

from functools import lru_cache
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from blog.models import Label, Page, Picture, Post
from comments.models import Comment
from images.decoding import read_picture
from tests.picture_files import picture_file

numbers = count(1)


def make_user(username="", **fields):
    username = username or f"person-{next(numbers)}"
    return User.objects.create_user(username, f"{username}@example.org", **fields)


def make_post(**fields):
    """Make a live post, unless told otherwise, of a new author, unless told whose."""
    if "author" not in fields:
        fields["author"] = make_user()
    return Post.objects.create(
        **{
            "title": f"Entrada {next(numbers)}",
            "body": "Hola.",
            "published_at": timezone.now(),
            **fields,
        }
    )


def make_page(**fields):
    return Page.objects.create(
        **{
            "title": f"Página {next(numbers)}",
            "body": "Hola.",
            "published_at": timezone.now(),
            **fields,
        }
    )


def make_picture(file=None, **fields):
    """Make one as an upload does: as it was sent, with its other widths and formats to come."""
    file = file or picture_file()
    name, content = as_kept(file.name, file.read())
    return Picture.objects.create(file=ContentFile(content, name=name), **fields)


@lru_cache
def as_kept(name, content):
    """Return the name and the content of an uploaded picture; equal ones are decoded once."""
    kept = read_picture(ContentFile(content, name=name))
    return kept.name, kept.read()


def make_label(**fields):
    return Label.objects.create(**{"name": f"Etiqueta {next(numbers)}", **fields})


def make_comment(**fields):
    """Make a published comment, unless told otherwise, of a stranger, unless told whose."""
    if "post" not in fields:
        fields["post"] = fields["parent"].post if fields.get("parent") else make_post()
    author = fields.get("author")
    return Comment.objects.create(
        **{"name": str(author or "Lucía"), "text": f"Comentario {next(numbers)}", **fields}
    )
