"""What is indexed of a post: its words as stems, marks for its labels and author, its plain text.

Labels and authors stand there by number, under marks that no word can be taken for, and their names
are looked up when somebody searches: renaming one never makes the index disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from django.db.models import QuerySet

from blog.markup.plain_text import plain
from blog.search.words import clean, stems_of

EVERY = "*"
"""The mark that every post has."""

MAX_ORDERED_WORDS = 15_000
"""Words of a body whose places are known: phrases are found among them."""

MAX_BYTES = 900_000
ENTRY_BYTES = 8
"""A tsvector holds a megabyte: this much goes to a word beside its letters."""

MAX_TEXT_LENGTH = 50_000
"""Characters of a text that passages are taken from."""


class Document(NamedTuple):
    pk: int
    title: list[str]
    labels: list[str]
    author: list[str]
    body: list[str]
    text: str


def documents_of(posts: "QuerySet[Any]") -> Iterator[Document]:
    """Return the documents of posts, which may be those that a migration knows: two queries."""
    rows = list(posts.values_list("pk", "title", "body_html", "author_id"))
    labels = _label_marks(posts.model, [row[0] for row in rows])
    for pk, title, body_html, author in rows:
        text = clean(plain(body_html))
        yield Document(
            pk=pk,
            title=stems_of(clean(title)),
            labels=labels[pk],
            author=[author_mark(author), EVERY],
            body=_within_bounds(stems_of(text)),
            text=text[:MAX_TEXT_LENGTH],
        )


def label_mark(pk: int) -> str:
    return f"#{pk}"


def author_mark(pk: int) -> str:
    return f"@{pk}"


def _label_marks(post: Any, pks: Iterable[int]) -> dict[int, list[str]]:
    marks: dict[int, list[str]] = defaultdict(list)
    tagged = post.labels.through.objects.filter(post__in=pks).order_by("label_id")
    for pk, label in tagged.values_list("post_id", "label_id"):
        marks[pk].append(label_mark(label))
    return marks


def _within_bounds(words: list[str]) -> list[str]:
    """Return the words in order as far as places go, then each other word once."""
    head, tail = words[:MAX_ORDERED_WORDS], words[MAX_ORDERED_WORDS:]
    kept = head + sorted(set(tail).difference(head))
    sizes = accumulate(len(word.encode()) + ENTRY_BYTES for word in kept)
    return [word for word, size in zip(kept, sizes, strict=True) if size <= MAX_BYTES]
