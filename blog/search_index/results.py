"""What a search gives: the posts found, ranked, and what helps to narrow or to widen it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, F

from blog.models import Post, SearchEntry
from blog.search_index.names import phrase_of
from blog.search_index.passages import Segment, marked, passage
from blog.search_index.query import Query
from blog.search_index.wanted import Phrase
from blog.search_index.words import clean

MOST_LABELS = 10
SHOWN = ("title", "path", "published_at", "author__name", "author__slug")


@dataclass(frozen=True)
class Found:
    """A post as a search shows it: its title and a passage, each in segments."""

    post: Post
    title: list[Segment]
    passage: list[Segment]


@dataclass(frozen=True)
class Filter:
    """An operator in force, as it is typed, and the query that does without it."""

    text: str
    without: Query


@dataclass(frozen=True)
class Narrowing:
    """A narrower search: what it adds, how many posts it leaves, and its query."""

    name: str
    count: int
    query: Query


@dataclass(frozen=True)
class Results:
    """The posts found, by number, the best first, each with the day of its publication.

    There may be more of them: then these are the newest, and those with what was sought in their
    title or labels.
    """

    typed: str
    query: Query
    days: dict[int, date] = field(default_factory=dict)
    is_more: bool = False
    unknown: tuple[str, ...] = ()
    """The labels and authors asked for that nobody knows."""

    suggestions: tuple[Query, ...] = ()

    @property
    def filters(self) -> list[Filter]:
        """The operators in force, each with the query that does without it; all dates are one."""
        named = [(piece,) for piece in self.query.named]
        return [
            Filter(str(self.query.only(*pieces)), self.query.without(*pieces))
            for pieces in (*named, self.query.dated)
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

    def show(self, pks: Sequence[int]) -> list[Found]:
        """Give the posts of these numbers as they are shown, in this order: three queries."""
        posts = Post.objects.published().select_related("author").prefetch_related("labels")
        rows = posts.only(*SHOWN).in_bulk(pks)
        texts = dict(SearchEntry.objects.texts(pks))
        return [self._found(rows[pk], texts.get(pk, "")) for pk in pks if pk in rows]

    @cached_property
    def years(self) -> list[Narrowing]:
        """The years that the posts are of, the newest first; none if it is one year alone."""
        counts = Counter(day.year for day in self.days.values())
        years = sorted(counts, reverse=True) if len(counts) > 1 else []
        return [Narrowing(str(year), counts[year], self.query.in_year(year)) for year in years]

    @cached_property
    def labels(self) -> list[Narrowing]:
        """The labels that most of the posts have, save those that all have: one query."""
        through = Post.labels.through.objects.filter(post__in=self.pks)
        counts = through.values_list("label__name").annotate(count=Count("pk"))
        most = counts.order_by(F("count").desc(), "label__name")[: MOST_LABELS + 1]
        narrower = [(name, count) for name, count in most if count < self.count]
        return [
            Narrowing(name, count, self.query.with_label(name))
            for name, count in narrower[:MOST_LABELS]
        ]

    def _found(self, post: Post, text: str) -> Found:
        return Found(post, marked(clean(post.title), self.phrases), passage(text, self.phrases))
