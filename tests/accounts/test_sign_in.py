"""Who gets in, and what happens to those who guess."""

import pytest
from django.urls import reverse

from accounts.models import User

PASSWORD = "una barca en la arena"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("ana", "Ana@Example.org", PASSWORD, name="Ana")


def sign_in(client, username, password=PASSWORD):
    return client.post(reverse("admin:login"), {"username": username, "password": password})


@pytest.mark.parametrize("username", ["ana", "Ana@example.org", "ana@example.ORG"])
def test_a_person_signs_in_by_name_or_by_email(client, person, username):
    assert sign_in(client, username).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_someone_inactive_does_not_get_in(client, person):
    User.objects.update(is_active=False)

    assert sign_in(client, "ana").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_who_is_made_inactive_is_out_at_once(client, person):
    client.force_login(person)
    User.objects.update(is_active=False)

    assert client.get("/admin/").status_code == 302


def test_guessing_locks_the_name_out_for_that_address(client, person):
    statuses = [sign_in(client, "ana", "guess").status_code for _ in range(6)]

    assert statuses == [200, 200, 200, 200, 429, 429]
    locked = sign_in(client, "ana")
    assert locked.status_code == 429
    assert "<h1" in locked.text


def test_the_lock_holds_however_the_name_is_written(client, person):
    for guess in ("ana", "ana@example.org", "ANA@example.org", "aNa@example.org", "ana"):
        sign_in(client, guess, "guess")

    assert sign_in(client, "anA@example.org").status_code == 429


def test_the_lock_opens_after_a_quarter_of_an_hour(client, person, time_machine):
    time_machine.move_to("2026-01-01 12:00:00+00:00", tick=False)
    for _ in range(5):
        sign_in(client, "ana", "guess")
    assert sign_in(client, "ana").status_code == 429

    time_machine.move_to("2026-01-01 12:16:00+00:00", tick=False)

    assert sign_in(client, "ana").status_code == 302


def test_a_stranger_on_another_network_is_not_locked_out(client, person):
    for _ in range(5):
        sign_in(client, "ana", "guess")

    client.defaults["REMOTE_ADDR"] = "203.0.113.7"

    assert sign_in(client, "ana").status_code == 302


@pytest.mark.parametrize("username", ["", "a\0b", "x" * 5000, "' OR 1=1 --"])
def test_nonsense_is_refused_kindly(client, username):
    assert sign_in(client, username).status_code == 200
