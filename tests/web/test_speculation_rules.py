"""The rules by which browsers fetch the next page before it is asked for."""

import pytest

from tests.factories import make_post


def test_every_page_for_readers_names_the_rules(client, alice):
    for address in ["/", make_post(author=alice).get_absolute_url(), "/nada/"]:
        assert client.get(address).headers["Speculation-Rules"] == '"/speculation-rules.json"'


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/robots.txt", "/feeds/posts/default"])
def test_nothing_else_does(client, address):
    assert "Speculation-Rules" not in client.get(address).headers


def test_the_rules_are_a_file_that_browsers_take_and_keep(client):
    answer = client.get("/speculation-rules.json")

    assert answer.headers["Content-Type"] == "application/speculationrules+json"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.json()["prefetch"][0]["eagerness"] == "moderate"


def test_what_is_forbidden_to_scripts_in_the_page_is_not_needed(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy
