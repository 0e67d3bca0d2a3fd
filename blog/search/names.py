"""Labels and authors by the words of their names, and queries with these looked up."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from blog.models import Label, Post
from blog.search.document import EVERY, author_mark, label_mark
from blog.search.index_query import Clause, IndexQuery, Phrase
from blog.search.query import QUOTES, Field, Piece, Query
from blog.search.words import STOP_WORDS, clean, spellings, stems_of
from web.page_tags import note
from web.tagged_cache import cached

MAX_MARKS = 60
"""Labels or authors that one word stands for."""

MAX_LOOSE = 3
"""Words of a phrase in which even a stop word may stand for another: «una de gato»."""

Row = tuple[int, str]


class Name(NamedTuple):
    text: str
    stems: tuple[str, ...]
    mark: str


class Directory(NamedTuple):
    """Names by each of their stems, and by their whole text, normalised."""

    by_stem: dict[str, list[Name]]
    by_text: dict[str, list[Name]]


class Names:
    """The names of the live posts' labels and authors, read once a search, when it needs them.

    To a search, others do not exist.
    """

    @cached_property
    def labels(self) -> Directory:
        return cached("names of labels", _labels)

    @cached_property
    def authors(self) -> Directory:
        return cached("names of authors", _authors)

    def index_query(self, query: Query, *, exactly: bool = False) -> IndexQuery | None:
        """Return what a query asks of the index, `exactly` as typed; None if all posts match."""
        all_of = [self._clause(piece, exactly=exactly) for piece in query.terms]
        none_of = [self._clause(piece, exactly=False) for piece in query.excluded]
        for piece in query.name_operators:
            (none_of if piece.is_excluded else all_of).append(Clause((), self.marks_of(piece)))
        none_of = [clause for clause in none_of if clause.phrase or clause.marks]
        if not all_of and not none_of:
            return None
        return IndexQuery(tuple(all_of or [Clause((), (EVERY,))]), tuple(none_of))

    def marks_of(self, piece: Piece) -> tuple[str, ...]:
        """Return the marks of a label or author operator: of that name, else of similar ones."""
        names = self.labels if piece.field == Field.LABEL else self.authors
        same = names.by_text.get(_normalised(piece.value), [])
        similar = _containing(names, phrase_of(piece, exactly=False))
        equal = [name for name in similar if len(name.stems) == len(piece.stems)]
        return _marks(same or equal or similar)

    def _clause(self, piece: Piece, *, exactly: bool) -> Clause:
        phrase = phrase_of(piece, exactly=exactly)
        return Clause(
            phrase, _marks([*_containing(self.labels, phrase), *_containing(self.authors, phrase)])
        )


def phrase_of(piece: Piece, *, exactly: bool) -> Phrase:
    """Return the spellings in which a phrase is searched; a long one has stop words as typed."""
    plain = STOP_WORDS if len(piece.stems) > MAX_LOOSE else ()
    return tuple(
        (word,) if exactly or word in plain else tuple(spellings(word)) for word in piece.stems
    )


def _labels() -> Directory:
    note("labels")
    return _directory(tuple(Label.objects.in_use().values_list("pk", "name")), label_mark)


def _authors() -> Directory:
    note("authors")
    writers = Post.objects.published().writers()
    return _directory(tuple(writers.values_list("pk", "name")), author_mark)


@lru_cache(4)
def _directory(rows: tuple[Row, ...], mark: Callable[[int], str]) -> Directory:
    """Return names by their words, worked out only when one of them has changed."""
    directory = Directory(defaultdict(list), defaultdict(list))
    for pk, text in rows:
        name = Name(text, tuple(stems_of(clean(text))), mark(pk))
        directory.by_text[_normalised(text)].append(name)
        for word in dict.fromkeys(name.stems):
            directory.by_stem[word].append(name)
    return directory


def _normalised(text: str) -> str:
    return " ".join(text.translate(QUOTES).replace('"', " ").casefold().split())


def _containing(names: Directory, phrase: Phrase) -> list[Name]:
    """Return the names that contain the words of a phrase, one after the other."""
    begun = (name for way in phrase[:1] for word in way for name in names.by_stem.get(word, ()))
    return [name for name in begun if _contains(name.stems, phrase)]


def _marks(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(name.mark for name in names)[:MAX_MARKS]


def _contains(stems: tuple[str, ...], phrase: Phrase) -> bool:
    return any(
        all(word in ways for word, ways in zip(stems[start:], phrase, strict=False))
        for start in range(len(stems) - len(phrase) + 1)
    )
