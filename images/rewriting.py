"""A picture rewritten by a program of its own, for what it costs is not known before it is decoded.

What is kept has been decoded and encoded by us: whatever else the file carried (a place, a camera's
number, a script, a second file behind the first) is gone. The program imports nothing of the blog
and is given none of its settings; its memory and its time are bounded.
"""

import resource
import sys
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import IO, Any

from PIL import (
    AvifImagePlugin,  # noqa: F401 - else Pillow loads all that it has, where one of these two is met
    Image,
    ImageCms,
    ImageOps,
    ImageSequence,
    WebPImagePlugin,  # noqa: F401
)

MAX_PIXELS = 50_000_000
"""Of all frames together."""

MAX_FRAMES = 1000
MAX_SIDE = 3000
MAX_MEMORY = 1_000_000_000  # bytes
MAX_SECONDS = 20

NO_PICTURE, TOO_WIDE, TOO_COSTLY = 10, 11, 12  # exit codes

KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("jpg", {"quality": 88, "progressive": True, "optimize": True}),
    "PNG": ("png", {"optimize": True}),
    "GIF": ("gif", {"optimize": True}),
    "WEBP": ("webp", {"quality": 86, "method": 4}),
    "AVIF": ("avif", {"quality": 75, "speed": 8}),
}
"""Each format that is accepted: its extension, and how it is written."""

SQUARE: dict[str, Any] = {"format": "WEBP", "quality": 80, "method": 6}
"""How a square is written: so small that it needs no other widths or formats."""

COLOURS = {"JPEG": {"RGB", "L"}, "PNG": {"1", "L", "P", "RGB", "RGBA"}}
FULL_COLOURS = {"RGB", "RGBA"}
INDEXED = {"1", "P"}
"""Modes whose pixels can't be mixed, as a smaller picture asks for."""


class TooManyPixels(Exception):  # noqa: N818 - the picture is wrong, not the program
    """A picture has more pixels, or frames, than are taken."""


def main(square: int) -> int:
    """Rewrite the picture of standard input to standard output, after a line with its extension.

    Return the program's exit code.
    """
    _limit()
    try:
        extension, content = rewrite(BytesIO(sys.stdin.buffer.read()), square=square)
    except MemoryError:
        return TOO_COSTLY
    except TooManyPixels:
        return TOO_WIDE
    except Exception:  # noqa: BLE001 - decoders may raise anything on hostile bytes
        return NO_PICTURE
    sys.stdout.buffer.write(extension.encode() + b"\n" + content)
    return 0


def rewrite(file: IO[bytes], *, square: int = 0) -> tuple[str, bytes]:
    """Return a picture's new extension and content, at most 3000 pixels a side.

    With `square`, its middle is cut out, of at most so many pixels a side; it is a WebP then, and
    stands still.
    """
    with Image.open(file, formats=list(KINDS)) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        extension, options = KINDS[kind]
        _refuse_bombs(image.width * image.height)
        image.draft(None, (MAX_SIDE, MAX_SIDE))
        if square:
            return "webp", _write_square(image, square)
        moves = getattr(image, "is_animated", False) and kind != "JPEG"
        write = _write_animation if moves else _write_still
        return extension, write(image, kind, options)


def _limit() -> None:
    """Bound what this process may take: its memory in bytes, its processor's time in seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def _refuse_bombs(pixels: int, frames: int = 1) -> None:
    """Refuse what would fill the memory, or the day."""
    if pixels > MAX_PIXELS or frames > MAX_FRAMES:
        raise TooManyPixels


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


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
