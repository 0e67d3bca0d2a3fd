"""Labels in the order of the Spanish alphabet, under their initial letters."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar
from unicodedata import combining, normalize


class Named(Protocol):
    @property
    def name(self) -> str: ...


L = TypeVar("L", bound=Named)

LAST = "\U0010ffff"
"""Sorts after every letter."""

MAX_CACHED_NAMES = 5_000


def alphabetical(labels: Iterable[L]) -> list[L]:
    return sorted(labels, key=lambda label: (spanish_order(label.name), label.name))


def by_initial(labels: Iterable[L]) -> dict[str, list[L]]:
    """Return labels by their initials, in order; under "" those that begin with no letter."""
    groups: dict[str, list[L]] = {}
    for label in alphabetical(labels):
        groups.setdefault(initial_of(label.name), []).append(label)
    return groups


def initial_of(name: str) -> str:
    """Return the letter, without its accent, that a name begins with: `Ñ` for «Ñandú»."""
    order = spanish_order(name)
    if order.startswith(f"n{LAST}"):
        return "Ñ"
    return order[:1].upper() if order[:1].isalpha() else ""


@lru_cache(MAX_CACHED_NAMES)
def spanish_order(name: str) -> str:
    """Return what to sort a name by: no case, no accents, no signs before it, and ñ after n."""
    composed = normalize("NFC", name).casefold().replace("ñ", f"n{LAST}")
    plain = "".join(sign for sign in normalize("NFKD", composed) if not combining(sign))
    start = next((place for place, sign in enumerate(plain) if sign.isalnum()), len(plain))
    return plain[start:]
