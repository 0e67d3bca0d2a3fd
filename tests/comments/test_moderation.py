"""What is published at once and what waits, by the site's setting."""

import pytest

from comments.models import Comment
from tests.factories import make_comment


@pytest.mark.parametrize("moderation,state", [("at_once", "published"), ("first", "waiting")])
def test_a_new_commenter(send, post, moderate, moderation, state):
    moderate(moderation)

    send(post, email="lucia@example.org")

    assert Comment.objects.get().state == state


@pytest.mark.parametrize("typed", ["lucia@example.org", "Lucia@Example.ORG"])
def test_a_commenter_who_is_known_waits_no_more(send, post, moderate, typed):
    moderate("first")
    make_comment(email="lucia@example.org")

    send(post, email=typed)

    assert Comment.objects.latest("pk").state == "published"


@pytest.mark.parametrize("state", ["waiting", "spam", "removed"])
def test_only_what_was_published_makes_known(send, post, moderate, state):
    moderate("first")
    make_comment(email="lucia@example.org", state=state)

    send(post, email="lucia@example.org")

    assert Comment.objects.latest("pk").state == "waiting"


def test_nobody_is_known_by_an_empty_address(send, post, moderate):
    moderate("first")
    make_comment(email="")

    send(post, email="")

    assert Comment.objects.latest("pk").state == "waiting"


def test_all_wait_where_all_are_moderated(send, post, moderate):
    moderate("all")
    make_comment(email="lucia@example.org")

    send(post, email="lucia@example.org")

    assert Comment.objects.latest("pk").state == "waiting"


@pytest.mark.parametrize("moderation", ["first", "all"])
def test_writers_wait_for_nobody(client, send, post, moderate, bob, moderation):
    moderate(moderation)
    client.force_login(bob)

    send(post)

    assert Comment.objects.get().state == "published"


def test_a_removed_comment_comes_back(carol):
    comment = make_comment()
    comment.remove(by=carol)
    assert Comment.objects.get().removed_by == carol

    comment.approve()

    assert Comment.objects.get().state == "published"
    assert Comment.objects.get().removed_by is None


def test_who_may_moderate_what(alice, bob, carol, dana, post):
    comment = make_comment(post=post)

    moderable = {
        person.username: list(Comment.objects.moderable_by(person))
        for person in (alice, bob, carol, dana)
    }

    assert moderable == {"alice": [comment], "bob": [], "carol": [comment], "dana": [comment]}
