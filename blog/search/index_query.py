"""What the index is asked for, in neither database's language yet."""

from typing import NamedTuple

Phrase = tuple[tuple[str, ...], ...]
"""Places in their order, each with the spellings of its stem: the typed one first."""


class Clause(NamedTuple):
    """A condition: a phrase, mostly of one word, or any of some marks."""

    phrase: Phrase
    marks: tuple[str, ...]


class IndexQuery(NamedTuple):
    all_of: tuple[Clause, ...]
    none_of: tuple[Clause, ...]

    @property
    def terms(self) -> "IndexQuery":
        """The words and phrases alone."""
        return IndexQuery(tuple(clause for clause in self.all_of if clause.phrase), ())

    @property
    def is_possible(self) -> bool:
        """Whether anything could match: a clause may be left without any word or mark."""
        return all(clause.phrase or clause.marks for clause in self.all_of)
