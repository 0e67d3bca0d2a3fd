"""Share pictures: what a post without a cover shows where somebody shares it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from blog import social_images
from blog.models import Picture, Post, SiteSettings
from blog.social_images import card, drawing
from images.decoding import read_picture
from tests.factories import make_post, make_user
from tests.picture_files import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(work, django_capture_on_commit_callbacks):
    """Return a post as it is stored once all that was queued is done."""

    def after_work(post):
        with django_capture_on_commit_callbacks(execute=True):
            work(share_pictures=True)
        return Post.objects.get(pk=post.pk)

    return after_work


def files():
    """Return the names of those that are stored, save the blog's own."""
    folder, own = Path(default_storage.path("share")), SiteSettings.load().share_image
    stored = {f"share/{file.name}" for file in folder.iterdir()} if folder.exists() else set()
    return sorted(stored - {own.name})


def change(model, **fields):
    for name, value in fields.items():
        setattr(model, name, value)
    model.save()


def make_cover():
    return Picture.objects.create(file=read_picture(picture_file()))


def test_a_reader_who_shares_a_post_shows_its_picture(client, drawn):
    post = drawn(make_post(title="El tren de la costa"))

    answer = client.get(post.share_image.url)

    with Image.open(BytesIO(b"".join(answer.streaming_content))) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("what", ["title", "author", "blog", "accent"])
def test_a_change_of_what_it_shows_is_drawn_under_another_name(drawn, bob, what):
    before = drawn(make_post())

    if what == "title":
        change(Post.objects.get(), title="Otro")
    elif what == "author":
        change(Post.objects.get(), author=bob)
    elif what == "blog":
        change(SiteSettings.load(), title="Otro cuaderno")
    else:
        change(SiteSettings.load(), accent="olive")
    after = drawn(before)

    assert after.share_image.name != before.share_image.name
    assert files() == [after.share_image.name]


def test_a_change_of_all_else_draws_nothing(drawn, monkeypatch):
    SiteSettings.load().save()
    before = drawn(make_post())
    monkeypatch.setattr(social_images, "paint", lambda card: pytest.fail("Drawn."))

    change(Post.objects.get(), body="Otro texto.", slug="otro", excerpt="Otro resumen.")
    change(SiteSettings.load(), posts_per_page=3)
    after = drawn(before)

    assert after.share_image.name == before.share_image.name


def test_drawing_leaves_the_post_as_it_was(drawn):
    before = make_post()

    assert drawn(before).updated_at == before.updated_at


def test_a_new_name_of_an_author_is_on_the_pictures_within_the_hour(drawn, alice):
    before = drawn(make_post(author=alice))

    change(alice, name="Alicia Núñez Ferro")
    social_images.draw_stale.enqueue()
    after = drawn(before)

    assert after.share_image.name != before.share_image.name
    assert files() == [after.share_image.name]


def test_all_of_many_are_drawn_anew_some_at_a_time(drawn, monkeypatch, alice):
    monkeypatch.setattr(social_images, "AT_ONCE", 2)
    posts = [drawn(make_post(author=alice)) for _ in range(5)]

    change(SiteSettings.load(), accent="sea")
    after = [drawn(post).share_image.name for post in posts]

    assert sorted(after) == files()
    assert {post.share_image.name for post in posts}.isdisjoint(after)


@pytest.mark.parametrize("many", [1, 3])
def test_looking_for_what_is_stale_costs_the_same_for_many(many, django_assert_num_queries):
    posts = [make_post() for _ in range(many)]

    with django_assert_num_queries(2):
        found = list(card.stale(below=None))

    assert found == [post.pk for post in reversed(posts)]


def test_a_draft_has_none(drawn):
    assert not drawn(make_post(published_at=None)).share_image
    assert files() == []


def test_a_post_taken_back_loses_it(drawn):
    post = drawn(make_post())

    post.unpublish()

    assert not drawn(post).share_image
    assert files() == []


def test_a_scheduled_post_has_one_that_nobody_guesses(drawn, alice):
    tomorrow = timezone.now() + timedelta(days=1)
    same = {"title": "Mañana", "author": alice, "published_at": tomorrow}

    one, other = drawn(make_post(**same)), drawn(make_post(**same))

    assert one.share_image.name != other.share_image.name
    assert files() == sorted([one.share_image.name, other.share_image.name])


def test_a_cover_takes_its_place_and_gives_it_back(drawn):
    post = drawn(make_post())
    cover = make_cover()

    change(post, cover=cover)
    covered = drawn(post)

    assert not covered.share_image
    assert files() == []

    change(covered, cover=None)
    bare = drawn(covered)

    assert files() == [bare.share_image.name]


def test_a_post_that_loses_its_cover_for_good_has_one(drawn, django_capture_on_commit_callbacks):
    covered = drawn(make_post(cover=make_cover()))

    with django_capture_on_commit_callbacks(execute=True):
        covered.cover.delete()

    assert [drawn(covered).share_image.name] == files()


@pytest.mark.parametrize("by_the_dozen", [False, True])
def test_a_deleted_post_leaves_no_file(drawn, by_the_dozen, django_capture_on_commit_callbacks):
    loaded_before_it_was_drawn = make_post()
    drawn(loaded_before_it_was_drawn)

    with django_capture_on_commit_callbacks(execute=True):
        if by_the_dozen:
            Post.objects.all().delete()
        else:
            loaded_before_it_was_drawn.delete()

    assert files() == []


def test_nothing_is_drawn_for_a_post_that_is_gone():
    social_images.draw.call(404)

    assert files() == []


def test_half_a_file_of_a_killed_worker_is_written_anew(drawn):
    post = make_post()
    name = card.name_for(post, SiteSettings.load())
    default_storage.save(name, BytesIO(b"\x89PNG"))

    after = drawn(post)

    assert after.share_image.name == name
    with Image.open(after.share_image.path) as picture:
        assert picture.size == (1200, 630)


def test_a_file_that_was_lost_is_drawn_when_the_post_is_saved(drawn):
    post = drawn(make_post())
    default_storage.delete(post.share_image.name)

    post.save()

    assert [drawn(post).share_image.name] == files()


def test_two_workers_at_once_leave_one_picture(drawn, monkeypatch):
    post = make_post()

    def paint_slowly(shown):
        monkeypatch.setattr(social_images, "paint", drawing.paint)
        social_images.draw.call(post.pk)
        return drawing.paint(shown)

    monkeypatch.setattr(social_images, "paint", paint_slowly)
    social_images.draw.call(post.pk)

    post.refresh_from_db()
    assert files() == [post.share_image.name]


def test_what_changed_while_it_was_drawn_is_not_shown(drawn, monkeypatch):
    post = make_post(title="Antes")

    def paint_slowly(shown):
        monkeypatch.setattr(social_images, "paint", drawing.paint)
        change(Post.objects.get(), title="Después")
        return drawing.paint(shown)

    monkeypatch.setattr(social_images, "paint", paint_slowly)
    social_images.draw.call(post.pk)

    assert files() == []

    after = drawn(post)

    assert after.share_image.name == card.name_for(after, SiteSettings.load())
    assert files() == [after.share_image.name]


def test_the_blog_has_one_of_its_own_until_a_header_stands_for_it(client, drawn):
    post = make_post()
    change(SiteSettings.load(), description="De lo que pasa en el puerto.")
    drawn(post)
    first = SiteSettings.load().share_image

    assert first.url in client.get("/").text
    with Image.open(first.path) as picture:
        assert picture.size == (1200, 630)

    change(SiteSettings.load(), title="Otro cuaderno")
    drawn(post)
    second = SiteSettings.load().share_image

    assert second.name != first.name
    assert not default_storage.exists(first.name)

    change(SiteSettings.load(), header_image=make_cover())
    drawn(post)

    assert not SiteSettings.load().share_image
    assert not default_storage.exists(second.name)


def test_an_author_without_a_name_is_called_by_the_username(alice):
    nameless = make_user("nadie")
    type(nameless).objects.filter(pk=nameless.pk).update(name="")
    make_post(author=nameless)

    shown = card.card_of(card.readable().get(), SiteSettings.load())

    assert shown.author == "nadie"
