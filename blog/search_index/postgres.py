"""PostgreSQL's tsvector, written out by us: no parser or dictionary of its own has a say.

Of one word a tsvector keeps 255 places, so a phrase with a very common word is only found in the
first pages of a very long post.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, FloatField, Func, Value

from blog.search_index.document import Document
from blog.search_index.wanted import Clause, Wanted

LAST_PLACE = 16_383
GAP = 10
"""Places between the title and the text, lest a phrase reach over."""

INSERT = """
    INSERT INTO blog_search (rowid, words, text) VALUES (%s, %s::tsvector, %s)
    ON CONFLICT (rowid) DO UPDATE SET words = excluded.words, text = excluded.text
"""
MATCHES = "blog_search.words @@ %(expressions)s::tsquery"
SCORE = "ts_rank('{1e-6, 1e-4, 1e-2, 1}', blog_search.words, %(expressions)s::tsquery)"
"""The weights are those of D, the text, of C, the author, of B, the labels, and of A, the title."""


def write(documents: Iterable[Document]) -> None:
    rows = [(document.pk, _vector(document), document.text) for document in documents]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def matches(wanted: Wanted, *, in_head: bool = False) -> Func:
    query = Value(_query(wanted, weights="AB" if in_head else ""))
    return Func(query, template=MATCHES, output_field=BooleanField())


def is_among(wanted: Wanted) -> Func:
    return matches(wanted)


def score(wanted: Wanted) -> Func:
    """Rank by each word for itself: how near they stand to each other would outweigh where."""
    any_of = " | ".join(_any(clause) for clause in wanted.all_of)
    return Func(Value(any_of), template=SCORE, output_field=FloatField())


def _vector(document: Document) -> str:
    """Write the words with their places and weights, as in `'faro':1A,23 '#5':1B`."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(document.title, start=1):
        places[word].append(f"{place}A")
    for marks, weight in ((document.labels, "B"), (document.author, "C")):
        for mark in marks:
            places[mark].append(f"1{weight}")
    for place, word in enumerate(document.body, start=len(document.title) + GAP):
        places[word].append(str(min(place, LAST_PLACE)))
    return " ".join(f"{_quoted(word)}:{','.join(where)}" for word, where in places.items())


def _query(wanted: Wanted, *, weights: str = "") -> str:
    """Write a tsquery; all that was typed stands in it as quoted lexemes."""
    sought = [_any(clause, weights) for clause in wanted.all_of]
    unwanted = [f"!{_any(clause)}" for clause in wanted.none_of]
    return " & ".join(sought + unwanted)


def _any(clause: Clause, weights: str = "") -> str:
    phrase = " <-> ".join(_one_of(ways, weights) for ways in clause.phrase)
    marks = _one_of(clause.marks, weights) if clause.marks else ""
    return f"({' | '.join(part for part in (phrase, marks) if part)})"


def _one_of(words: Iterable[str], weights: str) -> str:
    lexemes = (f"{_quoted(word)}:{weights}" if weights else _quoted(word) for word in words)
    return f"({' | '.join(lexemes)})"


def _quoted(word: str) -> str:
    """Quote a lexeme: it holds letters, digits and our marks alone."""
    return f"'{word}'"
