"""A text leaves its page and goes into a feed: the addresses in its HTML become whole."""

import re
from urllib.parse import urljoin

TAG = re.compile(r'<[A-Za-z](?:[^">]|"[^"]*")*>')
LINKED = re.compile(r'(\s(?:href|src|poster|cite)=")(?![A-Za-z][A-Za-z0-9+.-]*:)([^"]*)(?=")')
CHOICES = re.compile(r'(\ssrcset=")([^"]*)(?=")')
CHOICE = re.compile(r"(^|,\s*)([^\s,]\S*)")


def absolute_html(html: str, base: str) -> str:
    """Resolve what links, sources and choices of pictures name, as a page at `base` would."""
    return TAG.sub(lambda tag: _absolute_tag(tag[0], base), html)


def _absolute_tag(tag: str, base: str) -> str:
    tag = LINKED.sub(lambda found: found[1] + _joined(base, found[2]), tag)
    return CHOICES.sub(lambda found: found[1] + _joined_choices(base, found[2]), tag)


def _joined_choices(base: str, choices: str) -> str:
    return CHOICE.sub(lambda found: found[1] + _joined(base, found[2]), choices)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # such as `//[`: it leads nowhere, here as there
        return address
