import gettext
import os

import pytest

from first_run.catalogues import compile_catalogues

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Reply"
msgstr "Responder"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_so_that_gettext_reads_it(tmp_path, source):
    compile_catalogues(tmp_path)

    assert gettext.translation("django", tmp_path, ["es"]).gettext("Reply") == "Responder"


def test_it_is_compiled_again_only_when_its_source_is_newer(tmp_path, source):
    compiled = source.with_suffix(".mo")

    assert compile_catalogues(tmp_path) == [compiled]
    assert compile_catalogues(tmp_path) == []

    later = compiled.stat().st_mtime + 10
    os.utime(source, (later, later))

    assert compile_catalogues(tmp_path) == [compiled]
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]
