"""A picture in other widths and formats, by Pillow alone: no rows, no storage.

One scaled picture is in memory at a time beside the original, whose pixels the upload has bounded.
"""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import IO, Any, NamedTuple

from PIL import Image, ImageOps
from PIL.ImageSequence import Iterator as Frames

from images.dominant_colour import tone_of
from images.rewriting import KINDS

WIDTHS = (320, 640, 960, 1280, 1600, 2000)
FEW_WIDTHS = (640, 1280)
"""Of what only old browsers ask for, and of animations."""

MAX_WIDTH = WIDTHS[-1]
WORTH_IT = 0.9
"""A width is made where it is less than this part of the next larger one that there will be."""

PHOTOGRAPH: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 62, "speed": 8, "max_threads": 1},
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}
DRAWING: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 80, "speed": 8, "max_threads": 1, "subsampling": "4:4:4"},
    "WEBP": {"quality": 90, "method": 4},
    "PNG": {"optimize": True},
}
"""How a PNG's are written, whose edges are to stay sharp."""

WITHOUT_LOSS = {"lossless": True, "quality": 40, "method": 3}
ANIMATION = {"quality": 75, "method": 3, "allow_mixed": True}


class Encoded(NamedTuple):
    """One file, not stored yet; sizes in pixels."""

    kind: str
    width: int
    height: int
    content: bytes

    @property
    def extension(self) -> str:
        return KINDS[self.kind][0]


def encode(file: IO[bytes]) -> tuple[str, Iterator[Encoded]]:
    """Return a picture's tone, and its other widths and formats as they are made.

    Raises:
        OSError, ValueError, SyntaxError: from Pillow, at any moment, for a file that is broken.

    """
    image = Image.open(file, formats=list(KINDS))
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    if kind != "JPEG" and getattr(image, "is_animated", False):
        return tone_of(image), _animations(image, kind)
    picture = _plain(ImageOps.exif_transpose(image))
    return tone_of(picture), _stills(picture, kind)


def widths_of(own: int, among: tuple[int, ...] = WIDTHS) -> list[int]:
    """Return the widths to make of a picture so wide, narrowest first: its own is the last."""
    widest = min(own, MAX_WIDTH)
    return [width for width in among if width < widest * WORTH_IT] + [widest]


def _plain(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in {"1", "L"} else "RGB"
    picture = image.convert(mode)
    picture.info = {}
    return picture


def _stills(picture: Image.Image, own_kind: str) -> Iterator[Encoded]:
    for width in widths_of(picture.width):
        scaled = _scaled(picture, width)
        for kind in _kinds_at(width, own_kind):
            if kind != own_kind or width < picture.width:  # the original is that one
                yield Encoded(kind, *scaled.size, _still(scaled, kind, own_kind))


def _kinds_at(width: int, own_kind: str) -> list[str]:
    has_own = own_kind not in {"AVIF", "WEBP", "GIF"} and width in FEW_WIDTHS
    return ["AVIF", "WEBP", *([own_kind] if has_own else [])]


def _still(picture: Image.Image, kind: str, own_kind: str) -> bytes:
    if own_kind not in {"PNG", "GIF"}:
        return _written(picture, kind, **PHOTOGRAPH[kind])
    written = _written(picture, kind, **DRAWING[kind])
    if kind != "WEBP":
        return written
    return min(written, _written(picture, kind, **WITHOUT_LOSS), key=len)


def _animations(image: Image.Image, own_kind: str) -> Iterator[Encoded]:
    """Encode a moving picture as WebP, which more browsers play, and more smoothly, than AVIF."""
    how = {
        "save_all": True,
        "duration": list(_durations(image)),
        "loop": _plays(image, own_kind),
        **ANIMATION,
    }
    for width in widths_of(image.width, FEW_WIDTHS)[:-1]:
        first, *rest = [_scaled(frame.convert("RGBA"), width) for frame in Frames(image)]
        yield Encoded("WEBP", *first.size, _written(first, "WEBP", append_images=rest, **how))
    if own_kind != "WEBP":
        image.seek(0)
        yield Encoded("WEBP", *image.size, _written(image, "WEBP", **how))


def _durations(image: Image.Image) -> Iterator[int]:
    """Return the milliseconds of each frame: some formats tell them once it has been decoded."""
    for frame in Frames(image):
        frame.load()
        yield int(frame.info.get("duration", 0))


def _plays(image: Image.Image, own_kind: str) -> int:
    """Return how often it plays, 0 for ever: a GIF says how often it is repeated, if at all."""
    loop = image.info.get("loop")
    if own_kind != "GIF":
        return int(loop or 0)
    return 1 if loop is None else int(loop) and int(loop) + 1


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def _written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    with closing(BytesIO()) as output:
        picture.save(output, kind, **options)
        return output.getvalue()
