"""The words of HTML, without its tags."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from blog.pictures.html import without

SUMMARY_LENGTH = 200
SUMMARY_SOURCE = 4_000
"""Characters of HTML out of which a summary is made, however long the whole is."""


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def shortened(text: str) -> str:
    """Cut a text to about 200 characters."""
    return Truncator(" ".join(text.split())).chars(SUMMARY_LENGTH)


def beginning(html: str) -> str:
    """Give the first 200 characters or so of the text that HTML holds."""
    source = without(html)[:SUMMARY_SOURCE]
    last_tag = source.rfind("<")
    is_cut = last_tag > source.rfind(">")
    return shortened(plain(source[:last_tag] if is_cut else source))
