"""The gadgets in the sidebar."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog.models import SiteSettings
from blog.pages.archive import archive_tree, month_counts, month_parts
from blog.pages.sidebar import authors
from blog.pages.used_labels import labels_in_use
from database.union import fetch_union
from tests.factories import make_label, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(alice):
    days = [(2012, 1, 10), (2012, 1, 20), (2012, 3, 1), (2013, 6, 1)]
    return [
        make_post(author=alice, title=f"Del {day}", published_at=datetime(*day, 12, tzinfo=UTC))
        for day in days
    ]


def archive(open_at=None):
    return archive_tree(open_at, month_counts(fetch_union(*month_parts())))


def outline(tree):
    return [
        (
            year.year,
            year.count,
            year.is_open,
            [(m.month.month, m.count, len(m.titles)) for m in year.months],
        )
        for year in tree
    ]


def test_the_archive_counts_years_and_months_and_opens_the_newest(posts):
    assert outline(archive()) == [
        (2013, 1, True, [(6, 1, 1)]),
        (2012, 3, False, [(3, 1, 0), (1, 2, 0)]),
    ]


def test_the_archive_opens_at_what_is_being_read(client, posts):
    response = client.get(posts[0].get_absolute_url())

    assert outline(archive(posts[0].published_at.date())) == [
        (2013, 1, False, [(6, 1, 0)]),
        (2012, 3, True, [(3, 1, 0), (1, 2, 2)]),
    ]
    assert "Archivo del blog" in response.text
    assert "enero" in response.text


def test_a_years_page_opens_its_newest_month(client, posts):
    text = client.get("/2012/").text.partition("<aside")[2]

    assert "Del (2012, 3, 1)" in text
    assert "Del (2012, 1, 10)" not in text


def test_the_archive_costs_two_queries_at_any_size(posts, django_assert_num_queries):
    with django_assert_num_queries(2):
        archive()


def test_labels_are_counted_by_their_live_posts(alice, posts):
    label, unused = make_label(name="Cocina"), make_label(name="Nada")
    posts[0].labels.add(label)
    make_post(author=alice, published_at=None).labels.add(label, unused)

    assert [(used.name, used.count) for used in labels_in_use()] == [("Cocina", 1)]


def test_a_person_stands_there_once_they_have_a_live_post(alice, bob, carol):
    make_post(author=alice)
    make_post(author=alice)
    make_post(author=bob, published_at=None)
    make_post(author=carol, published_at=timezone.now() + timedelta(days=1))

    assert [person.name for person in authors()] == [alice.name]


def test_the_owner_chooses_gadgets_and_their_order(client, posts):
    SiteSettings(gadgets=["labels", "archive"]).save()
    posts[0].labels.add(make_label(name="Cocina"))

    text = client.get("/").text

    assert text.index("Cocina") < text.index("Archivo del blog")
    assert "Datos personales" not in text


def test_a_gadget_nobody_knows_any_more_is_left_out(client, posts):
    SiteSettings(gadgets=["weather"]).save()

    assert client.get("/").status_code == 200
