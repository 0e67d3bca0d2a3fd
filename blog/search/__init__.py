"""Search: one interface over two databases, SQLite with FTS5 and PostgreSQL with tsvector.

It knows words, what is typed to search for, and both databases' indexes. It must not know HTTP, nor
who asks: the posts that a search is limited to are handed in, or those that the public may see.

The index is written in the transaction that changes a post (`blog.receivers` sees to it, whatever
saves the post or its labels), so that it never disagrees. `QuerySet.update` on a title, a text or
an author bypasses it: whoever does that runs `index` on the posts after it. Labels and people may
be renamed, and scheduled posts become live, without a change in the index. It knows by which rules
its words were made (`rules`), and is made anew when these change.
"""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.models import Post, PostQuerySet, SearchEntry, SearchIndex
from blog.search import hits
from blog.search.document import documents_of
from blog.search.engine import engine
from blog.search.names import Names
from blog.search.query import MAX_LENGTH, Query
from blog.search.results import Results
from blog.search.rules import FINGERPRINT
from blog.search.words import clean

MAX_RESULTS = 250
"""Of one search, ranked and counted."""

MAX_SUGGESTIONS = 3
BATCH = 100
BATCHES_A_TASK = 5


def index(posts: Iterable[int]) -> None:
    """Write the search index of posts anew, by their numbers, in the transaction there is.

    Locked, a post can't change between being read and being indexed.
    """
    with transaction.atomic():
        rows = Post.objects.filter(pk__in=posts).order_by("pk").select_for_update(no_key=True)
        engine().write(documents_of(rows))


def search(typed: str) -> Results:
    """Return the live posts that match what somebody typed; whatever that is, it is no error."""
    typed, query, names = clean(typed).strip()[:MAX_LENGTH], Query.parse(typed), Names()
    if not query.is_meaningful:
        return Results(typed, query)
    unknown = tuple(piece.value for piece in query.name_operators if not names.marks_of(piece))
    found, is_more = hits.find(query, names, limit=MAX_RESULTS)
    zone = timezone.get_current_timezone()
    days = {hit.pk: hit.published_at.astimezone(zone).date() for hit in found}
    suggestions = () if found else _suggestions(query, names)
    return Results(typed, query, days, is_more, unknown, suggestions)


def matching_pks(typed: str, posts: PostQuerySet, *, limit: int) -> list[int]:
    """Return the numbers of at most so many of some posts, drafts too, that match a query."""
    return hits.matching_pks(posts, Query.parse(typed), Names(), limit=limit)


def _suggestions(query: Query, names: Names) -> tuple[Query, ...]:
    """Return wider queries, out of the same words, that have results."""
    wider = (query for query in query.wider if hits.has_hits(query, names))
    return tuple(islice(wider, MAX_SUGGESTIONS))


def is_outdated() -> bool:
    """Return whether words are indexed by other rules than they are searched for."""
    return not SearchIndex.objects.made_by(FINGERPRINT).exists()


@task(priority=-1)
def renew() -> None:
    """Index posts anew by the rules of today, some hundreds now and the rest in another task."""
    for _batch in range(BATCHES_A_TASK):
        if not is_outdated():
            return
        _renew_batch()
    renew.enqueue()


def rebuild(say: Callable[[int, int], None]) -> None:
    """Index all posts anew, and `say` how many are done of how many."""
    done, total = 0, Post.objects.count()
    say(done, total)
    SearchIndex.objects.all().delete()
    while number := _renew_batch():
        done += number
        say(done, max(done, total))


def _renew_batch() -> int:
    """Index the next posts anew, and return how many.

    It is a short transaction of its own, in which an entry is replaced: readers and writers notice
    nothing. In the end the entries of posts that are gone are deleted.
    """
    with transaction.atomic():
        state = _renewal()
        after = Post.objects.filter(pk__gt=state.renewed_to or 0).order_by("pk")
        pks = list(after.values_list("pk", flat=True)[:BATCH])
        index(pks)
        state.renewed_to = pks[-1] if pks else None
        state.save()
    if not pks:
        SearchEntry.objects.exclude(post__in=Post.objects.all()).delete()
    return len(pks)


def _renewal() -> SearchIndex:
    """Return how far a renewal is, from the beginning if it was by other rules."""
    start = {"rules": FINGERPRINT, "renewed_to": 0}
    SearchIndex.objects.exclude(rules=FINGERPRINT).update(**start)
    SearchIndex.objects.get_or_create(pk=1, defaults=start)
    return SearchIndex.objects.select_for_update().get(pk=1)
