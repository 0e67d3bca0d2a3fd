"""A feed that has not changed is not sent again; one that has, always is."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import SiteSettings
from tests.factories import make_label, make_post

FEEDS = ["/feeds/posts/default", "/feeds/posts/rss", "/feeds/posts/json"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    SiteSettings().save()
    post = make_post(author=alice, published_at=timezone.now() - timedelta(days=1))
    post.labels.add(make_label(name="Cocina"))
    return post


def ask_again(client, address, response):
    return client.get(address, headers={"if-none-match": response["ETag"]})


@pytest.mark.parametrize("address", FEEDS)
def test_an_unchanged_feed_is_not_sent_again(client, post, address):
    first = client.get(address)
    again = ask_again(client, address, first)

    assert again.status_code == 304
    assert again.content == b""
    for header in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again[header] == first[header]
    assert first["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first["Vary"]


def test_to_find_that_out_no_text_is_read(client, post, django_assert_num_queries):
    first = client.get("/feeds/posts/default")

    with django_assert_num_queries(4) as queries:
        ask_again(client, "/feeds/posts/default", first)

    assert not any("body" in query["sql"] or "lead_html" in query["sql"] for query in queries)


def edit(post):
    post.body = "Otra cosa."
    post.save()


def change_settings(post):
    SiteSettings.objects.update(title="Otro título")


def change_feed_text(post):
    SiteSettings.objects.update(feed_text="lead")


def rename_label(post):
    post.labels.update(name="Fogones")


def rename_author(post):
    post.author.name = "Alicia N."
    post.author.save()


CHANGES = [
    edit,
    lambda post: post.unpublish(),
    lambda post: post.delete(),
    lambda post: post.labels.add(make_label()),
    lambda post: post.labels.clear(),
    rename_label,
    rename_author,
    change_settings,
    change_feed_text,
    lambda post: make_post(author=post.author),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("address", FEEDS)
def test_a_changed_feed_is_sent(client, post, change, address):
    first = client.get(address)

    change(post)
    again = ask_again(client, address, first)

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


@pytest.mark.parametrize("rename", [rename_label, rename_author])
@pytest.mark.parametrize("address", ["/feeds/label/cocina/rss", "/feeds/author/alicia-nunez/rss"])
def test_another_name_is_sent_in_the_feeds_of_labels_and_authors(client, post, rename, address):
    first = client.get(address)

    rename(post)

    assert ask_again(client, address, first).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_sent_when_a_scheduled_post_s_time_has_come(client, alice, post, address):
    make_post(author=alice, title="Mañana", published_at=timezone.now() + timedelta(hours=1))
    first = client.get(address)
    assert ask_again(client, address, first).status_code == 304

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        again = ask_again(client, address, first)

    assert again.status_code == 200
    assert "Mañana" in again.text


def test_a_date_alone_never_hides_a_change(client, alice, post):
    make_post(author=alice, title="La nueva")
    first = client.get("/feeds/posts/default")

    post.delete()
    again = client.get(
        "/feeds/posts/default", headers={"if-modified-since": first["Last-Modified"]}
    )

    assert again.status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_the_head_of_a_feed_is_that_of_the_feed(client, post, address):
    head, whole = client.head(address), client.get(address)

    assert head.content == b""
    for header in ("Content-Type", "ETag", "Last-Modified"):
        assert head[header] == whole[header]


def test_a_feed_is_only_read(client, post):
    assert client.post("/feeds/posts/default").status_code == 405
