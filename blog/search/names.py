"""Labels and authors by the words of their names, and with them what a query wants of the index."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from blog.models import Label, Post
from blog.search.document import EVERY, author_mark, label_mark
from blog.search.query import QUOTES, Field, Piece, Query
from blog.search.wanted import Clause, Phrase, Wanted
from blog.search.words import STOP_WORDS, clean, spellings, stems_of
from web.edition_cache import cached_for_edition

MAX_MARKS = 60
"""Labels or authors that one word stands for."""

MAX_LOOSE = 3
"""Words of a phrase up to which even a stop word may stand for another: «una de gato»."""

Row = tuple[int, str]


class Name(NamedTuple):
    text: str
    stems: tuple[str, ...]
    mark: str


class Directory(NamedTuple):
    """Names, by each of their stems and, small, as a whole."""

    by_stem: dict[str, list[Name]]
    by_text: dict[str, list[Name]]


class Names:
    """The names of the live posts' labels and authors, read once a search and if it needs them.

    To a search, others are as unknown as those that there never were.
    """

    @cached_property
    def labels(self) -> Directory:
        return cached_for_edition("names of labels", _labels)

    @cached_property
    def authors(self) -> Directory:
        return cached_for_edition("names of authors", _authors)

    def wanted(self, query: Query, *, exactly: bool = False) -> Wanted | None:
        """Return what a query wants, exactly as typed or at all; None if any post will do."""
        all_of = [self._clause(piece, exactly=exactly) for piece in query.terms]
        none_of = [self._clause(piece, exactly=False) for piece in query.unwanted]
        for piece in query.named:
            (none_of if piece.is_unwanted else all_of).append(Clause((), self.named(piece)))
        none_of = [clause for clause in none_of if clause.phrase or clause.marks]
        if not all_of and not none_of:
            return None
        return Wanted(tuple(all_of or [Clause((), (EVERY,))]), tuple(none_of))

    def named(self, piece: Piece) -> tuple[str, ...]:
        """Return the marks that a label or author operator means: of that name, else akin to it."""
        names = self.labels if piece.field == Field.LABEL else self.authors
        same = names.by_text.get(_small(piece.value), [])
        akin = _having(names, phrase_of(piece, exactly=False))
        equal = [name for name in akin if len(name.stems) == len(piece.stems)]
        return _marks(same or equal or akin)

    def _clause(self, piece: Piece, *, exactly: bool) -> Clause:
        phrase = phrase_of(piece, exactly=exactly)
        return Clause(
            phrase, _marks([*_having(self.labels, phrase), *_having(self.authors, phrase)])
        )


def phrase_of(piece: Piece, *, exactly: bool) -> Phrase:
    """Return which spellings a phrase is sought in; in a long one, stop words stand as typed."""
    plain = STOP_WORDS if len(piece.stems) > MAX_LOOSE else ()
    return tuple(
        (word,) if exactly or word in plain else tuple(spellings(word)) for word in piece.stems
    )


def _labels() -> Directory:
    return _directory(tuple(Label.objects.in_use().values_list("pk", "name")), label_mark)


def _authors() -> Directory:
    writers = Post.objects.published().writers()
    return _directory(tuple(writers.values_list("pk", "name")), author_mark)


@lru_cache(4)
def _directory(rows: tuple[Row, ...], mark: Callable[[int], str]) -> Directory:
    """Look through names anew only when one of them has changed."""
    directory = Directory(defaultdict(list), defaultdict(list))
    for pk, text in rows:
        name = Name(text, tuple(stems_of(clean(text))), mark(pk))
        directory.by_text[_small(text)].append(name)
        for word in dict.fromkeys(name.stems):
            directory.by_stem[word].append(name)
    return directory


def _small(text: str) -> str:
    return " ".join(text.translate(QUOTES).replace('"', " ").casefold().split())


def _having(names: Directory, phrase: Phrase) -> list[Name]:
    """Return the names that the words of a phrase stand in, one after the other."""
    begun = (name for way in phrase[:1] for word in way for name in names.by_stem.get(word, ()))
    return [name for name in begun if _holds(name.stems, phrase)]


def _marks(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(name.mark for name in names)[:MAX_MARKS]


def _holds(stems: tuple[str, ...], phrase: Phrase) -> bool:
    return any(
        all(word in ways for word, ways in zip(stems[start:], phrase, strict=False))
        for start in range(len(stems) - len(phrase) + 1)
    )
