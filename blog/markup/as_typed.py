"""Rules for comments, which are plain text first: numbers and rules stay what was typed."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

MARK = r"(?:[-+*]|\d{1,9}[.)])"
MARKS = re.compile(rf"{MARK}(?:[ \t]+{MARK})*[ \t]*")


def install(parser: MarkdownIt) -> None:
    """Add every rule of this module to a parser."""
    parser.block.ruler.before("list", "marks", keep_marks, {"alt": ["blockquote", "list"]})
    parser.core.ruler.push("numbers", keep_numbers)


def keep_marks(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Make a paragraph of a line like `* * *` or `1.`, which would be a list of nothing."""
    start = state.bMarks[line] + state.tShift[line]
    match = MARKS.fullmatch(state.src, start, state.eMarks[line])
    if not match or state.is_code_block(line):
        return False
    if not silent:
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.children = match[0], []
        state.push("paragraph_close", "p", -1)
        state.line = line + 1
    return True


def keep_numbers(state: StateCore) -> None:
    """Give an item the number that was typed: 7, 9. Repeated, as in 1, 1, 1, it counts on."""
    lists: list[tuple[int, int]] = []  # of each that is open, the last number as typed and as shown
    for token in state.tokens:
        if token.type == "ordered_list_open":
            lists.append((-1, int(token.attrs.get("start", 1)) - 1))
        elif token.type == "ordered_list_close":
            lists.pop()
        elif token.type == "list_item_open" and token.info:
            typed, (before, shown) = int(token.info), lists[-1]
            number = shown + 1 if typed == before else typed
            if number != shown + 1:
                token.attrSet("value", str(number))
            lists[-1] = typed, number
