"""A change moves the pages that show it: all of them, and hardly any other.

Each column of each model that readers see is changed, past all of our code, and each kind of page
is asked whether its bytes have changed, and whether its tags have moved.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, models, transaction
from django.urls import reverse
from django.utils import timezone

from blog.models import Page, PopularPost, Post, RelatedPost, SiteSettings
from pagecache import edition
from pagecache.keys import SITE, request_for
from pagecache.models import Move
from pagecache.rendering import render
from pagecache.rules import EVERYWHERE, PUBLIC
from tests.factories import make_comment, make_label, make_page, make_picture, make_post, make_user
from tests.pagecache.edition_number import commit
from web.page_parts import PARTS
from web.partials import outline

pytestmark = [pytest.mark.django_db, pytest.mark.long]

NOW = datetime(2012, 6, 1, 12, tzinfo=UTC)
STAMP = re.compile(rb'name="stamp" value="[^"]+"')
MAX_NEEDLESS = 0.5
"""The share of pages that a change may forget though they stay as they are."""


@pytest.fixture(autouse=True)
def standing_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture(autouse=True)
def one_connection():
    """Leave a test its connection, with all that it has not committed."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def at(month, day, hour=10):
    return datetime(2012, month, day, hour, tzinfo=UTC)


@pytest.fixture
def blog(alice):
    """One of each thing that readers see, with others of the kind beside it."""
    bob = make_user("bob", name="Roberto Gil", biography_html="<p>Rema.</p>")
    one, other, third = (make_label(name=name) for name in ("Mar", "Puerto", "Viento"))
    site = SiteSettings.objects.create(
        title="El cuaderno", posts_per_page=3, header_image=make_picture()
    )
    dates = [at(1, 2), at(1, 9), at(2, 3), at(3, 4), at(3, 5), at(4, 6), at(5, 7), at(5, 8)]
    posts = [
        make_post(
            author=bob if day.month == 3 else alice, title=f"Día {day:%m-%d}", published_at=day
        )
        for day in dates
    ]
    for post in posts[:3]:
        post.labels.add(one)
    posts[3].labels.add(one, other)
    posts[6].labels.add(third)
    subject = posts[3]
    subject.cover = make_picture()
    subject.save()
    RelatedPost.objects.all().delete()
    return SimpleNamespace(
        alice=alice,
        bob=bob,
        label=one,
        site=site,
        posts=posts,
        subject=subject,
        link=alice.links.create(label="Su casa", url="https://example.org/"),
        page=make_page(title="Acerca de", menu_position=1),
        off_menu=make_page(title="Aparte"),
        popular=PopularPost.objects.create(post=posts[1], views=9),
        related=RelatedPost.objects.create(post=posts[5], other=subject, score=1),
        credit=subject.republications.create(name="Otra", url="https://example.net/"),
        comment=make_comment(post=subject, author=bob),
        reply=make_comment(post=posts[0]),
    )


def addresses(blog):
    """Return a page of each kind, and others of the same kind that show other things."""
    posts = [post.get_absolute_url() for post in blog.posts]
    oldest = "before=20120209T000000.000000-0"
    feeds = [
        reverse("blog:post-feed", kwargs={"form": "json"}),
        reverse("blog:label-feed", args=[blog.label.slug]),
        reverse("blog:author-feed", args=[blog.bob.slug]),
        reverse("comments:comment-feed"),
        *(reverse("comments:post-comment-feed", args=[post.pk]) for post in blog.posts[:4:3]),
        "/feeds/posts/default/-/mar/puerto",
    ]
    people = [person.get_absolute_url() for person in (blog.alice, blog.bob)]
    labels = [label.get_absolute_url() for label in {*blog.subject.labels.all()}]
    pages = [page.get_absolute_url() for page in (blog.page, blog.off_menu)]
    return [
        *("/", f"/?{oldest}", "/2012/", "/2012/03/", "/2012/05/", "/2012/03/04/"),
        *(*posts, *people, *labels, *pages, *feeds),
        *("/archive/", "/labels/", "/opensearch.xml", "/robots.txt"),
        *("/sitemap.xml", "/sitemap-2012.xml", "/sitemap-labels.xml"),
    ]


@pytest.fixture
def made(blog):
    """Return what makes every page, as the page cache would."""
    application = get_wsgi_application()
    asked = addresses(blog)

    def make_all():
        outline.cache_clear()
        pages = {}
        for address in asked:
            path, _, query = address.partition("?")
            answer = render(application, request_for(f"{SITE}{path}~{query}"))
            part = PARTS[answer.part[0]].render(answer.part[1]) if answer.part else ""
            pages[address] = SimpleNamespace(
                shown=(answer.status, STAMP.sub(b"", answer.body)),
                tags=answer.tags,
                part=part,
                named=answer.part,
            )
        return pages

    return make_all


def moved_by(change):
    """Return the tags that a change moves, as its commit would."""
    commit()
    Move.objects.all().delete()
    change()
    commit()
    return set(Move.objects.values_list("tag", flat=True))


def compare(made, change, before=None):
    """Return what is stale after a change, what is forgotten needlessly, and the tags moved."""
    before = before or made()
    tags = moved_by(change)
    after = made()
    stale, needless = [], []
    for address, page in before.items():
        is_touched = bool(tags & (page.tags | EVERYWHERE))
        is_changed = page.shown != after[address].shown
        if is_changed and not is_touched:
            stale.append(address)
        if is_touched and not is_changed and not tags & EVERYWHERE:
            needless.append(address)
        if page.part != after[address].part and page.named == after[address].named:
            name = page.named[0]
            if not tags & (PARTS[name].tags | EVERYWHERE):
                stale.append(f"{name} of {address}")
    return after, stale, needless, tags


def other_value(field, row):
    """Return another value that a column may have."""
    value = getattr(row, field.attname)
    if field.name in OTHERS:
        return OTHERS[field.name]
    if isinstance(field, models.ForeignKey):
        others = field.related_model.objects.exclude(pk=value)
        return others.values_list("pk", flat=True).order_by("-pk").first()
    if field.choices:
        return next(choice for choice, _name in field.choices if choice != value)
    for kind, change in OTHER_VALUES.items():
        if isinstance(field, kind):
            return change(value)
    return f"{value or ''}x"


OTHER_VALUES = {
    models.BooleanField: lambda value: not value,
    models.DateTimeField: lambda value: (value or NOW) - timedelta(days=40),
    models.UUIDField: lambda value: "12345678-1234-5678-1234-567812345678",
    models.IntegerField: lambda value: (value or 0) + 7,
    models.FloatField: lambda value: value + 7,
}
OTHERS = {
    "gadgets": ["archive"],
    "outline": [],
    "path": "2012/03/otro.html",
    "renditions": [],
    "srcsets": {"image/webp": "otra.webp 320w"},
    "state": "removed",
    "url": "https://example.net/otra",
    "canonical_url": "https://example.net/canonical",
    "websub_hub": "https://hub.example.net/",
}
ROWS = {
    "accounts.User": "alice",
    "accounts.ProfileLink": "link",
    "blog.Label": "label",
    "blog.Page": "page",
    "blog.Picture": "cover",
    "blog.PopularPost": "popular",
    "blog.Post": "subject",
    "blog.Post_labels": "filing",
    "blog.RelatedPost": "related",
    "blog.Republication": "credit",
    "blog.SiteSettings": "site",
    "comments.Comment": "comment",
}


def row_of(blog, label):
    if label == "blog.Picture":
        return blog.subject.cover
    if label == "blog.Post_labels":
        return Post.labels.through.objects.filter(post=blog.subject, label=blog.label).get()
    return getattr(blog, ROWS[label])


@pytest.mark.parametrize("label", PUBLIC)
def test_a_column_that_is_changed_leaves_no_page_stale(blog, made, label):
    row = row_of(blog, label)
    rows = type(row)._default_manager.filter(pk=row.pk)
    before, stale, needless = made(), {}, {}
    for field in row._meta.concrete_fields:
        if not field.primary_key:
            value = {field.attname: other_value(field, row)}
            after, *found = compare(made, partial(rows.update, **value), before)
            stale |= {field.name: found[0]} if found[0] else {}
            needless |= {field.name: found[1:]} if len(found[1]) > MAX_NEEDLESS * len(after) else {}
            before = after

    assert stale == {}
    assert {name: sorted(f[0]) for name, f in needless.items()} == {}


@pytest.mark.parametrize("label", PUBLIC)
def test_a_row_that_is_deleted_leaves_no_page_stale(blog, made, label):
    if label == "accounts.User":
        Post.objects.filter(author=blog.alice).update(author=blog.bob)
    row = row_of(blog, label)

    _, stale, _, _ = compare(made, row.delete)

    assert stale == []


CHANGES = {
    "a new post": lambda blog: make_post(author=blog.alice, published_at=NOW),
    "a post in between": lambda blog: make_post(author=blog.bob, published_at=at(3, 4, 18)),
    "a post before all": lambda blog: make_post(author=blog.bob, published_at=at(1, 1)),
    "a draft": lambda blog: make_post(author=blog.alice, published_at=None),
    "a post is withdrawn": lambda blog: Post.objects.get(pk=blog.subject.pk).unpublish(),
    "the newest is withdrawn": lambda blog: Post.objects.get(pk=blog.posts[-1].pk).unpublish(),
    "a post is put elsewhere": lambda blog: Post.objects.filter(pk=blog.subject.pk).update(
        published_at=at(1, 5)
    ),
    "all posts are put elsewhere": lambda blog: Post.objects.update(
        published_at=models.F("published_at") - timedelta(days=31)
    ),
    "a comment": lambda blog: make_comment(post=blog.subject),
    "a reply": lambda blog: make_comment(parent=blog.comment),
    "a comment that waits": lambda blog: make_comment(post=blog.subject, state="waiting"),
    "a comment is spam": lambda blog: blog.comment.mark_as_spam(),
    "a comment is removed": lambda blog: blog.reply.remove(by=blog.alice),
    "a label is added": lambda blog: blog.posts[6].labels.add(blog.label),
    "a label is taken away": lambda blog: blog.subject.labels.remove(blog.label),
    "a post is related": lambda blog: RelatedPost.objects.create(
        post=blog.posts[4], other=blog.posts[1], score=2
    ),
    "a page": lambda blog: make_page(title="Contacto", menu_position=2),
    "a page off the menu": lambda blog: make_page(title="Contacto"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_written_leaves_no_page_stale(blog, made, change):
    _, stale, _, _ = compare(made, lambda: change(blog))

    assert stale == []


def test_a_comment_touches_its_post_the_lists_of_it_and_feeds_of_comments_alone(blog, made):
    pages = made()
    tags = moved_by(lambda: make_comment(post=blog.subject))

    touched = {address for address, page in pages.items() if tags & page.tags}

    shown = {address for address, page in pages.items() if f"count:{blog.subject.pk}" in page.tags}
    assert touched == shown | {
        blog.subject.get_absolute_url(),
        "/feeds/comments/default",
        f"/feeds/{blog.subject.pk}/comments/default",
    }
    assert blog.posts[0].get_absolute_url() not in touched
    assert not tags & PARTS["sidebar"].tags


def test_a_new_post_touches_no_other_posts_page_but_its_neighbours(blog, made):
    pages = made()
    tags = moved_by(lambda: make_post(author=blog.alice, published_at=NOW))

    touched = {post.pk for post in blog.posts if tags & pages[post.get_absolute_url()].tags}

    assert touched == {blog.posts[-1].pk}


@pytest.mark.parametrize("kind", [Post, Page])
def test_a_time_that_comes_moves_what_a_publication_would(blog, made, time_machine, kind):
    soon = NOW + timedelta(minutes=1)
    if kind is Post:
        make_post(author=blog.bob, published_at=soon).labels.add(blog.label)
    else:
        make_page(title="Después", published_at=soon, menu_position=5)

    def pass_on():
        time_machine.move_to(soon + timedelta(seconds=1), tick=False)
        edition.move_due(soon, timezone.now())

    _, stale, _, tags = compare(made, pass_on)

    assert stale == []
    assert edition.mark_of(soon) in tags


def test_what_is_rolled_back_moves_nothing(blog):
    def change():
        with transaction.atomic():
            make_comment(post=blog.subject)
            transaction.set_rollback(True)

    assert moved_by(change) == set()
