"""A file's lock is had by one at a time, for as long as it is open."""

from threading import Thread

import pytest

from web.file_lock import acquire


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


def test_only_one_has_it_until_the_file_is_closed(path):
    with path.open("w") as first, path.open("w") as second:
        assert acquire(first.fileno(), timeout=0)
        assert not acquire(second.fileno(), timeout=0)
        assert not acquire(second.fileno(), timeout=0.01)

        first.close()

        assert acquire(second.fileno(), timeout=0)


def test_whoever_waits_has_it_next(path):
    had = []

    def wait(**how):
        with path.open("w") as file:
            had.append(acquire(file.fileno(), **how))

    with path.open("w") as first:
        acquire(first.fileno())
        waiting = [Thread(target=wait), Thread(target=wait, kwargs={"timeout": 5})]
        for thread in waiting:
            thread.start()
        assert had == []
    for thread in waiting:
        thread.join()

    assert had == [True, True]
