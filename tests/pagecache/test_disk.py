"""The folder of finished pages: its bounds hold, and what has moved is not in it."""

import multiprocessing
import random
import sqlite3
import threading
import zlib
from contextlib import ExitStack, closing

import pytest

from pagecache.disk import PageStore
from pagecache.memory import OVERHEAD, Memory, Ready
from pagecache.pages import Page

NUMBER = 1000


def page(length=50, *, tags=(), number=NUMBER, frame=NUMBER, body=b""):
    headers = [("Content-Type", "text/html")]
    tags = frozenset(tags)
    content = body or b"x" * length
    return Page("200 OK", headers, content, is_usual=True, tags=tags, number=number, frame=frame)


def name(number):
    return f"blog.example.org/2012/{number % 100:02}/{number}.html~"


def make_store(folder, *, most_bytes=10**9, most_files=10**9):
    store = PageStore(folder / "pages", "r", most_bytes=most_bytes, most_files=most_files)
    store.advance(NUMBER, None, since=0, frame=0)
    return store


def files_in(folder):
    return [file for file in folder.rglob("*.gz") if file.is_file()]


def test_a_page_comes_back_as_it_was(tmp_path):
    store = make_store(tmp_path)
    kept = page(tags=["post:1"])

    assert store.write(name(1), kept)

    assert store.read(name(1)) == kept
    assert store.read(name(2)) is None


@pytest.mark.parametrize("bounds", [{"most_files": 50}, {"most_bytes": 20_000}])
def test_a_crawl_of_many_addresses_stays_within_bounds(tmp_path, bounds):
    store = make_store(tmp_path, **bounds)
    most = next(iter(bounds.values()))

    largest = 0
    for number in range(300):
        store.write(name(number), page(random.randrange(20, 200)))
        if number % 20 == 0:
            files = files_in(store.folder)
            sizes = sum(file.stat().st_size for file in files)
            largest = max(largest, len(files) if "most_files" in bounds else sizes)

    assert most / 4 < largest <= most


def test_pages_that_make_room_leave_no_empty_folders(tmp_path):
    store = make_store(tmp_path, most_files=25)

    for number in range(100):
        store.write(f"blog.example.org/{number}/{number}/x.html~", page())

    folders = {file.parent.name for file in files_in(store.folder)}
    left = (store.folder / str(NUMBER) / "blog.example.org").iterdir()
    assert {folder.name for folder in left} == folders
    assert 20 < len(folders) <= 25


def write_many(folder, start):
    store = PageStore(folder / "pages", "r", most_bytes=10**9, most_files=100)
    for number in range(start, start + 100):
        store.write(name(number), page())


def test_several_processes_stay_within_the_same_bounds(tmp_path):
    store = make_store(tmp_path)
    context = multiprocessing.get_context("fork")
    writers = [
        context.Process(target=write_many, args=(tmp_path, start)) for start in (0, 1000, 1050)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert {writer.exitcode for writer in writers} == {0}
    assert 50 < len(files_in(store.folder)) == len(store.names()) <= 100


def test_what_was_used_last_stays(tmp_path, time_machine):
    time_machine.move_to("2012-01-10T10:00Z")
    store = make_store(tmp_path, most_files=10)
    store.write(name(0), page())

    for number in range(1, 30):
        time_machine.shift(1)
        store.touch([name(0)])
        store.write(name(number), page())

    assert store.read(name(0))
    assert store.read(name(1)) is None


def test_only_what_shows_a_tag_is_forgotten_when_it_moves(tmp_path):
    store = make_store(tmp_path)
    store.write(name(1), page(tags=["post:1", "posts"]))
    store.write(name(2), page(tags=["post:2"]))

    store.advance(1001, {"post:1": 1001}, since=NUMBER, frame=NUMBER)

    assert store.names() == [name(2)]
    assert [file.name for file in files_in(store.folder)] == ["2.html~.html.gz"]
    assert store.state() == (1001, NUMBER)


def test_a_page_that_was_made_before_what_it_shows_moved_is_not_written(tmp_path):
    store = make_store(tmp_path)
    store.advance(1005, {"post:1": 1003, "posts": 1005}, since=NUMBER, frame=NUMBER)

    written = {
        "before": store.write(name(1), page(tags=["post:1"], number=1002)),
        "at it": store.write(name(2), page(tags=["post:1"], number=1003)),
        "another": store.write(name(3), page(tags=["post:2"], number=NUMBER)),
        "of another frame": store.write(name(4), page(number=1005, frame=999)),
    }

    assert written == {"before": False, "at it": True, "another": True, "of another frame": False}


def test_more_moves_than_are_remembered_let_nothing_of_before_in(tmp_path, monkeypatch):
    monkeypatch.setattr("pagecache.disk.MAX_MOVED", 5)
    store = make_store(tmp_path)
    moved = {f"post:{number}": 1000 + number for number in range(1, 8)}
    store.advance(1007, moved, since=NUMBER, frame=NUMBER)

    assert not store.write(name(1), page(tags=["label:1"], number=1006))
    assert store.write(name(1), page(tags=["label:1"], number=1007))


@pytest.mark.parametrize("since,left", [(NUMBER, [name(1)]), (1001, [])])
def test_whoever_knows_of_moves_that_the_disk_has_missed_forgets_all(tmp_path, since, left):
    store = make_store(tmp_path)
    store.write(name(1), page(tags=["post:1"]))

    store.advance(1002, {"post:2": 1002}, since=since, frame=NUMBER)

    assert store.names() == left


@pytest.mark.parametrize("moved", [{"post:1": 1001}, None])
def test_a_process_that_is_behind_neither_forgets_what_is_newer_nor_takes_its_frame(
    tmp_path, moved
):
    store = make_store(tmp_path)
    store.advance(1002, {"archive": 1002}, since=NUMBER, frame=1002)
    store.write(name(1), page(tags=["post:1"], number=1002, frame=1002))

    assert store.advance(1001, moved, since=NUMBER, frame=1001) == 1001

    assert store.names() == [name(1)]
    assert store.state() == (1002, 1002)


def test_a_database_that_was_restored_from_a_copy_leaves_no_page(tmp_path):
    store = make_store(tmp_path)
    store.write(name(1), page())

    assert store.advance(900, None, since=NUMBER, frame=900) == 900

    assert (store.names(), store.state()) == ([], (900, 900))


def test_the_shared_part_of_pages_moves_the_frame_and_their_files_stay(tmp_path):
    store = make_store(tmp_path)
    store.write(name(1), page())

    assert store.advance(1001, {"archive": 1001}, since=NUMBER, frame=1001) == 1001
    assert store.names(not_of_frame=1001) == [name(1)]
    store.prune()
    assert store.read(name(1))

    store.write(name(1), page(frame=1001))
    store.prune()

    assert store.names(not_of_frame=1001) == []
    assert [folder.name for folder in store.folder.glob("[0-9]*")] == ["1001"]


def test_what_a_process_left_when_it_was_killed_harms_nobody(tmp_path):
    """Between a row and its file, and between files that are forgotten."""
    store = make_store(tmp_path)
    for number in range(3):
        store.write(name(number), page(tags=["posts"]))
    first, second, _ = sorted(files_in(store.folder))
    first.unlink()

    assert store.read(name(0)) is None
    assert store.touch([name(0), name(1)]) == [name(0)]
    second.unlink()
    store.advance(1001, {"posts": 1001}, since=NUMBER, frame=NUMBER)

    assert store.names() == files_in(store.folder) == []


def test_a_disk_that_is_full_costs_no_page(tmp_path, monkeypatch, caplog):
    store = make_store(tmp_path)
    store.write(name(1), page())
    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    store.write(name(2), page())
    store.write(name(3), page())

    assert store.read(name(2)) is None
    assert store.read(name(1))
    assert len(files_in(store.folder)) == 1
    assert len(caplog.records) == 1


def test_an_index_that_cannot_be_written_is_told_to_whoever_moves(tmp_path):
    store = make_store(tmp_path)
    with closing(sqlite3.connect(store.folder / "index.sqlite3")) as other:
        other.executescript("DROP TABLE moved")

    with pytest.raises(OSError, match="moved"):
        store.advance(1001, {"posts": 1001}, since=NUMBER, frame=NUMBER)


def test_where_the_present_frame_cannot_be_named_nginx_is_shown_none(tmp_path, monkeypatch):
    store = make_store(tmp_path)
    store.turn_to(1)
    assert store.current() == "r/1"

    monkeypatch.setattr("pathlib.Path.symlink_to", full)
    store.turn_to(2)

    assert store.current() == ""


def test_where_locks_cannot_be_had_pages_are_made_without(tmp_path, monkeypatch):
    store = make_store(tmp_path)
    monkeypatch.setattr("web.file_lock.fcntl.flock", no_locks)

    with store.one_at_a_time("current"), store.making(name(1)):
        store.write(name(1), page())

    assert store.read(name(1)) is None


def no_locks(_file, _how):
    raise OSError(37, "No locks available")


def test_whoever_makes_a_page_keeps_nobody_from_another_lock(tmp_path):
    store = make_store(tmp_path)
    turned = threading.Event()

    def turn():
        with store.one_at_a_time("current"):
            turned.set()

    with ExitStack() as pages:
        for number in {
            zlib.crc32(name(number).encode()) % 64: number for number in range(1000)
        }.values():
            pages.enter_context(store.making(name(number)))
        threading.Thread(target=turn).start()

        assert turned.wait(5)


def full(self, content):
    raise OSError(28, "No space left on device")


@pytest.mark.long
def test_the_memory_of_a_process_stays_within_bounds_under_a_million_addresses():
    memory = Memory(200_000)
    memory.hear(NUMBER, None)
    ready = Ready.of(page())
    favourite = name(0)
    memory.keep(favourite, Ready.of(page()))

    for number in range(1, 1_000_001):
        memory.keep(name(number), ready)
        if number % 10 == 0 and favourite in memory.pages:
            memory.pages[favourite].uses += 1

    assert len(memory.pages) <= 200_000 // OVERHEAD
    assert favourite in memory.pages


def test_memory_takes_no_page_of_which_something_has_moved_since():
    memory = Memory(100_000)
    memory.hear(NUMBER, None)
    memory.hear(1002, {"post:1": 1002})

    memory.keep(name(1), Ready.of(page(tags=["post:1"], number=1001)))
    memory.keep(name(2), Ready.of(page(tags=["post:2"], number=1001)))
    memory.keep(name(3), Ready.of(page(number=999)))

    assert [*memory.pages] == [name(2)]
    assert memory.hear(1003, {"post:2": 1003}) == [name(2)]
    assert memory.pages == {}
