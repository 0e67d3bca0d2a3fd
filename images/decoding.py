"""Pictures that people upload: read with suspicion, one at a time, in a process of their own.

`images.rewriting` is that process: a picture that would take all memory, or minutes, takes them
from nobody.
"""

import subprocess
import sys
from pathlib import PurePath
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from images import rewriting

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME_LENGTH = 60
MAX_WAIT = 10.0  # seconds, for the picture before
MAX_SECONDS = 45.0  # for this one: a proxy waits a minute for an answer

AVATAR = 256
"""The side of an avatar, in pixels: shown at 128 at most, it is sharp on any screen."""

ACCEPTED = ",".join(f"image/{name.lower()}" for name in rewriting.KINDS)
PROGRAM = [sys.executable, "-I", rewriting.__file__]

TOO_LARGE = _("The picture weighs more than %(limit)s: make it smaller first.")
TOO_WIDE = _("The picture has more than %(limit)s million pixels: make it smaller first.")
TOO_COSTLY = _("The picture takes too much time or memory to read: make it smaller first.")
NO_PICTURE = _("This is no picture that we can read: it must be a JPEG, PNG, GIF, WebP or AVIF.")
BUSY = _("Other pictures are being read: send this one again in a minute.")

one_at_a_time = Lock()


def read_picture(file: "File[bytes]", *, square: int | None = None) -> "ContentFile[bytes]":
    """Decode an uploaded file and encode it anew in its own format, at most 3000 pixels a side.

    With `square`, its middle is cut out, of at most so many pixels a side; it is a WebP then, and
    stands still. Its name says what it is.

    Raises:
        ValidationError: saying why it is refused; its code is `too_large`, `too_wide`,
            `too_costly`, `busy` or `invalid`.

    """
    if file.size > MAX_BYTES:
        limit = filesizeformat(MAX_BYTES)
        raise ValidationError(TOO_LARGE, code="too_large", params={"limit": limit})
    if not one_at_a_time.acquire(timeout=MAX_WAIT):
        raise ValidationError(BUSY, code="busy")
    try:
        extension, content = _rewrite(file, square or 0)
    finally:
        one_at_a_time.release()
    return ContentFile(content, name=_name(file.name, extension))


def _rewrite(file: "File[bytes]", square: int) -> tuple[str, bytes]:
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, str(square)],
            input=file.read(),
            capture_output=True,
            check=False,
            env={"MALLOC_ARENA_MAX": "1"},
            timeout=MAX_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ValidationError(TOO_COSTLY, code="too_costly") from error
    if done.returncode:
        raise _refusal(done.returncode)
    extension, _line_end, content = done.stdout.partition(b"\n")
    return extension.decode(), content


def _refusal(exit_code: int) -> ValidationError:
    """Return what is wrong with a picture; a program that was ended by a signal took too much."""
    if exit_code == rewriting.TOO_WIDE:
        limit = rewriting.MAX_PIXELS // 1_000_000
        return ValidationError(TOO_WIDE, code="too_wide", params={"limit": limit})
    if exit_code == rewriting.TOO_COSTLY or exit_code < 0:
        return ValidationError(TOO_COSTLY, code="too_costly")
    return ValidationError(NO_PICTURE, code="invalid")


def _name(name: str | None, extension: str) -> str:
    stem = slugify(PurePath(name or "").stem)[:MAX_NAME_LENGTH].strip("-")
    return f"{stem or 'picture'}.{extension}"
