"""Texts without the characters that no XML may hold, which come along with pasted text."""

import re
from typing import Any, TypeVar

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 leaves out of Unicode."""

Value = TypeVar("Value")


def printable(value: Value) -> Value:
    """Return a text, or lists and dictionaries of texts, without such characters."""
    return _clean(value)  # type: ignore[no-any-return]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    return value
