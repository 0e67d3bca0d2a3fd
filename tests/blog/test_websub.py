"""The hub is told of what has changed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.blog.conftest import FORMATS, SITE, feeds, told
from tests.factories import make_comment, make_label, make_post

pytestmark = pytest.mark.django_db


def test_the_hub_is_told_which_feeds_have_a_new_post(hub, alice, work):
    post = make_post(author=alice)
    post.labels.add(make_label(name="Cocina"), make_label(name="Mar"))

    work()

    assert hub.received[0] == (
        "/hub",
        [("hub.mode", "publish"), ("hub.url", f"{SITE}/feeds/label/cocina/default")],
    )
    assert told(hub) == feeds("label/cocina", "label/mar", "posts", "author/alicia-nunez")


def test_the_hub_is_told_once_of_a_post_that_is_saved_again_and_again(hub, alice, work):
    post = make_post(author=alice)
    for n in range(3):
        post.body = str(n)
        post.save()

    work()

    assert told(hub) == feeds("posts", "author/alicia-nunez")


def test_the_hub_is_not_told_of_drafts(hub, alice, work):
    make_post(author=alice, published_at=None).save()

    work()

    assert told(hub) == []


def test_the_hub_is_told_of_a_scheduled_post_when_its_time_comes(hub, alice, work):
    make_post(author=alice, published_at=timezone.now() + timedelta(hours=1))
    work()
    assert told(hub) == []

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        work()

    assert told(hub) == feeds("posts", "author/alicia-nunez")


def test_the_hub_is_not_told_of_a_post_that_was_put_off(hub, alice, work):
    post = make_post(author=alice, published_at=timezone.now() + timedelta(hours=1))
    post.publish(at=timezone.now() + timedelta(days=1))

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        work()

    assert told(hub) == []


@pytest.mark.parametrize("go", ["unpublish", "delete"])
def test_the_hub_is_told_of_a_post_that_goes(hub, alice, work, go):
    post = make_post(author=alice)
    post.labels.add(make_label(name="Cocina"))
    work()
    told(hub)

    getattr(post, go)()
    work()

    assert told(hub) == feeds("posts", "author/alicia-nunez", "label/cocina")


LOSSES = [
    lambda post, label: post.labels.remove(label),
    lambda post, label: post.labels.set([]),
    lambda post, label: post.labels.clear(),
    lambda post, label: label.posts.remove(post),
    lambda post, label: label.posts.clear(),
    lambda post, label: label.delete(),
]


@pytest.mark.parametrize("lose", LOSSES)
def test_the_hub_is_told_of_a_label_that_a_post_loses(hub, alice, work, lose):
    post = make_post(author=alice)
    label = make_label(name="Cocina")
    post.labels.add(label)
    work()
    told(hub)

    lose(post, label)
    work()

    assert told(hub) == feeds("label/cocina")


@pytest.mark.parametrize(
    "gain",
    [
        lambda post, label: post.labels.add(label),
        lambda post, label: label.posts.add(post, make_post(published_at=None)),
    ],
)
def test_the_hub_is_told_of_a_label_that_a_post_gains(hub, alice, work, gain):
    post = make_post(author=alice)
    work()
    told(hub)

    gain(post, make_label(name="Cocina"))
    work()

    assert told(hub) == feeds("label/cocina")


def test_the_hub_is_not_told_of_a_draft_s_labels(hub, alice, work):
    draft = make_post(author=alice, published_at=None)
    label = make_label(name="Cocina")

    draft.labels.add(label)
    label.posts.clear()
    work()

    assert told(hub) == []


def test_the_hub_is_told_of_comments_that_readers_see(hub, work):
    post = make_post()
    comment = make_comment(post=post, state="waiting")
    work()
    told(hub)
    every_comment = feeds("comments", f"{post.pk}/comments")

    comment.approve()
    work()
    assert told(hub) == every_comment

    comment.delete()
    work()
    assert told(hub) == every_comment


def test_without_a_hub_nothing_is_put_on_the_queue(alice):
    post = make_post(author=alice)
    make_comment(post=post)
    post.unpublish()

    assert not DBTaskResult.objects.filter(task_path__startswith="blog.websub").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_names_the_hub_and_itself(hub, client, alice, form):
    make_post(author=alice)
    address = f"/feeds/posts/{form}"

    response = client.get(address)
    further = client.get(f"{address}?max-results=1")

    assert response["Link"] == f'<{hub.url}>; rel="hub", <{SITE}{address}>; rel="self"'
    assert hub.url in response.text
    assert "Link" not in further
    assert hub.url not in further.text


def test_a_feed_without_a_hub_names_none(client, alice):
    response = client.get("/feeds/posts/default")

    assert "Link" not in response
    assert 'rel="hub"' not in response.text
