"""SQLite's FTS5, given stems with spaces between: its own tokenizer only parts them again."""

from collections.abc import Iterable
from itertools import islice, product

from django.db import connection
from django.db.models import BooleanField, FloatField, Func, Q, Value

from blog.search.document import Document
from blog.search.wanted import Clause, Wanted

MAX_WORDS = 48
"""Words of a query in all, in those spellings that are tried: the first is what was typed."""

INSERT = """
    INSERT OR REPLACE INTO blog_search (rowid, title, labels, author, body, text)
    VALUES (%s, %s, %s, %s, %s, %s)
"""
MATCHES = "blog_search MATCH %(expressions)s"
IS_AMONG = f"blog_search.rowid IN (SELECT rowid FROM blog_search WHERE {MATCHES})"  # noqa: S608
SCORE = """
    4e6 * (bm25(blog_search, 1, 0, 0, 0) < 0) + 2e6 * (bm25(blog_search, 0, 1, 0, 0) < 0)
    + 1e6 * (bm25(blog_search, 0, 0, 1, 0) < 0) - bm25(blog_search, 1e3, 1, 1, 1)
"""
"""Where a word stands (title, labels, author) comes before what bm25 makes of how rare it is."""


def write(documents: Iterable[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [_row(document) for document in documents])


def matches(wanted: Wanted, *, in_head: bool = False) -> Q:
    query = _query(wanted)
    if in_head:
        in_all = "" if wanted == wanted.terms else f" AND ({query})"
        query = f"{{title labels}} : ({_query(wanted.terms)}){in_all}"
    return Q(Func(Value(query), template=MATCHES, output_field=BooleanField()))


def newest_first(_wanted: Wanted) -> tuple[str]:
    """Go by number: FTS5 gives its rows in that order, either way."""
    return ("-search_entry",)


def is_among(wanted: Wanted) -> Func:
    return Func(Value(_query(wanted)), template=IS_AMONG, output_field=BooleanField())


def score(_wanted: Wanted) -> Func:
    return Func(template=SCORE, output_field=FloatField())


def _row(document: Document) -> list[int | str]:
    words = (document.title, document.labels, document.author, document.body)
    return [document.pk, *map(" ".join, words), document.text]


def _query(wanted: Wanted) -> str:
    """Write an FTS5 query; all that was typed stands in it as strings."""
    words = sum(len(clause.phrase) for clause in (*wanted.all_of, *wanted.none_of))
    ways = max(1, MAX_WORDS // max(1, words))
    sought = " AND ".join(_any(clause, ways) for clause in wanted.all_of)
    unwanted = " OR ".join(_any(clause, ways) for clause in wanted.none_of)
    return f"({sought}) NOT ({unwanted})" if unwanted else sought


def _any(clause: Clause, ways: int) -> str:
    phrases = map(" ".join, islice(product(*clause.phrase), ways)) if clause.phrase else ()
    strings = (f'"{string}"' for string in (*phrases, *clause.marks))
    return f"({' OR '.join(strings)})"
