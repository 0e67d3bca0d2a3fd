"""Fill an empty blog with as many posts as are asked for, to see what a large one costs.

    DATA_DIR=/tmp/large python -m bench.seed --posts 100000 --comments 1000000

It writes in bulk what the blog would have written one by one: texts with their HTML, the search
index, related posts, labels by Zipf's law, threads of comments, over twenty years. The same numbers
give the same blog, but for its dates, which end today. A database that has posts is refused.
"""

import argparse
import os
import random
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from math import ceil
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - settings come first
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.prose import LONG, Prose, zipf  # noqa: E402
from blog.models import Label, Post, RelatedPost, SiteSettings  # noqa: E402
from blog.search.document import EVERY, Document, author_mark, label_mark  # noqa: E402
from blog.search.engine import engine  # noqa: E402
from blog.search.words import clean, stems_of  # noqa: E402
from comments.models import Comment  # noqa: E402
from web.slugs import slug_of  # noqa: E402

BATCH = 1_000
SPAN = timedelta(days=365.25 * 20)
KIN = 8
TAGGED = Post.labels.through
STATES = ([str(state) for state in Comment.State], [97.0, 98.0, 99.5, 100.0])


def main() -> int:
    options = asked()
    call_command("migrate", verbosity=0)
    if Post.objects.exists():
        sys.exit("This database has posts already: a seed goes into an empty one.")
    if connection.vendor == "sqlite":  # a seed that is cut short is begun again
        connection.cursor().execute("PRAGMA synchronous=OFF")
    began = time.monotonic()
    Seed(options).sow()
    settle()
    print(f"\nDone in {time.monotonic() - began:.0f} s.", file=sys.stderr)
    return 0


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.seed", description=__doc__.partition("\n")[0])
    wanted = {"posts": 100_000, "comments": 1_000_000, "labels": 2_000, "authors": 50, "dice": 1}
    for name, number in wanted.items():
        parser.add_argument(f"--{name}", type=int, default=number, help=f"{number} unless given")
    return parser.parse_args()


@dataclass
class Sheaf:
    """Rows of every kind that go into the database together."""

    posts: list[Post] = field(default_factory=list)
    tags: list[Any] = field(default_factory=list)
    kin: list[RelatedPost] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @transaction.atomic
    def store(self) -> None:
        Post.objects.bulk_create(self.posts)
        TAGGED.objects.bulk_create(self.tags)
        RelatedPost.objects.bulk_create(self.kin)
        engine().write(self.documents)
        Comment.objects.bulk_create(self.comments)


class Seed:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.dice = random.Random(options.dice)
        self.prose = Prose(self.dice)
        self.now = timezone.now()
        self.paths: set[str] = set()
        self.recent: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=20))
        self.tags = self.comments = 0

    def sow(self) -> None:
        """Store everything, oldest first, so that a higher number is a later post."""
        SiteSettings(title="Cuaderno de dos décadas", description="Notas de cada día.").save()
        self.authors = list(self._authors())
        self.labels = list(self._labels())
        due = self._comments_due()
        for first in range(1, self.options.posts + 1, BATCH):
            sheaf = Sheaf()
            for pk in range(first, min(first + BATCH, self.options.posts + 1)):
                self._sow_post(sheaf, pk, due[pk - 1])
            sheaf.store()
            show_progress(min(first + BATCH - 1, self.options.posts), self.options.posts)

    def _authors(self) -> Iterator[User]:
        for number in range(1, self.options.authors + 1):
            name = self.prose.title()[:40]
            yield User.objects.create_user(
                f"author-{number}",
                f"author-{number}@example.org",
                name=f"{name} {number}",
                role=User.Role.OWNER if number == 1 else User.Role.AUTHOR,
            )

    def _labels(self) -> Iterator[Label]:
        names: set[str] = set()
        while len(names) < self.options.labels:
            name = " ".join(self.prose.words(self.dice.randint(1, 2)))
            names.add(name if name not in names else f"{name} {len(names)}")
        for name in sorted(names, key=lambda name: self.dice.random()):
            yield Label.objects.create(name=name)

    def _comments_due(self) -> list[int]:
        """Return how many comments each post gets: most few, some many, in all as asked for."""
        shares = list(accumulate(self.dice.expovariate(1) for _ in range(self.options.posts)))
        scale = self.options.comments / shares[-1]
        marks = [0, *(round(share * scale) for share in shares)]
        return [after - before for before, after in pairwise(marks)]

    def _sow_post(self, sheaf: Sheaf, pk: int, comments: int) -> None:
        age = 1 - (pk - self.dice.random()) / self.options.posts
        post = self._post(pk, self.now - SPAN * age)
        labels = self._labels_of(pk)
        for label in labels:
            self.tags += 1
            sheaf.tags.append(TAGGED(pk=self.tags, post_id=pk, label_id=label.pk))
        sheaf.posts.append(post)
        sheaf.documents.append(self._document(post, labels))
        sheaf.kin += self._kin(pk, labels)
        sheaf.comments += self._thread(post, comments)

    def _post(self, pk: int, at: datetime) -> Post:
        title = self.prose.title()
        self.text = self.prose.text()
        is_long = len(self.text) >= LONG
        bodies = [paragraph.body for paragraph in self.text]
        htmls = [paragraph.html for paragraph in self.text]
        path, slug = self._address(title, at, pk)
        return Post(
            pk=pk,
            title=title,
            slug=slug,
            path=path,
            author=self._some(self.authors, 1)[0],
            body="\n\n".join([*bodies[:2], *(["<!--more-->"] if is_long else []), *bodies[2:]]),
            body_html="".join(htmls),
            lead_html="".join(htmls[:2] if is_long else htmls),
            has_jump=is_long,
            words=sum(paragraph.words for paragraph in self.text),
            published_at=at,
            created_at=at,
        )

    def _address(self, title: str, at: datetime, pk: int) -> tuple[str, str]:
        month, slug = f"{timezone.localtime(at):%Y/%m}", slug_of(title)
        if f"{month}/{slug}" in self.paths:
            slug = f"{slug}-{pk}"
        self.paths.add(f"{month}/{slug}")
        return f"{month}/{slug}.html", slug

    def _document(self, post: Post, labels: list[Label]) -> Document:
        return Document(
            pk=post.pk,
            title=stems_of(clean(post.title)),
            labels=[label_mark(pk) for pk in sorted(label.pk for label in labels)],
            author=[author_mark(post.author_id), EVERY],
            body=[stem for paragraph in self.text for stem in paragraph.stems],
            text=" ".join(paragraph.text for paragraph in self.text),
        )

    def _kin(self, pk: int, labels: list[Label]) -> Iterator[RelatedPost]:
        """Relate a post to those that had one of its labels last."""
        near = sorted({other for label in labels for other in self.recent[label.pk]})
        for other in self.dice.sample(near, min(KIN, len(near))):
            yield RelatedPost(post_id=pk, other_id=other, score=self.dice.random())
        for label in labels:
            self.recent[label.pk].append(pk)

    def _thread(self, post: Post, number: int) -> Iterator[Comment]:
        assert post.published_at
        published: list[int] = []
        for _ in range(number):
            self.comments += 1
            comment = self._comment(post, post.published_at)
            if published and self.dice.random() < 0.3:  # noqa: PLR2004 - three of ten answer
                comment.parent_id = self.dice.choice(published)
            if comment.state == Comment.State.PUBLISHED:
                published.append(comment.pk)
            yield comment

    def _comment(self, post: Post, since: datetime) -> Comment:
        text, text_html = self.dice.choice(self.prose.remarks)
        [state] = self.dice.choices(STATES[0], cum_weights=STATES[1])
        number = self.dice.randint(1, 50_000)
        is_by_author = self.dice.random() < 0.1  # noqa: PLR2004 - one of ten
        return Comment(
            pk=self.comments,
            post=post,
            author=post.author if is_by_author else None,
            name=f"Lector {number}",
            email=f"lector-{number}@example.org",
            text=text,
            text_html=text_html,
            state=state,
            sender=f"{number:016x}",
            created_at=min(since + timedelta(days=self.dice.expovariate(0.3)), self.now),
        )

    def _labels_of(self, pk: int) -> list[Label]:
        """Choose a few by their frequency, and so many in turn that each label has a post."""
        in_turn = ceil(len(self.labels) / self.options.posts)
        turn = [self.labels[(pk * in_turn + n) % len(self.labels)] for n in range(in_turn)]
        return list(dict.fromkeys(self._some(self.labels, self.dice.randint(0, 4)) + turn))

    def _some(self, things: list[Any], number: int) -> list[Any]:
        """Choose different things, the first ones most often."""
        chosen = self.dice.choices(things, cum_weights=zipf(len(things)), k=number)
        return list(dict.fromkeys(chosen))


def show_progress(done: int, all_: int) -> None:
    width = 40
    filled = width * done // all_
    bar = "█" * filled + "·" * (width - filled)
    print(f"\r{bar} {done:,} of {all_:,} posts", end="", file=sys.stderr, flush=True)


def settle() -> None:
    """Count on from the highest numbers; have PostgreSQL look at its tables, as it soon would."""
    models: list[Any] = [Post, TAGGED, Comment]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
