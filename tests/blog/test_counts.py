"""What is counted on writing agrees with what is there, whichever way it came about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from blog.counts import triggers
from blog.models import LabelCount, LabelledPost, MonthCount, Post, SitemapMonth
from blog.pages.archive import archive_years
from blog.pages.used_labels import labels_in_use, labels_used_most
from tests.factories import make_label, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def label():
    return make_label(name="Cocina")


@pytest.fixture
def post(alice, label):
    made = make_post(author=alice, published_at=datetime(2012, 1, 10, 12, tzinfo=UTC))
    made.labels.add(label)
    return made


def months():
    return [
        (f"{month.month:%Y-%m}", month.count) for year in archive_years() for month in year.months
    ]


def addresses():
    """Return the months that posts have their addresses in, as they were counted."""
    counted = SitemapMonth.objects.filter(posts__gt=0).order_by("name")
    return list(counted.values_list("name", "posts", "changed_at"))


def labels():
    return [(label.name, label.count) for label in labels_in_use()]


def test_a_new_post_is_counted(post):
    assert (months(), labels()) == ([("2012-01", 1)], [("Cocina", 1)])


def test_a_month_begins_at_midnight_in_the_sites_zone(alice):
    make_post(author=alice, published_at=datetime(2012, 1, 31, 22, 59, 59, 999999, tzinfo=UTC))
    make_post(author=alice, published_at=datetime(2012, 1, 31, 23, tzinfo=UTC))

    assert months() == [("2012-02", 1), ("2012-01", 1)]


@pytest.mark.parametrize(
    "change",
    [
        lambda post: post.unpublish(),
        lambda post: Post.objects.update(published_at=None),
        lambda post: post.delete(),
        lambda post: Post.objects.filter(pk=post.pk).delete(),
    ],
    ids=["unpublish", "update", "delete", "delete many"],
)
def test_what_is_hidden_or_deleted_counts_no_more(post, change):
    change(post)

    assert (months(), labels()) == ([], [])
    assert not LabelledPost.objects.exists()
    assert set(MonthCount.objects.values_list("posts", flat=True)) == {0}
    assert set(LabelCount.objects.values_list("posts", flat=True)) == {0}
    assert set(SitemapMonth.objects.values_list("posts", flat=True)) == {0}


def test_a_post_that_is_moved_counts_where_it_stands_now(post):
    Post.objects.update(published_at=datetime(2013, 6, 1, tzinfo=UTC))

    assert (months(), labels()) == ([("2013-06", 1)], [("Cocina", 1)])


def test_a_change_that_moves_nothing_counts_nothing_twice(post, label):
    post.title = "Otro"
    post.save()
    post.labels.add(label)
    post.labels.set([label])

    assert (months(), labels()) == ([("2012-01", 1)], [("Cocina", 1)])


@pytest.mark.parametrize(
    "change",
    [
        lambda post, label: post.labels.clear(),
        lambda post, label: label.posts.remove(post),
        lambda post, label: Post.labels.through.objects.all().delete(),
        lambda post, label: label.delete(),
    ],
    ids=["clear", "remove", "rows", "label"],
)
def test_a_label_that_is_taken_off_counts_no_more(post, label, change):
    change(post, label)

    assert (months(), labels()) == ([("2012-01", 1)], [])


def test_a_row_of_another_label_counts_for_that_one(post):
    other = make_label(name="Mar")

    Post.labels.through.objects.update(label=other)

    assert labels() == [("Mar", 1)]


def test_a_scheduled_post_counts_once_its_time_has_come(alice, label, time_machine):
    tomorrow = timezone.now() + timedelta(days=1)
    for _ in range(2):
        make_post(author=alice, published_at=tomorrow).labels.add(label)
    assert (months(), labels(), labels_used_most(5)) == ([], [], [])

    time_machine.move_to(tomorrow + timedelta(seconds=1))

    assert [count for _month, count in months()] == [2]
    assert labels() == [("Cocina", 2)]


def test_a_draft_counts_for_nothing(alice, label):
    make_post(author=alice, published_at=None).labels.add(label)

    assert (months(), labels()) == ([], [])


@pytest.mark.parametrize("year", [1500, 1989, 2069, 2070])
def test_posts_of_any_time_are_counted(alice, time_machine, year):
    time_machine.move_to(datetime(2100, 1, 1, tzinfo=UTC))
    make_post(author=alice, published_at=datetime(year, 5, 5, tzinfo=UTC))

    assert months() == [(f"{year}-05", 1)]


def test_in_another_zone_all_is_counted_on_reading_until_it_is_counted_anew(
    alice, settings, django_assert_num_queries
):
    make_post(author=alice, published_at=datetime(2012, 2, 1, 2, tzinfo=UTC))
    assert months() == [("2012-02", 1)]

    with timezone.override("America/Bogota"):
        settings.TIME_ZONE = "America/Bogota"
        assert months() == [("2012-01", 1)]
        triggers.install()
        with django_assert_num_queries(1):
            assert months() == [("2012-01", 1)]


def test_what_a_migration_changed_is_counted_after_it(post):
    triggers.uninstall(plan=["a migration"])
    Post.objects.update(published_at=datetime(2013, 6, 1, tzinfo=UTC))
    assert months() == [("2012-01", 1)]

    triggers.install(plan=["a migration"])

    assert (months(), labels()) == ([("2013-06", 1)], [("Cocina", 1)])


def test_a_change_past_the_application_is_counted(post):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_post SET published_at = NULL")

    assert (months(), labels()) == ([], [])


def test_a_month_of_addresses_tells_its_posts_and_their_latest_change(alice, post):
    assert addresses() == [("2012/01", 1, post.updated_at)]

    other = make_post(author=alice, published_at=datetime(2012, 1, 11, tzinfo=UTC))
    assert addresses() == [("2012/01", 2, other.updated_at)]

    post.save()
    assert addresses() == [("2012/01", 2, post.updated_at)]

    other.published_at = datetime(2013, 6, 1, tzinfo=UTC)
    other.save()
    assert addresses() == [("2012/01", 1, post.updated_at), ("2013/06", 1, other.updated_at)]


@pytest.mark.parametrize(
    "change",
    [
        lambda posts: posts.update(updated_at=datetime(2020, 1, 1, tzinfo=UTC)),
        lambda posts: posts.bulk_update(
            [Post(pk=post.pk, updated_at=datetime(2020, 1, 1, tzinfo=UTC)) for post in posts],
            ["updated_at"],
        ),
    ],
    ids=["update", "bulk update"],
)
def test_a_change_of_many_is_the_latest_of_their_months(alice, change):
    many = [(2012, 1), (2012, 1), (2013, 6)]
    Post.objects.bulk_create(
        Post(
            author=alice,
            path=f"{year}/{month:02}/{number}.html",
            published_at=datetime(year, month, 5, tzinfo=UTC),
        )
        for number, (year, month) in enumerate(many)
    )
    SitemapMonth.objects.update(changed_at=datetime(2019, 1, 1, tzinfo=UTC))

    change(Post.objects.all())

    then = datetime(2020, 1, 1, tzinfo=UTC)
    assert addresses() == [("2012/01", 2, then), ("2013/06", 1, then)]


def test_a_post_that_is_put_in_over_another_counts_once(post):
    Post.objects.bulk_create([Post(pk=post.pk, author=post.author)], ignore_conflicts=True)
    Post.objects.bulk_create(
        [Post(pk=post.pk, author=post.author, path="2013/06/x.html", published_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["path", "published_at"],
    )

    assert [(name, posts) for name, posts, _ in addresses()] == [("2013/06", 1)]


def test_addresses_that_were_there_before_are_counted(post):
    SitemapMonth.objects.all().delete()

    triggers.install()

    assert addresses() == [("2012/01", 1, post.updated_at)]
