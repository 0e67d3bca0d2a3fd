"""Partials whose HTML is kept, with gaps where their texts stand.

A partial is rendered once for all values of a shape: those that differ in their texts alone. From
then on texts are put into the gaps, escaped where the template escapes them. A text is each `str`
that is not empty, alone or in a tuple, named or not; all else belongs to the shape by its value:
numbers, dates, flags, how many things there are in a tuple.

So a partial may show a text, call it `safe`, and ask whether there is one. It may not compare it,
nor change it by a filter: `tests/web/test_partials.py` holds each partial to that.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from html import escape
from itertools import count
from re import compile as pattern
from secrets import token_hex
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

MAX_SHAPES = 2048

KEY = token_hex(16)
"""Nobody can know it, so that nothing in a text can pass for a mark."""

MARK = KEY + "-{}<"
"""What stands for a text while a partial is rendered: its `<` tells whether that is escaped."""

MARKS = pattern(f"{KEY}-([0-9]+)(<|&lt;)")
PLAIN, SAFE = "plain", "safe"
"""What stands for a text in a shape, where no other `str` is but the empty one."""


class Gap(NamedTuple):
    place: int
    """Its own among the pieces."""
    text: int
    """The place of its text among the texts."""
    is_escaped: bool


class Outline(NamedTuple):
    """A partial's HTML in pieces, some of which are gaps."""

    pieces: list[str]
    gaps: list[Gap]

    def fill(self, texts: list[str]) -> SafeString:
        pieces = self.pieces.copy()
        for place, text, is_escaped in self.gaps:
            pieces[place] = escape(texts[text]) if is_escaped else texts[text]
        return SafeString("".join(pieces))


def cached_partial(template: str) -> Callable[..., SafeString]:
    """Return what renders a partial, which depends on its values and the language alone."""
    kept = outline.__wrapped__ if settings.DEBUG else outline
    language = get_language()

    def render(**values: Hashable) -> SafeString:
        texts: list[str] = []
        shape = tuple([(name, shape_of(value, texts)) for name, value in values.items()])
        return kept(template, language, shape).fill(texts)

    return render


def shape_of(value: Any, texts: list[str]) -> Any:
    """Return the shape of a value, and add its texts to `texts`."""
    if isinstance(value, str):
        if not value:
            return ""
        texts.append(value)
        return SAFE if isinstance(value, SafeData) else PLAIN
    if isinstance(value, tuple):
        return (type(value), *[shape_of(part, texts) for part in value])
    return value


@lru_cache(maxsize=MAX_SHAPES)
def outline(template: str, _language: str, shape: tuple[tuple[str, Hashable], ...]) -> Outline:
    """Render a partial for a shape, with marks in the place of its texts.

    Raises:
        ValueError: if the partial changes a text.

    """
    marks = map(MARK.format, count())
    values = {name: value_of(part, marks) for name, part in shape}
    first, *found = MARKS.split(render_to_string(template, values))
    pieces, gaps = [first], []
    for text, bracket, piece in zip(found[::3], found[1::3], found[2::3], strict=True):
        gaps.append(Gap(len(pieces), int(text), is_escaped=bracket != "<"))
        pieces += ["", piece]
    if any(KEY in piece for piece in pieces):
        raise ValueError(f"{template} changes a text that it may only show.")
    return Outline(pieces, gaps)


def value_of(shape: Any, texts: Iterator[str]) -> Any:
    """Return a value of a shape, with these texts in it."""
    if isinstance(shape, str) and shape:
        text = next(texts)
        return SafeString(text) if shape == SAFE else text
    if isinstance(shape, tuple):
        kind, *parts = shape
        values = [value_of(part, texts) for part in parts]
        return kind._make(values) if hasattr(kind, "_make") else kind(values)
    return shape
