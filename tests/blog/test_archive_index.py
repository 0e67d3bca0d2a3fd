"""The page of all years and months."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_post

QUERIES = 5

pytestmark = pytest.mark.django_db


def outline(response):
    return [
        (year.year, year.count, [(month.month.month, month.count) for month in year.months])
        for year in response.context["years"]
    ]


def test_a_reader_finds_every_year_and_month_with_its_count(client, alice):
    for day in [(2012, 1, 10), (2012, 1, 20), (2012, 3, 1), (2013, 6, 1)]:
        make_post(author=alice, published_at=datetime(*day, 12, tzinfo=UTC))

    response = client.get("/archive/")

    assert outline(response) == [(2013, 1, [(6, 1)]), (2012, 3, [(3, 1), (1, 2)])]
    assert "Archivo del blog" in response.text
    for address in ("/2012/", "/2012/01/", "/2013/06/"):
        assert f'href="{address}"' in response.text


def test_a_month_is_that_of_the_sites_zone(client, alice):
    make_post(author=alice, published_at=datetime(2011, 12, 31, 23, 30, tzinfo=UTC))

    assert outline(client.get("/archive/")) == [(2012, 1, [(1, 1)])]


def test_drafts_and_scheduled_posts_are_not_counted(client, alice):
    make_post(author=alice, published_at=None)
    make_post(author=alice, published_at=timezone.now() + timedelta(days=400))

    response = client.get("/archive/")

    assert outline(response) == []
    assert "Todavía no hay nada publicado" in response.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_index_costs_the_same_whatever_it_lists(
    client, alice, django_assert_num_queries, number
):
    for n in range(number):
        make_post(author=alice, published_at=datetime(2012 + n, 1 + n, 1, tzinfo=UTC))

    with django_assert_num_queries(QUERIES):
        client.get("/archive/")
