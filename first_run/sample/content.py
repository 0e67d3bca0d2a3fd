"""Reads the files of the sample blog: TOML, and Markdown under front matter in TOML."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Document:
    """A post or a page: the name of its file, its front matter and its Markdown."""

    name: str
    head: dict[str, Any]
    body: str

    def fields(self, *names: str) -> dict[str, Any]:
        """Return those of the named fields that the front matter has."""
        return {name: self.head[name] for name in names if name in self.head}

    @property
    def published_at(self) -> datetime | None:
        """When it is published, in the site's time zone; none for a draft."""
        if "scheduled_in_days" in self.head:
            return timezone.now() + timedelta(days=self.head["scheduled_in_days"])
        if "published" in self.head:
            return timezone.make_aware(self.head["published"])
        return None


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def documents(kind: str) -> list[Document]:
    """Read `posts` or `pages`, in the order of their files' names."""
    return [document(path) for path in sorted((FOLDER / kind).glob("*.md"))]


def picture(name: str) -> "ContentFile[bytes]":
    return ContentFile((FOLDER / "pictures" / name).read_bytes(), name)


def document(path: Path) -> Document:
    """Read a file whose front matter stands between two lines of `+++`."""
    text = path.read_text(encoding="utf-8").removeprefix("+++\n")
    head, body = text.split("\n+++\n", maxsplit=1)
    return Document(path.stem, tomllib.loads(head), body.strip())
