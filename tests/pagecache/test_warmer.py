"""What one process does for the folder of pages, while others write and nginx reads."""

import shutil

import pytest

from pagecache import warmer
from tests.pagecache.page_processes import NAME, Process


@pytest.fixture(autouse=True)
def no_database(monkeypatch):
    monkeypatch.setattr(warmer, "forget_moves", lambda: None)


@pytest.fixture
def process(tmp_path):
    process = Process(tmp_path)
    process.watch.move(1000)
    return process


def test_nginx_is_not_turned_back_by_a_process_that_is_outrun(process, tmp_path):
    other = Process(tmp_path)
    process.keep()
    other.watch.move(1001)

    process.keep()

    assert process.shown == "r/1001"


def test_nginx_goes_back_where_the_database_was_restored_from_a_copy(process, tmp_path):
    other = Process(tmp_path)
    for one in (process, other):
        one.watch.move(1002)
    process.watch.move(1001)
    assert process.shown == "r/1001"

    other.keep()
    assert process.shown == "r/1001"
    other.watch.move(1001)
    assert process.shown == "r/1001"


def test_pages_of_a_frame_that_came_meanwhile_are_not_cleared_away(process):
    process.keep()
    process.read()
    prune = process.cache.store.prune

    def come_first():
        process.watch.move(1002)
        process.read()
        prune()

    process.watch.move(1001)
    process.cache.store.prune = come_first
    process.keep()
    process.cache.store.prune = prune

    assert process.cache.frame == 1002
    assert process.kept == [NAME]
    process.keep()
    assert process.kept == [NAME]
    assert [folder.name for folder in process.cache.store.folder.glob("1*")] == ["1002"]


def test_a_page_that_is_read_comes_back_to_a_folder_that_was_deleted(process):
    process.read()
    shutil.rmtree(process.cache.store.root)

    process.keep()
    process.keep()

    assert process.kept == [NAME]
    assert process.shown == "r/1000"
    assert process.made == 2


def test_an_index_that_was_damaged_is_begun_anew(process):
    process.read()
    folder = process.cache.store.folder
    (folder / "index.sqlite3-wal").unlink()
    (folder / "index.sqlite3").write_bytes(b"no database" * 1000)
    other = Process(folder.parents[1])
    other.watch.number = 1000

    other.watch.move(1001, "post:1")
    assert other.shown == ""
    other.keep()
    other.read()

    assert other.kept == [NAME]
    assert other.shown == "r/1001"


def test_a_page_that_fits_on_no_disk_is_not_made_again_and_again(tmp_path):
    process = Process(tmp_path, most_files=0)
    process.watch.move(1000)

    for _ in range(5):
        process.read()
        process.keep()

    assert process.kept == []
    assert process.made == 1


def test_what_was_forgotten_is_made_anew_the_most_read_first(process):
    others = [f"blog.example.org/{number}~" for number in range(3)]
    for name in (*others, NAME, NAME):
        process.read(name)

    process.watch.move(1001)
    assert process.cache.warmer.most_read[0] == NAME
    process.keep()

    assert sorted(process.kept) == sorted([*others, NAME])


def test_what_was_read_in_another_process_is_made_anew_there(process, tmp_path):
    process.keep()  # it holds the lock
    other = Process(tmp_path)
    other.watch.move(1000)
    other.read()

    for one in (process, other):
        one.watch.move(1001)
        one.keep()

    assert process.kept == [NAME]


@pytest.mark.parametrize(
    "database,number,shown", [(None, 1000, "r/1000"), (0, 0, ""), (1001, 1001, "r/1001")]
)
def test_a_process_that_starts_goes_by_the_folder_until_the_database_answers(
    process, tmp_path, database, number, shown
):
    starting = Process(tmp_path)
    starting.watch.database = database

    starting.cache.start()

    assert starting.cache.number == number
    assert starting.shown == shown


def test_another_release_finds_nothing_and_leaves_nothing_of_the_one_before(process, tmp_path):
    process.read()
    other = Process(tmp_path, release="s")
    other.cache.leave_other_releases()
    assert other.shown == ""

    other.watch.move(1001)
    other.read()
    shutil.rmtree(tmp_path / "pages" / "r")
    other.keep()

    assert other.made == 1
    assert other.shown == "s/1001"
