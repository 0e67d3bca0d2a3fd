"""A forgotten password, by way of a real mail server."""

import logging
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts import password_letters
from accounts.models import LetterCount, User

NEW = "otra barca, otra arena"
HOME, ELSEWHERE = "203.0.113.7", "2001:db8:1:2::{}"

pytestmark = pytest.mark.django_db


class Mailbox:
    """Keeps what a mail server was handed, unless it has been told what to answer."""

    def __init__(self):
        self.messages = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield box
    server.stop()


@pytest.fixture
def person():
    return User.objects.create_user("ana", "ana@example.org", "una barca en la arena", name="Ana")


def ask(client, email="ana@example.org", *, of=HOME, **headers):
    return client.post("/admin/password-reset/", {"email": email}, REMOTE_ADDR=of, headers=headers)


def choose(client, message, password=NEW):
    """Follow the link in a letter, and return the answer to a new password."""
    link = re.search(r"http://127.0.0.1:8000(\S+)", message.get_content())[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    return link, client.post(form, {"new_password1": password, "new_password2": password})


def test_a_person_sets_a_new_password_by_the_link_in_the_mail(client, person, mailbox, work):
    ask(client, host="localhost:6666")
    work()
    (message,) = mailbox.messages
    assert message["To"] == "ana@example.org"

    link, _answer = choose(client, message)

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "new_password1" not in client.get(link, follow=True).text


def test_who_is_locked_out_by_others_gets_in_by_a_letter(client, person, mailbox, work):
    for _ in range(6):
        locked = client.post("/admin/login/", {"username": "ana", "password": "guess"})
    assert locked.status_code == 429
    assert "/admin/password-reset/" in locked.text

    ask(client)
    work()
    _link, answer = choose(client, mailbox.messages[0])

    assert answer["Location"] == "/admin/"
    assert "Tu contraseña nueva ya está puesta." in client.get("/admin/").text


def asked(client, email, of):
    """Return an answer, and what the database was asked for it: verbs and tables, in order."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(client, email, of=of)
    said = [query["sql"] for query in queries]
    work = [(sql.split()[0], *re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)) for sql in said]
    page = re.sub(r'value="[^"]*"', "", answer.text)  # the address, and the token of the form
    return answer.status_code, answer.get("Location"), page, work


@pytest.mark.parametrize("inactive", [False, True])
def test_a_stranger_learns_nothing_about_who_writes_here(client, person, mailbox, work, inactive):
    User.objects.filter(pk=person.pk).update(is_active=not inactive)

    for number in range(password_letters.MAX_TO_ONE + 2):
        known = asked(client, "ana@example.org", of=ELSEWHERE.format(number))
        unknown = asked(client, "nadie@example.org", of=HOME)
        assert known == unknown
        assert ("UPDATE", "accounts_lettercount") in known[-1]

    work()
    assert len(mailbox.messages) == (0 if inactive else password_letters.MAX_TO_ONE)
    assert DBTaskResult.objects.count() == 2 * password_letters.MAX_TO_ONE


def test_letters_to_one_person_are_few_an_hour_whoever_asks(
    client, person, mailbox, work, time_machine
):
    time_machine.move_to("2026-01-01 12:30:00+00:00", tick=False)
    spellings = ["ana@example.org", "ANA@example.org", "Ana@Example.org"] * 4

    statuses = [
        ask(client, spelling, of=f"198.51.100.{number}").status_code
        for number, spelling in enumerate(spellings)
    ]
    time_machine.move_to("2026-01-01 13:00:00+00:00", tick=False)
    later = ask(client)
    work()

    assert statuses == [302] * 3 + [429] * 9
    assert later.status_code == 302
    assert len(mailbox.messages) == 4


def test_letters_asked_for_from_one_network_are_few_an_hour(client, person, mailbox, work):
    statuses = [
        ask(client, f"nadie-{number}@example.org", of=ELSEWHERE.format(number)).status_code
        for number in range(12)
    ]

    assert statuses == [302] * 10 + [429] * 2
    assert ask(client, of=ELSEWHERE.format("ff")).status_code == 429
    assert ask(client, of=HOME).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_letters_asked_for_at_once_are_all_counted():
    def ask_at_once(_):
        try:
            return password_letters.count("to ana@example.org")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        counted = list(pool.map(ask_at_once, range(24)))

    assert sorted(counted) == list(range(1, 25))


def test_neither_address_nor_network_is_stored(client, person, mailbox, work):
    ask(client)
    ask(client, "nadie@example.org")
    work()

    rows = [*LetterCount.objects.values(), *DBTaskResult.objects.values()]
    assert len(rows) == 5
    assert not re.search("example.org|203.0.113", str(rows))


def test_counts_of_hours_that_are_over_are_forgotten(client, time_machine):
    time_machine.move_to("2026-01-01 12:30:00+00:00", tick=False)
    ask(client)
    time_machine.move_to("2026-01-01 13:10:00+00:00", tick=False)
    ask(client)

    password_letters.forget_counts()

    assert {row.hour.hour for row in LetterCount.objects.all()} == {13}


def test_a_letter_that_the_server_refuses_is_tried_again_and_named_nowhere(
    client, person, mailbox, work, caplog, time_machine
):
    time_machine.move_to("2026-01-01 12:30:00+00:00", tick=False)
    mailbox.answer = "450 ana@example.org is full"
    ask(client)
    with caplog.at_level(logging.WARNING):
        password_letters.send.func(person.pk)
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]

    assert ours == ["A password letter could not be sent: SMTPDataError."]

    mailbox.answer = "250 OK"
    time_machine.move_to("2026-01-01 12:32:00+00:00", tick=False)
    work()

    assert [message["To"] for message in mailbox.messages] == ["ana@example.org"] * 2
    assert not re.search("ana@", str(list(DBTaskResult.objects.values())))


def test_a_person_without_a_password_is_sent_no_letter(client, mailbox, work):
    User.objects.create_user("eva", "eva@example.org", name="Eva")

    assert ask(client, "eva@example.org").status_code == 302
    work()

    assert mailbox.messages == []
