"""What one process does for the folder of pages, while others write and nginx reads."""

import shutil

import pytest

from tests.pagecache.page_processes import NAME, Process


@pytest.fixture
def process(tmp_path):
    process = Process(tmp_path)
    process.watch.move(1000)
    return process


def test_nginx_is_not_turned_back_by_a_process_that_has_lost_the_database(process, tmp_path):
    other = Process(tmp_path)
    process.keep()
    other.watch.move(1001)
    process.watch.database = None

    process.keep()

    assert process.shown == "1001-r"


def test_nginx_is_not_turned_back_by_a_process_that_is_outrun(process, tmp_path):
    other = Process(tmp_path)
    process.keep()
    other.watch.move(1001)
    process.watch.database = 1001

    process.keep()

    assert process.shown == "1001-r"


def test_nginx_goes_back_where_the_database_was_restored_from_a_copy(process):
    process.watch.move(1002)
    process.watch.move(1001)
    assert process.shown == "1002-r"

    process.keep()

    assert process.shown == "1001-r"


def test_pages_of_an_edition_that_came_meanwhile_are_not_cleared_away(process):
    process.keep()
    process.read()
    prune = process.cache.store.prune

    def come_first(label):
        process.watch.move(1002)
        process.read()
        prune(label)

    process.watch.move(1001)
    process.cache.store.prune = come_first
    process.keep()
    process.cache.store.prune = prune

    assert process.cache.label == "1002-r"
    assert process.kept == [NAME]
    process.keep()
    assert process.kept == [NAME]
    assert {folder.name for folder in process.cache.store.root.glob("1*")} == {"1002-r"}


def test_a_page_that_is_read_comes_back_to_a_folder_that_was_deleted(process):
    process.read()
    shutil.rmtree(process.cache.store.root)

    process.keep()
    process.keep()

    assert process.kept == [NAME]
    assert process.shown == "1000-r"
    assert process.made == 2


def test_a_page_that_fits_on_no_disk_is_not_made_again_and_again(tmp_path):
    process = Process(tmp_path, most_files=2)
    process.watch.move(1000)

    for _ in range(5):
        process.read()
        process.keep()

    assert process.kept == []
    assert process.made == 1


@pytest.mark.parametrize("database,label", [(None, "1000-r"), (0, ""), (1001, "1001-r")])
def test_a_process_that_starts_goes_by_the_folder_until_the_database_answers(
    process, tmp_path, database, label
):
    starting = Process(tmp_path)
    starting.watch.database = database

    starting.cache.start()

    assert starting.cache.label == starting.shown == label
