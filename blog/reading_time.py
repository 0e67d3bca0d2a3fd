"""How long a text takes to read."""

import re
from html import unescape

WORDS_A_MINUTE = 220
"""Of a grown-up reading Spanish prose on a screen, unhurried."""

CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]*(?:>|$)")
WORD = re.compile(r"[^\W_]+(?:[-'’·][^\W_]+)*")


def prose_of(html: str) -> str:
    """Give the running text of sanitised HTML, or of its beginning, without blocks of code."""
    return unescape(TAG.sub(" ", CODE.sub(" ", html)))


def count_words(html: str) -> int:
    """Count the words of the running text."""
    return sum(1 for _word in WORD.finditer(prose_of(html)))


def minutes(words: int) -> int:
    """Round the time that so many words take to whole minutes: 0 for a few lines."""
    return round(words / WORDS_A_MINUTE)
