"""Our rules for markdown-it: what a blog's bodies do beyond CommonMark.

Core rules run in the parser's order over the list of tokens; each here looks at it once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

JUMP_BREAK = re.compile(r"<!--\s*more\s*-->")
HEADINGS = {"heading_open", "heading_close"}
TASK = re.compile(r"\[([ xX])\]\s")


def install(parser: MarkdownIt) -> None:
    """Add every rule of this module to a parser."""
    parser.core.ruler.after("inline", "tasks", tick_tasks)
    parser.core.ruler.push("figures", make_figures)
    parser.core.ruler.push("anchors", anchor_headings)
    parser.core.ruler.push("alignment", align_by_class)
    parser.add_render_rule("table_open", open_table)
    parser.add_render_rule("table_close", close_table)


def anchor_of(heading: str) -> str:
    """Return a heading's anchor: lower case, without accents, hyphens for spaces."""
    return slugify(heading) or "s"


def is_jump_break(token: Token) -> bool:
    return token.type == "html_block" and bool(JUMP_BREAK.fullmatch(token.content.strip()))


# Figures


def make_figures(state: StateCore) -> None:
    """Make a figure of a picture alone in its paragraph; its title becomes the caption."""
    for token in state.tokens:
        for child in token.children or []:
            if child.type == "image":
                child.attrSet("loading", "lazy")
    for opening, inline, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if opening.type == "paragraph_open" and (image := _lone_image(inline.children or [])):
            opening.type, opening.tag, opening.hidden = "figure_open", "figure", False
            closing.type, closing.tag, closing.hidden = "figure_close", "figure", False
            if caption := image.attrs.pop("title", ""):
                content = f"<figcaption>{escape(str(caption))}</figcaption>"
                (inline.children or []).append(Token("html_inline", "", 0, content=content))


def _lone_image(tokens: list[Token]) -> Token | None:
    types = [token.type for token in tokens if token.type != "text" or token.content.strip()]
    if types in (["image"], ["link_open", "image", "link_close"]):
        return next(token for token in tokens if token.type == "image")
    return None


# Lists


def tick_tasks(state: StateCore) -> None:
    """Set a box before what an item says after `[ ]` or `[x]`."""
    lists: list[Token] = []
    for token, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if token.tag in {"ul", "ol"}:
            lists = [*lists, token] if token.nesting > 0 else lists[:-1]
        is_item = token.type == "list_item_open" and paragraph.type == "paragraph_open"
        if is_item and _tick(inline.children or []):
            token.attrSet("class", "task-list-item")
            lists[-1].attrSet("class", "contains-task-list")


def _tick(tokens: list[Token]) -> bool:
    match = TASK.match(tokens[0].content) if tokens and tokens[0].type == "text" else None
    if match:
        ticked = ' checked="checked"' if match[1] != " " else ""
        box = f'<input class="task-list-item-checkbox"{ticked} disabled="disabled" type="checkbox">'
        tokens[0].content = tokens[0].content[match.end() :]
        tokens.insert(0, Token("html_inline", "", 0, content=f"<label>{box} "))
        tokens.append(Token("html_inline", "", 0, content="</label>"))
    return bool(match)


# Headings and tables


def with_top_heading(tokens: list[Token], top: int) -> list[Token]:
    """Return the tokens with all headings shifted so that the uppermost is an `<h2>`, or so."""
    levels = [int(token.tag[1]) for token in tokens if token.type in HEADINGS]
    shift = top - min(levels, default=top)
    return [
        token.copy(tag=f"h{min(int(token.tag[1]) + shift, 6)}") if token.type in HEADINGS else token
        for token in tokens
    ]


def anchor_headings(state: StateCore) -> None:
    """Set an id of its own on each heading: `mar`, `mar-1`, `mar-2`, in linear time."""
    used: set[str] = set()
    numbers: dict[str, int] = defaultdict(int)
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open":
            continue
        slug = anchor = anchor_of("".join(_texts(inline)))
        while anchor in used:
            numbers[slug] += 1
            anchor = f"{slug}-{numbers[slug]}"
        used.add(anchor)
        opening.attrSet("id", anchor)


def _texts(inline: Token) -> Iterator[str]:
    for child in inline.children or []:
        if child.type in {"text", "code_inline", "image"}:
            yield child.content


def align_by_class(state: StateCore) -> None:
    """Turn the style of aligned table cells into a class: our policy forbids inline style."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", "")):
            token.attrSet("class", f"align-{str(style).partition(':')[2]}")


def open_table(*_args: object) -> str:
    return '<div class="table-scroll" tabindex="0"><table>\n'


def close_table(*_args: object) -> str:
    return "</table></div>\n"
