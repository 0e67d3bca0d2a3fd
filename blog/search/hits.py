"""The posts that match a query, the best first; bounded, however many there are."""

from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import BooleanField, FloatField, Max, Min, Q, Value
from django.utils import timezone

from blog.models import Post, PostQuerySet
from blog.models.post import NEWEST_FIRST
from blog.search.engine import engine
from blog.search.index_query import IndexQuery
from blog.search.names import Names
from blog.search.query import Query


class Hit(NamedTuple):
    """A post that matches; sorted in reverse, the best comes first."""

    is_exact: bool
    score: float
    published_at: datetime
    pk: int


def find(query: Query, names: Names, *, limit: int) -> tuple[list[Hit], bool]:
    """Return at most so many hits, the best first, and whether there are more.

    If there are, those ranked are the newest, and all with a word in title or labels.
    """
    posts, index_query = _in_period(query), names.index_query(query)
    if index_query is None:
        hits = _by_date(posts, limit)
    elif index_query.is_possible:
        posts = _within_numbers(posts) if query.date_operators else posts
        hits = _by_rank(posts, query, names, index_query, limit)
    else:
        hits = []
    return hits[:limit], len(hits) > limit


def has_hits(query: Query, names: Names) -> bool:
    """Return whether any post matches a query, without ranking one."""
    posts, index_query = _in_period(query), names.index_query(query)
    if index_query is None:
        return posts.exists()
    return index_query.is_possible and _matching(posts, engine().matches(index_query)).exists()


def matching_pks(posts: PostQuerySet, query: Query, names: Names, *, limit: int) -> list[int]:
    """Return the numbers of at most so many of some posts that match, the newest of them."""
    posts, index_query = _in_period(query, posts), names.index_query(query)
    if index_query:
        matches = engine().matches(index_query)
        posts = _matching(posts, matches) if index_query.is_possible else posts.none()
        posts = posts.order_by(*engine().newest_first(index_query))
    return list(posts.values_list("pk", flat=True)[:limit])


def _in_period(query: Query, posts: PostQuerySet | None = None) -> PostQuerySet:
    posts = Post.objects.published() if posts is None else posts
    if query.since:
        posts = posts.filter(published_at__gte=_midnight(query.since))
    if query.until:
        posts = posts.filter(published_at__lt=_midnight(query.until))
    return posts


def _within_numbers(posts: PostQuerySet) -> PostQuerySet:
    """Bound the numbers too: FTS5 knows nothing of dates, but skips the words of other posts."""
    ends = posts.aggregate(first=Min("pk"), last=Max("pk"))
    return posts.filter(search_entry__gte=ends["first"] or 0, search_entry__lte=ends["last"] or 0)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_date(posts: PostQuerySet, limit: int) -> list[Hit]:
    rows = posts.order_by(*NEWEST_FIRST).values_list("published_at", "pk")[: limit + 1]
    return [Hit(True, 0, published_at, pk) for published_at, pk in rows]  # noqa: FBT003


def _by_rank(
    posts: PostQuerySet, query: Query, names: Names, index_query: IndexQuery, limit: int
) -> list[Hit]:
    """Return exact matches first, then by where the words stand; for operators alone, by date."""
    exactly = names.index_query(query, exactly=True)
    rows = posts.annotate(
        is_exact=engine().is_match(exactly) if exactly and exactly != index_query else TRUE,
        score=engine().score(index_query) if query.terms else ZERO,
    ).order_by(*engine().newest_first(index_query))
    found = _newest(rows, engine().matches(index_query), limit)
    if len(found) > limit and query.terms:
        found += _newest(rows, engine().matches(index_query, in_head=True), limit)
    best = {hit.pk: hit for hit in sorted(found)}
    return sorted(best.values(), reverse=True)


TRUE = Value(True, BooleanField())  # noqa: FBT003
ZERO = Value(0.0, FloatField())


def _newest(rows: PostQuerySet, matches: Q, limit: int) -> list[Hit]:
    matching = _matching(rows, matches)
    values = matching.values_list("is_exact", "score", "published_at", "pk")
    return [Hit(bool(is_exact), *rest) for is_exact, *rest in values[: limit + 1]]


def _matching(posts: PostQuerySet, matches: Q) -> PostQuerySet:
    return posts.filter(matches, search_entry__isnull=False)
