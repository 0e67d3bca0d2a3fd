"""Whatever is sent, the answer is a comment or a reason, never an error of ours."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments import pending_link
from comments.models import Comment
from database.sqlite import turns
from database.sqlite.base import DatabaseWrapper
from tests.comments.conftest import FROM_HERE, stamp_of_age

ANYTHING = st.text(max_size=60)
MARKDOWN = st.lists(st.sampled_from("[]()<>*_`\"'&#!\\\n\r\t |~-+=:/.1ahttps"), max_size=300)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": ANYTHING,
        "email": ANYTHING,
        "url": ANYTHING,
        "text": ANYTHING | MARKDOWN.map("".join),
        "parent": ANYTHING | st.integers().map(str),
        "stamp": ANYTHING,
        "website2": ANYTHING,
        "action": ANYTHING,
    },
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(fields=FIELDS)
def test_whatever_is_typed_gets_a_clear_answer(send, post, fields):
    Comment.objects.all().delete()

    response = send(post, **fields)

    assert response.status_code in {200, 303, 400}
    if response.status_code == 400:
        form = response.context["comment_form"]
        assert form.refusal or any(field.errors for field in form.visible_fields())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://example.org/x.png)",
        "[" * 5000,
        "*a_" * 1600,
        "> " * 2500,
        "`" * 5000,
    ],
)
def test_hostile_text_does_no_harm(client, send, post, text):
    send(post, text=text)

    html = Comment.objects.get().text_html
    assert not any(tag in html for tag in ("<script", "<img", 'href="java'))
    assert client.get(post.get_absolute_url()).status_code == 200


def test_a_link_is_no_recommendation(send, post):
    send(post, text="[aquí](https://example.org)")

    assert 'rel="ugc nofollow noopener"' in Comment.objects.get().text_html


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_only_forms_are_sent_here(client, post, method):
    assert getattr(client, method)(f"/comments/{post.pk}/").status_code == 405


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
def test_a_post_that_is_not_there_takes_no_comment(client, db, number):
    assert client.post(f"/comments/{number}/", {"text": "Hola."}).status_code == 404


@pytest.fixture
def click(post):
    """Send a text in a request of its own, on a connection of its own."""
    where = reverse("comments:submit-comment", args=[post.pk])
    stamp = stamp_of_age(post)

    def send_text(text):
        fields = {"name": "Lucía", "text": text, "stamp": stamp}
        response = Client().post(where, fields, headers=FROM_HERE)
        connection.close()
        return response

    return send_text


@pytest.mark.django_db(transaction=True)
def test_of_many_clicks_at_once_one_counts(click):
    with ThreadPoolExecutor(4) as people:
        places = {response["Location"] for response in people.map(click, ["Hola."] * 8)}

    assert places == {pending_link.address_of(Comment.objects.get())}


@pytest.mark.django_db(transaction=True)
def test_of_many_texts_at_once_no_more_than_the_limit_are_taken(click):
    with ThreadPoolExecutor(8) as people:
        statuses = [response.status_code for response in people.map(click, map(str, range(8)))]

    assert sorted(statuses) == [303] * 5 + [429] * 3
    assert Comment.objects.count() == 5


def lock():
    """Return the file beside the database that writers lock, each in their turn."""
    return Path(f"{connection.settings_dict['NAME']}.lock")


@pytest.mark.django_db(transaction=True)
def test_whoever_has_the_turn_is_waited_for(click):
    """Another process would hold the lock on a descriptor of its own, too."""
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has one writer at a time.")
    with lock().open("ab") as other, ThreadPoolExecutor(1) as people:
        fcntl.flock(other, fcntl.LOCK_EX)
        answer = people.submit(click, "Hola.")
        with pytest.raises(StillWaiting):
            answer.result(timeout=0.5)
        fcntl.flock(other, fcntl.LOCK_UN)

        assert answer.result(timeout=10).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_turn_without_end(send, post, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has one writer at a time.")
    monkeypatch.setattr(turns, "MAX_WAIT", 0.2)
    with lock().open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        assert send(post).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_without_a_lock_comments_are_taken_all_the_same(send, post, monkeypatch, tmp_path):
    monkeypatch.setattr(DatabaseWrapper, "_lock", tmp_path / "gone" / "lock")

    assert send(post).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_what_was_acknowledged_is_stored(post, send):
    """Whoever asks the database next, through another connection, finds the comment."""
    assert send(post).status_code == 303

    def count(_):
        number = Comment.objects.count()
        connection.close()
        return number

    with ThreadPoolExecutor(1) as people:
        assert list(people.map(count, [0])) == [1]
