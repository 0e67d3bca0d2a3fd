"""Makes a picture's other widths and formats in the background, one task a picture.

A task that fails is tried again, later each time, and then given up, with the reason on the row.
One that is killed begins anew: it writes files of the same names, and the row names none of them
until all are there. Tries are counted before they begin, so that a picture which kills its worker
is given up too. Should two tasks be at one picture, the first to finish has it, and the other
deletes nothing that the row names.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import file_digest
from pathlib import PurePosixPath
from typing import NamedTuple
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from blog.models import Picture
from blog.models.picture import PictureQuerySet, Rendition
from blog.pictures import texts
from images import encoding

FOLDER = "renditions"
PAUSES = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1)]
"""Before it is tried again; then it is given up."""

MAX_TRIES = len(PAUSES) + 1

MAX_STEM_LENGTH = 40
DIGEST = 12

logger = logging.getLogger(__name__)


class Made(NamedTuple):
    tone: str
    renditions: list[Rendition]


@task(priority=-1)  # it takes seconds: what takes none goes before
def make(pk: int) -> None:
    """Make what a picture, by its number, still waits for."""
    picture = begin(pk)
    if picture is None:
        return
    try:
        finish(picture, write(picture))
    except Exception as error:  # decoders, encoders and storages may raise anything
        logger.warning("%s could not be rendered.", picture, exc_info=True)
        put_off(picture, reason_of(error))


@task(priority=-10)
def catch_up() -> None:
    """Put on the queue what waits and is not there: the pictures of an earlier version, say."""
    queued = tasks_under_way()
    for pk in Picture.objects.waiting().order_by("-pk").values_list("pk", flat=True):
        if pk not in queued:
            make.using(priority=-10).enqueue(pk)


@transaction.atomic
def try_again(pictures: PictureQuerySet) -> int:
    """Begin anew with those that are not ready or lack a file, and tell how many they are."""
    pks = [picture.pk for picture in pictures if not (picture.is_ready and picture.is_whole)]
    Picture.objects.filter(pk__in=pks).update(state=Picture.State.WAITING, tries=0, failure="")
    queued = tasks_under_way()
    put_off = [queued[pk] for pk in pks if pk in queued]
    DBTaskResult.objects.filter(pk__in=put_off).update(run_after=timezone.now())
    for pk in pks:
        if pk not in queued:
            make.enqueue(pk)
    return len(pks)


def tasks_under_way() -> dict[int, UUID]:
    """Return the tasks that are queued or in hand, by their picture's number."""
    under_way = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    tasks = DBTaskResult.objects.filter(task_path=make.module_path, status__in=under_way)
    return {asked["args"][0]: pk for pk, asked in tasks.values_list("pk", "args_kwargs")}


@transaction.atomic
def begin(pk: int) -> Picture | None:
    """Count another try of a picture that waits, or give it up if none was ever finished."""
    waiting = Picture.objects.waiting().filter(pk=pk)
    waiting.update(tries=F("tries") + 1)
    picture = waiting.first()
    if picture and picture.tries > MAX_TRIES:
        put_off(picture, _("Its encoding was cut short."))
        return None
    return picture


def write(picture: Picture) -> Made:
    """Store a picture's renditions; if one can't be made, none stays."""
    name_of = _names(picture)
    renditions: list[Rendition] = []
    try:
        with picture.file.open() as file:
            tone, files = encoding.encode(file)
            for encoded in files:
                stored = _store(picture, encoded, name_of(encoded))
                renditions.append(stored)  # to be deleted if the next one fails
    except BaseException:
        _discard(picture, renditions)
        raise
    return Made(tone, renditions)


def finish(picture: Picture, made: Made) -> None:
    """Name the files in the row, and have the texts that show the picture show them.

    Raises:
        FileNotFoundError: if a file was deleted meanwhile, as another task that failed may.

    """
    picture.take(made.renditions)
    with transaction.atomic():
        waited = (
            Picture.objects.waiting()
            .filter(pk=picture.pk)
            .update(
                state=Picture.State.READY,
                failure="",
                tone=made.tone,
                renditions=picture.renditions,
                srcsets=picture.srcsets,
                stem=picture.stem,
            )
        )
        if waited and not picture.is_whole:
            raise FileNotFoundError
        if waited:
            texts.rerender.enqueue(*picture.names)
    if not waited:  # it was deleted meanwhile, or another task was quicker
        _discard(picture, made.renditions)


@transaction.atomic
def put_off(picture: Picture, reason: str) -> None:
    """Try it again later, or give it up, unless another task has finished it."""
    is_last = picture.tries >= MAX_TRIES
    state = Picture.State.FAILED if is_last else Picture.State.WAITING
    waited = Picture.objects.waiting().filter(pk=picture.pk).update(state=state, failure=reason)
    if waited and not is_last:
        later = timezone.now() + PAUSES[picture.tries - 1]
        make.using(run_after=later).enqueue(picture.pk)


def reason_of(error: Exception) -> str:
    """Return what was wrong without telling how the server's folders are called."""
    if isinstance(error, FileNotFoundError):
        return _("Its file is missing.")
    if isinstance(error, OSError) and error.errno:
        return _("Its files could not be read or written: %s.") % error.strerror
    return _("Its file can't be read as a picture.")


def _names(picture: Picture) -> Callable[[encoding.Encoded], str]:
    """Return the rule for names that nobody guesses, and that another content never has."""
    with picture.file.open() as file:
        digest = file_digest(file, "sha256")
    digest.update(str(picture).encode())
    path = PurePosixPath(str(picture))
    folder = "/".join([FOLDER, *path.parent.parts[1:]])
    stem = f"{folder}/{path.stem[:MAX_STEM_LENGTH]}-{digest.hexdigest()[:DIGEST]}"
    return lambda encoded: f"{stem}-{encoded.width}.{encoded.extension}"


def _store(picture: Picture, encoded: encoding.Encoded, name: str) -> Rendition:
    storage = picture.file.storage
    storage.delete(name)  # of a task that was killed
    return Rendition(
        type=f"image/{encoded.kind.lower()}",
        width=encoded.width,
        height=encoded.height,
        name=storage.save(name, ContentFile(encoded.content)),
    )


@transaction.atomic
def _discard(picture: Picture, renditions: list[Rendition]) -> None:
    """Delete files, save those that the row names by now."""
    rows = Picture.objects.select_for_update().filter(pk=picture.pk)
    named = {name for row in rows for name in row.files}
    for name in {rendition["name"] for rendition in renditions} - named:
        with suppress(OSError):  # then it is an orphan, which is found
            picture.file.storage.delete(name)
