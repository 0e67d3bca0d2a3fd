"""When the hub is told, how often, and what becomes of one that fails."""

from datetime import timedelta
from itertools import cycle, repeat

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog import websub
from blog.models import SiteSettings
from tests.blog.conftest import feeds, told
from tests.factories import make_comment, make_label, make_post

pytestmark = pytest.mark.django_db


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
    monkeypatch.setattr("blog.websub.hub.TIMEOUT", 0.3)
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
