"""Bare addresses: links of the http(s) addresses in running text, found before emphasis is."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

SCHEME = re.compile(r"\bhttps?\Z", re.IGNORECASE)
LONGEST_SCHEME = len("https")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
ADDRESS = re.compile(
    rf"""
    https?://(?=[^\W_])
    (?:
        (?! \]\( | \[[^\[\]\s]*\]\( )   # a link's label ends here, or a link begins
        (?! \[\^ | \^\[ )               # a note begins
        (?! &(?!amp;)[\#\w]{{1,32}}; )  # an entity, such as a space or a quote
        (?: [^\s<>"«»“”`\\] | {ESCAPED.pattern} )
    )+
    """,
    re.IGNORECASE | re.VERBOSE,
)
PAIRS = ("()", "[]")
ENDS_A_SENTENCE = ".,;:!?¿¡'’…"
AFTER_EMPHASIS = r"(?![\w/&=?%#+-]|\.\w)"
"""What goes on with an address, behind what would end emphasis."""

MAX_MARKS = 100
"""Marks of emphasis that are looked back at."""


def link_bare_addresses(parser: MarkdownIt) -> None:
    parser.inline.ruler.after("text", "bare_address", bare_address)


def bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Make a link of an address, outside links and code; the parser stops at its colon."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = SCHEME.search(state.src, max(0, state.pos - LONGEST_SCHEME), state.pos)
    match = scheme and ADDRESS.match(state.src, scheme.start(), state.posMax)
    if not match:
        return False
    typed = _ended(match[0], _open_marks(state))
    state.pending = state.pending[: match.start() - state.pos]
    state.pos = match.start() + len(typed)
    _push_link(state, ESCAPED.sub(r"\1", typed.replace("&amp;", "&")))
    return True


def _push_link(state: StateInline, address: str) -> None:
    link = state.push("link_open", "a", 1)
    link.info, link.attrs = "auto", {"href": address}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)


def _open_marks(state: StateInline) -> str:
    """Return the marks of emphasis that something before has opened and nothing has closed."""
    depths = dict.fromkeys("*_~", 0)
    for mark in state.delimiters[-MAX_MARKS:]:
        sign = chr(mark.marker)
        depths[sign] += -1 if mark.close and depths[sign] else mark.open
    return "".join(sign for sign, depth in depths.items() if depth)


def _ended(address: str, open_marks: str) -> str:
    """Leave out what ends emphasis or the sentence, and brackets that the address did not open."""
    if open_marks:
        address = re.split(f"[{open_marks}]++{AFTER_EMPHASIS}", address, maxsplit=1)[0]
    unopened = {pair[1]: address.count(pair[1]) - address.count(pair[0]) for pair in PAIRS}
    end = len(address)
    while unopened.get(last := address[end - 1], 0) > 0 or last in ENDS_A_SENTENCE:
        unopened[last] = unopened.get(last, 0) - 1
        end -= 1
    return address[:end]
