"""Each query written out by hand says what its twin in the ORM says, whatever the rows are like."""

from datetime import timedelta

import pytest
from django.db.models import Count, Q
from django.utils import timezone

from comments import sql
from comments.models import Comment
from tests.factories import make_comment, make_post, make_user

MINUTE = timedelta(minutes=1)
COLUMNS = (
    *("pk", "parent", "author", "removed_by", "name", "url", "text_html", "state"),
    *("author__username", "author__name", "author__slug", "author__avatar", "created_at"),
)


@pytest.fixture
def comments(post, alice, bob):
    """Make comments in all states, two of one time, by strangers and by those who write here."""
    now = timezone.now()
    carla = make_user("carla", name="Carla Paz", avatar="avatars/carla.webp")
    first = make_comment(post=post, created_at=now - 9 * MINUTE, url="https://example.net/")
    made = [
        first,
        make_comment(parent=first, author=alice, created_at=now - 5 * MINUTE),
        make_comment(parent=first, author=carla, created_at=now - 5 * MINUTE),
        make_comment(post=post, state="waiting", sender="a" * 64, created_at=now - 3 * MINUTE),
        make_comment(post=post, state="waiting", sender="a" * 64, created_at=now - 2 * MINUTE),
        make_comment(post=post, state="spam", sender="a" * 64),
        make_comment(post=post, author=bob, sender="b" * 64, created_at=now - 7 * MINUTE),
        make_comment(post=make_post(author=alice)),
        make_comment(post=make_post(author=alice), state="removed"),
    ]
    made[6].remove(by=alice)
    return made


@pytest.mark.parametrize("pending", [None, 0, 3, 4, 5, 7])
def test_a_thread_has_what_readers_see_and_the_one_that_is_pending(post, comments, pending):
    """Only one that waits is pending: spam is not, nor one under another post."""
    number = None if pending is None else comments[pending].pk
    seen = Q(state__in=["published", "removed"]) | Q(state="waiting", pk=number)
    twin = Comment.objects.filter(seen, post=post).order_by("created_at", "pk")

    rows = sql.comments_in_thread(post.pk, pending=number)

    assert rows == list(twin.values_list(*COLUMNS))
    assert len(rows) == (5 if pending in {3, 4} else 4)


def test_a_row_says_of_a_comment_what_the_comment_says(post, comments):
    rows = sql.comments_in_thread(post.pk, pending=comments[3].pk)
    twins = Comment.objects.in_bulk(row.pk for row in rows)

    for row in rows:
        twin = twins[row.pk]
        assert (row.shown_name, row.is_removed, row.is_waiting) == (
            *(twin.shown_name, twin.is_removed, twin.is_waiting),
        )
    assert {row.is_removed for row in rows} == {row.is_waiting for row in rows} == {True, False}


def test_published_comments_are_counted(post, comments):
    pks = [post.pk, comments[7].post_id, comments[8].post_id, 10**9]
    published = Comment.objects.published().filter(post__in=pks).order_by()
    twin = published.values_list("post").annotate(Count("pk"))

    assert sql.comment_counts(pks) == dict(twin) == {post.pk: 3, comments[7].post_id: 1}
    assert sql.comment_counts([]) == {}


@pytest.mark.parametrize("sender", ["a" * 64, "b" * 64, "c" * 64, ""])
def test_a_sender_s_comments_of_late_are_found(comments, sender):
    for since in (comments[0].created_at, comments[3].created_at, timezone.now()):
        twin = Comment.objects.filter(sender=sender, created_at__gt=since)

        found = sql.comments_of_sender(sender, since=since)

        assert sorted(map(stored, found)) == sorted(map(stored, twin))


def stored(comment):
    """Return all that is stored of a comment, its number first."""
    return [repr(getattr(comment, field.attname)) for field in comment._meta.concrete_fields]
