"""A text leaves its page and goes into a feed: the addresses in its HTML become whole."""

import re
from urllib.parse import urljoin

TAG = re.compile(r'<[A-Za-z](?:[^">]|"[^"]*")*>')
LINKED = re.compile(r'(\s(?:href|src|poster|cite)=")(?![A-Za-z][A-Za-z0-9+.-]*:)([^"]*)(?=")')


def absolute_html(html: str, base: str) -> str:
    """Resolve what links and sources name, as a page at `base` would; code that shows tags stays.

    The HTML is that of the sanitiser: a quote in a tag stands only around a value.
    """
    return TAG.sub(lambda tag: LINKED.sub(lambda link: _whole(link, base), tag[0]), html)


def _whole(link: re.Match[str], base: str) -> str:
    beginning, address = link.groups()
    try:
        return f"{beginning}{urljoin(base, address)}"
    except ValueError:  # such as `//[`: it leads nowhere, here as there
        return f"{beginning}{address}"
