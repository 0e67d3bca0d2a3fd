"""Related posts: worked out when a post changes, so that reading them is one query.

Two posts are as near akin seen from one as from the other, so a post that has changed finds its
place in the lists of its kin at once, without theirs being worked out anew.
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
    """Work out what a post, by its number, is akin to, and give it its place among its kin."""
    scores = _scores(post)
    with transaction.atomic():
        named_by = _withdraw(post)
        _store(post, scores)
        _take_place(post, scores)
        _console(named_by - scores.keys())


def forget(post: int) -> None:
    """Take a post, by its number, that is about to go out of the lists of its kin."""
    with transaction.atomic():
        _console(_withdraw(post))


@task()
def fill(post: int) -> None:
    """Work out anew what a post, by its number, is akin to, and leave the others' lists alone."""
    scores = _scores(post)
    with transaction.atomic():
        RelatedPost.objects.filter(post=post).delete()
        _store(post, scores)


def _scores(post: int) -> dict[int, float]:
    dated = Post.objects.exclude(published_at=None).filter(pk=post).first()
    return similar_posts(dated) if dated else {}


def _withdraw(post: int) -> set[int]:
    """Delete what relates a post to others, and give those that named it."""
    rows = RelatedPost.objects.filter(Q(post=post) | Q(other=post))
    named_by = set(rows.filter(other=post).values_list("post", flat=True))
    rows.delete()
    return named_by


def _store(post: int, scores: dict[int, float]) -> None:
    nearest = nlargest(MAX_RELATED, scores, key=lambda other: (scores[other], other))
    rows = [RelatedPost(post_id=post, other_id=other, score=scores[other]) for other in nearest]
    RelatedPost.objects.bulk_create(rows, ignore_conflicts=True)


def _take_place(post: int, scores: dict[int, float]) -> None:
    """Put the post into its kin's lists, and drop from these what is too much now."""
    rows = [RelatedPost(post_id=pk, other_id=post, score=scores[pk]) for pk in sorted(scores)]
    RelatedPost.objects.bulk_create(rows, ignore_conflicts=True)
    lists = RelatedPost.objects.filter(post__in=scores).order_by("post_id", "-score", "-other_id")
    surplus = [
        row.pk
        for _pk, kin in groupby(lists, lambda row: row.post_id)
        for row in list(kin)[MAX_RELATED:]
    ]
    RelatedPost.objects.filter(pk__in=surplus).delete()


def _console(posts: Iterable[int]) -> None:
    """Find other kin, soon, for posts that have lost one, where too few are left to show."""
    counted = Post.objects.filter(pk__in=posts).annotate(kin=Count("related_rows"))
    for lonely in counted.filter(kin__lt=RELATED_SHOWN).only("pk"):
        fill.enqueue(lonely.pk)
