"""The names of labels as people type them."""

from collections.abc import Iterable

from blog.models import Label

MAX_LABELS = 20
"""Of one post."""


def split(typed: str) -> list[str]:
    return [name for part in typed.split(",") if (name := " ".join(part.split()))]


def find_labels(names: Iterable[str]) -> list[Label]:
    """Return the labels that have these names, whatever their case.

    They are compared in Python: SQLite knows the upper and lower case of plain letters only.
    """
    folded = {name.casefold() for name in names}
    return [label for label in Label.objects.all() if label.name.casefold() in folded]


def make_labels(names: Iterable[str]) -> list[Label]:
    """Return the labels of these names, new ones where there is none yet."""
    found = find_labels(names := list(names))
    known = {label.name.casefold() for label in found}
    missing = [name for name in names if name.casefold() not in known]
    return found + [Label.objects.get_or_create(name=name)[0] for name in missing]
