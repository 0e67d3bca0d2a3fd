"""What is uploaded is on the disk before anybody is told, or leaves nothing."""

import os
import re
import resource
import stat
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories import make_picture, make_user
from tests.picture_files import picture_file

NAME = "pictures/2026/11/faro.png"
MANY = [bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz"]


@pytest.fixture
def steps(monkeypatch):
    """Record, in their order, what is forced onto the disk and what gets its name."""
    done = []
    fsync, link = os.fsync, os.link

    def recorded_fsync(descriptor):
        fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        done.append(("on the disk", path.name if path.is_dir() else "the content"))

    def recorded_link(draft, path):
        link(draft, path)
        done.append(("named", path.name))

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(os, "link", recorded_link)
    return done


def content(name):
    return Path(default_storage.path(name)).read_bytes()


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_content_is_on_the_disk_before_its_name_and_the_name_before_the_answer(steps):
    default_storage.save(NAME, ContentFile(b"luz"))
    first, steps[:] = list(steps), []
    default_storage.save("pictures/2026/11/puerto.png", ContentFile(b"mar"))

    new_folders = ["media", "pictures", "2026"]
    rest = [("on the disk", "the content"), ("named", "faro.png"), ("on the disk", "11")]
    assert first == [*(("on the disk", name) for name in new_folders), *rest]
    assert steps == [rest[0], ("named", "puerto.png"), rest[2]]


def test_a_file_of_that_name_stays_as_it_is(data_dir):
    names = [default_storage.save(NAME, ContentFile(content)) for content in (b"luz", b"mar")]

    assert names[0] == NAME != names[1]
    assert [content(name) for name in names] == [b"luz", b"mar"]
    assert len(files(data_dir)) == 2


def test_of_those_who_write_it_at_once_each_gets_a_name(data_dir):
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda letter: default_storage.save(NAME, ContentFile(letter)), MANY))

    assert [content(name) for name in names] == MANY
    assert len(files(data_dir)) == len(MANY)


def save_on_a_full_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        default_storage.save(NAME, ContentFile(b"x" * 5000))
    except OSError:
        os._exit(0)
    os._exit(1)


def test_on_a_full_disk_nothing_is_left_of_it(data_dir):
    process = get_context("fork").Process(target=save_on_a_full_disk)
    process.start()
    process.join()

    assert process.exitcode == 0
    assert files(data_dir) == []


def test_whatever_the_umask_a_web_server_may_read_it(data_dir):
    before = os.umask(0o077)
    try:
        name = default_storage.save(NAME, ContentFile(b"luz"))
    finally:
        os.umask(before)

    path = Path(default_storage.path(name))
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:3]} == {0o755}


@pytest.mark.django_db
def test_nobody_guesses_the_name_of_what_somebody_uploads():
    pictures = [make_picture(picture_file("El faro.png")) for _ in range(2)]
    person = make_user(avatar=ContentFile(b"luz", name="yo.webp"))

    names = [str(pictures[0]), str(pictures[1]), person.avatar.name]
    shapes = [re.sub(r"-[a-z0-9]{10}\.", "-*.", name).rpartition("/")[2] for name in names]
    assert shapes == ["el-faro-*.png", "el-faro-*.png", "yo-*.webp"]
    assert len(set(names)) == 3


@pytest.mark.parametrize("umask", ["077", "002"])
def test_whatever_the_umask_of_a_start_only_what_is_served_is_open(start, tmp_path, umask):
    code = f"import os, runpy, sys; os.umask(0o{umask}); sys.argv = ['manage.py', 'setup']; "
    process = start("-c", f"{code}runpy.run_path('manage.py', run_name='__main__')")

    said = process.communicate(timeout=120)

    data = tmp_path / "data"
    assert process.returncode == 0, said
    static = [path for path in (data / "static").rglob("*") if path.is_file()]
    assert any(path.suffix == ".gz" for path in static)
    assert modes(static) == {0o644}
    assert modes(folder for folder in (data / "static").rglob("*") if folder.is_dir()) <= {0o755}
    assert modes([data / "static"]) == {0o755}
    assert modes([data]) == {0o711}
    assert modes([data / "secret_key", *data.glob("bitacora.sqlite3*")]) == {0o600}


def modes(paths):
    return {stat.S_IMODE(path.stat().st_mode) for path in paths}
