"""Linked data inside a page: the one place where JSON is put into HTML."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ESCAPED = {character: f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}
"""What could end the block, or a line of a script, as JSON escapes it."""


def data_block(data: Any) -> SafeString:
    """Return JSON-LD in a block that browsers never run, and that no text in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPED.items():  # `str.translate` is far slower
        text = text.replace(character, escape)
    block = '<script type="application/ld+json">{}</script>'
    return format_html(block, mark_safe(text))  # noqa: S308 - no markup is left in it
