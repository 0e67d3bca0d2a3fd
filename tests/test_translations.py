"""Spanish is complete: every string there is now has its translation, and none is doubtful."""

import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polib
import pytest
from django.utils.translation import ngettext, override

from tests.factories import make_post

ROOT = Path(__file__).parent.parent
SOURCES = (
    *("accounts", "blog", "comments", "config", "desk", "first_run", "images", "pagecache"),
    *("templates", "locale", "web", "worker"),
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """Gather the strings anew in a copy of the sources."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    gather = "import django.core.management as m; m.call_command('makemessages', locale=['es'])"
    configure = (
        "from django.conf import settings; settings.configure(); import django; django.setup()"
    )
    subprocess.run(
        [sys.executable, "-c", f"{configure}; {gather}"],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    return polib.pofile(str(copy / "locale/es/LC_MESSAGES/django.po"))


def test_no_string_is_missing_or_doubtful(catalogue):
    assert [
        entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()
    ] == []
    assert [entry.msgid for entry in catalogue if not entry.obsolete and entry.fuzzy] == []


def test_translations_fill_in_what_the_source_does(catalogue):
    for entry in catalogue.translated_entries():
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            assert not translation or set(PLACEHOLDER.findall(translation)) == wanted


def test_plurals_are_right():
    with override("es"):
        said = [ngettext("%(number)s comment:", "%(number)s comments:", n) for n in (1, 2)]

    assert said == ["%(number)s comentario:", "%(number)s comentarios:"]


@pytest.mark.django_db
def test_a_blog_in_english_is_english_throughout(client, alice, settings):
    settings.LANGUAGE_CODE = "en"
    published_at = datetime(2012, 1, 10, 14, 5, tzinfo=ZoneInfo("Europe/Madrid"))
    post = make_post(author=alice, title="Lighthouse", published_at=published_at)

    with override("en"):
        text = client.get(post.get_absolute_url()).text

    for words in ("Tuesday, January 10, 2012", "No comments:", "Post a comment", "14:05"):
        assert words in text
    assert "comentario" not in text
