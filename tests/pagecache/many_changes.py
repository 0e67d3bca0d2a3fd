"""Change a blog at random, and after each change tell what every page shows now.

    python -m tests.pagecache.many_changes 200

Prints a line of JSON a change: its name, when it was made, and a digest of each page as Django
makes it, without a cache. Who reads the pages meanwhile can compare.
"""

import json
import os
import random
import re
import sys
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db.models import F  # noqa: E402 - settings come first
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from blog.models import Label, Page, PopularPost, Post, RelatedPost, SiteSettings  # noqa: E402
from comments.models import Comment  # noqa: E402

DICE = random.Random(7)
STAMP = re.compile(rb'name="stamp" value="[^"]+"')
POSTS = 5
SOON = 0.3  # seconds


def main(times: int) -> None:
    begin()
    tell("nothing", time.time())
    for _ in range(times):
        time.sleep(DICE.random() * 0.05)
        name = DICE.choice([*CHANGES])
        due = CHANGES[name]()
        tell(name, due or time.time())


def begin() -> None:
    """Write a small blog, whose addresses stay."""
    ana = User.objects.create(username="ana", name="Ana", email="a@example.org", slug="ana")
    User.objects.create(username="eva", name="Eva", email="e@example.org", slug="eva")
    SiteSettings.objects.update_or_create(pk=1, defaults={"posts_per_page": 3})
    mar = Label.objects.create(name="Mar", slug="mar")
    for number in range(POSTS):
        at = datetime(2012, number % 3 + 1, number + 1, 10, tzinfo=UTC)
        post = Post.objects.create(
            author=ana, title=f"Día {number}", slug=f"dia-{number}", published_at=at
        )
        if number % 2:
            post.labels.add(mar)
        Comment.objects.create(post=post, name="Lucía", text="¡Qué luz!")
    Page.objects.create(title="Acerca de", slug="acerca-de", published_at=at, menu_position=1)


def addresses() -> list[str]:
    posts = [f"/2012/{number % 3 + 1:02}/dia-{number}.html" for number in range(POSTS)]
    lists = ["/", "/2012/01/", "/label/mar/", "/author/ana/", "/archive/", "/p/acerca-de.html"]
    return [*posts, *lists, "/feeds/posts/default", "/feeds/comments/default"]


def tell(name: str, at: float) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    pages = {path: client.get(path) for path in addresses()}
    shown = {path: digests(page.status_code, page.content) for path, page in pages.items()}
    print(json.dumps({"name": name, "at": at, "pages": shown}), flush=True)  # noqa: T201


def digests(status: int, body: bytes) -> list[str]:
    """Return what tells a page from another, and its sidebar, which is kept apart, from others.

    A form's stamp is another each time it is made.
    """
    body = STAMP.sub(b"", body)
    before, mark, rest = body.partition(b'<aside class="sidebar"')
    sidebar, _, after = rest.partition(b"</aside>")
    return [f"{status} {digest(before + mark + after)}", digest(sidebar)]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def any_post() -> Post:
    post: Post = DICE.choice(list(Post.objects.order_by("pk")[:POSTS]))
    return post


def word() -> str:
    return f"{DICE.randrange(10**6)}"


def comment() -> None:
    Comment.objects.create(post=any_post(), name="Lucía", text=word())


def reply() -> None:
    parent = Comment.objects.published().order_by("?").first()
    Comment.objects.create(post=parent.post, parent=parent, name="Eva", text=word())


def moderate() -> None:
    comment = Comment.objects.order_by("?").first()
    DICE.choice([comment.approve, comment.mark_as_spam])()


def edit() -> None:
    post = any_post()
    post.title, post.body = f"Título {word()}", f"Texto {word()}"
    post.save()


def edit_raw() -> None:
    rows = Post.objects.filter(pk=any_post().pk)
    rows.update(**{DICE.choice(["title", "body_html", "lead_html", "cover_alt"]): word()})


def publish() -> None:
    at = timezone.now() - timedelta(days=DICE.randrange(5000))
    Post.objects.create(author=User.objects.order_by("?")[0], title=word(), published_at=at)


def schedule() -> float:
    """Have a post come by itself, and wait for that."""
    at = timezone.now() + timedelta(seconds=SOON)
    Post.objects.create(author=User.objects.order_by("?")[0], title=word(), published_at=at)
    time.sleep(SOON + 0.01)
    return at.timestamp()


def withdraw_or_bring_back() -> None:
    post = any_post()
    (post.unpublish if post.published_at else post.publish)()


def put_elsewhere() -> None:
    days = timedelta(days=DICE.choice([-40, -1, 1, 40]))
    Post.objects.filter(pk=any_post().pk).update(published_at=F("published_at") + days)


def delete() -> None:
    newest = Post.objects.order_by("-pk").exclude(pk__in=Post.objects.order_by("pk")[:POSTS])[:1]
    for post in newest:
        post.delete()


def label() -> None:
    post, mar = any_post(), Label.objects.get(slug="mar")
    DICE.choice([post.labels.add, post.labels.remove])(mar)


def rename_label() -> None:
    Label.objects.update(name=f"Mar {word()}")


def rename_person() -> None:
    User.objects.filter(username=DICE.choice(["ana", "eva"])).update(name=word())


def profile() -> None:
    User.objects.get(username="ana").links.create(label=word(), url="https://example.org/")


def page() -> None:
    Page.objects.filter(slug="acerca-de").update(**{DICE.choice(["title", "body_html"]): word()})


def settings() -> None:
    SiteSettings.objects.update(**{DICE.choice(["title", "description"]): word()})


def relate() -> None:
    post, other = Post.objects.order_by("?")[:2]
    RelatedPost.objects.filter(post=post).delete()
    RelatedPost.objects.create(post=post, other=other, score=DICE.random())


def rank() -> None:
    PopularPost.objects.all().delete()
    PopularPost.objects.create(post=any_post(), views=5)


CHANGES = {
    change.__name__: change
    for change in (
        *(comment, reply, moderate, edit, edit_raw, publish, schedule, withdraw_or_bring_back),
        *(put_elsewhere, delete, label, rename_label, rename_person, profile, page, settings),
        *(relate, rank),
    )
}


if __name__ == "__main__":
    main(int(sys.argv[1]))
