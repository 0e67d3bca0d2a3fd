"""Fenced code, coloured by classes that `static/css` knows for light and dark.

Pygments works in a process of its own. Some of its lexers take a time that grows with the square of
the text, and no thread can be stopped in the midst of a regular expression; a process can. What is
not coloured by then is shown plain.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from itertools import chain, repeat
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from pygments.lexers import get_all_lexers
from pygments.token import STANDARD_TYPES

CLASSES = frozenset(filter(None, STANDARD_TYPES.values()))
"""Every class that a piece of code can carry."""

MAX_LENGTH = 50_000
"""Characters of a piece of code that is coloured."""

PROGRAM = Path(__file__).with_name("colouring.py")
SECONDS = 1.0
SECONDS_A_CHARACTER = 2e-5
"""Of a processor's time, for the code of a text: several times what ordinary code takes."""

MAX_WAIT = 30
"""Seconds by the clock, however busy the machine is."""

Code = tuple[str, str]
"""A language, and what is written in it."""


def install(parser: MarkdownIt) -> None:
    """Have a parser colour the code of a text, once for all that is made of it."""
    parser.core.ruler.push("colours", colour_code)
    parser.add_render_rule("fence", render_code)


def colour_code(state: StateCore) -> None:
    """Give each piece of code in a language that we know its HTML."""
    pieces = [token for token in state.tokens if token.type == "fence" and _is_coloured(token)]
    codes = tuple((_language(token).lower(), token.content) for token in pieces)
    for token, html in zip(pieces, coloured(codes), strict=True):
        if html is not None:
            token.meta["html"] = html


def render_code(_renderer: object, tokens: list[Token], index: int, *_args: object) -> str:
    """Make a `<pre>` of code, plain where it has no colours."""
    name = escape(_language(tokens[index]), quote=True)
    attribute = f' data-language="{name}"' if name else ""
    html = tokens[index].meta.get("html") or escape(tokens[index].content)
    return f"<pre{attribute}><code>{html}</code></pre>\n"


@lru_cache(maxsize=16)  # a preview asks again and again for the same
def coloured(codes: tuple[Code, ...]) -> tuple[str | None, ...]:
    """Return the HTML of pieces of code, one after the other as far as their time goes."""
    if not codes:
        return ()
    command = [sys.executable, "-I", str(PROGRAM), str(time_for(codes))]
    try:
        written = subprocess.run(  # noqa: S603 - a program of ours, and a number
            command,
            input=json.dumps(codes).encode(),
            capture_output=True,
            check=False,
            timeout=MAX_WAIT,
        ).stdout
    except subprocess.TimeoutExpired as error:
        written = error.stdout or b""
    except OSError:  # a machine at its limits starts no more programs
        written = b""
    *whole, _rest = written.split(b"\n")
    lines = chain(map(json.loads, whole), repeat(None))
    return tuple(html for _code, html in zip(codes, lines, strict=False))


def time_for(codes: Iterable[Code]) -> float:
    """Return how many seconds of a processor code may take: twice the text, twice at most."""
    return SECONDS + SECONDS_A_CHARACTER * sum(len(code) for _language, code in codes)


def _is_coloured(token: Token) -> bool:
    return len(token.content) <= MAX_LENGTH and _language(token).lower() in _languages()


def _language(token: Token) -> str:
    """Return the first word behind the fence, which says what the code is written in."""
    return next(iter(unescapeAll(token.info).split()), "")


@cache
def _languages() -> frozenset[str]:
    lexers = get_all_lexers(plugins=False)
    return frozenset(alias for _name, aliases, _files, _types in lexers for alias in aliases)
