"""The edition: it moves with all that readers see, however it is changed, and with nothing else."""

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from blog.models import (
    PopularPost,
    Post,
    PostViews,
    RelatedPost,
    SiteSettings,
)
from blog.statistics import popular
from comments.models import Comment
from pagecache.models import Edition
from pagecache.rules import PUBLIC
from tests.factories import make_comment, make_label, make_page, make_picture, make_post
from tests.pagecache.edition_number import moves, number

OURS = {"accounts", "blog", "comments", "first_run", "pagecache"}
UNSEEN = {
    *("blog.DayViews", "blog.FeedReader", "blog.PostViews", "blog.Referral", "blog.SearchEntry"),
    *("blog.SitemapMonth", "blog.LabelledPost", "blog.LabelCount", "blog.MonthCount"),
    *("accounts.LetterCount", "first_run.SampleItem", "pagecache.Edition", "blog.SearchIndex"),
    *("blog.OldAddress", "pagecache.Move"),
}
"""Models of which no page is made that a cache keeps, or which only follow one that is shown.

What stood at a post's old address was forgotten with the post; a redirect is not kept.
"""

pytestmark = pytest.mark.django_db


def delete_raw(row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


def test_every_model_is_known_to_be_seen_or_not():
    models = apps.get_models(include_auto_created=True)
    ours = {model._meta.label for model in models if model._meta.app_label in OURS}

    assert ours == PUBLIC.keys() | UNSEEN


@pytest.fixture
def rows(alice):
    """One row of each model that readers see something of, by its label."""
    post = make_post(author=alice, cover=make_picture(), title="El faro")
    post.labels.add(make_label())
    return {
        "accounts.User": alice,
        "accounts.ProfileLink": alice.links.create(label="Su casa", url="https://example.org/"),
        "blog.Label": post.labels.get(),
        "blog.Page": make_page(),
        "blog.Picture": post.cover,
        "blog.PopularPost": PopularPost.objects.create(post=post, views=3),
        "blog.Post": post,
        "blog.Post_labels": Post.labels.through.objects.get(),
        "blog.RelatedPost": RelatedPost.objects.create(
            post=post, other=make_post(author=alice), score=1
        ),
        "blog.Republication": post.republications.create(name="Otra", url="https://example.net/"),
        "blog.SiteSettings": SiteSettings.objects.create(title="El cuaderno"),
        "comments.Comment": make_comment(post=post),
    }


CHANGED = {
    "accounts.User": {"name": "Otra persona"},
    "accounts.ProfileLink": {"label": "Otra"},
    "blog.Label": {"name": "Otra"},
    "blog.Page": {"body_html": "<p>Otra</p>"},
    "blog.Picture": {"srcsets": {"image/webp": "otra 320w"}},
    "blog.Post": {"title": "Otra"},
    "blog.RelatedPost": {"score": 2},
    "blog.Republication": {"name": "Otra más"},
    "blog.SiteSettings": {"accent": "olive"},
    "comments.Comment": {"text_html": "<p>Otra</p>"},
}


@pytest.mark.parametrize("label", CHANGED)
def test_a_bulk_update_moves_it(rows, label):
    row = rows[label]

    assert moves(lambda: type(row).objects.filter(pk=row.pk).update(**CHANGED[label]))


@pytest.mark.parametrize("label", CHANGED)
def test_saving_a_change_moves_it(rows, label):
    row = rows[label]
    for name, value in CHANGED[label].items():
        setattr(row, name, value)

    assert moves(row.save_base)


@pytest.mark.parametrize("label", sorted(PUBLIC))
def test_a_raw_deletion_and_a_raw_import_move_it(rows, label):
    row = rows[label]
    kept = serializers.serialize("python", [row])
    (again,) = serializers.deserialize("python", kept)

    assert moves(lambda: delete_raw(row))
    assert moves(again.save)


def test_a_comment_moves_it_by_being_published_and_by_going(alice):
    comment = make_comment(post=make_post(author=alice), state="waiting")

    assert moves(comment.approve)
    assert moves(lambda: comment.remove(by=alice))


def test_a_draft_moves_it_by_being_published_and_by_being_withdrawn(alice):
    draft = make_post(author=alice, published_at=None)

    assert moves(draft.publish)
    assert moves(draft.unpublish)


def test_the_ranking_of_the_popular_posts_moves_it_and_their_views_do_not(alice):
    first, second = (make_post(author=alice) for _ in range(2))
    today = timezone.localdate()
    views = [PostViews.objects.create(post=first, day=today, views=9)]
    assert moves(popular.rank.call)

    views.append(PostViews.objects.create(post=second, day=today, views=5))
    assert moves(popular.rank.call)

    PostViews.objects.filter(pk=views[1].pk).update(views=8)
    assert not moves(popular.rank.call)

    PostViews.objects.filter(pk=views[1].pk).update(views=10)
    assert moves(popular.rank.call)
    assert not moves(lambda: PopularPost.objects.update(views=1))


def test_a_second_label_moves_it_though_its_row_may_be_ignored(alice):
    """Django adds a label by `INSERT OR IGNORE`, whose policy SQLite extends to triggers."""
    post = make_post(author=alice)
    labels = [make_label() for _ in range(3)]

    assert [moves(lambda label=label: post.labels.add(label)) for label in labels] == [True] * 3
    assert not moves(lambda: post.labels.add(labels[0]))


def test_what_readers_do_not_see_leaves_it_alone(alice, client):
    post = make_post(author=alice)
    draft, other = (make_post(author=alice, published_at=None) for _ in range(2))
    comment = make_comment(post=post, state="waiting")
    unseen = [
        lambda: make_comment(post=post, state="waiting"),
        lambda: make_comment(post=post, state="spam"),
        comment.mark_as_spam,
        lambda: Comment.objects.filter(pk=comment.pk).delete(),
        lambda: make_post(author=alice, published_at=None),
        draft.save,
        lambda: draft.republications.create(name="Otra", url="https://example.net/"),
        lambda: Post.objects.filter(pk=draft.pk).update(title="Otro"),
        other.delete,
        make_picture,
        lambda: client.force_login(alice),
        lambda: alice.set_password("otra") or alice.save(),
    ]

    assert [moves(change) for change in unseen] == [False] * len(unseen)


def test_a_change_that_is_rolled_back_leaves_it_alone(alice):
    before = number()

    with transaction.atomic():
        make_post(author=alice)
        transaction.set_rollback(True)

    assert number() == before


def test_a_database_restored_from_a_copy_comes_to_no_number_again(alice):
    make_post(author=alice)
    later = number()
    with transaction.atomic():
        Edition.objects.update(number=5)

    assert moves(lambda: make_post(author=alice))
    assert number() > later
