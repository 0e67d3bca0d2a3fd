"""The HTML of texts, with the pictures that they show as these are now."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.safestring import SafeString
from django_tasks import task

from accounts.models import User
from blog import markup
from blog.models import Page, Picture, Post

Row = TypeVar("Row", bound=Model)

FIELDS: dict[type[Model], str] = {Post: "body", Page: "body", User: "biography"}


def with_names(model: type[Row], names: Iterable[str]) -> QuerySet[Row]:
    """Keep the rows whose text has one of these names, of which there is one at least, in it."""
    asked = (Q(**{f"{FIELDS[model]}__contains": name}) for name in names)
    return model._default_manager.filter(reduce(or_, asked))


def is_named(names: Iterable[str]) -> bool:
    """Return whether a text has one of these names in it."""
    return any(with_names(model, names).exists() for model in FIELDS)


def render(text: str) -> SafeString:
    """Return the HTML of a text that is no row's yet, or of a biography."""
    return markup.render(text, pictures=Picture.objects.named_in(text))


@task()
def rerender(*names: str) -> None:
    """Make anew, and change nothing else, the HTML of what shows a picture, by its names."""
    for model in (Post, Page):
        for pk in with_names(model, names).values_list("pk", flat=True):
            for text in model.objects.filter(pk=pk):
                text.rerender()
    for person in with_names(User, names):
        User.objects.filter(pk=person.pk, biography=person.biography).update(
            biography_html=render(person.biography)
        )
