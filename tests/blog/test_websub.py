"""The hub is told of what has changed: a real little server plays it."""

from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, repeat
from socket import create_server
from threading import Thread
from time import sleep
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog import websub
from blog.models import SiteSettings
from tests.factories import make_comment, make_label, make_post

SITE = "https://blog.example.org"
FORMATS = ("default", "rss", "json")

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(settings):
    """Stand on loopback, keep what is sent, and answer with the next of `answers`."""
    settings.SITE_URL = SITE
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.received, server.answers = [], repeat(204)
    server.url = f"http://127.0.0.1:{server.server_port}/hub"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    SiteSettings(websub_hub=server.url).save()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def dripping_hub():
    """Answer a letter at a time, without an end; give the address."""
    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = Thread(target=drip, args=[server])
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    thread.join()


def drip(server):
    with suppress(OSError), server.accept()[0] as link:
        for letter in cycle(b"HTTP/1.1 "):
            link.sendall(bytes([letter]))
            sleep(0.05)


class Hub(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.received.append((self.path, parse_qsl(body)))
        self.send_response(next(self.server.answers))
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.do_POST()

    def log_message(self, *args):
        """Say nothing in between the tests' own lines."""


def told(hub):
    """Give the topics that the hub has been told of since it was last asked, without the site."""
    topics = [dict(sent)["hub.url"].removeprefix(SITE) for _path, sent in hub.received]
    hub.received.clear()
    return topics


def feeds(*names):
    return [f"/feeds/{name}/{form}" for name in names for form in FORMATS]


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


def test_a_hub_that_fails_is_told_again_later_and_later(hub, alice, work, caplog):
    hub.answers = repeat(503)
    make_post(author=alice)
    now = timezone.now()
    tries = []

    for delay in [timedelta(), *websub.DELAYS, timedelta(days=9), timedelta(days=9)]:
        now += delay + timedelta(seconds=30)
        with time_machine.travel(now, tick=False):
            work()
        tries.append(len(told(hub)))

    assert tries == [1, 1, 1, 1, 1, 1, 0, 0]
    assert "503" in caplog.text


def test_changes_at_once_are_told_once(hub, alice, work):
    post = make_post(author=alice)
    work()
    told(hub)

    for _n in range(3):
        make_comment(post=post)
    work()

    assert told(hub) == feeds("comments", f"{post.pk}/comments")


def test_a_hub_that_is_overwhelmed_is_told_of_all_in_time(hub, alice, work):
    hub.answers = cycle([204, 503])
    make_post(author=alice)
    make_post(author=alice).labels.add(make_label(name="Cocina"))

    for hours in range(12):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            work()

    assert {*told(hub)} == {*feeds("posts", "author/alicia-nunez", "label/cocina")}
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_a_change_does_not_wait_for_what_is_told_again(hub, alice, work):
    hub.answers = repeat(503)
    post = make_post(author=alice)
    work()
    told(hub)

    hub.answers = repeat(204)
    post.save()
    work()

    assert told(hub) == feeds("posts", "author/alicia-nunez")


def test_changes_while_a_hub_is_dead_end_in_one_more_try(hub, alice, work):
    hub.answers = repeat(503)
    for minutes in range(5):
        with time_machine.travel(timezone.now() + timedelta(minutes=10 * minutes)):
            make_post(author=alice)
            work()

    waiting = DBTaskResult.objects.filter(task_path="blog.websub.ping", status="READY")

    assert waiting.count() == 2


def test_a_hub_that_answers_letter_by_letter_is_left_after_a_while(
    dripping_hub, alice, work, monkeypatch, caplog
):
    monkeypatch.setattr("blog.hub.PATIENCE", 0.3)
    SiteSettings(websub_hub=dripping_hub).save()
    make_post(author=alice)

    work()

    assert "could not be told" in caplog.text


def test_the_hub_is_told_when_all_else_is_done(hub, alice):
    post = make_post(author=alice)

    post.unpublish()

    pings = DBTaskResult.objects.filter(task_path="blog.websub.ping")
    assert [task.priority for task in pings] == [-10]


def test_only_what_is_left_is_told_again(hub, alice, work):
    hub.answers = repeat(503)
    make_post(author=alice)
    work()
    told(hub)

    hub.answers = repeat(204)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        work()

    assert told(hub) == feeds("posts", "author/alicia-nunez")


@pytest.mark.parametrize("status", [302, 307, 404])
def test_a_hub_that_refuses_is_left_in_peace_and_not_followed(hub, alice, work, status, caplog):
    hub.answers = repeat(status)
    make_post(author=alice)

    work()
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        work()

    assert {path for path, _sent in hub.received} == {"/hub"}
    assert told(hub) == feeds("posts", "author/alicia-nunez")
    assert str(status) in caplog.text


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "file:///etc/passwd", "ftp://a.example/"]
)
def test_no_hub_s_address_breaks_a_post(alice, work, address, caplog):
    SiteSettings(websub_hub=address).save()

    make_post(author=alice)
    work()

    assert ("could not be told" in caplog.text) is address.startswith("http")


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
