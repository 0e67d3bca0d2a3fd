"""Those who watch the edition: what time changes, and what they outlive."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog.models import Post
from pagecache import edition, triggers
from pagecache.models import Edition, Move
from tests.factories import make_post
from tests.pagecache.edition_number import moves, number

pytestmark = pytest.mark.django_db


class Process:
    """One that watches, whose clock is some seconds ahead, or behind."""

    def __init__(self, ahead=0):
        self.ahead = timedelta(seconds=ahead)
        self.heard = []
        self.watch = edition.Watch()
        self.watch.on_move(lambda number, _moved: self.heard.append(number))

    def look(self, time_machine, at):
        time_machine.move_to(at + self.ahead, tick=False)
        self.watch.look()


def look_in_turns(processes, time_machine, since, seconds, pause=0.05):
    """Have all look twenty times a second, from some seconds after a time to some after."""
    first, last = (int(second / pause) for second in seconds)
    for step in range(first, last):
        for process in processes:
            process.look(time_machine, since + timedelta(seconds=step * pause))


def number_by_this_clock():
    """Return the edition after moving it: triggers go by the clock of the database."""
    now = max(number() + 1, int(timezone.now().timestamp() * 1000))
    Edition.objects.update(number=now)
    Move.objects.create(number=now, tag="post:0")
    return now


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
    new, restarted = Process(), Process()
    restarted.watch.number = scheduled  # of which it has pages

    look_in_turns([new, restarted], time_machine, NOON, (60, 61))

    moved = edition.current_number()
    assert moved > scheduled
    assert restarted.heard == new.heard == [scheduled, moved]


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


def write_moves(*moves):
    """Write moves down as triggers would, and return the last number."""
    Move.objects.all().delete()
    Move.objects.bulk_create(Move(number=number, tag=tag) for number, tag in moves)
    Edition.objects.update_or_create(pk=1, defaults={"number": moves[-1][0]})
    return moves[-1][0]


def test_whoever_knows_a_number_is_told_what_has_moved_since():
    last = write_moves((5, "post:1"), (7, "post:2"), (7, "posts"), (8, "post:2"))

    assert edition.moved_since(5, last) == (8, {"post:2": 8, "posts": 7})
    assert edition.moved_since(8, last) == (8, {})


@pytest.mark.parametrize("known", [None, 0, 4, 6, 9])
def test_whoever_knows_none_of_the_numbers_takes_everything_for_changed(known):
    """The log has overflowed, or the database was restored from a copy and has gone on since."""
    last = write_moves((5, "post:1"), (8, "post:2"))

    assert edition.moved_since(known, last) == (8, None)


@pytest.mark.parametrize("tag", ["all", "menu", "settings"])
def test_what_every_page_shows_is_everything(tag):
    assert edition.moved_since(5, write_moves((5, "post:1"), (8, tag), (9, "post:1"))) == (9, None)


def test_only_the_latest_moves_are_remembered(monkeypatch):
    monkeypatch.setattr(edition, "MAX_MOVES", 10)
    write_moves(*((number, "post:1") for number in range(1, 21)))
    edition.forget_moves()
    assert Move.objects.count() == 20

    last = write_moves(*((number, "post:1") for number in range(1, 31)))
    edition.forget_moves()

    assert sorted(Move.objects.values_list("number", flat=True)) == [*range(20, 31)]
    assert edition.moved_since(20, last) == (30, {"post:1": 30})
    assert edition.moved_since(19, last) == (30, None)


@pytest.mark.django_db(transaction=True)
def test_a_watch_whose_listener_fails_lives_on_and_tells_it_again(alice):
    make_post(author=alice)
    edition_now = number()
    heard = []

    def listen(number, _moved):
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

    triggers.uninstall()
    Post.objects.update(title="Otro")
    for _ in range(3):
        process.watch.look()
    assert process.heard[1:] == [0]
    assert not triggers.are_installed()
    assert "manage.py setup" in caplog.text

    triggers.install()
    process.watch.look()
    assert process.heard[2:] == [edition.current_number()]
    assert process.heard[2] > process.heard[0]
    assert triggers.are_installed()
