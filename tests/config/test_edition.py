"""The edition: it moves with all that readers see, however it is changed, and with nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from blog.models import (
    OldAddress,
    PopularPost,
    Post,
    PostViews,
    RelatedPost,
    SiteSettings,
)
from blog.statistics import popular
from comments.models import Comment
from config import edition, edition_triggers
from config.edition_triggers import SHOWN
from config.models import Edition
from tests.factories import make_comment, make_label, make_page, make_picture, make_post

OURS = {"accounts", "blog", "comments", "config"}
UNSEEN = {
    *("blog.DayViews", "blog.FeedReader", "blog.PostViews", "blog.Referral", "blog.SearchEntry"),
    *("blog.AddressMonth", "blog.Filing", "blog.LabelTally", "blog.MonthTally"),
    *("config.Edition", "config.SampleItem"),
}
"""Models of which no page is made that a cache keeps, or which only follow one that is shown."""

pytestmark = pytest.mark.django_db


def delete_raw(row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


def moves(change):
    before = number()
    change()
    return number() > before


def number():
    """Give the edition as a commit would leave it: PostgreSQL's triggers wait for that."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            triggers = ", ".join(name for name, _table in edition_triggers.installed(cursor))
            cursor.execute(f"SET CONSTRAINTS {triggers} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {triggers} DEFERRED")
    return edition.current_number()


def test_every_model_is_known_to_be_seen_or_not():
    models = apps.get_models(include_auto_created=True)
    ours = {model._meta.label for model in models if model._meta.app_label in OURS}

    assert ours == SHOWN.keys() | UNSEEN


@pytest.fixture
def rows(alice):
    """One row of each model that readers see something of, by its label."""
    post = make_post(author=alice, cover=make_picture(), title="El faro")
    post.labels.add(make_label())
    return {
        "accounts.User": alice,
        "accounts.ProfileLink": alice.links.create(label="Su casa", url="https://example.org/"),
        "blog.Label": post.labels.get(),
        "blog.OldAddress": OldAddress.objects.create(path="2011/01/x.html", post=post),
        "blog.Page": make_page(),
        "blog.Picture": post.cover,
        "blog.PopularPost": PopularPost.objects.create(post=post, views=3),
        "blog.Post": post,
        "blog.Post_labels": Post.labels.through.objects.get(),
        "blog.RelatedPost": RelatedPost.objects.create(
            post=post, other=make_post(author=alice), score=1
        ),
        "blog.Republication": post.republications.create(name="Otra", url="https://example.net/"),
        "blog.SiteSettings": SiteSettings.objects.create(title="El cuaderno"),
        "comments.Comment": make_comment(post=post),
    }


CHANGED = {
    "accounts.User": {"name": "Otra persona"},
    "accounts.ProfileLink": {"label": "Otra"},
    "blog.Label": {"name": "Otra"},
    "blog.OldAddress": {"path": "2010/01/y.html"},
    "blog.Page": {"body_html": "<p>Otra</p>"},
    "blog.Picture": {"srcsets": {"image/webp": "otra 320w"}},
    "blog.Post": {"title": "Otra"},
    "blog.RelatedPost": {"score": 2},
    "blog.Republication": {"name": "Otra más"},
    "blog.SiteSettings": {"accent": "olive"},
    "comments.Comment": {"text_html": "<p>Otra</p>"},
}


@pytest.mark.parametrize("label", CHANGED)
def test_a_bulk_update_moves_it(rows, label):
    row = rows[label]

    assert moves(lambda: type(row).objects.filter(pk=row.pk).update(**CHANGED[label]))


@pytest.mark.parametrize("label", CHANGED)
def test_saving_a_change_moves_it(rows, label):
    row = rows[label]
    for name, value in CHANGED[label].items():
        setattr(row, name, value)

    assert moves(row.save_base)


@pytest.mark.parametrize("label", sorted(SHOWN))
def test_a_raw_deletion_and_a_raw_import_move_it(rows, label):
    row = rows[label]
    kept = serializers.serialize("python", [row])
    (again,) = serializers.deserialize("python", kept)

    assert moves(lambda: delete_raw(row))
    assert moves(again.save)


def test_a_comment_moves_it_by_being_published_and_by_going(alice):
    comment = make_comment(post=make_post(author=alice), state="waiting")

    assert moves(comment.approve)
    assert moves(lambda: comment.remove(by=alice))


def test_a_draft_moves_it_by_being_published_and_by_being_withdrawn(alice):
    draft = make_post(author=alice, published_at=None)

    assert moves(draft.publish)
    assert moves(draft.unpublish)


def test_the_ranking_of_the_popular_posts_moves_it_and_their_views_do_not(alice):
    first, second = (make_post(author=alice) for _ in range(2))
    today = timezone.localdate()
    views = [PostViews.objects.create(post=first, day=today, views=9)]
    assert moves(popular.rank.call)

    views.append(PostViews.objects.create(post=second, day=today, views=5))
    assert moves(popular.rank.call)

    PostViews.objects.filter(pk=views[1].pk).update(views=8)
    assert not moves(popular.rank.call)

    PostViews.objects.filter(pk=views[1].pk).update(views=10)
    assert moves(popular.rank.call)
    assert not moves(lambda: PopularPost.objects.update(views=1))


def test_a_second_label_moves_it_though_its_row_may_be_ignored(alice):
    """Django adds a label by `INSERT OR IGNORE`, whose policy SQLite extends to triggers."""
    post = make_post(author=alice)
    labels = [make_label() for _ in range(3)]

    assert [moves(lambda label=label: post.labels.add(label)) for label in labels] == [True] * 3
    assert not moves(lambda: post.labels.add(labels[0]))


def test_what_readers_do_not_see_leaves_it_alone(alice, client):
    post = make_post(author=alice)
    draft = make_post(author=alice, published_at=None)
    comment = make_comment(post=post, state="waiting")
    unseen = [
        lambda: make_comment(post=post, state="waiting"),
        lambda: make_comment(post=post, state="spam"),
        comment.mark_as_spam,
        lambda: Comment.objects.filter(pk=comment.pk).delete(),
        lambda: make_post(author=alice, published_at=None),
        draft.save,
        lambda: draft.republications.create(name="Otra", url="https://example.net/"),
        lambda: Post.objects.filter(pk=draft.pk).update(title="Otro"),
        draft.delete,
        make_picture,
        lambda: client.force_login(alice),
        lambda: alice.set_password("otra") or alice.save(),
    ]

    assert [moves(change) for change in unseen] == [False] * len(unseen)


def test_a_change_that_is_rolled_back_leaves_it_alone(alice):
    before = number()

    with transaction.atomic():
        make_post(author=alice)
        transaction.set_rollback(True)

    assert number() == before


def test_a_database_restored_from_a_copy_comes_to_no_number_again(alice):
    make_post(author=alice)
    later = number()
    with transaction.atomic():
        Edition.objects.update(number=5)

    assert moves(lambda: make_post(author=alice))
    assert number() > later


class Process:
    """One that watches, whose clock is some seconds ahead, or behind."""

    def __init__(self, ahead=0):
        self.ahead = timedelta(seconds=ahead)
        self.heard = []
        self.watch = edition.Watch()
        self.watch.on_move(self.heard.append)

    def look(self, time_machine, at):
        time_machine.move_to(at + self.ahead, tick=False)
        self.watch.look()


def look_in_turns(processes, time_machine, since, seconds, pause=0.05):
    """Have all look twenty times a second, from some seconds after a time to some after."""
    first, last = (int(second / pause) for second in seconds)
    for number in range(first, last):
        for process in processes:
            process.look(time_machine, since + timedelta(seconds=number * pause))


def number_by_this_clock():
    """Give the edition after moving it: triggers go by the clock of the database."""
    edition.move(number())
    return edition.current_number()


NOON = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def scheduled(alice, time_machine):
    """Make a post for noon, and give the edition an hour before."""
    time_machine.move_to(NOON - timedelta(hours=1), tick=False)
    make_post(author=alice, published_at=NOON)
    return number_by_this_clock()


def test_a_scheduled_post_moves_it_once_when_its_time_comes(scheduled, time_machine):
    processes = [Process(), Process(), Process()]

    look_in_turns(processes, time_machine, NOON, (-1, 0))
    assert [process.heard for process in processes] == [[scheduled]] * 3

    look_in_turns(processes, time_machine, NOON, (0, 2))
    moved = edition.current_number()
    assert [process.heard for process in processes] == [[scheduled, moved]] * 3


@pytest.mark.parametrize("clocks", [(2, 0, -3), (-3, 0, 2)])
def test_a_scheduled_post_moves_it_when_its_time_comes_by_each_clock(
    scheduled, time_machine, clocks
):
    processes = [Process(ahead) for ahead in clocks]

    for ahead in sorted(clocks, reverse=True):
        its_noon = NOON - timedelta(seconds=ahead)
        look_in_turns(processes, time_machine, its_noon, (-0.5, 0))
        before = edition.current_number()
        look_in_turns(processes, time_machine, its_noon, (0, 0.5))
        assert edition.current_number() > before

    look_in_turns(processes, time_machine, NOON, (4, 5))
    assert {len(process.heard) for process in processes} == {4}


def test_a_clock_that_was_once_far_ahead_hides_no_post_for_ever(scheduled, time_machine):
    process = Process()
    process.look(time_machine, NOON - timedelta(minutes=2))
    for _ in range(3):
        process.look(time_machine, NOON + timedelta(days=700))
    process.look(time_machine, NOON - timedelta(minutes=1))
    before = process.heard[-1]

    look_in_turns([process], time_machine, NOON, (-1, 1))

    assert process.heard[-1] > before
    assert not moves(lambda: look_in_turns([process], time_machine, NOON, (1, 2)))


def test_another_change_just_before_the_time_does_not_stand_for_it(scheduled, time_machine):
    process = Process()
    process.look(time_machine, NOON - timedelta(seconds=0.03))
    changed = number_by_this_clock()

    look_in_turns([process], time_machine, NOON, (0.02, 1))

    assert process.heard == [scheduled, changed, edition.current_number()]
    assert process.heard[2] > changed


def test_what_fell_due_while_no_process_ran_moves_it_at_the_next_start(scheduled, time_machine):
    process = Process()
    look_in_turns([process], time_machine, NOON, (60, 61))

    assert process.heard[:1] == [scheduled]
    assert len(process.heard) == 2


def test_it_moves_once_a_week_so_that_no_form_in_a_page_is_too_old(alice, time_machine):
    time_machine.move_to(NOON, tick=False)
    make_post(author=alice, published_at=NOON - timedelta(days=30))
    first = number_by_this_clock()
    processes = [Process(), Process()]

    days = (0, 15 * 24 * 3600)
    look_in_turns(processes, time_machine, NOON, days, pause=3600)

    assert [len(process.heard) for process in processes] == [3, 3]
    assert processes[0].heard == processes[1].heard
    assert processes[0].heard[0] == first


@pytest.mark.django_db(transaction=True)
def test_a_watch_whose_listener_fails_lives_on_and_tells_it_again(alice):
    make_post(author=alice)
    edition_now = number()
    heard = []

    def listen(number):
        heard.append(number)
        if len(heard) == 1:
            raise OSError("No locks available")

    watch = edition.Watch()
    watch.on_move(listen)

    assert [watch.look_safely() for _ in range(3)] == [False, True, True]
    assert heard == [edition_now] * 2


@pytest.mark.django_db(transaction=True)
def test_while_its_triggers_lack_there_is_none_and_none_is_made_up(alice, caplog):
    """A migration that was broken off leaves none: what changes then moves nothing."""
    make_post(author=alice, published_at=timezone.now() + timedelta(days=1))
    process = Process()
    process.watch.look()

    edition_triggers.remove()
    Post.objects.update(title="Otro")
    for _ in range(3):
        process.watch.look()
    assert process.heard[1:] == [0]
    assert not edition_triggers.are_there()
    assert "manage.py setup" in caplog.text

    edition_triggers.install()
    process.watch.look()
    assert process.heard[2:] == [edition.current_number()]
    assert process.heard[2] > process.heard[0]
    assert edition_triggers.are_there()
