"""Sums are added to what is there, for live posts alone, in bounded numbers of rows."""

import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from blog.models import DayViews, FeedReader, PostViews, Referral
from blog.statistics import storage
from blog.statistics.storage import store
from blog.statistics.visit_counter import VisitCounter
from tests.factories import make_post

DAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


def counter(**sums):
    return VisitCounter(**{name: Counter(values) for name, values in sums.items()})


def views_of(model, *fields):
    return sorted(model.objects.values_list(*fields))


def test_what_is_stored_twice_is_added_up(alice):
    post = make_post(author=alice)
    seen = {
        "kinds": {(DAY, "home"): 2},
        "posts": {(DAY, post.path): 3},
        "hosts": {(DAY, "example.net"): 4},
    }

    store(counter(**seen))
    store(counter(**seen))

    assert views_of(DayViews, "day", "kind", "views") == [(DAY, "home", 4), (DAY, "post", 6)]
    assert views_of(PostViews, "day", "post", "views") == [(DAY, post.pk, 6)]
    assert views_of(Referral, "day", "host", "views") == [(DAY, "example.net", 8)]


def test_days_are_kept_apart(alice):
    later = DAY + timedelta(days=1)

    store(counter(kinds={(DAY, "home"): 1, (later, "home"): 2}))

    assert views_of(DayViews, "day", "views") == [(DAY, 1), (later, 2)]


def test_subscribers_are_the_most_that_were_told_on_a_day():
    for number in (5, 9, 7):
        store(VisitCounter(readers={(DAY, "Feedly /"): ("Feedly", number)}))

    assert views_of(FeedReader, "name", "subscribers") == [("Feedly", 9)]


def test_only_live_posts_have_views(alice):
    tomorrow = timezone.now() + timedelta(days=1)
    scheduled = make_post(author=alice, published_at=tomorrow)
    hidden = make_post(author=alice)
    path = hidden.path
    hidden.unpublish()

    store(counter(posts={(DAY, scheduled.path): 5, (DAY, path): 5, (DAY, "2026/11/nada.html"): 5}))

    assert not PostViews.objects.exists()
    assert not DayViews.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_a_batch_costs_the_same_for_many(alice, many, django_assert_num_queries):
    posts = [make_post(author=alice) for _ in range(many)]
    seen = counter(
        posts={(DAY, post.path): 1 for post in posts},
        hosts={(DAY, f"h{n}.example"): 1 for n in range(many)},
    )

    with django_assert_num_queries(7):
        store(seen)


def test_a_flood_of_hosts_is_added_up_without_names(monkeypatch):
    monkeypatch.setattr(storage, "MAX_HOSTS", 5)
    store(counter(hosts={(DAY, "google.com"): 1}))

    for n in range(10):
        store(counter(hosts={(DAY, f"a{n}.example"): 1, (DAY, "google.com"): 1}))

    sums = dict(Referral.objects.values_list("host", "views"))
    assert len(sums) == 6
    assert sums["google.com"] == 11
    assert sums[""] == 6


def test_a_flood_of_feed_readers_is_cut_off(monkeypatch):
    monkeypatch.setattr(storage, "MAX_READERS", 5)
    for n in range(10):
        store(
            VisitCounter(readers={(DAY, f"key {n}"): ("Reader", 1), (DAY, "key 0"): ("Reader", n)})
        )

    assert FeedReader.objects.count() == 5
    assert FeedReader.objects.get(key="key 0").subscribers == 9


@pytest.mark.django_db(transaction=True)
def test_workers_that_store_at_once_lose_nothing(alice):
    posts = [make_post(author=alice) for _ in range(5)]

    def store_often(order):
        for _ in range(10):
            store(counter(posts={(DAY, post.path): 1 for post in posts[::order]}))
        connection.close()

    workers = [threading.Thread(target=store_often, args=[order]) for order in (1, -1, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert views_of(PostViews, "post", "views") == [(post.pk, 30) for post in posts]
    assert views_of(DayViews, "kind", "views") == [("post", 150)]


def test_a_posts_views_go_with_it(alice):
    post = make_post(author=alice)
    store(counter(posts={(DAY, post.path): 3}))

    post.delete()

    assert not PostViews.objects.exists()
    assert views_of(DayViews, "kind", "views") == [("post", 3)]
