"""The sample blog: what it shows, and that it goes without what anyone has written since."""

import shutil
from collections import Counter

import pytest
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse

from accounts.models import User
from blog.models import Label, Page, Picture, Post, SiteSettings
from blog.pictures import renditions
from comments.models import Comment
from first_run.models import SampleItem
from first_run.sample import loader
from first_run.sample.removal import remove
from tests.factories import make_comment, make_post
from tests.first_run.stored_files import stored_files


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, module_db):
    """Load the sample once, and return the folder with its files."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media):
        loader.load(lambda _text: None)
    return media


@pytest.fixture
def sample(loaded, data_dir, db):
    shutil.copytree(loaded, data_dir / "media", dirs_exist_ok=True)


@pytest.fixture
def files(data_dir):
    """Return the names of the files that are stored now."""
    return lambda: stored_files(data_dir)


def test_the_sample_shows_what_a_blog_can_do(sample):
    posts = Post.objects.published()
    bodies = "\n".join(posts.values_list("body_html", flat=True))

    assert User.objects.count() == 3
    assert posts.count() >= 24
    assert len(posts.dates("published_at", "year")) == 4
    assert Post.objects.drafts().count() == Post.objects.scheduled().count() == 1
    assert Page.objects.published().count() == 2
    assert posts.filter(has_jump=True).exists()
    assert not posts.annotate(n=Count("labels")).filter(n=0).exists()
    assert posts.exclude(cover=None).exists()
    for part in ("<pre", "<table", "<blockquote", "footnote", "<figure>"):
        assert part in bodies
    assert "sample:" not in bodies


def test_the_samples_comments_are_threaded_and_in_all_their_states(sample):
    states = Counter(Comment.objects.values_list("state", flat=True))

    assert set(states) == set(Comment.State.values)
    assert Comment.objects.exclude(parent=None).exclude(author=None).exists()
    assert Comment.objects.filter(state="removed", replies__state="published").exists()


def test_nobody_can_sign_in_as_an_invented_person(sample):
    assert not any(person.has_usable_password() for person in User.objects.all())
    assert not User.objects.owners().exists()


def test_removed_at_once_the_sample_leaves_an_empty_blog(
    sample, files, django_capture_on_commit_callbacks
):
    assert files()

    with django_capture_on_commit_callbacks(execute=True):
        kept = remove()

    rows = [Post, Page, Label, Picture, Comment, User, SampleItem]
    assert kept == []
    assert [model.objects.count() for model in rows] == [0] * len(rows)
    assert files() == set()
    assert SiteSettings.load().title == SiteSettings().title


def test_what_the_owner_wrote_stays(sample, dana, files, django_capture_on_commit_callbacks):
    picture = Picture.objects.first()
    label = Label.objects.first()
    post = make_post(author=dana, body=f"![Una foto]({picture.file.url})")
    post.labels.add(label)

    with django_capture_on_commit_callbacks(execute=True):
        kept = remove()

    assert kept == [label.name]
    assert list(Post.objects.all()) == [post]
    assert list(User.objects.all()) == [dana]
    assert files() == {picture.file.name}


def test_a_picture_stays_that_the_owner_shows_by_the_address_of_a_rendition(sample, dana):
    picture = Picture.objects.first()
    renditions.make.call(picture.pk)
    picture.refresh_from_db()
    make_post(author=dana, body=f"![Una foto](/media/{picture.renditions[0]['name']})")

    remove()

    assert list(Picture.objects.all()) == [picture]


def test_a_sample_post_that_the_owner_rewrote_stays_with_its_author(
    sample, files, django_capture_on_commit_callbacks
):
    post = Post.objects.exclude(cover=None).filter(comments__isnull=False).first()
    post.body = "Ahora lo cuento yo."
    post.save()

    with django_capture_on_commit_callbacks(execute=True):
        kept = remove()

    post.refresh_from_db()
    labels = [str(label) for label in post.labels.all()]
    assert kept == [post.title, post.author.name, *labels]
    assert list(User.objects.all()) == [post.author]
    assert not Comment.objects.exists()
    assert files() == {post.cover.file.name, post.author.avatar.name}


def test_a_sample_post_that_somebody_answered_stays_with_what_they_answered(sample):
    answered = Comment.objects.filter(parent=None, replies=None, state="published").first()
    real = make_comment(post=answered.post, parent=answered, text="Yo existo.")

    kept = remove()

    assert answered.post.title in kept
    assert set(Comment.objects.all()) == {answered, real}


def test_moderating_and_publishing_the_sample_is_not_writing(sample):
    Comment.objects.filter(state="waiting").first().approve()
    Post.objects.drafts().get().publish()
    Post.objects.published().first().unpublish()

    assert remove() == []
    assert not Post.objects.exists()


def test_spam_does_not_keep_a_sample_post(sample):
    make_comment(post=Post.objects.published().first(), state="spam")

    assert remove() == []
    assert not Comment.objects.exists()


def test_a_sample_person_who_was_made_a_real_one_stays(sample):
    bruno = User.objects.get(username="bruno")
    bruno.set_password("cuatro gatos al sol")
    bruno.save()

    assert remove() == [bruno.name]
    assert list(User.objects.all()) == [bruno]


def test_settings_go_back_only_where_they_are_still_the_samples(sample):
    site = SiteSettings.load()
    site.title = "Cuaderno de Ana"
    site.posts_per_page = 3
    site.save()

    remove()

    site, fresh = SiteSettings.load(), SiteSettings()
    assert (site.title, site.posts_per_page) == ("Cuaderno de Ana", 3)
    assert (site.description, site.accent) == (fresh.description, fresh.accent)


def test_the_front_page_offers_to_remove_the_sample_to_the_owner_alone(sample, client, dana, carol):
    def offered_to(person):
        client.force_login(person)
        page = client.get(reverse("admin:index")).content.decode()
        return reverse("remove-sample") in page

    assert (offered_to(dana), offered_to(carol)) == (True, False)
    remove()
    assert not offered_to(dana)


def test_the_owner_starts_from_scratch_with_one_click(sample, client, dana):
    client.force_login(dana)

    response = client.post(reverse("remove-sample"), follow=True)

    assert response.redirect_chain == [(reverse("admin:index"), 302)]
    assert not Post.objects.exists()
    assert list(User.objects.all()) == [dana]


def test_the_click_names_what_stays(sample, client, dana):
    post = Post.objects.published().first()
    Post.objects.filter(pk=post.pk).update(title="Mi receta de huesos de santo")
    client.force_login(dana)

    response = client.post(reverse("remove-sample"), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 2
    assert "“Mi receta de huesos de santo”" in said[1]


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_nobody_else_removes_the_sample(sample, client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(reverse("remove-sample")).status_code == 403
    assert Post.objects.exists()


def test_a_stranger_is_sent_to_sign_in_and_a_link_does_nothing(sample, client, dana):
    assert reverse("admin:login") in client.post(reverse("remove-sample")).url

    client.force_login(dana)
    assert client.get(reverse("remove-sample"))["Location"] == "/admin/"
    assert Post.objects.exists()


def test_once_removed_the_sample_does_not_come_back(sample, dana):
    remove()

    assert not loader.is_wanted()
