"""What readers type in a comment, and what is shown of it."""

import pytest

from blog import markup


def test_a_comment_keeps_its_lines_and_its_little_markdown():
    html = markup.render_comment("Hola *tú*,\nmira `esto`: http://example.org\n\n> cita")

    assert html == (
        "<p>Hola <em>tú</em>,<br>\nmira <code>esto</code>: "
        '<a href="http://example.org" rel="ugc nofollow noopener">http://example.org</a></p>\n'
        "<blockquote>\n<p>cita</p>\n</blockquote>\n"
    )


def test_a_comment_shows_html_as_text():
    assert markup.render_comment("<b>x</b> # y") == "<p>&lt;b&gt;x&lt;/b&gt; # y</p>\n"


def test_a_comment_has_no_pictures_and_no_headings():
    html = markup.render_comment("![x](http://example.org/a.png)\n\n# x")

    assert "<img" not in html
    assert "<h" not in html


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("3. No estoy", '<ol start="3">\n<li>No estoy</li>\n</ol>'),
        ("1999. Aquel año", '<ol start="1999">\n<li>Aquel año</li>\n</ol>'),
        ("0. a", '<ol start="0">\n<li>a</li>\n</ol>'),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("7. sí\n9. no", '<ol start="7">\n<li>sí</li>\n<li value="9">no</li>\n</ol>'),
        ("2. a\n1. b", '<ol start="2">\n<li>a</li>\n<li value="1">b</li>\n</ol>'),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ],
)
def test_a_number_in_a_comment_is_the_one_typed(typed, shown):
    assert markup.render_comment(typed) == f"{shown}\n"


@pytest.mark.parametrize(
    "typed", ["* * *", "- - -", "+ + +", "_ _ _", "***", "---", "-", "*", "1.", "1. 2. 3.", "- 3."]
)
def test_a_rule_in_a_comment_is_shown_as_typed(typed):
    assert markup.render_comment(typed) == f"<p>{typed}</p>\n"
    assert markup.render_comment(f"a\n\n{typed}\n\nb") == f"<p>a</p>\n<p>{typed}</p>\n<p>b</p>\n"
    assert f"<p>{typed}</p>" in markup.render_comment(f"> {typed}")


def test_a_rule_ends_a_list_in_a_comment():
    html = markup.render_comment("- a\n* * *\n- b")

    assert html == "<ul>\n<li>a</li>\n</ul>\n<p>* * *</p>\n<ul>\n<li>b</li>\n</ul>\n"
