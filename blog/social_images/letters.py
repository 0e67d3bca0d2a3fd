"""Letters: which of them our fonts can draw, how wide they come out, and drawing them."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from unicodedata import category, normalize

from PIL import ImageDraw, ImageFont

from blog.social_images.colours import Colour

FOLDER = Path(__file__).parent / "fonts"
LETTER = re.compile(r"(.)([\u0300-\u036f]?)[\u0300-\u036f]*", re.DOTALL)
"""A character with an accent of its own that Unicode has no single character for: g̃."""

SPACES = re.compile(r"[^\S\xa0\u2007\u202f]+")
FIXED_SPACES = re.compile(r"\s*[\xa0\u2007\u202f]\s*")
EMPTIED = re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”|\s+(?=[,.])")
"""What an omission may leave behind: a pair with nothing in it, a space before a comma."""

NO_CHARACTER = "\uffff"


class Face(StrEnum):
    SERIF = "serif-semibold.otf"
    SANS = "sans-medium.otf"


class Style(NamedTuple):
    """A face at a size, in pixels, that writes what is `legible`."""

    face: Face
    size: int

    def width(self, text: str) -> float:
        """Return how far a text goes from where it begins, in pixels."""
        return sum(_font(face, self.size).getlength(run) for face, run in self._runs(text))

    def write(
        self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: Colour
    ) -> None:
        """Draw a text from a point on its baseline on."""
        x, y = at
        for face, run in self._runs(text):
            draw.text((x, y), run, fill, _font(face, self.size), anchor="ls")
            x += _font(face, self.size).getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """Part a text by the faces that have its letters."""
        order = [self.face, *Face]
        for face, run in groupby(letters(text), lambda letter: _face_of(letter, order)):
            yield face or self.face, "".join(run)


def legible(text: str) -> str:
    """Return of a text what can be drawn, in one line, or nothing where no word of it is left."""
    composed = _evenly_spaced(normalize("NFC", text))
    kept = "".join(_drawable(*letter) for letter in LETTER.findall(composed))
    if kept != composed:
        kept = _evenly_spaced(EMPTIED.sub("", kept))
    has_words = any(map(str.isalnum, kept)) or not any(map(str.isalnum, composed))
    return kept if has_words else ""


def letters(text: str) -> list[str]:
    """Part a text into its letters, each with its accent."""
    return ["".join(letter) for letter in LETTER.findall(text)]


def _evenly_spaced(text: str) -> str:
    return SPACES.sub(" ", FIXED_SPACES.sub("\xa0", text)).strip()


def _drawable(character: str, accent: str) -> str:
    """Return a letter as it is, or without what no face has of it: 𝐀 as A, an emoji as nothing."""
    letter = character if character.isspace() else character + accent
    if _stands(letter) and _face_of(letter, Face):
        return letter
    plain = normalize("NFC", "".join(filter(_is_known, normalize("NFKD", letter)))).strip()
    return plain if _stands(plain) and _face_of(plain, Face) else ""


def _stands(letter: str) -> bool:
    """Return whether it is not an accent that would land on the letter before."""
    return bool(letter) and category(letter[0])[0] != "M"


def _face_of(letter: str, faces: Iterable[Face]) -> Face | None:
    return next((face for face in faces if all(_has(face, part) for part in letter)), None)


def _is_known(character: str) -> bool:
    return any(_has(face, character) for face in Face)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / face, size)


@lru_cache(maxsize=4096)
def _has(face: Face, character: str) -> bool:
    """Return whether a face has a shape of its own for it, not the box that stands for none."""
    return category(character)[0] != "C" and _shape(face, character) != _shape(face, NO_CHARACTER)


def _shape(face: Face, character: str) -> tuple[tuple[int, int], bytes]:
    shape = _plain_font(face).getmask(character)
    return shape.size, bytes(shape)


@cache
def _plain_font(face: Face) -> ImageFont.FreeTypeFont:
    """Return a face whose letters come out one by one, without regard to what they are."""
    return ImageFont.truetype(FOLDER / face, 40, layout_engine=ImageFont.Layout.BASIC)
