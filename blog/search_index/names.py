"""Labels and authors by the words of their names, and with them what a query wants of the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from accounts.models import User
from blog.models import Label
from blog.search_index.document import EVERY, author_mark, label_mark
from blog.search_index.query import Field, Piece, Query
from blog.search_index.wanted import Clause, Phrase, Wanted
from blog.search_index.words import spellings, stems_of

MOST_MARKS = 60
"""Labels or authors that one word stands for."""


@dataclass(frozen=True)
class Name:
    text: str
    mark: str

    @property
    def stems(self) -> tuple[str, ...]:
        return _stems_of(self.text)


class Names:
    """The names of all labels and authors, read once a search and only if it needs them."""

    @cached_property
    def labels(self) -> list[Name]:
        return [Name(text, label_mark(pk)) for pk, text in Label.objects.values_list("pk", "name")]

    @cached_property
    def authors(self) -> list[Name]:
        return [Name(text, author_mark(pk)) for pk, text in User.objects.values_list("pk", "name")]

    def wanted(self, query: Query, *, exactly: bool = False) -> Wanted | None:
        """Say what a query wants, exactly as it was typed or at all; None if any post will do."""
        all_of = [self._clause(piece, exactly=exactly) for piece in query.terms]
        none_of = [self._clause(piece, exactly=False) for piece in query.unwanted]
        for piece in query.named:
            (none_of if piece.is_unwanted else all_of).append(Clause((), self.named(piece)))
        none_of = [clause for clause in none_of if clause.phrase or clause.marks]
        if not all_of and not none_of:
            return None
        return Wanted(tuple(all_of or [Clause((), (EVERY,))]), tuple(none_of))

    def named(self, piece: Piece) -> tuple[str, ...]:
        """Give the marks that a label or author operator means: of that name, else akin to it."""
        names = self.labels if piece.field == Field.LABEL else self.authors
        phrase = phrase_of(piece, exactly=False)
        same = [name for name in names if name.text.casefold() == piece.value.casefold()]
        equal = [name for name in names if piece.stems and name.stems == piece.stems]
        akin = [name for name in names if phrase and _has_all(name.stems, phrase)]
        return _marks(same or equal or akin)

    def _clause(self, piece: Piece, *, exactly: bool) -> Clause:
        phrase = phrase_of(piece, exactly=exactly)
        named = (name for name in (*self.labels, *self.authors) if _holds(name.stems, phrase))
        return Clause(phrase, _marks(named))


def phrase_of(piece: Piece, *, exactly: bool) -> Phrase:
    return tuple((word,) if exactly else tuple(spellings(word)) for word in piece.stems)


def _marks(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(name.mark for name in names)[:MOST_MARKS]


def _has_all(stems: tuple[str, ...], phrase: Phrase) -> bool:
    return all(any(way in stems for way in ways) for ways in phrase)


def _holds(stems: tuple[str, ...], phrase: Phrase) -> bool:
    """Tell whether the words of a phrase stand one after the other in a name."""
    return any(
        all(word in ways for word, ways in zip(stems[start:], phrase, strict=False))
        for start in range(len(stems) - len(phrase) + 1)
    )


@lru_cache(8_192)
def _stems_of(name: str) -> tuple[str, ...]:
    return tuple(stems_of(name))
