"""Pictures that can't be made in other widths at once: tried again, given up, never half shown."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import Picture
from blog.pictures import renditions
from images import encoding
from tests.factories import make_picture, make_post
from tests.picture_files import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(data_dir):
    media = data_dir / "media"
    return lambda: {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def broken_picture():
    picture = make_picture()
    with default_storage.open(str(picture), "wb") as file:
        file.write(b"no picture")
    return picture


def waiting_tasks():
    return DBTaskResult.objects.filter(task_path=renditions.make.module_path, status="READY")


def test_a_broken_picture_is_tried_again_later_each_time_and_then_given_up(work, client):
    picture = broken_picture()
    post = make_post(body=f"![Rota]({picture.file.url})")

    pauses = []
    for _ in range(4):
        work()
        picture.refresh_from_db()
        waits = [task.run_after - timezone.now() for task in waiting_tasks()]
        pauses += [round(wait / timedelta(minutes=1)) for wait in waits]
        waiting_tasks().update(run_after=timezone.now())

    assert pauses == [1, 10, 60]
    assert (picture.state, picture.tries) == (Picture.State.FAILED, 4)
    assert picture.failure == "Su archivo no se puede leer como imagen."
    assert (
        f'src="{picture.file.url}" width="60" height="40"'
        in client.get(post.get_absolute_url()).text
    )


def test_what_was_mended_in_between_becomes_ready(work):
    picture = broken_picture()
    work()
    with default_storage.open(str(picture), "wb") as file:
        file.write(picture_file().read())

    renditions.try_again(Picture.objects.all())
    work()

    picture.refresh_from_db()
    assert (picture.state, picture.failure) == (Picture.State.READY, "")


def test_a_missing_file_is_told_without_the_servers_folders(work):
    picture = make_picture()
    default_storage.delete(str(picture))

    work()

    assert Picture.objects.get().failure == "Falta su archivo."


def test_a_failure_half_way_leaves_no_file(work, files, monkeypatch):
    picture = make_picture(picture_file(size=(400, 300)))
    monkeypatch.setattr(encoding, "_kinds_at", lambda *_: ["AVIF", "NONE"])

    work()

    assert files() == {str(picture)}


def test_a_task_that_was_killed_begins_anew_over_what_it_left(work, files):
    picture = make_picture()
    made = renditions.write(picture)  # and killed before it said so
    with default_storage.open(made.renditions[0]["name"], "wb") as file:
        file.write(b"half a pic")

    work()

    picture.refresh_from_db()
    assert files() == set(picture.files)
    assert [made["name"] for made in picture.renditions] == [m["name"] for m in made.renditions]
    assert default_storage.size(picture.renditions[0]["name"]) > len(b"half a pic")


def test_a_picture_deleted_meanwhile_leaves_no_file(files, django_capture_on_commit_callbacks):
    picture = make_picture()
    made = renditions.write(picture)
    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.all().delete()

    renditions.finish(picture, made)

    assert files() == set()


def test_a_task_that_comes_twice_does_its_work_once(work, files):
    picture = make_picture()
    renditions.make.enqueue(picture.pk)
    renditions.make.enqueue(12345)

    work()

    picture.refresh_from_db()
    assert files() == set(picture.files)


def test_pictures_that_nobody_queued_are_caught_up_with(work):
    lost, queued = make_picture(), make_picture()
    waiting_tasks().filter(args_kwargs__args=[lost.pk]).delete()

    renditions.catch_up.enqueue()
    work()

    assert not Picture.objects.waiting().exists()
    done = DBTaskResult.objects.filter(task_path=renditions.make.module_path)
    assert sorted(task.args_kwargs["args"] for task in done) == [[lost.pk], [queued.pk]]


def test_a_picture_that_kills_its_worker_is_given_up(work, monkeypatch):
    class Killed(BaseException):
        pass

    picture = make_picture()
    encode = encoding.encode
    monkeypatch.setattr(encoding, "encode", Mock(side_effect=Killed))

    for _ in range(4):
        with pytest.raises(Killed):
            renditions.make.func(picture.pk)
    monkeypatch.setattr(encoding, "encode", encode)
    renditions.catch_up.enqueue()
    work()

    picture.refresh_from_db()
    assert (picture.state, picture.failure) == (
        Picture.State.FAILED,
        "Su conversión se interrumpió.",
    )


# Two tasks at one picture.


def finished_by_another_task():
    """Return a picture as a slow task knows it, while its row is ready already."""
    picture = make_picture(picture_file(size=(400, 300)))
    slow = renditions.begin(picture.pk)
    renditions.finish(picture, renditions.write(picture))
    return slow


def test_a_task_that_fails_deletes_nothing_that_the_row_names(work, files, monkeypatch):
    slow = finished_by_another_task()
    monkeypatch.setattr(encoding, "_kinds_at", lambda *_: ["AVIF", "NONE"])

    with pytest.raises(KeyError):
        renditions.write(slow)
    renditions.put_off(slow, "Se cayó.")
    work()

    picture = Picture.objects.get()
    assert files() == set(picture.files)
    assert (picture.state, picture.failure) == (Picture.State.READY, "")


def test_the_slower_task_changes_nothing(files):
    slow = finished_by_another_task()
    made = renditions.write(slow)
    other = renditions.Rendition(
        made.renditions[0], name=default_storage.save("renditions/otra.avif", picture_file())
    )

    renditions.finish(slow, made._replace(renditions=[other]))

    assert files() == set(Picture.objects.get().files)


def test_a_row_names_no_file_that_a_failing_task_has_deleted(work):
    picture = make_picture()
    made = renditions.write(picture)
    default_storage.delete(made.renditions[0]["name"])

    with pytest.raises(FileNotFoundError):
        renditions.finish(picture, made)

    assert Picture.objects.get().renditions == []


def test_what_waits_for_another_try_is_tried_at_once_and_once(work):
    broken_picture()
    work()

    renditions.try_again(Picture.objects.all())

    assert [task.run_after <= timezone.now() for task in waiting_tasks()] == [True]


def test_a_picture_that_lacks_a_file_is_made_anew(work, files):
    picture, _whole = make_picture(), make_picture()
    work()
    picture.refresh_from_db()
    default_storage.delete(picture.renditions[0]["name"])

    assert renditions.try_again(Picture.objects.all()) == 1
    work()

    picture.refresh_from_db()
    assert picture.is_ready
    assert set(picture.files) < files()
