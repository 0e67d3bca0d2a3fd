"""A title's lines: as large as there is room for, of like length, broken where it reads well."""

import re
from collections.abc import Iterator
from itertools import islice
from math import ceil
from typing import NamedTuple

from blog.social_images.letters import Face, Style, letters

SIZES = (120, 108, 98, 89, 81, 73, 66, 60, 54, 49, 44, 40, 36, 32, 28, 24, 20, 16, 12)
SMALLEST_USUAL = 40
"""Below it are those for 250 of the widest letters, in as many lines as there is room for."""

LEADING = 1.15
"""From one baseline to the next, in sizes of the letters."""

MAX_LINES = 6
MAX_BROKEN_SIZE = 54
"""A word that does not fit into a line at this size is broken, rather than set even smaller."""

MEASURED = Style(Face.SERIF, 100)

INSEPARABLE = re.compile(r"(?<=[¿¡«“‘(\[]) | (?=[?!:;»”’)\]…%]|[—–-] )")
BREAKS = re.compile(r"(?<=[-/_.@\xa0])(?=\w)")
PAUSE = re.compile(r"[,:;.?!»”)—] $")
LITTLE_WORDS = (
    "a al an and ante at bajo by cada con contra da das de del desde do don dos doña e el els "
    "em en entre es for from hacia hasta i in la las le les lo los me mi mis na nas ni no nos o "
    "of on os para per pero por que qué san santa se según si sin sobre su sus te the to tu tus "
    "u um uma un una unas unos with y"
)
"""Those that lean on the next word, in the languages of the house and its neighbours."""

LITTLE = frozenset(LITTLE_WORDS.split())

ALONE = 0.3
HANGING = 0.1
AFTER_PAUSE = -0.03
"""What a last line of one word costs, a little word at the end of a line, and a pause there, beside
the room that lines leave (in squares of its share)."""

CONCESSION = 2
"""How many sizes less are given for lines without the first two."""


class Setting(NamedTuple):
    size: int
    lines: list[str]

    @property
    def is_flawless(self) -> bool:
        return not _is_alone(self.lines[-1]) and not any(map(_hangs, self.lines[:-1]))


class Piece(NamedTuple):
    """What stays in one line: a word, or a part of one too long; widths in sizes of the letters."""

    text: str
    width: float
    advance: float
    """The width together with the space that follows."""


def set_title(title: str, *, across: int, down: int) -> Setting:
    """Choose a size and the lines, to fit into a room of so many pixels; the text is `legible`."""
    large = list(islice(_settings(title, across, down), 1 + CONCESSION))
    return next((setting for setting in large if setting.is_flawless), large[0])


def shorten(text: str, style: Style, room: float) -> str:
    """Return the text, or as many of its first words as fit and «…»; letters of too long a word."""
    if style.width(text) <= room:
        return text
    ends = [match.start() for match in re.finditer(r"\s", text)] or range(len(text))
    shorter = (text[:end].rstrip(" ,.;:-–—") + "…" for end in reversed(ends))
    return next((short for short in shorter if style.width(short) <= room), "…")


def _settings(title: str, across: int, down: int) -> Iterator[Setting]:
    """Return those that fit, the largest first."""
    pieces = list(_pieces(title, across / MAX_BROKEN_SIZE))
    for size in SIZES:
        rows = int(down / (size * LEADING))
        count = _count_lines(pieces, across / size)
        if count <= (rows if size < SMALLEST_USUAL else min(rows, MAX_LINES)):
            yield Setting(size, _balanced(pieces, count, across / size))


def _pieces(title: str, widest: float) -> Iterator[Piece]:
    for word in INSEPARABLE.sub("\xa0", title).split(" "):
        *parts, last = _broken(word, widest)
        for part in parts:
            yield Piece(part, _ems(part), _ems(part))
        yield Piece(f"{last} ", _ems(last), _ems(f"{last} "))


def _broken(word: str, widest: float) -> list[str]:
    """Part a word that is wider than a line: where it has a hyphen or the like, else anywhere."""
    if (ems := _ems(word)) <= widest:
        return [word]
    parts = BREAKS.split(word)
    if len(parts) == 1:
        each = letters(word)
        length = ceil(len(each) / ceil(ems / widest))
        parts = ["".join(each[at : at + length]) for at in range(0, len(each), length)]
    return [piece for part in parts for piece in _broken(part, widest)]


def _ems(text: str) -> float:
    return MEASURED.width(text) / MEASURED.size


def _count_lines(pieces: list[Piece], across: float) -> int:
    """Return how many lines there are if each takes all that fits; too many if a piece never does.

    Widths here and below are in sizes of the letters.
    """
    count, x = 1, 0.0
    for piece in pieces:
        if piece.width > across:
            return len(pieces) + MAX_LINES
        if x + piece.width > across:
            count, x = count + 1, 0.0
        x += piece.advance
    return count


def _balanced(pieces: list[Piece], count: int, across: float) -> list[str]:
    """Part into so many lines, at the least cost."""
    ways: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for number in range(1, count + 1):
        longer: dict[int, tuple[float, list[str]]] = {}
        for begin, (cost, lines) in ways.items():
            for end, line, more in _lines(pieces, begin, across):
                is_best = end not in longer or cost + more < longer[end][0]
                if is_best and (end == len(pieces)) == (number == count):
                    longer[end] = cost + more, [*lines, line]
        ways = longer
    return ways[len(pieces)][1]


def _lines(pieces: list[Piece], begin: int, across: float) -> Iterator[tuple[int, str, float]]:
    """Return each line that may begin there: where it ends, its text, what it costs."""
    x, line = 0.0, ""
    for end, piece in enumerate(pieces[begin:], begin + 1):
        if x + piece.width > across:
            return
        line += piece.text
        share = (x + piece.width) / across
        yield end, line.rstrip(), _flaw(line, end == len(pieces)) + (1 - share) ** 2
        x += piece.advance


def _flaw(line: str, is_last: bool) -> float:  # noqa: FBT001
    if is_last:
        return ALONE * _is_alone(line)
    return HANGING * _hangs(line) + AFTER_PAUSE * bool(PAUSE.search(line))


def _is_alone(line: str) -> bool:
    return " " not in line.rstrip()


def _hangs(line: str) -> bool:
    return line.rsplit(maxsplit=1)[-1].lstrip("¿¡«“‘([").lower() in LITTLE
