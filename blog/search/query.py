"""What somebody typed to search for, parsed. Nothing that can be typed is an error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import accumulate

from django.utils.translation import pgettext

from blog.pages.period import Period
from blog.search.words import clean, is_stop_word, stems_of

MAX_LENGTH = 200
"""Characters that are read of a query."""

MAX_WORDS = 16
"""Words that count, in all; stop words that stand alone are not among them."""

MAX_PHRASE_WORDS = 8
"""Words of a phrase that count: hardly any two texts share as many."""

MAX_OMITTED = 4
"""Words that are left out, one at a time, where nothing is found."""


class Field(Enum):
    LABEL = "label"
    AUTHOR = "author"
    SINCE = "from"
    UNTIL = "to"


FIELDS = {
    "etiqueta": Field.LABEL,
    "label": Field.LABEL,
    "autor": Field.AUTHOR,
    "autora": Field.AUTHOR,
    "author": Field.AUTHOR,
    "desde": Field.SINCE,
    "from": Field.SINCE,
    "hasta": Field.UNTIL,
    "to": Field.UNTIL,
}
DATES = {Field.SINCE, Field.UNTIL}
PIECE = re.compile(
    rf"(?P<minus>-?)(?:(?P<field>(?ai:{'|'.join(FIELDS)})):\s*)?"
    r'(?:"(?P<quoted>[^"]+)"|(?P<bare>\S+))'
)
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
DATE = re.compile(r"([1-9]\d{3})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?", re.ASCII)
SPANISH_DATE = re.compile(r"(?:(\d\d?)[-/])?(\d\d?)[-/]([1-9]\d{3})", re.ASCII)


@dataclass(frozen=True)
class Piece:
    """A word, a phrase or an operator, as it was typed and as it is understood."""

    source: str
    value: str
    field: Field | None = None
    is_excluded: bool = False
    is_quoted: bool = False

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(self._all_stems[:MAX_PHRASE_WORDS])

    @property
    def is_cut(self) -> bool:
        return len(self._all_stems) > MAX_PHRASE_WORDS

    @property
    def meaning(self) -> tuple[object, ...]:
        """Equal for two pieces that ask the same."""
        what = self.value if self.field else self.stems
        return self.field, self.is_excluded, self.is_stop_word, what

    @cached_property
    def period(self) -> Period | None:
        """The year, month or day of a date operator; None if it is no date."""
        return _period(self.value)

    @property
    def is_stop_word(self) -> bool:
        return not self.is_quoted and is_stop_word(self.value)

    @property
    def is_common(self) -> bool:
        """Whether all its words are stop words, quoted or not."""
        return all(map(is_stop_word, self.stems))

    @cached_property
    def _all_stems(self) -> list[str]:
        return stems_of(self.value)


@dataclass(frozen=True)
class Query:
    pieces: tuple[Piece, ...]
    is_cut: bool = False

    @classmethod
    def parse(cls, typed: str) -> "Query":
        text = clean(typed).strip().translate(QUOTES)
        pieces = _unique(map(_piece, PIECE.finditer(text[:MAX_LENGTH])))
        words = accumulate(0 if p.is_stop_word else len(p.stems) or 1 for p in pieces)
        kept = tuple(piece for piece, n in zip(pieces, words, strict=True) if n <= MAX_WORDS)
        is_cut = len(text) > MAX_LENGTH or len(kept) < len(pieces) or any(p.is_cut for p in kept)
        return cls(kept, is_cut)

    def __str__(self) -> str:
        return " ".join(piece.source for piece in self.pieces)

    @property
    def terms(self) -> tuple[Piece, ...]:
        """The words and phrases to find; stop words count where there is nothing else."""
        free = tuple(p for p in self.pieces if not p.field and not p.is_excluded)
        return tuple(piece for piece in free if not piece.is_stop_word) or free

    @property
    def excluded(self) -> tuple[Piece, ...]:
        return tuple(p for p in self.pieces if not p.field and p.is_excluded)

    @property
    def operators(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.field)

    @property
    def name_operators(self) -> tuple[Piece, ...]:
        """Those of labels and authors, excluded or not."""
        return self._of(Field.LABEL, Field.AUTHOR)

    @property
    def date_operators(self) -> tuple[Piece, ...]:
        """Those of dates, as far as they make sense."""
        return tuple(piece for piece in self._of(*DATES) if piece.period and not piece.is_excluded)

    @property
    def invalid_operators(self) -> tuple[Piece, ...]:
        """Those of dates that make no sense, and are left out."""
        return tuple(piece for piece in self._of(*DATES) if piece not in self.date_operators)

    @property
    def since(self) -> date | None:
        """The first day that counts."""
        periods = [piece.period for piece in self.date_operators if piece.field == Field.SINCE]
        return max((period.first for period in periods if period), default=None)

    @property
    def until(self) -> date | None:
        """The first day that does not count any more."""
        periods = [piece.period for piece in self.date_operators if piece.field == Field.UNTIL]
        return min((period.end for period in periods if period), default=None)

    @property
    def is_meaningful(self) -> bool:
        """Whether anything in it makes sense."""
        return len(self.pieces) > len(self.invalid_operators)

    @property
    def is_common(self) -> bool:
        """Whether all terms are stop words, which too many texts hold to be of use."""
        return bool(self.terms) and all(term.is_common for term in self.terms)

    @property
    def wider(self) -> "list[Query]":
        """Queries that ask less: without quotes, without operators and exclusions, a word fewer."""
        loose = Query.parse(" ".join(p.value if p in self.terms else p.source for p in self.pieces))
        bare = [query.without(*query.operators, *query.excluded) for query in (self, loose)]
        wider = dict.fromkeys([loose, *bare, *self._fewer])
        return [
            query
            for query in wider
            if query.is_meaningful and query != self and not query.is_common
        ]

    @property
    def _fewer(self) -> "list[Query]":
        """Queries without one of the terms; none of several phrases, which cost too much to try."""
        phrases = [term for term in self.terms if len(term.stems) > 1]
        if len(self.terms) == 1 or len(phrases) > 1:
            return []
        return [self.without(term) for term in self.terms[:MAX_OMITTED]]

    def only(self, *kept: Piece) -> "Query":
        return Query(tuple(piece for piece in self.pieces if piece in kept))

    def without(self, *left_out: Piece) -> "Query":
        return Query(tuple(piece for piece in self.pieces if piece not in left_out))

    def with_label(self, name: str) -> "Query":
        return Query((*self.pieces, _operator(Field.LABEL, name)))

    def in_year(self, year: int) -> "Query":
        others = (piece for piece in self.pieces if piece.field not in DATES)
        return Query(
            (*others, _operator(Field.SINCE, str(year)), _operator(Field.UNTIL, str(year)))
        )

    def _of(self, *fields: Field) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.field in fields)


def _piece(match: re.Match[str]) -> Piece:
    return Piece(
        source=match[0],
        value=match["quoted"] or match["bare"],
        field=FIELDS[match["field"].lower()] if match["field"] else None,
        is_excluded=bool(match["minus"]),
        is_quoted=bool(match["quoted"]),
    )


def _unique(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that mean anything, each once."""
    unique: dict[object, Piece] = {}
    for piece in pieces:
        if piece.field or piece.stems:
            unique.setdefault(piece.meaning, piece)
    return list(unique.values())


def _operator(field: Field, value: str) -> Piece:
    """Return an operator as a person would type it in the site's language."""
    names = {
        Field.LABEL: pgettext("search operator", "label"),
        Field.SINCE: pgettext("search operator", "from"),
        Field.UNTIL: pgettext("search operator", "to"),
    }
    plain = " ".join(value.translate(QUOTES).replace('"', " ").split())
    source = f'{names[field]}:"{plain}"' if " " in plain else f"{names[field]}:{plain}"
    return Piece(source=source, value=plain, field=field)


def _period(value: str) -> Period | None:
    if match := DATE.fullmatch(value):
        parts = match.groups()
    elif match := SPANISH_DATE.fullmatch(value):
        parts = match.groups()[::-1]
    else:
        return None
    try:
        return Period.of(*(int(part) for part in parts if part))
    except (ValueError, OverflowError):
        return None
