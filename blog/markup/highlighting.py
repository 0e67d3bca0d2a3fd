"""Fenced code, coloured by classes that `static/css` knows for light and dark."""

from html import escape

from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

CLASSES = frozenset(filter(None, STANDARD_TYPES.values()))
"""Every class that a piece of code can carry."""

MAX_LENGTH = 50_000
"""Characters beyond which code is shown plain: some lexers are slow on hostile text."""


def highlight(code: str, language: str, _attributes: str) -> str:
    """Make a `<pre>` of code; an unknown language or none gives it plain."""
    name = escape(language, quote=True)
    attribute = f' data-language="{name}"' if name else ""
    return f"<pre{attribute}><code>{_coloured(code, language)}</code></pre>\n"


def _coloured(code: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code)
    if len(code) > MAX_LENGTH:
        return escape(code)
    return str(pygments_highlight(code, lexer, HtmlFormatter(nowrap=True)))
