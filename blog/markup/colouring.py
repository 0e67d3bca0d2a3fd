"""A program that colours code: `blog.markup.highlighting` starts it, and says for how long.

It reads pairs of a language and what is written in it, and writes a line of HTML for each. It knows
nothing of the blog, so that it starts quickly.
"""

import json
import signal
import sys

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name


def main(seconds: str) -> None:
    signal.setitimer(signal.ITIMER_PROF, float(seconds))  # with no handler, it ends the program
    formatter = HtmlFormatter(nowrap=True)
    for language, code in json.load(sys.stdin):
        html = highlight(code, get_lexer_by_name(language, stripnl=False), formatter)
        sys.stdout.write(json.dumps(html) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
