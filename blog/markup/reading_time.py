"""How long a text takes to read."""

import re

from blog.markup.plain_text import plain

WORDS_A_MINUTE = 220
"""Of a grown-up reading Spanish prose on a screen, unhurried."""

CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
WORD = re.compile(r"[^\W_]+(?:[-'’·][^\W_]+)*")


def count_words(html: str) -> int:
    """Count the words of sanitised HTML, without its blocks of code."""
    return sum(1 for _word in WORD.finditer(plain(CODE.sub(" ", html))))


def minutes(words: int) -> int:
    """Round the time that so many words take to whole minutes: 0 for a few lines."""
    return round(words / WORDS_A_MINUTE)
