"""`manage.py picture_files`: files and rows agree, and what can be made anew is made anew."""

import os
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts.models import User
from blog.models import Picture, Post, SiteSettings
from tests.factories import make_picture, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(capsys):
    def run(*, code=0, **options):
        """Return what is said, when it ends with a code."""
        with nullcontext() if code == 0 else pytest.raises(CommandError) as ended:
            call_command("picture_files", **options)
        assert code == (ended.value.returncode if ended else 0)
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


@pytest.fixture
def blog(settle):
    """Make a picture, an avatar, and the share pictures of a post and of the blog, all ready."""
    SiteSettings.load().save()
    make_post(title="El faro")
    make_picture()
    make_user(avatar=keep("avatars/a.png"))
    settle()
    settle()


def derived():
    """Name what was made of something else."""
    made = [rendition["name"] for rendition in Picture.objects.get().renditions]
    return sorted(
        [*made, str(Post.objects.get().share_image), str(SiteSettings.load().share_image)]
    )


def empty(name):
    Path(default_storage.path(name)).write_bytes(b"")


@pytest.mark.parametrize("spoil", [empty, default_storage.delete])
def test_what_was_made_of_something_else_is_checked_and_made_anew(report, blog, settle, spoil):
    names = derived()
    for name in names:
        spoil(name)
    listed = ["Faltan o están vacíos, pero se pueden hacer otra vez:", *(f"  {n}" for n in names)]

    assert report(check=True, code=1) == listed
    again = "El trabajo en segundo plano hace otra vez 4 archivos."
    assert report() == [*listed, again]
    settle(share_pictures=True)

    assert report(check=True) == ["Cada archivo tiene su fila y cada fila sus archivos."]
    assert derived() == names
    assert len(names) == 4


@pytest.mark.parametrize("spoil", [empty, default_storage.delete])
@pytest.mark.parametrize("options", [{}, {"check": True}, {"delete": True}])
def test_uploads_that_are_gone_are_listed_with_what_was_made_of_them(report, blog, spoil, options):
    picture = Picture.objects.get()
    gone = sorted([*picture.files, str(User.objects.get(avatar__startswith="avatars/").avatar)])
    for name in gone:
        spoil(name)

    listed = report(**options, code=1)

    heading = "Faltan o están vacíos, y solo puede tenerlos una copia:"
    assert listed[: len(gone) + 1] == [heading, *(f"  {name}" for name in gone)]
    assert Picture.objects.get().state == Picture.State.READY
