"""What is written while others read, past the servers, as the desk and the task worker write.

    python -m bench.changes comment 0.1

It says when it is ready, and waits for a line. Then it writes, at once and each so many seconds
(0: once), until its stdin is closed; after each change it says so.
"""

import os
import random
import select
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 - settings come first
from django.db.models import F, Value  # noqa: E402
from django.db.models.functions import Concat  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from blog import changes  # noqa: E402
from blog.models import Label, Post, SiteSettings  # noqa: E402
from comments.models import Comment  # noqa: E402

LINE = "Una línea más, que alguien lee."
DICE = random.Random(1)


def main(what: str, pause: float) -> None:
    numbers = list(Post.objects.published().values_list("pk", flat=True))
    print("ready", flush=True)
    sys.stdin.readline()
    due = time.monotonic()
    while True:
        CHANGES[what](Post.objects.get(pk=DICE.choice(numbers)))
        print("changed", flush=True)
        due += pause
        if not pause or is_over(due):
            return


def is_over(due: float) -> bool:
    """Wait until a time, or until stdin is closed, and tell whether it is."""
    return bool(select.select([sys.stdin], [], [], max(0, due - time.monotonic()))[0])


def comment(post: Post) -> None:
    Comment.objects.create(post=post, name="Lectora", text=LINE)


def edit(post: Post) -> None:
    post.body += f"\n\n{LINE}"
    post.save()


def publish(_post: Post) -> None:
    """Publish another, with two labels."""
    title = f"La última, de las {timezone.now():%H:%M:%S}"
    with transaction.atomic(), changes.together():
        post = Post.objects.create(
            title=title, body=LINE, author=User.objects.owners()[0], published_at=timezone.now()
        )
        post.labels.set(Label.objects.order_by("pk")[:2])


def settings(_post: Post) -> None:
    """Change what all pages show."""
    SiteSettings.objects.update(description=Concat(F("description"), Value(".")))


CHANGES: dict[str, Callable[[Post], None]] = {
    "comment": comment,
    "edit": edit,
    "post": publish,
    "settings": settings,
}


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
