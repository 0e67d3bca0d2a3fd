"""The search engine of the database in use."""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection
from django.db.models import Func, Q
from django.db.models.expressions import OrderBy

from blog.search import postgres, sqlite
from blog.search.document import Document
from blog.search.index_query import IndexQuery

Order = tuple[str | OrderBy, ...]


class Engine(Protocol):
    """What each engine does. Conditions and scores are for posts joined to their `search_entry`."""

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents into the index, in place of those of the same posts."""

    def matches(self, query: IndexQuery, *, in_head: bool = False) -> Q:
        """Return the condition that a post matches; `in_head`, by words in title or labels."""

    def newest_first(self, query: IndexQuery) -> Order:
        """Return the order in which the newest matches are found without looking at all of them."""

    def is_match(self, query: IndexQuery) -> Func:
        """Return the condition as a value, to tell apart posts that another one has matched."""

    def score(self, query: IndexQuery) -> Func:
        """Return the number to rank by: title over label over author over text."""


def engine() -> Engine:
    return {"sqlite": sqlite, "postgresql": postgres}[connection.vendor]
