"""Who gets in, and what happens to those who guess."""

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from tests.factories import make_user

PASSWORD = "una barca en la arena"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("ana", "Ana@Example.org", PASSWORD, name="Ana")


def sign_in(client, username, password=PASSWORD, *, of="127.0.0.1"):
    typed = {"username": username, "password": password}
    return client.post(reverse("admin:login"), typed, REMOTE_ADDR=of)


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


def test_the_lock_opens_after_a_quarter_of_an_hour_though_somebody_goes_on_guessing(
    client, person, time_machine
):
    for minute in range(0, 15, 4):
        time_machine.move_to(f"2026-01-01 12:{minute:02}:00+00:00", tick=False)
        for _ in range(5):
            sign_in(client, "ana", "guess")
        assert sign_in(client, "ana").status_code == 429

    time_machine.move_to("2026-01-01 12:16:00+00:00", tick=False)

    assert sign_in(client, "ana").status_code == 302


@pytest.mark.parametrize(
    "theirs,another",
    [
        ("203.0.113.7", "203.0.113.8"),
        ("2001:db8:1:2::{}", "2001:db8:1:3::1"),
        ("", "203.0.113.8"),
    ],
)
def test_guesses_count_by_network_and_lock_no_other_out(client, person, theirs, another):
    statuses = [
        sign_in(client, "ana", "guess", of=theirs.format(number)).status_code
        for number in range(1, 11)
    ]

    assert statuses == [200] * 4 + [429] * 6
    assert sign_in(client, "ana", of=theirs.format(99)).status_code == 429
    assert sign_in(client, "ana", of=another).status_code == 302


def test_an_address_of_both_protocols_is_one(client, person):
    for address in ("203.0.113.7", "::ffff:203.0.113.7") * 2 + ("203.0.113.7",):
        sign_in(client, "ana", "guess", of=address)

    assert sign_in(client, "ana", of="::ffff:203.0.113.7").status_code == 429


def test_guesses_from_many_networks_leave_the_owners_open(client, person):
    for network in range(6):
        for _ in range(6):
            sign_in(client, "ana", "guess", of=f"2001:db8:0:{network:x}::1")

    assert sign_in(client, "ana", of="203.0.113.7").status_code == 302


def test_of_who_guesses_the_network_is_kept_and_no_address(client, person):
    sign_in(client, "ana", "guess", of="2001:db8:1:2:3:4:5:6")

    assert AccessAttempt.objects.get().ip_address == "2001:db8:1:2::"


@pytest.mark.parametrize("username", ["", "a\0b", "x" * 5000, "' OR 1=1 --"])
def test_nonsense_is_refused_kindly(client, username):
    assert sign_in(client, username).status_code == 200


@pytest.mark.parametrize("first", ["name", "address"])
def test_an_exact_username_comes_before_an_email_address(client, first):
    people = [("bob@example.org", "other@example.org"), ("bob", "bob@example.org")]
    for username, email in people if first == "name" else reversed(people):
        User.objects.create_user(username, email, f"{PASSWORD} de {username}")

    sign_in(client, "bob@example.org", f"{PASSWORD} de bob@example.org")

    assert client.get("/admin/").wsgi_request.user.username == "bob@example.org"


def test_guesses_at_a_name_that_is_also_an_address_count_for_the_name(client):
    User.objects.create_user("bob", "bob@example.org", PASSWORD)
    User.objects.create_user("bob@example.org", "other@example.org", PASSWORD)

    for _ in range(5):
        sign_in(client, "bob@example.org", "guess")

    assert sign_in(client, "bob@example.org").status_code == 429
    assert sign_in(client, "bob").status_code == 302


@pytest.mark.parametrize(
    "taken", [{"email": "Bob@Example.org"}, {"username": "ALICE@example.org", "email": "x@a.es"}]
)
def test_no_name_or_address_is_taken_by_which_another_signs_in(alice, taken):
    make_user("bob@example.org", name="Roberto")
    new = User(**{"username": "new", "name": "Nueva", "password": "x", **taken})

    with pytest.raises(ValidationError, match="entra ya"):
        new.full_clean()


def test_an_author_cannot_take_somebodys_username_for_their_address(client, alice):
    make_user("bob@example.org", name="Roberto")
    client.force_login(alice)
    page = f"/admin/accounts/user/{alice.pk}/change/"

    response = client.post(page, {"name": "Alicia", "slug": "a", "email": "BOB@example.org"})

    alice.refresh_from_db()
    assert "entra ya" in response.text
    assert alice.email == "alice@example.org"


def test_ones_own_address_may_be_ones_username(client):
    User.objects.create_user("ana@example.org", "ana@example.org", PASSWORD).full_clean()
