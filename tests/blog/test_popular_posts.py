"""«Entradas populares»: the gadget, and the round that works it out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import PopularPost, PostViews, Referral, SiteSettings
from blog.pages.sidebar import Sidebar
from blog.statistics import popular
from blog.statistics.popular import forget_small_hosts, popular_posts, rank
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def view(post, times, *, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    PostViews.objects.create(post=post, day=day, views=times)


def test_the_posts_viewed_most_stand_there_in_order(alice):
    posts = [make_post(author=alice, title=f"Entrada n.º {n}") for n in range(7)]
    for n, post in enumerate(posts, start=1):
        view(post, n)
    view(posts[0], 100, days_ago=29)

    rank.call()

    assert list(popular_posts()) == [posts[n] for n in (0, 6, 5, 4, 3)]


def test_a_ranking_that_shows_no_other_posts_is_not_written(alice):
    posts = [make_post(author=alice) for _ in range(7)]
    for n, post in enumerate(posts):
        view(post, 10 * (7 - n))
    rank.call()
    before = list(PopularPost.objects.values_list("post", "views"))

    PostViews.objects.filter(post=posts[6]).update(views=25)  # the seventh overtakes the sixth
    rank.call()

    assert list(PopularPost.objects.values_list("post", "views")) == before
    PostViews.objects.filter(post=posts[6]).update(views=100)
    rank.call()
    assert popular_posts()[0] == posts[6]


def test_what_was_viewed_over_thirty_days_ago_does_not_count(alice):
    view(make_post(author=alice), 100, days_ago=30)

    rank.call()

    assert list(popular_posts()) == []


def test_what_is_not_live_is_never_listed(alice):
    live, scheduled, hidden, later_hidden = (make_post(author=alice) for _ in range(4))
    for post in (live, scheduled, hidden, later_hidden):
        view(post, 5)
    scheduled.publish(at=timezone.now() + timedelta(days=1))
    hidden.unpublish()

    rank.call()
    later_hidden.unpublish()

    assert list(popular_posts()) == [live]
    assert PopularPost.objects.count() == 2


def test_a_round_forgets_the_last(alice):
    post = make_post(author=alice)
    view(post, 5)
    rank.call()
    PostViews.objects.all().delete()

    rank.call()

    assert not PopularPost.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_gadget_costs_one_query(alice, many, django_assert_num_queries):
    for _ in range(many):
        view(make_post(author=alice), 1)
    rank.call()

    with django_assert_num_queries(1):
        [gadget] = Sidebar(SiteSettings(gadgets=["popular"]), open_at=None).gadgets
        assert len([post.url for post in gadget.data]) == many


def test_readers_find_it_where_the_owner_put_it(client, alice):
    post = make_post(author=alice, title="El faro")
    view(post, 3)
    rank.call()
    SiteSettings(gadgets=["popular"]).save()

    sidebar = client.get("/2020/").text.partition("<aside")[2] or client.get("/").text

    assert "Entradas populares" in sidebar
    assert post.get_absolute_url() in sidebar


def test_a_new_blog_does_not_begin_with_it():
    assert "popular" not in SiteSettings().gadgets


def test_small_hosts_are_forgotten_after_a_month(monkeypatch):
    monkeypatch.setattr(popular, "HOSTS_KEPT", 2)
    today = timezone.localdate()
    for days_ago in (0, 30, 31, 32):
        for n in range(4):
            day = today - timedelta(days=days_ago)
            Referral.objects.create(day=day, host=f"h{n}.example", views=n + 1)

    forget_small_hosts.call()

    left = Referral.objects.order_by("-day", "host").values_list("day", "host")
    counted = [(today - day).days for day, _host in left]
    assert [counted.count(days) for days in (0, 30, 31, 32)] == [4, 4, 2, 2]
    assert {host for day, host in left if (today - day).days > 30} == {"h2.example", "h3.example"}
