"""The archives of a year, a month and a day, in the site's zone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post(
        author=alice, title="La de enero", published_at=datetime(2012, 1, 10, 9, tzinfo=UTC)
    )


@pytest.mark.parametrize("address", ["/2012/", "/2012/01/", "/2012/01/10/"])
def test_a_post_is_found_in_its_archives(client, post, address):
    response = client.get(address)

    assert response.context["listing"].posts == [post]
    assert "martes, 10 de enero de 2012" in response.text


@pytest.mark.parametrize("address", ["/2011/", "/2012/02/", "/2012/01/11/", "/2013/"])
def test_an_archive_without_posts_is_not_there(client, post, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/2012/13/", "/2012/00/", "/2012/02/30/", "/0000/", "/9999/", "/9999/12/31/", "/0001/01/01/"],
)
def test_what_is_no_date_is_not_found(client, post, address):
    assert client.get(address).status_code == 404


def test_a_post_of_half_past_midnight_stands_under_its_day_in_madrid(client, alice):
    make_post(author=alice, published_at=datetime(2012, 1, 9, 23, 30, tzinfo=UTC))

    assert client.get("/2012/01/10/").status_code == 200
    assert client.get("/2012/01/09/").status_code == 404
    assert "martes, 10 de enero de 2012" in client.get("/").text


def test_the_day_clocks_change_is_whole(client, alice):
    make_post(author=alice, published_at=datetime(2024, 10, 26, 22, 0, tzinfo=UTC))
    make_post(author=alice, published_at=datetime(2024, 10, 27, 22, 59, tzinfo=UTC))

    assert len(client.get("/2024/10/27/").context["listing"].posts) == 2


def test_drafts_and_scheduled_posts_are_in_no_archive(client, alice, post):
    tomorrow = timezone.now() + timedelta(days=1)
    make_post(author=alice, title="Secreta", published_at=None)
    make_post(author=alice, title="Secreta", published_at=tomorrow)

    for address in ("/", "/2012/", f"/author/{alice.slug}/", "/feeds/posts/default"):
        assert "Secreta" not in client.get(address).text
    assert client.get(f"/{tomorrow:%Y/%m/%d}/").status_code == 404
