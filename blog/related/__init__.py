"""Related posts: worked out when a post changes, so that reading them is one query.

Similarity is the same from both sides, so a post that has changed finds its place in the lists of
the posts similar to it at once, without these being worked out anew.
"""

from collections.abc import Iterable
from heapq import nlargest
from itertools import groupby

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task

from blog.models import Post, RelatedPost
from blog.pages.post_context import RELATED_SHOWN
from blog.related.similarity import similar_posts

MAX_RELATED = 8
"""More than are shown: some may be scheduled still, or hidden again."""


@task()
def relate(post: int) -> None:
    """Work out which posts one, by its number, is similar to, and put it into their lists too."""
    scores = _scores(post)
    with transaction.atomic():
        listed_by = _withdraw(post)
        _store(post, scores)
        _insert(post, scores)
        _refill(listed_by - scores.keys())


def forget(post: int) -> None:
    """Take a post, by its number, that is about to go, out of the lists of others."""
    with transaction.atomic():
        _refill(_withdraw(post))


@task()
def fill(post: int) -> None:
    """Work out anew which posts one, by its number, is similar to; other lists stay."""
    scores = _scores(post)
    with transaction.atomic():
        RelatedPost.objects.filter(post=post).delete()
        _store(post, scores)


def _scores(post: int) -> dict[int, float]:
    dated = Post.objects.exclude(published_at=None).filter(pk=post).first()
    return similar_posts(dated) if dated else {}


def _withdraw(post: int) -> set[int]:
    """Delete what relates a post to others, and return those that listed it."""
    rows = RelatedPost.objects.filter(Q(post=post) | Q(other=post))
    listed_by = set(rows.filter(other=post).values_list("post", flat=True))
    rows.delete()
    return listed_by


def _store(post: int, scores: dict[int, float]) -> None:
    nearest = nlargest(MAX_RELATED, scores, key=lambda other: (scores[other], other))
    rows = [RelatedPost(post_id=post, other_id=other, score=scores[other]) for other in nearest]
    RelatedPost.objects.bulk_create(rows, ignore_conflicts=True)


def _insert(post: int, scores: dict[int, float]) -> None:
    """Put the post into the lists of those similar to it, and drop from these what is too much."""
    rows = [RelatedPost(post_id=pk, other_id=post, score=scores[pk]) for pk in sorted(scores)]
    RelatedPost.objects.bulk_create(rows, ignore_conflicts=True)
    lists = RelatedPost.objects.filter(post__in=scores).order_by("post_id", "-score", "-other_id")
    surplus = [
        row.pk
        for _pk, listed in groupby(lists, lambda row: row.post_id)
        for row in list(listed)[MAX_RELATED:]
    ]
    RelatedPost.objects.filter(pk__in=surplus).delete()


def _refill(posts: Iterable[int]) -> None:
    """Fill, soon, the lists of posts that have lost one, where too few are left to show."""
    counted = Post.objects.filter(pk__in=posts).annotate(left=Count("related_rows"))
    for post in counted.filter(left__lt=RELATED_SHOWN).only("pk"):
        fill.enqueue(post.pk)
