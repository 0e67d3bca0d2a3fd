"""Whoever sends a comment that waits is told so, and alone finds it on return."""

import re

import pytest
from django.core.signing import Signer

from comments.models import Comment
from tests.factories import make_comment, make_post

NOTE = "Tu comentario"


@pytest.fixture
def pending_address(send, post, moderate):
    """Send a comment that waits, and give the address that its writer was led to."""
    moderate("all")
    return send(post, text="¿Se ve?")["Location"]


def test_the_writer_finds_the_comment_and_its_note(client, post, pending_address):
    response = client.get(pending_address)

    comment = Comment.objects.get()
    assert pending_address.startswith(f"{post.get_absolute_url()}?held=")
    assert pending_address.endswith(f"#c{comment.pk}")
    assert re.findall(r'id="c([0-9]+)"', response.text) == [str(comment.pk)]
    assert '"commentCount":0' in response.text
    assert "data-waiting" in response.text


def test_no_cache_keeps_the_writers_page(client, post, pending_address):
    shared, own = client.get(post.get_absolute_url()), client.get(pending_address)

    assert {"private", "no-store"} <= set(own["Cache-Control"].split(", "))
    assert "private" not in shared.get("Cache-Control", "")
    assert not own.cookies


def test_nobody_else_sees_it(client, post, pending_address):
    assert "¿Se ve?" not in client.get(post.get_absolute_url()).text


@pytest.mark.parametrize("forge", ["{}", "{}:x", "x", "", "{}:{}", "%00", "{}\0"])
def test_a_forged_token_shows_nothing(client, post, pending_address, forge):
    number = Comment.objects.get().pk

    response = client.get(post.get_absolute_url(), {"held": forge.format(number, number)})

    assert response.status_code in {200, 400}
    assert "¿Se ve?" not in response.text


def test_a_token_signed_for_something_else_shows_nothing(client, post, pending_address):
    token = Signer(salt="other").sign(str(Comment.objects.get().pk))

    assert "¿Se ve?" not in client.get(post.get_absolute_url(), {"held": token}).text


def test_a_token_shows_nothing_under_another_post(client, post, pending_address, alice):
    other = make_post(author=alice)

    response = client.get(
        pending_address.replace(post.get_absolute_url(), other.get_absolute_url())
    )

    assert "¿Se ve?" not in response.text


def test_once_approved_everybody_sees_it(client, post, pending_address):
    Comment.objects.get().approve()

    own, shared = client.get(pending_address), client.get(post.get_absolute_url())

    assert "¿Se ve?" in shared.text
    assert "¿Se ve?" in own.text
    assert "data-waiting" not in own.text


@pytest.mark.parametrize("state", ["spam", "removed"])
def test_once_dismissed_nobody_sees_it(client, pending_address, state):
    Comment.objects.update(state=state)

    assert "¿Se ve?" not in client.get(pending_address).text


def test_a_reply_that_waits_stands_under_what_it_answers(client, send, post, moderate):
    moderate("all")
    first = make_comment(post=post)

    pending_address = send(post, parent=first.pk, text="¿Se ve?")["Location"]

    before, replies = client.get(pending_address).text.split('<ol class="replies"')
    assert re.findall(r'id="c([0-9]+)"', before) == [str(first.pk)]
    assert "¿Se ve?" not in before
    assert "<p>¿Se ve?</p>" in replies.partition("</ol>")[0]


def test_a_waiting_comment_offers_no_reply(client, post, pending_address):
    assert "data-reply=" not in client.get(pending_address).text
