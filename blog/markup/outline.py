"""The table of contents of a body: its headings of the two uppermost levels."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypedDict

from markdown_it.token import Token


class Heading(TypedDict):
    anchor: str
    title: str


class Section(Heading):
    """An uppermost heading, and those beneath it."""

    parts: list[Heading]


def outline_of(tokens: Iterable[Token], *, id_prefix: str) -> list[Section]:
    """Arrange the headings of a parsed body, with the anchors that its HTML has."""
    sections: list[Section] = []
    for level, heading in _headings(tokens, id_prefix):
        if level == "h2" or not sections:
            sections.append({**heading, "parts": []})
        else:
            sections[-1]["parts"].append(heading)
    return sections


def _headings(tokens: Iterable[Token], id_prefix: str) -> Iterator[tuple[str, Heading]]:
    """Return the headings of the body itself, not those inside a quotation or a list."""
    for opening, inline in pairwise(tokens):
        is_heading = opening.type == "heading_open" and opening.level == 0
        if is_heading and opening.tag in {"h2", "h3"} and (title := _title(inline)):
            yield opening.tag, {"anchor": f"{id_prefix}{opening.attrs['id']}", "title": title}


def _title(inline: Token) -> str:
    parting = {"softbreak", "hardbreak", "html_inline"}
    pieces = (" " if c.type in parting else c.content for c in inline.children or [])
    return " ".join("".join(pieces).split())
