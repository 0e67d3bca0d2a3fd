"""Notes: numbered as a reader meets them, and none that leads nowhere."""

import re

import pytest

from blog import markup


def notes_of(html):
    """Return the texts of the notes, and the places that each leads back to."""
    items = re.findall(r'<li id="s-fn\d+" class="footnote-item">(.*?)</li>', html, re.DOTALL)
    return [
        (
            re.sub(r"<sup.*?</sup>|<a [^>]*footnote-backref.*?</a>|<[^>]*>", " ", item).split(),
            re.findall(r'href="#(s-fnref[^"]*)" class="footnote-backref"', item),
        )
        for item in items
    ]


def places_of(html):
    return re.findall(r'id="(s-fnref[^"]*)"', html)


def test_a_footnote_leads_there_and_back():
    html = markup.render("Texto.[^n]\n\n[^n]: La nota.")

    assert '<a href="#s-fn1" id="s-fnref1" aria-label="Nota 1">[1]</a>' in html
    assert '<li id="s-fn1" class="footnote-item">' in html
    assert 'href="#s-fnref1" class="footnote-backref"' in html


def test_texts_of_one_name_make_one_note():
    html = markup.render("a[^1] b[^1] c[^2]\n\n[^1]: uno\n\n[^1]: dos\n\n[^2]: tres")

    assert notes_of(html) == [
        (["uno", "dos"], ["s-fnref1", "s-fnref1:1"]),
        (["tres"], ["s-fnref2"]),
    ]


@pytest.mark.parametrize("name", ["mi nota", "á.e-1", "¿por qué?", "1"])
def test_a_note_has_any_name(name):
    html = markup.render(f"x[^{name}] y\n\n[^{name}]: Texto")

    assert notes_of(html) == [(["Texto"], ["s-fnref1"])]


def test_a_name_may_be_broken_between_lines():
    assert notes_of(markup.render("x[^mi\nnota]\n\n[^mi nota]: Texto")) == [
        (["Texto"], ["s-fnref1"])
    ]


def test_a_note_cited_only_in_an_alternative_text_is_none():
    html = markup.render("![a[^1]](x.png) y[^2]\n\n[^1]: uno\n\n[^2]: dos")

    assert 'alt="a"' in html
    assert notes_of(html) == [(["dos"], ["s-fnref1"])]


def test_a_note_that_nobody_cites_cites_none():
    html = markup.render("a[^1] b[^2]\n\n[^9]: cita[^2]\n\n[^1]: uno\n\n[^2]: dos")

    assert notes_of(html) == [(["uno"], ["s-fnref1"]), (["dos"], ["s-fnref2"])]


def test_notes_that_cite_each_other_lead_back_to_both():
    html = markup.render("a[^x]\n\n[^y]: dos[^x]\n\n[^x]: uno[^y]")

    assert notes_of(html) == [
        (["uno"], ["s-fnref1", "s-fnref1:1"]),
        (["dos"], ["s-fnref2"]),
    ]
    assert sorted(places_of(html)) == ["s-fnref1", "s-fnref1:1", "s-fnref2"]


def test_a_note_is_written_where_it_is_cited_and_may_hold_another():
    html = markup.render("a^[una *nota*^[más]] b[^1] ^[]\n\n[^1]: uno")

    assert [text for text, _places in notes_of(html)] == [["una", "nota"], ["uno"], ["más"]]
    assert "<em>nota</em>" in html
    assert "^[]" in html


def test_a_note_goes_on_in_lines_that_are_indented():
    html = markup.render("a[^1]\n\n[^1]: uno\n\n    dos\n\n    - tres\n\nFin, sin sangrar.")

    assert html.index("Fin, sin sangrar.") < html.index("<section")
    assert "<p>dos</p>" in html
    assert "<li>tres</li>" in html


def test_a_note_may_be_defined_within_a_list():
    html = markup.render("- a[^1]\n\n  [^1]: uno\n- b")

    assert notes_of(html) == [(["uno"], ["s-fnref1"])]
    assert html.count("<ul>") == 1


def test_the_lead_numbers_its_own_notes_and_leads_back_to_what_it_has():
    body = "a[^2] b[^1]\n\n<!--more-->\n\nc[^2] d[^3]\n\n[^1]: uno[^3]\n[^2]: dos\n[^3]: tres"

    lead = markup.Text(body).lead_html(id_prefix="s-")

    assert notes_of(lead) == [
        (["dos"], ["s-fnref1"]),
        (["uno"], ["s-fnref2"]),
        (["tres"], ["s-fnref3"]),
    ]


def test_what_has_no_text_is_no_note():
    assert markup.render("[^x] `[^1]`") == "<p>[^x] <code>[^1]</code></p>\n"
