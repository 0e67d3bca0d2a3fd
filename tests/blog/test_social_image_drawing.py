"""How share pictures look: read from their pixels, and from the lines that their titles take."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from blog.models import SiteSettings
from blog.social_images import colours
from blog.social_images.drawing import ACROSS, ROSE_SIDE, ROSE_TOP, RULE, SIZE, Card, paint
from blog.social_images.layout import set_title, shorten
from blog.social_images.letters import FOLDER, Face, Style, legible

ROOT = Path(__file__).parent.parent.parent
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text()

EDGE = 60
"""Pixels around that stay paper, for those who crop."""

ROOM = {"across": ACROSS, "down": 310}
LONGEST = "El otoño llegó sin avisar y nos encontró con la leña mojada, el gato en el tejado y "
TITLES = {
    "short": "Urdir",
    "usual": "El mercado de los jueves",
    "long": (LONGEST * 4)[:250],
    "one word": "otorrinolaringólogo" * 13,
    "widest": "W" * 250,
    "tall": "Ế̃Ǻ́Ṩ̂Ȫ̂ " * 31,
    "deep": "g̨ͅ∫ķ̣" * 40,
    "dashes": "—" * 250,
    "units": "㎯" * 250,
    "glued": "a\xa0" * 125,
    "RTL": "שלום עולם",
    "emoji": "🎉👩‍👩‍👧‍👦🇪🇸",
    "CJK": "日本語のブログ",
    "spaces": "  \n\t\u2028 ",
    "empty": "",
}


def picture_of(title="Urdir", author="Ana Núñez", blog="Cuaderno", accent="ink"):
    with Image.open(BytesIO(paint(Card(title, author, blog, accent)))) as picture:
        return picture.convert("RGB")


def drawn_in(picture):
    """Return the box around all that is not paper."""
    return ImageChops.difference(picture, Image.new("RGB", SIZE, colours.PAPER)).getbbox()


def assert_in_place(picture):
    left, top, right, bottom = drawn_in(picture)
    beside_the_rose = (left + ROSE_SIDE + 10, 0, SIZE[0], ROSE_TOP + ROSE_SIDE)
    over_the_rule = (0, RULE - 6, SIZE[0], RULE)

    assert (left >= EDGE, top >= EDGE) == (True, True)
    assert (right <= SIZE[0] - EDGE, bottom <= SIZE[1] - 40) == (True, True)
    for box in (beside_the_rose, over_the_rule):
        assert picture.crop(box).getcolors() == [(size(box), colours.PAPER)]


def size(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_title_comes_near_the_edge_or_the_rest(title):
    assert_in_place(picture_of(title))


@given(st.text(max_size=250), st.text(max_size=100), st.text(max_size=100))
@settings(max_examples=30, deadline=None)
@example("\ud7ff\uffff\x7f", "\u0301", "\xad\u200f")
def test_no_text_fails_or_comes_near_the_edge(title, author, blog):
    assert_in_place(picture_of(title, author, blog))


@given(st.text(st.characters(max_codepoint=0x24F), max_size=250).map(legible).filter(bool))
@settings(max_examples=60, deadline=None)
def test_no_title_is_cut(title):
    setting = set_title(title, **ROOM)

    style = Style(Face.SERIF, setting.size)
    assert squeezed("".join(setting.lines)) == squeezed(title)
    assert [line for line in setting.lines if style.width(line) > ACROSS + 2] == []


@pytest.mark.parametrize(
    "title,lines",
    [
        ("Urdir", ["Urdir"]),
        ("El mercado de los jueves", ["El mercado", "de los jueves"]),
        ("Carta a quien empieza a hacer pan", ["Carta a quien", "empieza a hacer pan"]),
        (
            "¿ Qué es la ñ ? —dijo Ángel—: « sí »",
            ["¿\xa0Qué es la ñ\xa0?", "—dijo Ángel—: «\xa0sí\xa0»"],
        ),
        (
            "Veinte años después, el 31 de\xa0diciembre",
            ["Veinte años después,", "el 31 de\xa0diciembre"],
        ),
        ("El horno nuevo (que tiene noventa años)", ["El horno nuevo", "(que tiene noventa años)"]),
        ("La noche de San Juan, con testigos", ["La noche de San Juan,", "con testigos"]),
        ("Las doce y treinta y tres", ["Las doce", "y treinta y tres"]),
        ("Electroencefalografista", ["Electroencefalografista"]),
    ],
)
def test_a_title_is_broken_where_it_reads_well(title, lines):
    assert set_title(legible(title), **ROOM).lines == lines


def test_the_shorter_the_title_the_larger_it_is_set():
    sizes = [set_title(LONGEST[:end].strip(), **ROOM).size for end in (8, 30, 60, 80)]

    assert sizes == sorted(sizes, reverse=True)
    assert set_title(TITLES["long"], **ROOM).size >= 40
    assert len(set_title(TITLES["long"], **ROOM).lines) <= 6


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("N\u0303andu\u0301", "Ñandú"),
        ("Ava g\u0303uarani\u0301", "Ava g̃uaraní"),
        ("Łódź, İstanbul, Việt Nam, Ελλάδα, Київ", "Łódź, İstanbul, Việt Nam, Ελλάδα, Київ"),
        ("Verano 🌊, al fin 🎉", "Verano, al fin"),
        ("1️⃣ Primer paso", "1 Primer paso"),
        ("𝓗𝓸𝓵𝓪, ﬁn", "Hola, fin"),
        ("Tokio (東京) en otoño", "Tokio en otoño"),
        ("東京！", ""),
        ("🎉", ""),
        ("¡¿…?!", "¡¿…?!"),
        ("a\u0301\u0301\u0301\u0301\u0301", "á\u0301"),
        ("a東\u0301 \u0301e\u1fc1", "a e"),
        ("co\xadsa\u200b \u200f\n nueva", "cosa nueva"),
    ],
)
def test_what_no_font_has_is_left_out_without_a_trace(typed, shown):
    assert legible(typed) == shown


def test_a_title_that_can_not_be_drawn_leaves_the_blog_and_the_author():
    assert picture_of("日本語") == picture_of("Cuaderno", blog="")
    assert picture_of("日本語", "東京", "大阪") == picture_of("", "", "")


@pytest.mark.parametrize("size", [34, 28])
def test_a_name_that_is_too_long_ends_well(size):
    style = Style(Face.SANS, size)

    assert shorten("Ana Núñez", style, 500) == "Ana Núñez"
    assert (
        shorten("Ana Belén, la de la panadería", style, style.width("Ana Belén, la"))
        == "Ana Belén…"
    )
    assert style.width(shorten("x" * 100, style, 500)) <= 500
    assert shorten("x" * 100, style, 500).startswith("xxxxxxxxxx")


def test_names_of_any_length_do_not_touch():
    author, blog = "María de los Ángeles " * 4, "El cuaderno de las cosas que pasan " * 2

    line = picture_of(author=author, blog=blog, accent="sea").crop((90, RULE + 2, 1110, 630))

    empty = [x for x in range(line.width) if len(line.crop((x, 0, x + 1, 118)).getcolors()) == 1]
    gaps = [after - before for before, after in zip(empty, empty[40:], strict=False)]
    assert 40 in gaps


def test_a_picture_is_light_enough_to_be_sent_by_phone():
    assert len(paint(Card(TITLES["long"], "Ana Núñez", "Cuaderno", "ink"))) < 40_000


@pytest.mark.parametrize("accent", SiteSettings.Accent.values)
def test_each_accent_is_seen_in_its_colour(accent):
    shown = {colour for _, colour in picture_of(accent=accent).getcolors()}

    assert near(colours.accent_by_day(accent), shown)


def near(colour, shown):
    return any(max(map(abs, map(int.__sub__, colour, other))) <= 3 for other in shown)


def test_the_accents_are_those_of_the_style_sheet():
    first = re.search(r":root \{.*?--hue: (\S+);\s+--chroma: (\S+);", TOKENS, re.DOTALL)
    rule = r'\[\*\|data-accent="(\w+)"\] \{\s+--hue: (\S+);\s+--chroma: (\S+);'
    others = re.findall(rule, TOKENS)

    accents = {name: (float(chroma), int(hue)) for name, hue, chroma in others}

    assert {"ink": (float(first[2]), int(first[1])), **accents} == colours.ACCENTS
    assert set(colours.ACCENTS) == set(SiteSettings.Accent.values)


def test_the_colours_are_those_of_the_style_sheet():
    by_day = {
        name: colours.srgb(*map(float, values.split()))
        for name, values in re.findall(r"--raw-(\w+): light-dark\(oklch\(([\d. ]+)\)", TOKENS)
    }
    accent = re.search(r"--raw-accent: light-dark\((.*?)\);", TOKENS, re.DOTALL)[1].split()

    assert by_day["paper"] == colours.PAPER
    assert by_day["ink"] == colours.INK
    assert by_day["muted"] == colours.MUTED
    assert by_day["line"] == colours.LINE
    assert " ".join(accent) == (
        "oklch(0.48 var(--chroma) var(--hue)), oklch(0.8 calc(var(--chroma) * 0.75) var(--hue))"
    )


def test_the_rose_has_the_colours_of_the_icon():
    icon = (ROOT / "static" / "img" / "favicon.svg").read_text()

    assert "#{:02x}{:02x}{:02x}".format(*colours.PAPER) in icon
    assert "#{:02x}{:02x}{:02x}".format(*colours.accent_by_night("ink")) in icon


def test_the_fonts_come_with_their_licence():
    licence = (FOLDER / "OFL.txt").read_text()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert [face for face in Face if face not in licence] == []
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 400_000
