"""`EMAIL_URL`, with a real mail server that is encrypted from the first byte, or by STARTTLS."""

import ssl

import pytest
from aiosmtpd.controller import Controller

from tests.deploy.conftest import make_certificate
from tests.processes import free_port
from web import mail_url


class Letters:
    def __init__(self):
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.received.append((envelope.mail_from, envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def certificate(tmp_path):
    make_certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "fullchain.pem", tmp_path / "privkey.pem")
    return context


@pytest.fixture
def server(certificate):
    """Start a mail server on a free port, which takes letters that come encrypted alone."""
    started = []

    def start(scheme):
        letters, port = Letters(), free_port()
        encrypted = (
            {"ssl_context": certificate}
            if scheme == "smtps"
            else {"tls_context": certificate, "require_starttls": True}
        )
        server = Controller(letters, hostname="127.0.0.1", port=port, **encrypted)
        server.start()
        started.append(server)
        return f"{scheme}://127.0.0.1:{port}?_default_from_email=blog@example.org", letters

    yield start
    for server in started:
        server.stop()


@pytest.mark.parametrize("scheme", ["smtps", "smtp+tls", "submission"])
def test_a_letter_arrives_encrypted(run, prepared, server, tmp_path, scheme):
    address, letters = server(scheme)

    ended = run(
        *("manage.py", "sendtestemail", "ana@example.org"),
        EMAIL_URL=address,
        SSL_CERT_FILE=str(tmp_path / "fullchain.pem"),
    )

    assert ended[0] == 0, ended
    assert letters.received == [("blog@example.org", ["ana@example.org"])]


@pytest.mark.parametrize(
    "address,port,encryption",
    [
        ("smtps://me:a%40b@mail.example.org", 465, (True, False)),
        ("smtps://me:a%40b@mail.example.org:4465", 4465, (True, False)),
        ("smtp+tls://me:a%40b@mail.example.org", 587, (False, True)),
        ("submission://me:a%40b@mail.example.org", 587, (False, True)),
        ("smtp://me:a%40b@mail.example.org", 25, (False, False)),
    ],
)
def test_each_scheme_has_its_port_and_its_encryption(address, port, encryption):
    email = mail_url.parse(address)

    assert (email["EMAIL_HOST"], email["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]) == ("me", "a@b")
    assert (email["EMAIL_USE_SSL"], email["EMAIL_USE_TLS"]) == encryption
