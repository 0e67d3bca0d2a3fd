"""Our rules for markdown-it: what a blog's bodies do beyond CommonMark.

Core rules run in the parser's order over the list of tokens; each here looks at it once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import smartquotes
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

JUMP_BREAK = re.compile(r"<!--\s*more\s*-->")
HEADINGS = {"heading_open", "heading_close"}
MAX_QUOTES = 2000
"""In one paragraph; beyond them they stay straight."""

ADDRESS = re.compile(r"""\bhttps?://[^\s<>"«»“”]+""")
LINK_OPENS = re.compile(r"<a\b", re.IGNORECASE)
LINK_CLOSES = re.compile(r"</a\b", re.IGNORECASE)


def install(parser: MarkdownIt) -> None:
    """Add every rule of this module to a parser."""
    link_bare_addresses(parser)
    parser.core.ruler.at("smartquotes", set_quotes)
    parser.core.ruler.push("figures", make_figures)
    parser.core.ruler.push("anchors", anchor_headings)
    parser.core.ruler.push("alignment", align_by_class)
    parser.add_render_rule("table_open", open_table)
    parser.add_render_rule("table_close", close_table)
    parser.add_render_rule("footnote_ref", footnote_ref)
    parser.add_render_rule("footnote_anchor", footnote_anchor)


def link_bare_addresses(parser: MarkdownIt) -> None:
    parser.core.ruler.after("text_join", "bare_addresses", find_bare_addresses)


def anchor_of(heading: str) -> str:
    """Return a heading's anchor: lower case, without accents, hyphens for spaces."""
    return slugify(heading) or "s"


def is_jump_break(token: Token) -> bool:
    return token.type == "html_block" and bool(JUMP_BREAK.fullmatch(token.content.strip()))


# Bare addresses


def find_bare_addresses(state: StateCore) -> None:
    """Make links of http(s) addresses in running text, outside links and code."""
    for token in state.tokens:
        if token.type == "inline" and "://" in token.content:
            token.children = list(_with_links(token.children or []))


def _with_links(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += _link_step(token)
        if token.type == "text" and depth <= 0:
            yield from _split_at_addresses(token.content, token.level)
        else:
            yield token


def _link_step(token: Token) -> int:
    if token.type == "html_inline":
        return bool(LINK_OPENS.match(token.content)) - bool(LINK_CLOSES.match(token.content))
    return (token.type == "link_open") - (token.type == "link_close")


def _split_at_addresses(text: str, level: int) -> Iterator[Token]:
    end = 0
    for match in ADDRESS.finditer(text):
        address = without_trailing_punctuation(match[0])
        yield Token("text", "", 0, content=text[end : match.start()], level=level)
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        yield Token("html_inline", "", 0, content=link, level=level)
        end = match.start() + len(address)
    yield Token("text", "", 0, content=text[end:], level=level)


def without_trailing_punctuation(address: str) -> str:
    """Leave out what ends the sentence, and a bracket that the address did not open."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last not in ".,;:!?¿¡'’*_~…]":
            break
        end -= 1
    return address[:end]


# Quotes


def set_quotes(state: StateCore) -> None:
    """Set straight quotes as typographic ones, where they are few: pairing them is quadratic."""
    every = state.tokens
    state.tokens = [t for t in every if t.content.count('"') + t.content.count("'") <= MAX_QUOTES]
    smartquotes(state)
    state.tokens = every


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
        if child.type in {"text", "code_inline"}:
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


def footnote_ref(
    _renderer: RendererProtocol,
    tokens: list[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Make the number in the text that leads to a note."""
    number, place = _note(tokens[index])
    label = escape(_("Note %(number)s") % {"number": number})
    link = f'<a href="#fn{number}" id="fnref{place}" aria-label="{label}">[{number}]</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def footnote_anchor(
    _renderer: RendererProtocol,
    tokens: list[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Make the arrow that leads back from a note to the text, numbered from the second on."""
    _number, place = _note(tokens[index])
    time = tokens[index].meta.get("subId", 0) + 1
    label = escape(_("Back to the text")) + (f" ({time})" if time > 1 else "")
    arrow = "↩︎" + (f"<sup>{time}</sup>" if time > 1 else "")
    return f' <a href="#fnref{place}" class="footnote-backref" aria-label="{label}">{arrow}</a>'


def _note(token: Token) -> tuple[str, str]:
    """Return a note's number, and the name of one of the places that cite it: `2`, `2:1`."""
    number, times_before = str(token.meta["id"] + 1), token.meta.get("subId", 0)
    return number, f"{number}:{times_before}" if times_before else number
