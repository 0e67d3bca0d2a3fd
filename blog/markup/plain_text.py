"""The words of HTML, without its tags."""

import re
from functools import lru_cache
from html import unescape

from images.html import without

SUMMARY_LENGTH = 200
SUMMARY_SOURCE = 4_000
"""Characters of HTML out of which a summary is made, however long the whole is."""

REFERENCE = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a\b[^>]*footnote-backref.*?</a>')
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r"|time|u|var|wbr)\b[^>]*>"
)
BETWEEN_CELLS = re.compile(r"</t[dh]>\s*(?=<t[dh]\b)")
AFTER_A_LINE = re.compile(r"(?<=[^\s>.,:;!?…])</(?:h[2-6]|li|dt|t[dh]|caption|figcaption)>")
TAG = re.compile(r"<[^>]*>")
LAST_WORD = re.compile(r"[\s,.:;…]*\s\S*$")


def plain(html: str) -> str:
    """Return the text of sanitised HTML on one line: blocks part words, emphasis doesn't.

    Cells are parted by dots; headings and items, which have none of their own, by dashes.
    """
    bare = INLINE.sub("", REFERENCE.sub("", html))
    parted = AFTER_A_LINE.sub(" — ", BETWEEN_CELLS.sub(" · ", bare))
    return " ".join(unescape(TAG.sub(" ", parted)).split()).removesuffix(" —")


def shortened(text: str) -> str:
    """Cut a text to about 200 characters, between words where it has any."""
    text = " ".join(text.split())
    if len(text) <= SUMMARY_LENGTH:
        return text
    return LAST_WORD.sub("", text[:SUMMARY_LENGTH]) + "…"


def beginning(html: str) -> str:
    """Return the first 200 characters or so of the text that HTML holds."""
    return _beginning(without(html)[:SUMMARY_SOURCE])


@lru_cache(256)
def _beginning(source: str) -> str:
    last_tag = source.rfind("<")
    is_cut = last_tag > source.rfind(">")
    return shortened(plain(source[:last_tag] if is_cut else source))
