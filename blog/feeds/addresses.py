"""Absolute addresses for HTML that leaves its page and goes into a feed."""

import re
from urllib.parse import urljoin

TAG = re.compile(r'<[A-Za-z](?:[^">]|"[^"]*")*>')
LINKED = re.compile(r'(\s(?:href|src|poster|cite)=")(?![A-Za-z][A-Za-z0-9+.-]*:)([^"]*)(?=")')


def absolute_html(html: str, base: str) -> str:
    """Return HTML with its links and sources resolved as a page at `base` resolves them.

    The HTML is the sanitiser's: a quote in a tag stands only around a value, and code that shows
    tags is escaped.
    """
    return TAG.sub(lambda tag: LINKED.sub(lambda link: _absolute(link, base), tag[0]), html)


def _absolute(link: re.Match[str], base: str) -> str:
    attribute, address = link.groups()
    try:
        return f"{attribute}{urljoin(base, address)}"
    except ValueError:  # such as `//[`: it leads nowhere, here as there
        return f"{attribute}{address}"
