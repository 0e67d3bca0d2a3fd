"""Pictures that people upload: read with suspicion, turned upright, stripped and written anew.

What is kept has been decoded and encoded by us: whatever else the file carried (a place, a camera's
number, a script, a second file behind the first) is gone, and its name says what it is.
"""

from contextlib import closing
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, ImageSequence

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""Of all frames together."""

MAX_FRAMES = 1000
MAX_SIDE = 3000
MAX_NAME_LENGTH = 60

KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("jpg", {"quality": 88, "progressive": True, "optimize": True}),
    "PNG": ("png", {"optimize": True}),
    "GIF": ("gif", {"optimize": True}),
    "WEBP": ("webp", {"quality": 86, "method": 4}),
    "AVIF": ("avif", {"quality": 75, "speed": 8}),
}
"""Each format that is accepted: its extension, and how it is written."""

AVATAR = 256
"""The side of an avatar, in pixels: shown at 128 at most, it is sharp on any screen."""

SQUARE: dict[str, Any] = {"format": "WEBP", "quality": 80, "method": 6}
"""How a square is written: so small that it needs no other widths or formats."""

ACCEPTED = ",".join(f"image/{name.lower()}" for name in KINDS)
COLOURS = {"JPEG": {"RGB", "L"}, "PNG": {"1", "L", "P", "RGB", "RGBA"}}
FULL_COLOURS = {"RGB", "RGBA"}
INDEXED = {"1", "P"}
"""Modes whose pixels can't be mixed, as a smaller picture asks for."""

TOO_LARGE = _("The picture weighs more than %(limit)s: make it smaller first.")
TOO_WIDE = _("The picture has more than %(limit)s million pixels: make it smaller first.")
NO_PICTURE = _("This is no picture that we can read: it must be a JPEG, PNG, GIF, WebP or AVIF.")


def read_picture(file: "File[bytes]", *, square: int | None = None) -> "ContentFile[bytes]":
    """Decode an uploaded file and encode it anew in its own format, at most 3000 pixels a side.

    With `square`, its middle is cut out, of at most so many pixels a side; it is a WebP then, and
    stands still.

    Raises:
        ValidationError: saying why it is refused; its code is `too_large`, `too_wide` or `invalid`.

    """
    if file.size > MAX_BYTES:
        limit = filesizeformat(MAX_BYTES)
        raise ValidationError(TOO_LARGE, code="too_large", params={"limit": limit})
    try:
        return _rewrite(file, square)
    except ValidationError:
        raise
    except Exception as error:  # decoders may raise anything on hostile bytes
        raise ValidationError(NO_PICTURE, code="invalid") from error


def _rewrite(file: "File[bytes]", square: int | None) -> "ContentFile[bytes]":
    with Image.open(file, formats=list(KINDS)) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        extension, options = KINDS[kind]
        _refuse_bombs(image.width * image.height)
        image.draft(None, (MAX_SIDE, MAX_SIDE))
        if square:
            return ContentFile(_write_square(image, square), name=_name(file.name, "webp"))
        moves = getattr(image, "is_animated", False) and kind != "JPEG"
        write = _write_animation if moves else _write_still
        return ContentFile(write(image, kind, options), name=_name(file.name, extension))


def _refuse_bombs(pixels: int, frames: int = 1) -> None:
    """Refuse what would fill the memory, or the day."""
    if pixels > MAX_PIXELS or frames > MAX_FRAMES:
        limit = MAX_PIXELS // 1_000_000
        raise ValidationError(TOO_WIDE, code="too_wide", params={"limit": limit})


def _write_square(image: Image.Image, most: int) -> bytes:
    picture = _prepare(image, FULL_COLOURS)
    side = min(most, *picture.size)
    with closing(BytesIO()) as output:
        ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS).save(output, **SQUARE)
        return output.getvalue()


def _write_still(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    picture = _prepare(image, COLOURS.get(kind, FULL_COLOURS))
    with closing(BytesIO()) as output:
        picture.save(output, kind, **options)
        return output.getvalue()


def _write_animation(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    frames: list[Image.Image] = []
    durations, pixels = [], 0
    stills = getattr(image, "default_image", False)  # shown where a PNG can't move; no frame of it
    for frame in islice(ImageSequence.Iterator(image), stills, None):
        pixels += frame.width * frame.height  # a frame may be larger than the first one said
        _refuse_bombs(pixels, len(frames) + 1)
        frames.append(_prepare(frame, FULL_COLOURS))
        durations.append(int(frame.info.get("duration", 0)))
    timing = {"duration": durations, "loop": image.info.get("loop")}
    if kind == "GIF":
        timing["disposal"] = 2  # each frame replaces the one before, also where it is transparent
    told = {name: value for name, value in timing.items() if value is not None}
    with closing(BytesIO()) as output:
        frames[0].save(output, kind, save_all=True, append_images=frames[1:], **told, **options)
        return output.getvalue()


def _prepare(image: Image.Image, colours: set[str]) -> Image.Image:
    """Return the picture alone: upright, in sRGB and one of these modes, small enough."""
    picture = _in_srgb(ImageOps.exif_transpose(image))
    is_large = max(picture.size) > MAX_SIDE
    if picture.mode.startswith("I"):  # sixteen bits of grey, which `convert` alone would cut off
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode not in colours or (is_large and picture.mode in INDEXED):
        see_through = picture.has_transparency_data and "RGBA" in colours
        picture = picture.convert("RGBA" if see_through else "RGB")
    if is_large:
        picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    return picture


def _in_srgb(image: Image.Image) -> Image.Image:
    """Apply the colour profile, where there is one that can be read, for it will be stripped."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, srgb, outputMode=mode) or image
    except (OSError, ImageCms.PyCMSError):
        return image


def _name(name: str | None, extension: str) -> str:
    stem = slugify(PurePath(name or "").stem)[:MAX_NAME_LENGTH].strip("-")
    return f"{stem or 'picture'}.{extension}"
