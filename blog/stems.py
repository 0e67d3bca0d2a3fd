"""The words of a text, brought down to what their forms have in common."""

import re
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W\d_]{3,}")
stem = lru_cache(50_000)(snowballstemmer.stemmer("spanish").stemWord)


def stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text.lower())]
