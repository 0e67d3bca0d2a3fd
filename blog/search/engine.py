"""Which of the two databases' ways is ours."""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection
from django.db.models import Func, Q
from django.db.models.expressions import OrderBy

from blog.search import postgres, sqlite
from blog.search.document import Document
from blog.search.wanted import Wanted

Order = tuple[str | OrderBy, ...]


class Engine(Protocol):
    """What either way knows. Conditions and scores go with posts joined to their `search_entry`."""

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents into the index, in the place of those of the same posts."""

    def matches(self, wanted: Wanted, *, in_head: bool = False) -> Q:
        """Return the condition that a post is wanted; `in_head`, by its title and labels alone."""

    def newest_first(self, wanted: Wanted) -> Order:
        """Return the order in which the newest matches are found without all being looked at."""

    def is_among(self, wanted: Wanted) -> Func:
        """Return the same condition to tell posts apart by it, whatever else has matched them."""

    def score(self, wanted: Wanted) -> Func:
        """Return the number to rank by: title over label over author over text."""


def engine() -> Engine:
    return {"sqlite": sqlite, "postgresql": postgres}[connection.vendor]
