"""The sample blog is loaded into nothing, and whole."""

import pytest

from first_run.sample import loader
from tests.factories import make_page
from tests.first_run.stored_files import stored_files


def test_the_sample_is_wanted_where_nobody_is_and_nothing_is_written(db, alice):
    assert not loader.is_wanted()
    alice.delete()
    assert loader.is_wanted()
    make_page()
    assert not loader.is_wanted()


def test_a_loading_that_fails_leaves_nothing(db, data_dir, monkeypatch):
    monkeypatch.setattr(loader.SampleLoader, "make_comment", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        loader.load(lambda _text: None)

    assert loader.is_wanted()
    assert stored_files(data_dir) == set()
