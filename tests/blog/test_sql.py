"""Each query written out by hand says what its twin in the ORM says, whatever the rows are like."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Count, Q, Value
from django.utils import timezone

from blog import sql
from blog.models import Label, Post, RelatedPost, SiteSettings
from tests.factories import make_label, make_picture, make_post, make_user

HOUR = timedelta(hours=1)
COLUMNS = ("pk", "title", "path", "words")
SHOWN = (
    *("title", "path", "published_at", "updated_at", "author", "words", "lead_html", "has_jump"),
    *("comments_open", "cover", "cover_alt", "cover_caption"),
)
IN_FEED = (
    *("uid", "title", "path", "published_at", "updated_at", "author", "excerpt", "description"),
    *("has_jump", "cover", "cover_alt", "cover_caption"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    """Stand still, so that a post may be due at this very moment."""
    with time_machine.travel(timezone.now(), tick=False):
        yield timezone.now()


@pytest.fixture
def posts(now, alice):
    """Make live posts, two of one time and one of this moment, a scheduled one and a draft."""
    bob = make_user("bob", name="Roberto Gil", avatar="avatars/bob.webp")
    cover = make_picture(state="ready", tone="tone-3", srcsets={"image/avif": "/a.avif 60w"})
    pan, mar = make_label(name="Pan"), make_label(name="Ñandú y mar")
    made = [
        make_post(author=alice, title="Primera", published_at=now - 9 * HOUR, body="Hola. " * 900),
        make_post(author=bob, title="Gemela", published_at=now - 5 * HOUR, cover=cover),
        make_post(author=alice, title="Melliza", published_at=now - 5 * HOUR, comments_open=False),
        make_post(author=bob, title="Última", published_at=now, body="Uno.\n\n<!--more-->\n\nDos."),
        make_post(author=alice, title="Mañana", published_at=now + HOUR, cover=cover),
        make_post(author=bob, title="Borrador", published_at=None),
    ]
    for post in made[1:]:
        post.labels.add(pan)
    for post in (made[0], made[3], made[5]):
        post.labels.add(mar)
    RelatedPost.objects.bulk_create(
        RelatedPost(post=one, other=other, score=one.pk / other.pk)
        for one in made
        for other in made
        if one != other and other.title != "Primera"
    )
    for position, post in enumerate([made[0], made[0], made[5]]):
        post.republications.create(name=f"Web {position}", url="https://e.com/", position=position)
    return made


def row(instance):
    """Return all that is stored of a row; of none, nothing."""
    fields = instance._meta.concrete_fields if instance else ()
    return {field.attname: getattr(instance, field.attname) for field in fields}


def whole(post):
    """Return all that is stored of a post, its author and its cover."""
    return post and (row(post), row(post.author), row(post.cover))


def test_a_live_post_is_found_by_its_path(posts):
    for post in posts:
        twin = Post.objects.published().select_related("author", "cover").filter(path=post.path)

        assert whole(sql.live_post(post.path)) == whole(twin.first())

    assert [sql.live_post(post.path) for post in posts] == [*posts[:4], None, None]
    assert sql.live_post("2012/01/nada.html") is None


def test_a_live_post_is_found_by_its_number(posts):
    for post in posts:
        twin = Post.objects.published().select_related("author", "cover").filter(pk=post.pk)

        assert whole(sql.live_post_numbered(post.pk)) == whole(twin.first())

    assert [sql.live_post_numbered(post.pk) for post in posts] == [*posts[:4], None, None]
    assert sql.live_post_numbered(10**30) is None


def test_listed_posts_come_as_they_are_asked_for(posts, django_assert_num_queries):
    pks = [posts[place].pk for place in (3, 0, 5, 1)]
    twins = Post.objects.select_related("author", "cover").in_bulk(pks)

    with django_assert_num_queries(1):
        found = sql.listed_posts([*pks, 10**9])
        shown = [[getattr(post, name) for name in SHOWN] for post in found]

    assert shown == [[getattr(twins[pk], name) for name in SHOWN] for pk in pks]
    assert list(map(whole, found)) == [whole(twins[pk]) for pk in pks]
    assert sql.listed_posts([]) == []


def test_posts_in_a_feed_come_without_their_texts(posts, django_assert_num_queries):
    pks = [posts[place].pk for place in (3, 0, 5, 1)]
    twins = Post.objects.select_related("author", "cover").in_bulk(pks)

    with django_assert_num_queries(1):
        found = sql.posts_in_feed([*pks, 10**9])
        shown = [[getattr(post, name) for name in IN_FEED] for post in found]

    assert shown == [[getattr(twins[pk], name) for name in IN_FEED] for pk in pks]
    assert {"body", "body_html", "lead_html"} <= found[0].get_deferred_fields()
    assert list(map(whole, found)) == [whole(twins[pk]) for pk in pks]
    assert sql.posts_in_feed([]) == []


def test_the_texts_of_posts_are_found(posts):
    pks = [post.pk for post in posts]
    twin = Post.objects.filter(pk__in=pks).values_list("pk", "body_html", "lead_html")

    assert sorted(sql.texts_of(pks)) == sorted(twin)
    assert sql.texts_of([]) == []


def test_an_author_and_a_cover_come_with_what_is_shown_of_them(posts, django_assert_num_queries):
    twins = Post.objects.select_related("author", "cover").in_bulk()

    for post in sql.listed_posts(post.pk for post in posts):
        twin = twins[post.pk]
        with django_assert_num_queries(0):
            author, cover = (
                (str(post.author), post.author.avatar),
                post.cover and post.cover.responsive_image,
            )

        assert author == (str(twin.author), twin.author.avatar)
        assert cover == (twin.cover and twin.cover.responsive_image)


def test_posts_have_their_labels(posts):
    pks = [post.pk for post in posts[:5]]
    tagged = Post.labels.through.objects.filter(post__in=pks)
    twin = tagged.values_list("post", "label__name", "label__slug")

    assert sorted(sql.labels_of(pks)) == sorted(twin)
    assert len(twin) == 6
    assert sql.labels_of([]) == []


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_labels_are_counted_by_use(posts, limit):
    pks = [post.pk for post in posts[:5]]
    counted = Label.objects.filter(posts__in=pks).annotate(used=Count("posts"))
    twin = counted.order_by("-used", "name").values_list("name", "used")[:limit]

    assert sql.labels_by_use(pks, limit=limit) == list(twin)
    assert sql.labels_by_use([], limit=limit) == []


def test_labels_of_equal_use_stand_in_one_order(alice):
    post = make_post(author=alice)
    post.labels.set([make_label(name=name) for name in ("b", "A", "a c", "ñ", "Z")])
    twin = post.labels.order_by("name").values_list("name", flat=True)

    assert [label.name for label in sql.labels_by_use([post.pk], limit=10)] == list(twin)


def test_a_post_has_its_context(posts):
    for post in posts:
        rows = sql.context_rows(post)

        assert set(rows) == {*context(post)}
        assert len(rows) == len(context(post))

    assert {row.part for post in posts for row in sql.context_rows(post)} == {
        *("newer", "older", "related", "label", "credit")
    }


def context(post):
    """Return the rows of a post's context as the ORM has them."""
    related = RelatedPost.objects.filter(post=post, other__in=Post.objects.published())
    labels = post.labels.values_list("pk", "name", "slug")
    credited = post.republications.values_list("pk", "name", "url", "position")
    others = related.values_list(
        *(f"other__{name}" for name in COLUMNS), "score", "other__published_at"
    )
    return [
        *neighbours(post),
        *(sql.ContextRow("related", *columns) for columns in others),
        *(sql.ContextRow("label", *columns, 0, 0, None) for columns in labels),
        *(sql.ContextRow("credit", *columns, 0, place, None) for *columns, place in credited),
    ]


def neighbours(post):
    at = post.published_at
    if at is None:
        return
    live = (
        Post.objects.published()
        .annotate(rank=Value(0))
        .values_list(*COLUMNS, "rank", "published_at")
    )
    newer = live.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=post.pk))
    older = live.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=post.pk))
    if columns := newer.order_by("published_at", "pk").first():
        yield sql.ContextRow("newer", *columns)
    if columns := older.order_by("-published_at", "-pk").first():
        yield sql.ContextRow("older", *columns)


def test_a_new_blog_has_settings(db):
    assert row(sql.site_settings()) == row(SiteSettings.load()) == row(SiteSettings(pk=1))
    assert sql.websub_hub() == ""


@pytest.mark.parametrize("has_header", [True, False])
def test_settings_are_as_they_are_stored(db, django_assert_num_queries, has_header):
    header = make_picture(state="ready", srcsets={"image/webp": "/w.webp 60w"})
    SiteSettings(
        title="El cuaderno",
        accent="sea",
        gadgets=["search", "labels"],
        websub_hub="https://hub.example.org/",
        header_image=header if has_header else None,
    ).save()
    twin = SiteSettings.load()

    with django_assert_num_queries(1):
        site = sql.site_settings()
        image = site.header_image and site.header_image.responsive_image

    assert row(site) == row(twin)
    assert image == (twin.header_image and twin.header_image.responsive_image)
    assert row(site.header_image) == row(twin.header_image)
    assert sql.websub_hub() == twin.websub_hub
