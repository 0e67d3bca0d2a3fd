"""Passages of a text for a search, with the words found, in segments for a template to write."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from blog.search.index_query import Phrase
from blog.search.words import WORD, stem

LENGTH = 260
"""Characters of a passage, about."""

BEFORE = 60
"""Characters of it before the first word found."""

MAX_WORDS = 6_000
MAX_HITS = 30
"""How far a text is read, and how many words are marked."""


class Segment(NamedTuple):
    text: str
    is_hit: bool


class Hit(NamedTuple):
    start: int
    end: int
    phrase: int


def marked(text: str, phrases: Sequence[Phrase]) -> list[Segment]:
    """Return a text, normalised to NFC, in segments: the phrases found, and what lies between."""
    return _segments(text, 0, len(text), find(text, phrases))


def passage(text: str, phrases: Sequence[Phrase]) -> list[Segment]:
    """Return the passage of a text with most of the phrases, else its beginning, in segments."""
    hits = find(text, phrases)
    first = max(hits, key=lambda hit: _worth(hit, hits), default=Hit(0, 0, 0))
    start = _word_before(text, first.start - BEFORE)
    end = _word_after(text, max(start + LENGTH, first.end))
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    before = [Segment("… ", is_hit=False)] if start else []
    after = [Segment(" …", is_hit=False)] if end < len(text) else []
    return [*before, *_segments(text, start, end, inside), *after]


def find(text: str, phrases: Sequence[Phrase]) -> list[Hit]:
    """Return where the phrases stand, the longest where several begin, none within another."""
    beginning: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for number, phrase in sorted(enumerate(phrases), key=lambda pair: -len(pair[1])):
        for way in phrase[0]:
            beginning[way].append((number, phrase))
    found = (
        hit
        for match in islice(WORD.finditer(text), MAX_WORDS)
        for number, phrase in beginning.get(stem(match[0]), ())
        if (hit := _hit_at(text, match.start(), number, phrase))
    )
    return list(islice(_apart(found), MAX_HITS))


def _hit_at(text: str, place: int, number: int, phrase: Phrase) -> Hit | None:
    matches = list(islice(WORD.finditer(text, place), len(phrase)))
    whole = len(matches) == len(phrase)
    if whole and all(stem(m[0]) in ways for m, ways in zip(matches, phrase, strict=True)):
        return Hit(place, matches[-1].end(), number)
    return None


def _apart(hits: Iterable[Hit]) -> Iterable[Hit]:
    end = 0
    for hit in hits:
        if hit.start >= end:
            end = hit.end
            yield hit


def _worth(first: Hit, hits: list[Hit]) -> tuple[int, int]:
    """Return how many of the phrases a passage from this hit would show, then how many hits."""
    near = [hit for hit in hits if first.start <= hit.start < first.start + LENGTH - BEFORE]
    return len({hit.phrase for hit in near}), len(near)


def _word_before(text: str, place: int) -> int:
    """Return where the first whole word from there on begins."""
    return text.find(" ", place, place + BEFORE) + 1 or place if place > 0 else 0


def _word_after(text: str, place: int) -> int:
    """Return where the last whole word up to there ends."""
    if place >= len(text):
        return len(text)
    return max(text.rfind(" ", place - BEFORE, place), 0) or place


def _segments(text: str, start: int, end: int, hits: Iterable[Hit]) -> list[Segment]:
    segments, place = [], start
    for hit in hits:
        between = Segment(text[place : hit.start], is_hit=False)
        segments += [between, Segment(text[hit.start : hit.end], is_hit=True)]
        place = hit.end
    segments.append(Segment(text[place:end], is_hit=False))
    return [segment for segment in segments if segment.text]
