"""What a page leads to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A name with an address."""

    name: str
    url: str
