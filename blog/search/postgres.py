"""PostgreSQL's tsvector, written by us: none of its own parsers and dictionaries has a say.

A tsvector keeps 255 places of a word, so a phrase with a very common word is only found in the
first pages of a very long post.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Q, Value
from django.db.models.expressions import OrderBy

from blog.search.document import Document
from blog.search.index_query import Clause, IndexQuery

LAST_PLACE = 16_383
GAP = 10
"""Places between the title and the text, lest a phrase reach over."""

INSERT = """
    INSERT INTO blog_search (rowid, head, words, text)
    VALUES (%s, %s::tsvector, %s::tsvector, %s)
    ON CONFLICT (rowid) DO UPDATE
    SET head = excluded.head, words = excluded.words, text = excluded.text
"""
MATCHES = "blog_search.%(column)s @@ %(expressions)s::tsquery"
SCORE = "ts_rank('{1e-6, 1e-4, 1e-2, 1}', blog_search.words, %(expressions)s::tsquery)"
"""The weights are those of D, the text, of C, the author, of B, the labels, and of A, the title."""


def write(documents: Iterable[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [_row(document) for document in documents])


def matches(query: IndexQuery, *, in_head: bool = False) -> Q:
    matching = Q(is_match(query))
    return matching & Q(_holds("head", query.terms)) if in_head else matching


def newest_first(query: IndexQuery) -> tuple[str | OrderBy, ...]:
    """Return the order of dates, which an index has; for phrases, one that none has.

    The planner takes a phrase for as common as its words, and would look for it in post after post
    instead of in the index of words.
    """
    if any(len(clause.phrase) > 1 for clause in query.all_of):
        return ((F("search_entry") + 0).desc(),)
    return ("-published_at", "-pk")


def is_match(query: IndexQuery) -> Func:
    return _holds("words", query)


def score(query: IndexQuery) -> Func:
    """Return a rank by each word alone: how near they are to each other would outweigh where."""
    any_of = " | ".join(_any(clause) for clause in query.all_of)
    return Func(Value(any_of), template=SCORE, output_field=FloatField())


def _holds(column: str, query: IndexQuery) -> Func:
    return Func(
        Value(_tsquery(query)), template=MATCHES, column=column, output_field=BooleanField()
    )


def _row(document: Document) -> list[int | str]:
    title = [(word, f"{place}A") for place, word in enumerate(document.title, start=1)]
    labels = [(mark, "1B") for mark in document.labels]
    author = [(mark, "1C") for mark in document.author]
    places = enumerate(document.body, start=len(title) + GAP)
    body = [(word, f"{min(place, LAST_PLACE)}") for place, word in places]
    head = title + labels
    return [document.pk, _vector(head), _vector(head + author + body), document.text]


def _vector(words: Iterable[tuple[str, str]]) -> str:
    """Return words with their places and weights, as in `'faro':1A,23 '#5':1B`."""
    places: dict[str, list[str]] = defaultdict(list)
    for word, place in words:
        places[word].append(place)
    return " ".join(f"{_quoted(word)}:{','.join(where)}" for word, where in places.items())


def _tsquery(query: IndexQuery) -> str:
    """Return a query in the language of `tsquery`; all that was typed stands in it as lexemes."""
    required = [_any(clause) for clause in query.all_of]
    excluded = [f"!{_any(clause)}" for clause in query.none_of]
    return " & ".join(required + excluded)


def _any(clause: Clause) -> str:
    phrase = " <-> ".join(map(_one_of, clause.phrase))
    marks = _one_of(clause.marks) if clause.marks else ""
    return f"({' | '.join(part for part in (phrase, marks) if part)})"


def _one_of(words: Iterable[str]) -> str:
    return f"({' | '.join(map(_quoted, words))})"


def _quoted(word: str) -> str:
    """Return a lexeme in quotes: it holds letters, digits and our marks alone."""
    return f"'{word}'"
