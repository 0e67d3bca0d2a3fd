"""Texts without the characters that no XML may hold, which come along with pasted text."""

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 leaves out of Unicode."""

Value = TypeVar("Value")


def printable(value: Value) -> Value:
    """Return a text, or lists, dictionaries and data classes of texts, without such characters."""
    return _clean(value)  # type: ignore[no-any-return]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        cleaned = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        return type(value)(**cleaned)
    return value
