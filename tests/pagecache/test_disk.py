"""The folder of finished pages: its bounds hold, however many addresses are crawled."""

import multiprocessing
import random
import threading
import zlib
from contextlib import ExitStack

import pytest

from pagecache.disk import Page, PageStore, sizes_in
from pagecache.memory import Memory, Ready

EDITION = "1-release"


def page(length=50):
    body = b"x" * length
    bodies = dict.fromkeys(("", "gzip", "br"), body)
    return Page("200 OK", [("Content-Type", "text/html")], bodies, is_usual=True)


def name(number):
    return f"blog.example.org/2012/{number % 100:02}/{number}.html~"


def make_store(folder, *, most_bytes=10**9, most_files=10**9):
    return PageStore(folder / "pages", most_bytes=most_bytes, most_files=most_files)


def kept(store):
    sizes = list(sizes_in(store.root / EDITION))
    return sum(sizes), len(sizes)


def test_a_page_comes_back_as_it_was(tmp_path):
    store = make_store(tmp_path)

    store.write(EDITION, name(1), page())

    assert store.read(EDITION, name(1), "br").bodies == {"br": b"x" * 50}
    assert store.read(EDITION, name(1), "").headers == [("Content-Type", "text/html")]
    assert store.read("2-release", name(1), "") is None


@pytest.mark.parametrize("bounds", [{"most_files": 200}, {"most_bytes": 20_000}])
def test_a_crawl_of_many_addresses_stays_within_bounds(tmp_path, bounds):
    store = make_store(tmp_path, **bounds)
    most = next(iter(bounds.values()))

    largest = 0
    for number in range(600):
        store.write(EDITION, name(number), page(random.randrange(20, 200)))
        if number % 20 == 0:
            largest = max(largest, kept(store)["most_files" in bounds])

    assert most / 2 < largest <= most


def test_pages_that_make_room_leave_no_empty_folders(tmp_path):
    store = make_store(tmp_path, most_files=100)

    for number in range(400):
        store.write(EDITION, f"blog.example.org/{number}/{number}/x.html~", page())

    folders = {file.parent.name for file in (store.root / EDITION).rglob("*.head")}
    assert {
        folder.name for folder in (store.root / EDITION / "blog.example.org").iterdir()
    } == folders
    assert 20 < len(folders) <= 25


def write_many(folder, start):
    store = make_store(folder, most_files=400)
    for number in range(start, start + 200):
        store.write(EDITION, name(number), page())


def test_several_processes_stay_within_the_same_bounds(tmp_path):
    context = multiprocessing.get_context("fork")
    writers = [
        context.Process(target=write_many, args=(tmp_path, start)) for start in (0, 1000, 1100)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert {writer.exitcode for writer in writers} == {0}
    assert kept(make_store(tmp_path))[1] <= 400


def test_what_was_used_last_stays(tmp_path, time_machine):
    time_machine.move_to("2012-01-10T10:00Z")
    store = make_store(tmp_path, most_files=40)
    store.write(EDITION, name(0), page())

    for number in range(1, 100):
        time_machine.shift(1)
        store.touch(EDITION, name(0))
        store.write(EDITION, name(number), page())

    assert store.read(EDITION, name(0), "")
    assert store.read(EDITION, name(1), "") is None


def test_the_pages_of_no_edition_are_none(tmp_path):
    store = make_store(tmp_path)
    store.write(EDITION, name(1), page())

    assert store.names(EDITION) == [name(1)]
    assert store.names(store.before(EDITION)) == []


def test_only_one_edition_is_left_and_counted(tmp_path):
    store = make_store(tmp_path, most_files=8)
    store.write(EDITION, name(1), page())
    store.write("2-release", name(1), page())

    store.prune("2-release")
    store.write("2-release", name(2), page())

    assert kept(store) == (0, 0)
    assert store.read("2-release", name(1), "")
    assert store.read("2-release", name(2), "")


def test_a_disk_that_is_full_costs_no_page(tmp_path, monkeypatch, caplog):
    store = make_store(tmp_path)
    store.write(EDITION, name(1), page())
    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    store.write(EDITION, name(2), page())
    store.write(EDITION, name(3), page())

    assert store.read(EDITION, name(2), "") is None
    assert store.read(EDITION, name(1), "")
    assert kept(store)[1] == 4
    assert len([*(store.root / EDITION).rglob("*")]) == 4 + len(name(1).split("/")) - 1
    assert len(caplog.records) == 1


def test_where_the_present_edition_cannot_be_named_nginx_is_shown_none(tmp_path, monkeypatch):
    store = make_store(tmp_path)
    store.turn_to("1-release")
    assert store.current() == "1-release"

    monkeypatch.setattr("pathlib.Path.symlink_to", full)
    store.turn_to("2-release")

    assert store.current() == ""


def test_where_locks_cannot_be_had_pages_are_made_without(tmp_path, monkeypatch):
    store = make_store(tmp_path)
    monkeypatch.setattr("web.file_lock.fcntl.flock", no_locks)

    with store.one_at_a_time("current"), store.making(name(1)):
        store.write(EDITION, name(1), page())

    assert store.read(EDITION, name(1), "") is None


def no_locks(_file, _how):
    raise OSError(37, "No locks available")


def test_whoever_makes_a_page_keeps_nobody_from_turning_to_an_edition(tmp_path):
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


def test_the_memory_of_a_process_stays_within_bounds_under_a_million_addresses():
    memory = Memory(100_000)
    memory.turn_to(EDITION)
    ready = Ready.of(page(), "gzip")
    favourite = (name(0), "gzip")
    memory.keep(EDITION, favourite, Ready.of(page(), "gzip"))

    for number in range(1, 1_000_001):
        memory.keep(EDITION, (name(number), "gzip"), ready)
        if number % 10 == 0 and favourite in memory.pages:
            memory.pages[favourite].uses += 1

    assert len(memory.pages) <= 100_000 // 2000
    assert favourite in memory.pages


def test_memory_takes_no_page_of_an_edition_before():
    memory = Memory(100_000)
    memory.turn_to("2-release")

    memory.keep(EDITION, (name(1), ""), Ready.of(page(), ""))

    assert memory.pages == {}
