"""Markdown in, safe HTML out: the one place where what a person typed becomes HTML.

markdown-it-py parses (CommonMark, GFM's tables, strikethrough and task lists, footnotes, heading
anchors), our rules in `blog.markup.rules` add a blog's own habits, Pygments marks code with
classes, and nh3 lets through only what is named in `blog.markup.sanitiser`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from blog.markup import rules, sanitiser
from blog.markup.highlighting import highlight
from blog.markup.outline import Section, outline_of
from images.html import Depicted, place
from images.html import picture as html_of

NO_PICTURES: Mapping[str, Depicted] = {}
QUOTES = {"es": "«»“”", "en": "“”‘’"}
"""Double and single quotes, each an opening and a closing one."""

ID_PREFIX = "s-"
"""Stands before every id in a body, so that none can pass for one of the page's own."""


def render(
    text: str,
    *,
    id_prefix: str = ID_PREFIX,
    top_heading: int = 2,
    pictures: Mapping[str, Depicted] = NO_PICTURES,
) -> SafeString:
    """Return the HTML of a whole body; its uppermost headings become `<h2>`, or `top_heading`.

    What is known of pictures of ours that it shows is given by their addresses.
    """
    html = _body(text, id_prefix=id_prefix, top_heading=top_heading, whole=True)
    return mark_safe(place(html, pictures))  # noqa: S308


def render_lead(
    text: str, *, id_prefix: str, pictures: Mapping[str, Depicted] = NO_PICTURES
) -> SafeString:
    """Return the HTML up to the jump break, as lists show it: headings from `<h4>` down."""
    html = _body(text, id_prefix=id_prefix, top_heading=4, whole=False)
    return mark_safe(place(html, pictures))  # noqa: S308


def picture(depicted: Depicted, *, sizes: str, **attributes: str) -> SafeString:
    """Return the HTML of a picture outside a text, with the attributes of its `<img>`."""
    return mark_safe(html_of(depicted, sizes=sizes, **attributes))  # noqa: S308


def has_jump(text: str) -> bool:
    """Return whether a line of the body is a jump break, `<!--more-->`."""
    return any(map(rules.is_jump_break, _parser().parse(text)))


def outline(text: str) -> list[Section]:
    """Return the headings of a whole body in two levels, anchored as `render` anchors them."""
    return outline_of(_parser().parse(text), id_prefix=ID_PREFIX)


@lru_cache(maxsize=32)  # asked for twice: when it is checked, and under the database's lock
def render_comment(text: str) -> SafeString:
    """Return the HTML of a comment: emphasis, links, code, quotations and the lines as typed."""
    return mark_safe(sanitiser.clean_comment(_comment_parser().render(text)))  # noqa: S308


def _body(text: str, *, id_prefix: str, top_heading: int, whole: bool) -> str:
    options = {"top_heading": top_heading, "whole": whole}
    html = _parser().render(text, {"bitacora": options})
    return sanitiser.clean_body(html, id_prefix)


@cache
def _parser() -> MarkdownIt:
    quotes = QUOTES[settings.LANGUAGE_CODE]
    parser = MarkdownIt(
        "commonmark", {"typographer": True, "quotes": quotes, "highlight": highlight}
    )
    parser.enable(["table", "strikethrough", "smartquotes"])
    parser.use(footnote_plugin).use(tasklists_plugin, label=True)
    rules.install(parser)
    return parser


@cache
def _comment_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "highlight": None})
    parser.disable(["heading", "lheading", "hr", "image", "reference", "entity"])
    rules.link_bare_addresses(parser)
    return parser
