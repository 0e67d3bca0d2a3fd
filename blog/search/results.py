"""The results of a search: the posts found, ranked, and what helps to narrow or to widen it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from blog.models import SearchEntry
from blog.pages.cards import Card, cards
from blog.search.index_query import Phrase
from blog.search.names import phrase_of
from blog.search.passages import Segment, marked, passage
from blog.search.query import Query
from blog.search.words import clean
from blog.sql import labels_by_use, listed_posts

MAX_LABELS = 10


@dataclass(frozen=True)
class Result:
    """A post as a search shows it: its title and a passage, each in segments."""

    card: Card
    title: list[Segment]
    passage: list[Segment]


@dataclass(frozen=True)
class Filter:
    """An operator in force, as it is typed, and the query without it."""

    text: str
    without: Query


@dataclass(frozen=True)
class Facet:
    """A narrower search: what it adds, how many posts it leaves, and its query."""

    name: str
    count: int
    query: Query


@dataclass(frozen=True)
class Results:
    """The posts found, by number, the best first, each with the day of its publication.

    There may be more of them: then these are the newest, and those with the words in their title
    or labels.
    """

    typed: str
    query: Query
    days: dict[int, date] = field(default_factory=dict)
    is_more: bool = False
    unknown: tuple[str, ...] = ()
    """The labels and authors asked for that do not exist."""

    suggestions: tuple[Query, ...] = ()

    @property
    def filters(self) -> list[Filter]:
        """The operators in force, each with the query without it; all dates are one."""
        named = [(piece,) for piece in self.query.name_operators]
        return [
            Filter(str(self.query.only(*pieces)), self.query.without(*pieces))
            for pieces in (*named, self.query.date_operators)
            if pieces
        ]

    @property
    def pks(self) -> list[int]:
        return list(self.days)

    @property
    def count(self) -> int:
        return len(self.days)

    @cached_property
    def phrases(self) -> list[Phrase]:
        return [phrase_of(piece, exactly=False) for piece in self.query.terms]

    def show(self, pks: Sequence[int]) -> list[Result]:
        """Return posts by their numbers as they are shown, in this order: three queries."""
        texts = dict(SearchEntry.objects.texts(pks))
        posts = cards(listed_posts(pks))
        return [self._result(card, texts.get(pk, "")) for pk, card in posts.items()]

    @cached_property
    def years(self) -> list[Facet]:
        """The years of the posts, the newest first; none if all are of one year."""
        counts = Counter(day.year for day in self.days.values())
        years = sorted(counts, reverse=True) if len(counts) > 1 else []
        return [Facet(str(year), counts[year], self.query.in_year(year)) for year in years]

    @cached_property
    def labels(self) -> list[Facet]:
        """The labels that most of the posts have, but for those that all have: one query."""
        most = labels_by_use(self.pks, limit=MAX_LABELS + 1)
        narrower = [label for label in most if label.posts < self.count]
        return [
            Facet(label.name, label.posts, self.query.with_label(label.name))
            for label in narrower[:MAX_LABELS]
        ]

    def _result(self, card: Card, text: str) -> Result:
        return Result(card, marked(clean(card.title), self.phrases), passage(text, self.phrases))
