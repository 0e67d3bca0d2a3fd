"""A text twice as long costs about twice the work, whatever it is made of."""

import sys
import time

import pytest

from blog import markup

BEFORE = "[^1]: nota\n\n[a]: b\n\n"
LENGTH = 400

CONSTRUCTS = {
    "words": [
        "palabra ",
        "palabra\n",
        "palabra\n\n",
        "a  \n",
        "a\\\n",
        "\\",
        "&amp;",
        "&",
        "(",
        " ",
    ],
    "headings": ["# a\n\n", "a\n=\n\n"],
    "lists": [
        "- a\n",
        "- a\n\n",
        "1. a\n",
        "- a\n  - b\n    - c\n",
        "- [ ] a\n",
        "- - a\n",
        "* * *\n",
    ],
    "quotations": ["> a\n", "> ", ">> a\n\n"],
    "code": ["    a\n\n", "```\na\n```\n", "~~~\n", "`a` ", "`", "``a` "],
    "tables": ["|a|b|\n|-|-|\n|1|2|\n\n", "|1|2|\n", "|"],
    "HTML": ["<div>\n\n", "<b>a</b> ", "<a name=x>", "<!--", "<!--more-->\n\n", "</", '<x y="'],
    "emphasis": ["*a* ", "*a ", "a* ", "_", "*", "**a*", "*_", "~~a~~ ", "~"],
    "links": [
        "[a](b) ",
        "[a] ",
        "[a][",
        "[",
        "]",
        "[a](",
        "[a](<b",
        '[a](b "',
        "[a]: b\n",
        "<a@b.es> ",
    ],
    "pictures": ["![a](b)\n\n", "![a](b) ", "!["],
    "addresses": ["https://a.es/_x_ ", "_https://a.es/x_ ", "https://", "://", "https://a.es/(["],
    "notes": ["a[^1] ", "[^1]: a\n\n", "[^a", "^[a] ", "^[", "[^b]: c[^1]\n\n"],
    "quotes": ['"a" ', "'a' ", '"a ', 'a" ', "'90 ", "a'a", "rock 'n' roll ", "\"'", "'\"*"],
}
PIECES = [piece for pieces in CONSTRUCTS.values() for piece in pieces]


def make_post(typed):
    text = markup.Text(BEFORE + typed)
    return text.html(), text.lead_html(id_prefix="p-"), text.outline


def lines_run(function, typed):
    """Return how many lines of Python run while something is made of a text."""
    number = 0

    def count(_frame, event, _value):
        nonlocal number
        number += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function(typed)
    finally:
        sys.settrace(before)
    return number


def repeated(piece, length):
    return piece * (length // len(piece))


@pytest.mark.parametrize("make", [make_post, markup.render_comment.__wrapped__])
@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_about_twice_the_work(make, piece):
    """Work is counted in lines of Python, so that no clock and no other process has a say.

    What a regular expression does within such a line is not seen here, but below.
    """
    make("a")
    none = lines_run(make, "")
    once, twice = (lines_run(make, repeated(piece, n * LENGTH)) - none for n in (1, 2))

    assert twice <= 2.2 * once


MARKED = '"x" \'y\' z[^1] [a] https://a.es/x <a name="x"></a> '
"""A little of all that regular expressions of ours look for, so that each looks on from there."""

RUNS = ["a", "1", "_", " ", "'", "(", "[", "^", "&", "<", "/", "\\", "a'", "'9", " n", "<a ", "x="]
LONGER = 16


def seconds(function, typed):
    """Return how long the processor takes."""
    start = time.process_time()
    function(typed)
    return time.process_time() - start


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_anything_is_no_more_than_long(run):
    """Both times are taken in one test, of the processor: 16 times the text is 16 times the work.

    Where every letter is looked at from every other, it is 256 times; the bound lies between.
    Now and then a processor is slow for once, so it has three tries.
    """
    short, long = (MARKED + run * (length // len(run)) for length in (1_000, LONGER * 1_000))
    bound = 4 * LONGER * min(seconds(make_post, short) for _ in range(3))

    assert any(seconds(make_post, long) <= bound for _try in range(3))
