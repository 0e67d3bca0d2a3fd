"""Which posts answer a query, the best first; bounded, however many there are."""

from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import BooleanField, FloatField, Max, Min, Q, Value
from django.utils import timezone

from blog.models import Post, PostQuerySet
from blog.models.post import NEWEST_FIRST
from blog.search.engine import engine
from blog.search.names import Names
from blog.search.query import Query
from blog.search.wanted import Wanted


class Hit(NamedTuple):
    """A post found; sorted in reverse, the best comes first."""

    is_exact: bool
    score: float
    published_at: datetime
    pk: int


def find(query: Query, names: Names, *, most: int) -> tuple[list[Hit], bool]:
    """Return at most so many hits, the best first, and whether there are more.

    If there are, those ranked are the newest, and all with what was sought in title or labels.
    """
    posts, wanted = _of_its_days(query), names.wanted(query)
    if wanted is None:
        hits = _by_date(posts, most)
    elif wanted.is_possible:
        posts = _near(posts) if query.dated else posts
        hits = _by_rank(posts, query, names, wanted, most)
    else:
        hits = []
    return hits[:most], len(hits) > most


def finds_any(query: Query, names: Names) -> bool:
    """Return whether any post answers a query, without ranking one."""
    posts, wanted = _of_its_days(query), names.wanted(query)
    if wanted is None:
        return posts.exists()
    return wanted.is_possible and _matching(posts, engine().matches(wanted)).exists()


def numbers_among(posts: PostQuerySet, query: Query, names: Names, *, most: int) -> list[int]:
    """Return the numbers of at most so many of some posts that answer, the newest of them."""
    posts, wanted = _of_its_days(query, posts), names.wanted(query)
    if wanted:
        posts = _matching(posts, engine().matches(wanted)) if wanted.is_possible else posts.none()
        posts = posts.order_by(*engine().newest_first(wanted))
    return list(posts.values_list("pk", flat=True)[:most])


def _of_its_days(query: Query, posts: PostQuerySet | None = None) -> PostQuerySet:
    posts = Post.objects.published() if posts is None else posts
    if query.since:
        posts = posts.filter(published_at__gte=_midnight(query.since))
    if query.until:
        posts = posts.filter(published_at__lt=_midnight(query.until))
    return posts


def _near(posts: PostQuerySet) -> PostQuerySet:
    """Bound the numbers too: FTS5 knows nothing of dates, but skips the words of other posts."""
    ends = posts.aggregate(first=Min("pk"), last=Max("pk"))
    return posts.filter(search_entry__gte=ends["first"] or 0, search_entry__lte=ends["last"] or 0)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_date(posts: PostQuerySet, most: int) -> list[Hit]:
    rows = posts.order_by(*NEWEST_FIRST).values_list("published_at", "pk")[: most + 1]
    return [Hit(True, 0, published_at, pk) for published_at, pk in rows]  # noqa: FBT003


def _by_rank(
    posts: PostQuerySet, query: Query, names: Names, wanted: Wanted, most: int
) -> list[Hit]:
    """Rank what is exactly as it was typed first, then by place; operators alone, by date."""
    exactly = names.wanted(query, exactly=True)
    rows = posts.annotate(
        is_exact=engine().is_among(exactly) if exactly and exactly != wanted else TRUE,
        score=engine().score(wanted) if query.terms else ZERO,
    ).order_by(*engine().newest_first(wanted))
    found = _newest(rows, engine().matches(wanted), most)
    if len(found) > most and query.terms:
        found += _newest(rows, engine().matches(wanted, in_head=True), most)
    best = {hit.pk: hit for hit in sorted(found)}
    return sorted(best.values(), reverse=True)


TRUE = Value(True, BooleanField())  # noqa: FBT003
ZERO = Value(0.0, FloatField())


def _newest(rows: PostQuerySet, matches: Q, most: int) -> list[Hit]:
    matching = _matching(rows, matches)
    values = matching.values_list("is_exact", "score", "published_at", "pk")
    return [Hit(bool(is_exact), *rest) for is_exact, *rest in values[: most + 1]]


def _matching(posts: PostQuerySet, matches: Q) -> PostQuerySet:
    return posts.filter(matches, search_entry__isnull=False)
