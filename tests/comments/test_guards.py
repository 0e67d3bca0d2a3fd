"""Programs and other sites are kept out; people are told why, and keep what they typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from comments.models import Comment
from tests.comments.conftest import stamp_of_age
from tests.factories import make_comment, make_post
from web.network import network_of

TEXT = "Largo y tendido."


def assert_refused(response, status):
    """Hold that nothing was stored, and that the page says why, with the text still there."""
    form = response.context["comment_form"]
    assert response.status_code == status
    assert form.refusal
    assert form.refusal in response.text
    assert form["text"].value() == TEXT
    assert form["website2"].value() == ""
    assert not Comment.objects.filter(text=TEXT).exists()


def test_a_form_sent_at_once_is_too_fast_and_then_is_not(send, post, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC), tick=False)
    stamp = stamp_of_age(post, seconds=1)

    refused = send(post, text=TEXT, stamp=stamp)
    assert_refused(refused, 400)

    time_machine.move_to(datetime(2026, 3, 1, 12, 0, 3, tzinfo=UTC), tick=False)
    assert refused.context["comment_form"]["stamp"].value() == stamp
    assert send(post, text=TEXT, stamp=stamp).status_code == 303


def test_a_form_may_be_open_for_two_weeks(send, post):
    assert send(post, stamp=stamp_of_age(post, days=14, minutes=-1)).status_code == 303


@pytest.mark.parametrize("stamp", ["old", "forged", "of another post", "", ":::", "nul\0"])
def test_a_spent_stamp_is_renewed(send, post, stamp, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
    made = {"old": (post, {"days": 15}), "of another post": (make_post(), {"seconds": 10})}
    if stamp in made:
        stamp = stamp_of_age(made[stamp][0], **made[stamp][1])

    refused = send(post, text=TEXT, stamp=stamp)
    assert_refused(refused, 400)

    time_machine.shift(10)
    fresh = refused.context["comment_form"]["stamp"].value()
    assert send(post, text=TEXT, stamp=fresh).status_code == 303


def test_a_filled_trap_is_emptied(send, post):
    assert_refused(send(post, text=TEXT, website2="https://spam.example"), 400)


def test_a_person_does_not_see_the_trap(client, post):
    trap = re.search(r'<input[^>]*name="website2"[^>]*>', client.get(post.get_absolute_url()).text)

    assert 'tabindex="-1"' in trap[0]
    assert 'autocomplete="off"' in trap[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/2012/01/hola.html"},
        {"origin": "https://blog.example.org"},
        {"sec-fetch-site": "same-site", "origin": "https://www.example.net"},
        {},
    ],
)
def test_a_form_from_here_is_taken(send, post, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://blog.example.org", "https://*.example.net"]

    assert send(post, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:8000"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://blog.example.org"},
        {"origin": "https://example.net"},
        {"origin": "https://evilexample.net"},
        {"origin": "null"},
        {"origin": "null", "referer": "http://testserver/"},
        {"origin": "http://["},
        {"referer": "https://evil.example/?http://testserver/"},
    ],
)
def test_a_form_of_another_site_is_refused(send, post, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://blog.example.org", "https://www.example.net"]

    assert_refused(send(post, text=TEXT, headers=headers), 403)
    assert_refused(send(post, text=TEXT, headers=headers, action="preview"), 403)


def test_another_site_can_not_comment_as_somebody_signed_in(client, send, post, alice):
    client.force_login(alice)

    assert_refused(send(post, text=TEXT, headers={"origin": "https://evil.example"}), 403)


def test_one_sender_writes_five_in_ten_minutes(send, post, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
    for n in range(5):
        assert send(post, text=f"Número {n}").status_code == 303

    assert_refused(send(post, text=TEXT), 429)
    assert send(post, text="Número 4").status_code == 303
    assert send(post, text="Otra casa", address="203.0.113.8").status_code == 303
    time_machine.shift(timedelta(minutes=10))
    assert send(post, text=TEXT).status_code == 303


def test_one_sender_writes_thirty_a_day(send, post, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC), tick=False)
    for n in range(30):
        assert send(post, text=f"Número {n}").status_code == 303
        time_machine.shift(timedelta(minutes=11))

    assert_refused(send(post, text=TEXT), 429)
    time_machine.move_to(datetime(2026, 3, 2, tzinfo=UTC), tick=False)
    assert send(post, text=TEXT).status_code == 303


def test_spam_counts_for_the_limit_too(send, post):
    for n in range(5):
        send(post, text=f"Número {n}")
    Comment.objects.update(state="spam")

    assert_refused(send(post, text=TEXT), 429)


def test_a_household_is_one_sender(send, post):
    for n in range(5):
        send(post, text=f"Número {n}", address=f"2001:db8:1:2::{n}")

    assert_refused(send(post, text=TEXT, address="2001:db8:1:2:aaaa::1"), 429)
    assert send(post, text=TEXT, address="2001:db8:1:3::1").status_code == 303


def test_writers_write_as_much_as_they_like(client, send, post, alice):
    client.force_login(alice)

    for n in range(7):
        assert send(post, text=f"Número {n}").status_code == 303


@pytest.mark.parametrize(
    "address,network",
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


def test_the_network_address_is_not_stored(send, post, settings):
    send(post, text="Uno")
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    send(post, text="Dos")

    first, second = Comment.objects.values()
    assert "203.0.113.7" not in str(first)
    assert len(first["sender"]) == 64
    assert first["sender"] != second["sender"]


def test_refused_comments_leave_a_page_that_can_be_answered(client, send, post):
    make_comment(post=post, name="Tomás")

    refused = send(post, text=TEXT, website2="x")

    assert client.get(f"/comments/{post.pk}/?reply=1", follow=True).status_code == 200
    assert "Tomás" in refused.text
