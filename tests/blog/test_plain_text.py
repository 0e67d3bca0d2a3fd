"""What is left of HTML where only its words are wanted."""

import pytest

from blog import markup
from blog.markup.plain_text import plain, shortened


@pytest.mark.parametrize(
    "typed,text",
    [
        ("Uno *dos*-tres.\n\nCuatro.", "Uno dos-tres. Cuatro."),
        ("## La masa\n\nHarina.", "La masa — Harina."),
        ("- pan\n- agua\n- sal", "pan — agua — sal"),
        ("- Pan.\n- Agua.", "Pan. Agua."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a · b — 1 · 2"),
        ("Uno[^1].\n\n[^1]: La nota.", "Uno. La nota."),
        ("1 < 2 & 3", "1 < 2 & 3"),
    ],
)
def test_the_words_of_a_text(typed, text):
    assert plain(markup.render(typed)) == text


def test_a_long_text_is_cut_between_words():
    assert shortened("palabra, " * 40) == "palabra, " * 21 + "palabra…"


def test_a_short_text_is_left_whole():
    assert shortened("Hola,\n mundo.") == "Hola, mundo."


def test_one_long_word_is_cut_all_the_same():
    assert shortened("a" * 300) == "a" * 200 + "…"
