"""Fenced code is coloured for as long as its bound says, and plain beyond."""

import re
import resource
from html import unescape

import pytest
from pygments.lexers import get_all_lexers

from blog import markup
from blog.markup import highlighting
from blog.markup.highlighting import coloured, time_for

pytestmark = pytest.mark.process

AT_ONCE = 40
LANGUAGES = sorted(aliases[0] for _name, aliases, *_ in get_all_lexers(plugins=False) if aliases)
SAMPLE = """# «Uno» <b> & 'dos' "tres" /* 4 */ -- cinco; {seis} [7] (ocho) @nueve $diez %once \\n
if x > 0.5:
    return f(x, "y") + 1  // fin
"""


def test_fenced_code_is_coloured_by_classes():
    html = markup.render("```python\nreturn 1\n```")

    assert '<pre data-language="python" tabindex="0"><code>' in html
    assert '<span class="k">return</span>' in html


def test_code_in_an_unknown_language_is_shown_plain():
    assert "&lt;b&gt;" in markup.render('```"><script>\n<b>\n```')


def test_code_is_coloured_in_lists_and_in_notes():
    text = markup.Text(
        "- a\n\n  ```python\n  return\n  ```\n\nb[^1]\n\n[^1]:\n    ```js\n    let\n    ```"
    )

    assert '<span class="k">return</span>' in text.html()
    assert '<span class="kd">let</span>' in text.html()
    assert '<span class="k">return</span>' in text.lead_html(id_prefix="p-")


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Put another program into the place of the one that colours."""

    def put(source):
        coloured.cache_clear()
        path = tmp_path / "program.py"
        path.write_text(source)
        monkeypatch.setattr(highlighting, "PROGRAM", path)

    yield put
    coloured.cache_clear()


SLOW_AFTER_ONE = """
import signal, sys
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
print('"<i>uno</i>"', flush=True)
while True: pass
"""


def test_what_takes_too_long_is_plain_and_what_was_done_by_then_is_coloured(program, monkeypatch):
    program(SLOW_AFTER_ONE)
    monkeypatch.setattr(highlighting, "SECONDS", 0.2)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    html = markup.render("```js\n1\n```\n\n```js\n<2>\n```")

    assert "<i>uno</i>" in html
    assert "<code>&lt;2&gt;\n</code>" in html
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 1


@pytest.mark.parametrize("source", ["raise SystemExit(1)", "print('1')", ""])
def test_without_the_program_code_is_plain(program, source):
    program(source.replace("print('1')", "print('[', end='')"))

    assert "<code>&lt;x&gt;\n</code>" in markup.render("```js\n<x>\n```")


def test_a_machine_that_starts_no_program_shows_code_plain(monkeypatch):
    coloured.cache_clear()
    monkeypatch.setattr(highlighting.sys, "executable", "/nowhere/python")

    assert "<code>let\n</code>" in markup.render("```js\nlet\n```")
    coloured.cache_clear()


def test_twice_the_code_may_take_twice_the_time_at_most():
    once, twice = time_for([("c", "x" * 9_000)]), time_for([("c", "x" * 9_000)] * 2)

    assert once < twice <= 2 * once
    assert time_for([("c", "x" * markup.MAX_LENGTH)]) <= 5


def test_very_long_code_is_plain():
    assert "<span" not in markup.render("```js\n" + "let x\n" * 10_000 + "```")


@pytest.mark.parametrize("first", range(0, len(LANGUAGES), AT_ONCE))
def test_every_language_that_we_offer_is_coloured_within_its_time_and_loses_nothing(first):
    """The time is a processor's, so a busy machine changes nothing; most of it goes to loading."""
    languages = LANGUAGES[first : first + AT_ONCE]

    found = coloured(tuple((language, SAMPLE) for language in languages))

    assert {
        language: html
        for language, html in zip(languages, found, strict=True)
        if html is None or unescape(re.sub(r"<[^>]*>", "", html)).strip() != SAMPLE.strip()
    } == {}
