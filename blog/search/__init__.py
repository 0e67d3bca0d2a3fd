"""Search: one interface over two databases, SQLite with FTS5 and PostgreSQL with tsvector.

It knows words, what is typed to search for, and both databases' indexes. It must not know HTTP, nor
who asks: the posts that a search is limited to are handed in, or those that the public may see.

The index is written in the transaction that changes a post (`blog.receivers` sees to it, whatever
saves the post or its labels), so that it never disagrees. `QuerySet.update` on a title, a text or
an author bypasses it: whoever does that runs `index` on the posts after it. Labels and people may
be renamed, and scheduled posts become live, without a change in the index.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from blog.models import Post, PostQuerySet, SearchEntry
from blog.search import hits
from blog.search.document import documents_of
from blog.search.engine import engine
from blog.search.names import Names
from blog.search.query import MAX_LENGTH, Query
from blog.search.results import Results
from blog.search.words import clean

MAX_RESULTS = 250
"""Of one search, ranked and counted."""

MAX_SUGGESTIONS = 3
BATCH = 100


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


def rebuild(say: Callable[[int, int], None]) -> None:
    """Index all posts anew, and `say` how many are done of how many.

    Each batch is a short transaction of its own, in which an entry is replaced: readers and writers
    notice nothing. Entries of posts that are gone are deleted.
    """
    done, total = 0, Post.objects.count()
    say(done, total)
    for pks in _batches():
        index(pks)
        done += len(pks)
        say(done, max(done, total))
    SearchEntry.objects.exclude(post__in=Post.objects.all()).delete()


def _batches() -> Iterator[list[int]]:
    last = 0
    while pks := list(
        Post.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield pks
        last = pks[-1]
