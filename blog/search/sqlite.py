"""SQLite's FTS5, which gets stems with spaces between: its own tokenizer only splits them."""

from collections.abc import Iterable
from itertools import islice, product

from django.db import connection
from django.db.models import BooleanField, FloatField, Func, Q, Value

from blog.search.document import Document
from blog.search.index_query import Clause, IndexQuery

MAX_WORDS = 48
"""Words of a query in all spellings that are tried: the first is what was typed."""

INSERT = """
    INSERT OR REPLACE INTO blog_search (rowid, title, labels, author, body, text)
    VALUES (%s, %s, %s, %s, %s, %s)
"""
MATCHES = "blog_search MATCH %(expressions)s"
IS_MATCH = f"blog_search.rowid IN (SELECT rowid FROM blog_search WHERE {MATCHES})"  # noqa: S608
SCORE = """
    4e6 * (bm25(blog_search, 1, 0, 0, 0) < 0) + 2e6 * (bm25(blog_search, 0, 1, 0, 0) < 0)
    + 1e6 * (bm25(blog_search, 0, 0, 1, 0) < 0) - bm25(blog_search, 1e3, 1, 1, 1)
"""
"""Where a word stands (title, labels, author) comes before what bm25 makes of how rare it is."""


def write(documents: Iterable[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [_row(document) for document in documents])


def matches(query: IndexQuery, *, in_head: bool = False) -> Q:
    written = _fts5_query(query)
    if in_head:
        in_all = "" if query == query.terms else f" AND ({written})"
        written = f"{{title labels}} : ({_fts5_query(query.terms)}){in_all}"
    return Q(Func(Value(written), template=MATCHES, output_field=BooleanField()))


def newest_first(_query: IndexQuery) -> tuple[str]:
    """Return the order of numbers: FTS5 has its rows in that order, either way."""
    return ("-search_entry",)


def is_match(query: IndexQuery) -> Func:
    return Func(Value(_fts5_query(query)), template=IS_MATCH, output_field=BooleanField())


def score(_query: IndexQuery) -> Func:
    return Func(template=SCORE, output_field=FloatField())


def _row(document: Document) -> list[int | str]:
    words = (document.title, document.labels, document.author, document.body)
    return [document.pk, *map(" ".join, words), document.text]


def _fts5_query(query: IndexQuery) -> str:
    """Return a query in FTS5's language; all that was typed stands in it as strings."""
    words = sum(len(clause.phrase) for clause in (*query.all_of, *query.none_of))
    ways = max(1, MAX_WORDS // max(1, words))
    required = " AND ".join(_any(clause, ways) for clause in query.all_of)
    excluded = " OR ".join(_any(clause, ways) for clause in query.none_of)
    return f"({required}) NOT ({excluded})" if excluded else required


def _any(clause: Clause, ways: int) -> str:
    phrases = map(" ".join, islice(product(*clause.phrase), ways)) if clause.phrase else ()
    strings = (f'"{string}"' for string in (*phrases, *clause.marks))
    return f"({' OR '.join(strings)})"
