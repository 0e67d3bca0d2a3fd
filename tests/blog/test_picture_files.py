"""No file outlives its picture, and none goes before it is certain."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from blog.models import Picture, Post, SiteSettings
from tests.factories import make_page, make_picture, make_post, make_user
from tests.picture_files import picture_file

SETTINGS = "/admin/blog/sitesettings/1/change/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def images_of(*pictures):
    return {name for picture in pictures for name in Picture.objects.get(pk=picture.pk).files}


@pytest.mark.parametrize("way", ["row", "rows"])
def test_a_picture_goes_with_all_its_files(files, settle, committed, way):
    picture = make_picture()
    settle()
    assert len(files()) == 3

    with committed():
        (picture if way == "row" else Picture.objects.filter(pk=picture.pk)).delete()

    assert files() == set()


def test_what_is_rolled_back_loses_no_file(files, settle):
    picture = make_picture()
    settle()

    with transaction.atomic():
        Picture.objects.all().delete()
        transaction.set_rollback(True)

    assert len(files()) == 3
    assert files() == images_of(picture)


def test_a_picture_that_became_ready_since_it_was_read_leaves_no_file(files, settle, committed):
    stale = make_picture()
    settle()

    with committed():
        stale.delete()

    assert files() == set()


@pytest.mark.parametrize("new", [None, "another"])
def test_a_cover_that_gives_way_goes_with_its_files(files, settle, new):
    post = make_post(cover=make_picture())
    settle()

    post.cover = make_picture() if new else None
    post.save()
    settle()

    assert files() == (images_of(post.cover) if new else set())
    assert Picture.objects.count() == (1 if new else 0)


def test_a_header_that_gives_way_goes_with_its_files(files, settle):
    site = SiteSettings(header_image=make_picture())
    site.save()
    settle()

    site.header_image = make_picture()
    site.save()
    settle()

    assert files() == images_of(site.header_image)


@pytest.mark.parametrize("way", ["row", "rows"])
def test_a_cover_goes_with_its_post(files, settle, way):
    post = make_post(cover=make_picture())
    settle()

    (post if way == "row" else Post.objects.filter(pk=post.pk)).delete()
    settle()

    assert not Picture.objects.exists()
    assert files() == set()


def use_as_cover(picture):
    make_post(cover=picture)


def use_as_header(picture):
    SiteSettings(header_image=picture).save()


def use_in_post(picture):
    make_post(body=f"![]({picture.file.url})")


def use_in_page(picture):
    make_page(body=f"![]({picture.file.url})")


def use_in_biography(picture):
    make_user(biography=f"![]({picture.file.url})")


def use_by_the_address_that_a_browser_copies(picture):
    picture.refresh_from_db()
    rendition = default_storage.url(picture.renditions[0]["name"])
    make_post(body=f"![]({rendition})")


@pytest.mark.parametrize(
    "use",
    [
        use_as_cover,
        use_as_header,
        use_in_post,
        use_in_page,
        use_in_biography,
        use_by_the_address_that_a_browser_copies,
    ],
)
def test_a_cover_that_something_else_shows_stays(files, settle, use):
    post = make_post(cover=make_picture())
    settle()
    use(post.cover)

    post.delete()
    settle()

    assert files() == images_of(Picture.objects.get())


def test_a_picture_of_the_library_stays_though_nothing_shows_it_any_more(files, settle):
    picture = make_picture()
    post = make_post(body=f"![]({picture.file.url})")
    settle()

    post.delete()
    settle()

    assert files() == images_of(picture)


def test_a_post_outlives_its_cover(settle):
    post = make_post(cover=make_picture())

    Picture.objects.all().delete()
    settle()

    post.refresh_from_db()
    assert post.cover is None


# Through the forms.


def typed(post, **changes):
    inline = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    rows = {f"republications-{name}": value for name, value in inline.items()}
    return {"title": post.title, "body": post.body, **rows, **changes}


def test_an_author_replaces_and_clears_a_cover(client, alice, files, settle):
    post = make_post(author=alice, cover=make_picture(picture_file("vieja.png")))
    client.force_login(alice)
    form = f"/admin/blog/post/{post.pk}/change/"
    assert str(post.cover) in client.get(form).text

    client.post(form, typed(post, cover=picture_file("nueva.png")))
    settle()

    post.refresh_from_db()
    assert "/nueva-" in post.cover.file.name
    assert post.cover.uploaded_by == alice
    assert files() == images_of(post.cover)

    client.post(form, typed(post, **{"cover-clear": "on"}))
    settle()

    post.refresh_from_db()
    assert post.cover is None
    assert files() == set()


def test_a_cover_stays_when_the_rest_is_changed(client, alice, settle):
    post = make_post(author=alice, cover=make_picture())
    cover = post.cover
    client.force_login(alice)

    client.post(f"/admin/blog/post/{post.pk}/change/", typed(post, title="Otro título"))
    settle()

    post.refresh_from_db()
    assert (post.title, post.cover) == ("Otro título", cover)


def test_a_form_that_is_wrong_elsewhere_keeps_no_file(client, alice, files):
    client.force_login(alice)

    response = client.post(
        "/admin/blog/post/add/", {"title": "", "cover": picture_file("portada.png")}
    )

    assert "errorlist" in response.text
    assert files() == set()
    assert not Picture.objects.exists()


def test_an_avatar_that_is_replaced_cleared_or_whose_person_goes_leaves_no_file(files, committed):
    person = make_user(avatar=ContentFile(picture_file().read(), name="yo.png"))
    first = person.avatar.name

    with committed():
        person.avatar = ContentFile(picture_file().read(), name="nuevo.png")
        person.save()
    assert first not in files()
    assert files() == {person.avatar.name}

    with committed():
        person.delete()
    assert files() == set()
