"""Straight quotes come out as Spanish ones, and apostrophes as apostrophes."""

import pytest

from blog import markup


def test_straight_quotes_become_spanish_ones():
    html = markup.render("Dijo \"hola 'amigo'\" y calló.")

    assert html == "<p>Dijo «hola “amigo”» y calló.</p>\n"


def test_quotes_in_code_stay_straight():
    assert markup.render('`"x"`') == '<p><code>"x"</code></p>\n'


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("rock 'n' roll", "rock ’n’ roll"),
        ("Guns N' Roses", "Guns N’ Roses"),
        ("rock 'n roll", "rock ’n roll"),
        ("la letra 'n' sola", "la letra “n” sola"),
        ("los '90", "los ’90"),
        ("los '60, '70 y '80s", "los ’60, ’70 y ’80s"),
        ('"los \'90"', "«los ’90»"),
        ("el '98 y '12 monos' y 'otra'", "el ’98 y “12 monos” y “otra”"),
        ("d'Artagnan 'tá aquí", "d’Artagnan ’tá aquí"),
        ("¡'sí'! («'no'»)", "¡“sí”! («“no”»)"),
        ("una tele de 24\" o 5'", 'una tele de 24" o 5’'),
        ('"una tele de 24""', '«una tele de 24"»'),
        ('a"b"c', 'a"b"c'),
        (r"\"así\"", '"así"'),
    ],
)
def test_a_quote_that_pairs_with_none_is_an_apostrophe(typed, shown):
    assert markup.render(typed) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    "typed,shown",
    [
        ('"a *b* c"', "«a <em>b</em> c»"),
        ('*"a"*', "<em>«a»</em>"),
        ('"*a*"', "«<em>a</em>»"),
        ('*"a* b"', '<em>"a</em> b"'),
        ('"`x`"', "«<code>x</code>»"),
        ('"a\nb"', "«a\nb»"),
    ],
)
def test_quotes_pair_across_emphasis_but_not_out_of_it(typed, shown):
    assert markup.render(typed) == f"<p>{shown}</p>\n"


def test_an_address_keeps_its_quotes():
    assert "https://a.es/d'or</a>»" in markup.render('"https://a.es/d\'or"')
