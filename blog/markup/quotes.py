"""Straight quotes, set as typographic ones; what is no quote among them is an apostrophe."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

QUOTE = re.compile("""['"]""")
APOSTROPHE = "’"
DECADE = re.compile(
    r"(?<![\w'’])'\d\ds?(?!\w)"
    r"(?! (?: [^']++ | (?<=\w)'(?=\w) )*+ (?<=\S)'(?!\w) )",  # «'12 monos'» is a quotation
    re.VERBOSE,
)
AND = re.compile(r"\b(\w++) ('n') (?=\w)", re.IGNORECASE)
BEFORE_A_LETTER = {
    *("a", "con", "de", "e", "en", "la", "las", "letra", "o", "por", "sin", "un"),
    "y",
}
"""Words after which 'n' is the letter, and not the «and» of rock 'n' roll."""


def set_quotes(state: StateCore) -> None:
    """Set the quotes of each paragraph, heading or cell, in linear time."""
    for token in state.tokens:
        if token.type == "inline" and QUOTE.search(token.content):
            _Quotes(token.children or []).set(state.md.options.quotes)


class _Quotes:
    """The quotes of a list of inline tokens, each known by its place in their joined text."""

    def __init__(self, tokens: list[Token]) -> None:
        self._texts = list(_texts(tokens))
        self._line = "".join(map(_shown, tokens))
        self._letters = list(self._line)
        self._open: list[tuple[int, str, int]] = []
        self._how_many: Counter[tuple[str, int]] = Counter()

    def set(self, signs: str) -> None:
        apostrophes = set(_apostrophes(self._line))
        for token, start in self._texts:
            self._leave(token.level)
            for match in QUOTE.finditer(token.content):
                place = start + match.start()
                if match[0] == "'":  # unless it turns out to be one of a pair
                    self._letters[place] = APOSTROPHE
                if place not in apostrophes:
                    self._pair(place, token.level, signs)
        for token, start in self._texts:
            token.content = "".join(self._letters[start : start + len(token.content)])

    def _pair(self, place: int, level: int, signs: str) -> None:
        quote = self._line[place]
        opens, closes = self._sides(place)
        if closes and self._how_many[quote, level]:
            start = self._opening_of(quote)
            kind = 0 if quote == '"' else 2
            self._letters[start], self._letters[place] = signs[kind], signs[kind + 1]
        elif opens:
            self._open.append((place, quote, level))
            self._how_many[quote, level] += 1

    def _opening_of(self, quote: str) -> int:
        """Return the place of the last such quote that is open, and close all since."""
        while True:
            place, opened, level = self._open.pop()
            self._how_many[opened, level] -= 1
            if opened == quote:
                return place

    def _leave(self, level: int) -> None:
        """Forget what was opened further inside, as within emphasis, and not closed there."""
        while self._open and self._open[-1][2] > level:
            _place, quote, inner = self._open.pop()
            self._how_many[quote, inner] -= 1

    def _sides(self, place: int) -> tuple[bool, bool]:
        """Return whether the quote may open, and whether it may close, by its neighbours."""
        before = self._line[place - 1] if place else " "
        after = self._line[place + 1 : place + 2] or " "
        if self._line[place] == after == '"' and before.isdecimal():  # inches
            return False, False
        is_after_sign, is_before_sign = _is_sign(before), _is_sign(after)
        opens = not after.isspace() and (not is_before_sign or before.isspace() or is_after_sign)
        closes = not before.isspace() and (not is_after_sign or after.isspace() or is_before_sign)
        return (is_after_sign, is_before_sign) if opens and closes else (opens, closes)


def _texts(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    """Return the tokens of running text, each with its place; an address is none."""
    start = 0
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type == "text" and before.info != "auto":
            yield token, start
        start += len(_shown(token))


def _shown(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _apostrophes(line: str) -> Iterator[int]:
    """Return the places of those that stand where a quote could open: los '90, rock 'n' roll."""
    yield from (match.start() for match in DECADE.finditer(line))
    for match in AND.finditer(line):
        if match[1].casefold() not in BEFORE_A_LETTER:
            yield match.start(2)
            yield match.end(2) - 1


def _is_sign(letter: str) -> bool:
    return category(letter)[0] in "PS"
