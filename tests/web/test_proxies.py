"""Whose word about the reader's address is believed."""

import pytest
from django.http import HttpResponse

from web.proxies import trusted_proxies


@pytest.fixture
def seen(rf, settings):
    """Return what a view sees of the reader: their address and the forwarded scheme."""

    def ask(peer, forwarded="", proto="", trusted=()):
        settings.TRUSTED_PROXIES = list(trusted)
        headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": proto}
        request = rf.get("/", headers={k: v for k, v in headers.items() if v}, REMOTE_ADDR=peer)
        trusted_proxies(lambda _request: HttpResponse())(request)
        return request.META["REMOTE_ADDR"], request.META.get("HTTP_X_FORWARDED_PROTO", "")

    return ask


def test_a_stranger_cannot_forge_an_address_or_https(seen):
    assert seen("203.0.113.9", "198.51.100.1", "https") == ("203.0.113.9", "")


def test_a_named_proxy_is_believed(seen):
    assert seen("10.0.0.2", "198.51.100.1", "https", ["10.0.0.0/8"]) == ("198.51.100.1", "https")


def test_a_unix_socket_is_believed_when_it_is_named(seen):
    assert seen("", "198.51.100.1", "https", ["unix"]) == ("198.51.100.1", "https")
    assert seen("", "198.51.100.1", "https") == ("", "")


def test_the_nearest_hop_that_is_no_proxy_counts(seen):
    chain = "1.1.1.1, 198.51.100.1, 10.0.0.9"

    assert seen("10.0.0.2", chain, trusted=["10.0.0.0/8"])[0] == "198.51.100.1"


@pytest.mark.parametrize("forwarded", ["", "unknown", "10.0.0.9", "<script>", ",,,"])
def test_nonsense_leaves_the_peers_address(seen, forwarded):
    assert seen("10.0.0.2", forwarded, trusted=["10.0.0.0/8"])[0] == "10.0.0.2"
