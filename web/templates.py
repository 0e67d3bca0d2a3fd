"""Templates without the lines that only tags stand on, so that their HTML reads as it was written.

A tag that writes nothing by itself, alone on its line, leaves an empty one behind. Here such lines
are taken out when a template is loaded, as Jinja's `trim_blocks` and `lstrip_blocks` do.
"""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

SILENT = (
    *("autoescape", "block", "comment", "elif", "else", "empty", "extends", "filter", "for", "if"),
    *("endautoescape", "endblock", "endcomment", "endfilter", "endfor", "endif", "endspaceless"),
    *("cached_include", "endwith", "include", "load", "regroup", "spaceless", "with"),
)
"""Tags that write nothing, or the lines of a partial, which has its own line ends."""

SILENT_TAG = (
    rf"{{%\s*(?:(?:{'|'.join(SILENT)})\b[^%\n]*|[^%\n]*\bas\s+\w+\s*)%}}"
    r"|{% blocktranslate asvar [^\n]*{% endblocktranslate %}|{#[^\n]*?#}|{{ block\.super }}"
)
ONLY_TAGS = re.compile(
    rf"^[ \t]*((?:{SILENT_TAG})(?:[ \t]*(?:{SILENT_TAG}))*)[ \t]*\n", re.MULTILINE
)
TITLE = re.compile(r"<title>.*?</title>|{% block title %}.*?{% endblock title %}", re.DOTALL)


class TrimmedFiles(Loader):
    """Templates of the folders in `DIRS`, trimmed."""

    def get_contents(self, origin: Origin) -> str:
        return trimmed(super().get_contents(origin))


def trimmed(source: str) -> str:
    """Return a template's source without lines of mere tags, and with its title on one line."""
    return ONLY_TAGS.sub(r"\1", TITLE.sub(on_one_line, source))


def on_one_line(match: re.Match[str]) -> str:
    return "".join(line.strip() for line in match[0].splitlines())
