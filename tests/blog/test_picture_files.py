"""No file outlives its picture, none goes before it is certain, and orphans are found."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from blog.models import Picture, Post, SiteSettings
from tests.factories import make_page, make_picture, make_post, make_user
from tests.picture_files import picture_file

SETTINGS = "/admin/blog/sitesettings/1/change/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(data_dir):
    """Name the files that are there, save those drawn for sharing a post."""
    media = data_dir / "media"

    def names():
        paths = [path.relative_to(media) for path in media.rglob("*") if path.is_file()]
        return {str(path) for path in paths if path.parts[0] != "share"}

    return names


@pytest.fixture
def settle(work, django_capture_on_commit_callbacks):
    """Do what a worker does, and what follows its commits."""

    def do_all():
        with django_capture_on_commit_callbacks(execute=True):
            work()

    return do_all


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
    assert "vieja.png" in client.get(form).text

    client.post(form, typed(post, cover=picture_file("nueva.png")))
    settle()

    post.refresh_from_db()
    assert post.cover.file.name.endswith("/nueva.png")
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


# Orphans.


@pytest.fixture
def report(capsys):
    def run(**options):
        call_command("picture_orphans", **options)
        return capsys.readouterr().out.splitlines()

    return run


def keep(name, minutes_old=120):
    name = default_storage.save(name, ContentFile(b"x"))
    then = time.time() - minutes_old * 60
    os.utime(default_storage.path(name), (then, then))
    return name


def make_house(settle):
    """Make something of everything that names a file."""
    make_post(cover=make_picture(), share_image=keep("share/a.png"))
    make_user(avatar=keep("avatars/a.png"))
    settle()


def test_where_all_is_well_nothing_is_reported(report, settle):
    make_house(settle)

    assert report() == ["Cada archivo tiene su fila y cada fila sus archivos."]


def test_a_blog_without_any_file_has_no_orphans(report, data_dir):
    (data_dir / "media").rmdir()

    assert report() == ["Cada archivo tiene su fila y cada fila sus archivos."]


def test_files_that_no_row_names_are_listed_and_on_demand_deleted(report, settle, files):
    make_house(settle)
    named = files()
    lost = [keep("pictures/2020/01/perdida.png"), keep("renditions/2020/01/perdida-320.avif")]

    assert report() == ["Archivos que ninguna fila nombra:", *(f"  {name}" for name in lost)]
    assert files() == named | set(lost)
    assert report(delete=True)[-1] == "Se han eliminado 2 archivos."
    assert files() == named


def test_what_an_operator_put_there_or_a_text_links_to_is_no_orphan(report, files):
    linked = keep("pictures/2020/01/mi carta.pdf"), keep("renditions/2020/01/faro-1a2b-320.webp")
    make_post(body="[Carta](/media/pictures/2020/01/mi%20carta.pdf)")
    make_user(biography=f"![](/media/{linked[1]})")
    beside = keep("documentos/cv.pdf"), keep("robots.txt")

    report(delete=True)

    assert files() == {*linked, *beside}


def test_a_file_on_its_way_is_no_orphan(report, files):
    name = keep("pictures/2020/01/nueva.png", minutes_old=59)

    report(delete=True)

    assert files() == {name}


def test_rows_whose_file_is_missing_are_listed_and_stay(report, settle):
    picture = make_picture()
    settle()
    gone = [str(picture), Picture.objects.get().renditions[0]["name"]]
    for name in gone:
        default_storage.delete(name)

    listed = report(delete=True)

    assert listed[:3] == [
        "Archivos que una fila nombra y que faltan:",
        *(f"  {name}" for name in sorted(gone)),
    ]
    assert Picture.objects.exists()
