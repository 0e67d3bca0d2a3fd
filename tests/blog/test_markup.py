"""What authors type, and what readers are given for it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog import markup
from blog.markup.sanitiser import clean_body, clean_comment


def test_what_was_typed_curly_comes_out_as_typed():
    typed = "Un “community  manager”… ¿dentro o ‘fuera’? Punto."

    assert markup.render(typed) == f"<p>{typed}</p>\n"


def test_dots_and_double_spaces_stay_as_typed():
    assert markup.render("Y  entonces... nada -- (c)") == "<p>Y  entonces... nada -- (c)</p>\n"


@pytest.mark.parametrize("clean", [lambda html: clean_body(html, "p-"), clean_comment])
def test_a_sign_in_a_value_ends_no_tag_for_whoever_reads_what_was_cleaned(clean):
    """Our regular expressions take `<` and `>` for the ends of tags, wherever they stand."""
    typed = '<a href="https://a.es/<b>?q=1>2" title="1 < 2 > 0">x</a><img src="/a.png" alt="<i>">'

    html = clean(typed)

    assert html.count("<") == html.count(">") == len(re.findall(r"</?(?:a|img)\b[^<>]*>", html))


def test_a_picture_alone_is_a_figure_and_its_title_the_caption():
    html = markup.render('![Un faro](/media/faro.jpg "El faro, <1890>")')

    assert html == (
        '<figure><img src="/media/faro.jpg" alt="Un faro" loading="lazy">'
        "<figcaption>El faro, &lt;1890&gt;</figcaption></figure>\n"
    )


def test_a_picture_in_a_sentence_stays_in_it():
    assert "<figure>" not in markup.render("Mira ![esto](/media/a.jpg) bien.")


def test_headings_have_anchors_and_stand_below_the_title():
    html = markup.render("# ¿Qué?\n\n## Más\n\n# ¿Qué?")

    assert html == (
        '<h2 id="s-que">¿Qué?</h2>\n<h3 id="s-mas">Más</h3>\n<h2 id="s-que-1">¿Qué?</h2>\n'
    )


def test_links_within_a_body_find_their_anchor():
    assert '<a href="#s-que">' in markup.render("# Qué\n\n[arriba](#que)")


@pytest.mark.parametrize(
    "typed,named,link",
    [
        ('<a name="x"></a> [y](#x)', '<a id="s-x">', '<a href="#s-x">'),
        ("<A NAME=x>Uno</A> [y](#x)", '<a id="s-x">', '<a href="#s-x">'),
        ('<a id="x" name="x">1</a> [y](#x)', '<a id="s-x">', '<a href="#s-x">'),
        ('<a name="x" href="#y">1</a>', '<a id="s-x" href="#s-y">', ""),
        ('<a title=" id=" name="x">1</a>', '<a title=" id=" id="s-x">', ""),
        ('<a name="la sal"></a> [y](#la%20sal)', '<a id="s-la-sal">', '<a href="#s-la-sal">'),
        ('<p id="la sal">1</p> <a href="#la sal">2</a>', '<p id="s-la-sal">', "#s-la-sal"),
        ('<a name="">1</a>', "<a>", ""),
    ],
)
def test_a_place_named_as_of_old_can_be_linked(typed, named, link):
    html = markup.render(typed)

    assert named in html
    assert link in html
    assert " name=" not in html


def test_a_table_scrolls_and_aligns_without_inline_style():
    html = markup.render("| a | b |\n|--:|:--|\n| 1 | 2 |")

    assert html.startswith('<div class="table-scroll" tabindex="0"><table>')
    assert '<td class="align-right">1</td>' in html
    assert "style=" not in html


def test_a_task_list_cannot_be_ticked_by_readers():
    html = markup.render("- [x] hecho\n- [ ] por *hacer*\n- y")

    box = 'class="task-list-item-checkbox"'
    assert html == (
        '<ul class="contains-task-list">\n<li class="task-list-item"><label>'
        f'<input {box} checked="checked" disabled="" type="checkbox"> hecho</label></li>\n'
        '<li class="task-list-item"><label>'
        f'<input {box} disabled="" type="checkbox"> por <em>hacer</em></label></li>\n'
        "<li>y</li>\n</ul>\n"
    )


@pytest.mark.parametrize("item", ["[ ]", "[y] a", "[x](y) a", r"\[x] a", "[x]a", "`[x]` a"])
def test_an_item_that_only_looks_like_a_task_is_none(item):
    assert "<input" not in markup.render(f"- {item}")


def test_strikethrough():
    assert markup.render("~~no~~") == "<p><s>no</s></p>\n"


def test_the_lead_ends_at_the_jump_break_and_keeps_the_notes_it_cites():
    body = "Antes[^a].\n\n<!--more-->\n\nDespués[^b].\n\n[^a]: Nota a.\n\n[^b]: Nota b."

    lead = markup.Text(body).lead_html(id_prefix="p1-")

    assert "Antes" in lead
    assert "Nota a." in lead
    assert "Después" not in lead
    assert "Nota b." not in lead
    assert 'id="p1-fn1"' in lead


def test_the_lead_is_everything_where_there_is_no_jump_break():
    assert "dos" in markup.Text("uno\n\ndos").lead_html(id_prefix="p-")


def test_a_jump_break_in_code_is_none():
    assert not markup.Text("```\n<!--more-->\n```").has_jump
    assert markup.Text("a\n\n<!-- more -->\n\nb").has_jump


def test_the_jump_break_leaves_no_trace_in_the_whole_text():
    assert markup.render("a\n\n<!--more-->\n\nb") == "<p>a</p>\n\n<p>b</p>\n"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "![x](data:text/html,<script>)",
        '<svg onload="alert(1)"></svg>',
        "<math><mi//xlink:href='data:x,<script>'>",
        '<iframe src="https://example.org"></iframe>',
        '<p style="position:fixed">x</p>',
        '<form action="https://example.org"><input type="password"></form>',
        '<div class="site-header">x</div>',
    ],
)
def test_raw_html_is_let_through_only_where_it_is_harmless(typed):
    tags = Tags()
    tags.feed(markup.render(typed))

    assert tags.names <= {"p", "a", "img", "div", "input"}
    assert tags.attributes <= {
        ("alt", "x"),
        ("class", ""),
        ("disabled", ""),
        ("loading", "lazy"),
        ("src", "x"),
    }


class Tags(HTMLParser):
    """What tags and attributes are left once a browser has read it."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes.update(attrs)


def test_raw_html_that_is_harmless_stays():
    html = markup.render('<details open><summary>Más</summary><kbd lang="en">Esc</kbd></details>')

    assert "<summary>Más</summary>" in html
    assert '<kbd lang="en">Esc</kbd>' in html


def test_ids_in_raw_html_cannot_pass_for_the_pages_own():
    assert 'id="s-comment-form"' in markup.render('<p id="comment-form">x</p>')


@given(st.text())
def test_no_text_breaks_it(text):
    assert isinstance(str(markup.render(text)), str)
    assert isinstance(str(markup.render_comment(text)), str)


def test_headings_of_one_name_get_anchors_of_their_own():
    html = markup.render("# Mar\n\n# Mar 1\n\n# Mar\n\n# Mar")

    assert re.findall(r'id="s-([^"]+)"', html) == ["mar", "mar-1", "mar-2", "mar-3"]
