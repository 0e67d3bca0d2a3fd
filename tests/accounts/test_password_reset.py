"""A forgotten password, by way of a real mail server."""

import re
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from accounts.models import User

NEW = "otra barca, otra arena"

pytestmark = pytest.mark.django_db


class Mailbox:
    """Keeps what a mail server was handed."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


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


def test_a_person_sets_a_new_password_by_the_link_in_the_mail(client, person, mailbox):
    forged = {"host": "localhost:6666"}
    client.post("/admin/password-reset/", {"email": "ana@example.org"}, headers=forged)
    (message,) = mailbox.messages
    assert message["To"] == "ana@example.org"
    link = re.search(r"http://127.0.0.1:8000(\S+)", message.get_content())[1]

    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": NEW, "new_password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "new_password1" not in client.get(link, follow=True).text


def test_a_stranger_learns_nothing_about_who_writes_here(client, person, mailbox):
    known = client.post("/admin/password-reset/", {"email": "ana@example.org"})
    unknown = client.post("/admin/password-reset/", {"email": "nadie@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mailbox.messages) == 1
