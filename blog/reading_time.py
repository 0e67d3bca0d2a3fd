"""How long a text takes to read."""

import re
from html import unescape

WORDS_A_MINUTE = 220
"""Of a grown-up reading Spanish prose on a screen, unhurried."""

CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W_]+(?:[-'’·][^\W_]+)*")


def count_words(html: str) -> int:
    """Count the words of sanitised HTML, without its blocks of code."""
    text = TAG.sub(" ", CODE.sub(" ", html))
    return sum(1 for _word in WORD.finditer(unescape(text)))


def minutes(words: int) -> int:
    """Round the time that so many words take to whole minutes: 0 for a few lines."""
    return round(words / WORDS_A_MINUTE)
