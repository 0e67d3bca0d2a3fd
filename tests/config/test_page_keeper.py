"""What one process does for the folder of pages, while others write and nginx reads."""

import shutil

import pytest

from config.page_cache import PageCache
from config.page_store import PageStore

NAME = "blog.example.org/2012/01/el-faro.html~"


class Watch:
    """A watch that a test moves; `database` is the number that the database would give."""

    number = None
    database = None

    def on_move(self, listener):
        self.listener = listener

    def start(self):
        pass

    def confirms(self):
        return self.number == self.database

    def move(self, number):
        self.database = number
        self.listener(number)
        self.number = number


class Process:
    """One that serves the same blog from the same folder as others."""

    def __init__(self, folder, most_files=1000):
        self.watch = Watch()
        self.made = 0
        store = PageStore(folder / "pages", most_bytes=10**6, most_files=most_files)
        self.cache = PageCache(self.page, store=store, watch=self.watch, release="r")

    def page(self, _environ, start_response):
        self.made += 1
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [b"Luz."]

    def read(self, name=NAME):
        self.cache.refresh(name)
        self.cache.memory.pages[name, "gzip"].uses += 1

    def keep(self):
        self.cache.keeper.keep()

    @property
    def shown(self):
        return self.cache.store.current()

    @property
    def kept(self):
        return self.cache.store.names(self.cache.label)


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
