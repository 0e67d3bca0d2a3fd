"""What stands before the jump break, out of a text that was parsed whole."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from blog.markup.rules import is_jump_break

Citation = tuple[int, int]
"""A note's number, and which of the places that cite it."""


def lead_of(tokens: list[Token]) -> list[Token]:
    """Return the tokens up to the jump break, with the notes that are cited there."""
    place = next((n for n, token in enumerate(tokens) if is_jump_break(token)), None)
    if place is None:
        return tokens
    lead, notes = tokens[:place], _notes(tokens)
    cited: set[Citation] = set()
    shown: list[int] = []
    ahead = [lead]
    while ahead:  # a note may cite another
        citations = set(_citations(ahead.pop()))
        cited |= citations
        for number in sorted({number for number, _time in citations} - {*shown}):
            shown.append(number)
            ahead.append(notes.get(number, []))
    if not shown:
        return lead
    block = [token for number in sorted(shown) for token in _shown(notes.get(number, []), cited)]
    renumbered = {number: place for place, number in enumerate(sorted(shown))}
    opening, closing = (
        next(token for token in tokens if token.type == f"footnote_block_{end}")
        for end in ("open", "close")
    )
    return [_renumbered(token, renumbered) for token in (*lead, opening, *block, closing)]


def _notes(tokens: Iterable[Token]) -> dict[int, list[Token]]:
    """Return the tokens of each note, from its opening to its closing one."""
    notes: dict[int, list[Token]] = {}
    number: int | None = None
    for token in tokens:
        if token.type == "footnote_open":
            number = token.meta["id"]
        if number is not None:
            notes.setdefault(number, []).append(token)
        if token.type == "footnote_close":
            number = None
    return notes


def _citations(tokens: Iterable[Token]) -> Iterator[Citation]:
    for token in tokens:
        for child in token.children or []:
            if child.type == "footnote_ref":
                yield child.meta["id"], child.meta.get("subId", 0)


def _shown(note: Iterable[Token], cited: set[Citation]) -> Iterator[Token]:
    """Leave out the ways back to places that are not there."""
    for token in note:
        is_way_back = token.type == "footnote_anchor"
        if not is_way_back or (token.meta["id"], token.meta.get("subId", 0)) in cited:
            yield token


def _renumbered(token: Token, numbers: dict[int, int]) -> Token:
    """Return a token that names a note by its number among those that are shown."""
    if token.type.startswith("footnote_") and "id" in token.meta:
        return token.copy(meta={**token.meta, "id": numbers[token.meta["id"]]})
    if any(child.type == "footnote_ref" for child in token.children or []):
        return token.copy(children=[_renumbered(child, numbers) for child in token.children or []])
    return token
