"""Markdown in, safe HTML out: the one place where what a person typed becomes HTML.

markdown-it-py parses (CommonMark, with GFM's tables and strikethrough), our rules in the modules
beside this one add a blog's own habits (notes, task lists, bare addresses, quotes, anchors),
Pygments marks code with classes, and nh3 lets through only what `blog.markup.sanitiser` names.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from blog.markup import as_typed, highlighting, notes, rules, sanitiser
from blog.markup.addresses import link_bare_addresses
from blog.markup.outline import Section, outline_of
from blog.markup.quotes import set_quotes
from blog.markup.reading_time import count_words
from images.html import ResponsiveImage, place
from images.html import picture as html_of

MAX_LENGTH = 200_000
"""Characters of a post or a page: some thirty thousand words."""

NO_PICTURES: Mapping[str, ResponsiveImage] = {}
QUOTES = {"es": "«»“”", "en": "“”‘’"}
"""Double and single quotes, each an opening and a closing one."""

ID_PREFIX = "s-"
"""Stands before every id in a body, so that none can pass for one of the page's own."""


class Text:
    """A text, parsed once, and what is made of it."""

    def __init__(self, source: str) -> None:
        env: dict[str, Any] = {}
        self._tokens = _parser().parse(source, env)
        self._notes: notes.Notes = env["notes"]

    def html(self, *, pictures: Mapping[str, ResponsiveImage] = NO_PICTURES) -> SafeString:
        """Return the HTML of the whole; its uppermost headings become `<h2>`.

        What is known of pictures of ours that it shows is given by their addresses.
        """
        return self._html(self._tokens, top_heading=2, id_prefix=ID_PREFIX, pictures=pictures)

    def lead_html(
        self, *, id_prefix: str, pictures: Mapping[str, ResponsiveImage] = NO_PICTURES
    ) -> SafeString:
        """Return the HTML up to the jump break, as lists show it: headings from `<h4>` down."""
        lead = list(takewhile(lambda token: not rules.is_jump_break(token), self._tokens))
        return self._html(lead, top_heading=4, id_prefix=id_prefix, pictures=pictures)

    @property
    def has_jump(self) -> bool:
        """Whether a line is a jump break, `<!--more-->`."""
        return any(map(rules.is_jump_break, self._tokens))

    @property
    def outline(self) -> list[Section]:
        """The headings in two levels, anchored as `html` anchors them."""
        shown = rules.with_top_heading(notes.with_notes(self._tokens, self._notes), 2)
        return outline_of(shown, id_prefix=ID_PREFIX)

    def _html(
        self,
        tokens: list[Token],
        *,
        top_heading: int,
        id_prefix: str,
        pictures: Mapping[str, ResponsiveImage],
    ) -> SafeString:
        parser = _parser()
        shown = rules.with_top_heading(notes.with_notes(tokens, self._notes), top_heading)
        html = parser.renderer.render(shown, parser.options, {})
        return mark_safe(place(sanitiser.clean_body(html, id_prefix), pictures))  # noqa: S308


class RenderedPost(NamedTuple):
    """What is kept of a post's text; `words` is how many it has."""

    body_html: str
    lead_html: str
    has_jump: bool
    outline: list[Section]
    words: int


# Texts are rendered before a transaction begins, and asked for again within it, where nobody else
# can write: what was made a moment ago of the same text and pictures is returned then.


def render(source: str, *, pictures: Mapping[str, ResponsiveImage] = NO_PICTURES) -> SafeString:
    """Return the HTML of a whole text."""
    return _render(source, tuple(pictures.items()))


def render_post(
    source: str, *, id_prefix: str, pictures: Mapping[str, ResponsiveImage] = NO_PICTURES
) -> RenderedPost:
    """Return what is kept of a post's text; its prefix stands before the ids in its lead."""
    return _render_post(source, id_prefix, tuple(pictures.items()))


@lru_cache(maxsize=8)
def _render(source: str, pictures: tuple[tuple[str, ResponsiveImage], ...]) -> SafeString:
    return Text(source).html(pictures=dict(pictures))


@lru_cache(maxsize=8)
def _render_post(
    source: str, id_prefix: str, pictures: tuple[tuple[str, ResponsiveImage], ...]
) -> RenderedPost:
    text, known = Text(source), dict(pictures)
    html = text.html(pictures=known)
    lead = text.lead_html(id_prefix=id_prefix, pictures=known)
    return RenderedPost(html, lead, text.has_jump, text.outline, count_words(html))


def picture(image: ResponsiveImage, *, sizes: str, **attributes: str) -> SafeString:
    """Return the HTML of a picture outside a text, with the attributes of its `<img>`."""
    return mark_safe(html_of(image, sizes=sizes, **attributes))  # noqa: S308


@lru_cache(maxsize=32)  # asked for twice: when it is checked, and under the database's lock
def render_comment(text: str) -> SafeString:
    """Return the HTML of a comment: emphasis, links, code, quotations and the lines as typed."""
    return mark_safe(sanitiser.clean_comment(_comment_parser().render(text)))  # noqa: S308


@cache
def _parser() -> MarkdownIt:
    quotes = QUOTES[settings.LANGUAGE_CODE]
    parser = MarkdownIt("commonmark", {"typographer": True, "quotes": quotes})
    parser.enable(["table", "strikethrough", "smartquotes"])
    parser.core.ruler.at("smartquotes", set_quotes)
    link_bare_addresses(parser)
    rules.install(parser)
    highlighting.install(parser)
    notes.install(parser)
    return parser


@cache
def _comment_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.disable(["heading", "lheading", "hr", "image", "reference", "entity"])
    link_bare_addresses(parser)
    as_typed.install(parser)
    return parser
