"""The comments under a post, in the order and the places that readers find them in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from comments.models import Comment
from comments.thread import thread_of
from tests.factories import make_comment, make_post


def outline(thread):
    """Return each root's text with its replies', each reply with what it answers."""
    shown = [comment for root, replies in thread.branches for comment in (root, *replies)]
    texts = {comment.number: text_of(comment) for comment in shown} | {"": None}
    return [
        (texts[root.number], [(texts[reply.number], texts[reply.answers]) for reply in replies])
        for root, replies in thread.branches
    ]


def text_of(comment):
    return strip_tags(comment.text_html).strip()


def say(text, parent=None, *, post, **fields):
    return make_comment(text=text, parent=parent, post=post, **fields)


def test_replies_stand_under_what_they_answer(post):
    a = say("a", post=post)
    b = say("b", post=post)
    a1 = say("a1", a, post=post)
    say("b1", b, post=post)
    say("a2", a, post=post)
    a11 = say("a11", a1, post=post)
    say("a111", a11, post=post)
    say("a12", a1, post=post)

    assert outline(thread_of(post)) == [
        ("a", [("a1", None), ("a11", "a1"), ("a111", "a11"), ("a12", "a1"), ("a2", None)]),
        ("b", [("b1", None)]),
    ]
    assert thread_of(post).count == 8


def test_comments_stand_in_the_order_of_their_time(post):
    say("after", post=post)
    say("before", post=post, created_at=timezone.now() - timedelta(days=1))

    assert outline(thread_of(post)) == [("before", []), ("after", [])]


def test_a_removed_comment_keeps_its_place_while_replies_hang_on_it(post):
    gone = say("gone", post=post, state="removed")
    gone1 = say("gone1", gone, post=post, state="removed")
    say("reply", gone1, post=post)
    say("gone2", gone, post=post, state="removed")
    say("alone", post=post, state="removed")

    thread = thread_of(post)

    assert outline(thread) == [("gone", [("gone1", None), ("reply", "gone1")])]
    assert thread.count == 1


@pytest.mark.parametrize("state", ["spam", "waiting"])
def test_nothing_published_vanishes_with_what_it_answers(post, state):
    a = say("a", post=post)
    hidden = say("hidden", a, post=post, state=state)
    reply = say("reply", hidden, post=post)
    say("reply1", reply, post=post)

    assert outline(thread_of(post)) == [("a", []), ("reply", [("reply1", None)])]


def test_a_removed_comment_with_spam_under_it_is_gone(post):
    gone = say("gone", post=post, state="removed")
    say("spam", gone, post=post, state="spam")

    assert outline(thread_of(post)) == []


def test_only_the_readers_own_comment_shows_while_it_waits(post):
    own = say("own", post=post, state="waiting")
    say("another's", post=post, state="waiting")

    thread = thread_of(post, pending=own.pk)

    assert outline(thread) == [("own", [])]
    assert thread.branches[0][0].is_waiting
    assert thread.count == 0


def test_a_comment_of_another_post_is_not_there(post):
    make_comment()

    assert thread_of(post).branches == []


@pytest.mark.parametrize("deep", [True, False])
def test_a_thousand_comments_cost_one_query(post, alice, deep, django_assert_num_queries):
    Comment.objects.bulk_create(
        [
            Comment(
                post=post,
                author=alice,
                pk=n,
                parent_id=n - 1 if deep and n > 1 else None,
                created_at=timezone.now() - timedelta(seconds=1000 - n),
            )
            for n in range(1, 1001)
        ]
    )

    with django_assert_num_queries(1):
        thread = thread_of(post)
        writers = {(root.shown_name, root.is_by_post_author) for root, _ in thread.branches}

    assert thread.count == 1000
    assert len(thread.branches) == (1 if deep else 1000)
    assert sum(len(replies) for _, replies in thread.branches) == (999 if deep else 0)
    assert writers == {("Alicia Núñez", True)}


@pytest.mark.parametrize("number", [3, 1000])
def test_a_page_costs_the_same_whatever_its_comments(
    client, post, bob, django_assert_num_queries, number
):
    Comment.objects.bulk_create(
        Comment(post=post, author=bob if n % 2 else None, name="Lucía", text=f"Número {n}")
        for n in range(number)
    )

    with django_assert_num_queries(POST_PAGE_QUERIES):
        response = client.get(post.get_absolute_url())

    assert response.text.count('<article class="comment') == number


POST_PAGE_QUERIES = 7


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_counts_its_comments_in_one_query(
    client, alice, bob, django_assert_num_queries, number
):
    posts = [make_post(author=alice) for _ in range(number)]
    for post in posts:
        make_comment(post=post)
        make_comment(post=post, author=bob)
        for state in ("waiting", "spam", "removed"):
            make_comment(post=post, state=state)
    client.get("/")

    with django_assert_num_queries(HOME_QUERIES) as queries:
        response = client.get("/")

    assert sum("COUNT" in q["sql"] and "comments_comment" in q["sql"] for q in queries) == 1
    assert response.text.count("2 comentarios:") == number


HOME_QUERIES = 8


def test_a_post_without_comments_says_so(client, post):
    assert "No hay comentarios:" in client.get(post.get_absolute_url()).text
    assert "No hay comentarios:" in client.get("/").text


def test_readers_are_told_who_removed_a_comment(client, post, alice, carol):
    own, other = make_comment(post=post, author=alice), make_comment(post=post, text="¡Fuera!")
    own.remove(by=alice)
    other.remove(by=carol)
    for gone in (own, other):
        make_comment(post=post, parent=gone)

    text = client.get(post.get_absolute_url()).text

    assert "Este comentario ha sido eliminado por el autor." in text
    assert "Este comentario ha sido eliminado por un administrador del blog." in text
    assert "¡Fuera!" not in text


def test_a_comment_of_the_posts_author_is_marked(client, post, alice, bob):
    make_comment(post=post, author=bob)
    make_comment(post=post, name="Alicia Núñez")
    assert 'class="badge"' not in client.get(post.get_absolute_url()).text

    make_comment(post=post, author=alice)

    assert client.get(post.get_absolute_url()).text.count('class="badge"') == 1
