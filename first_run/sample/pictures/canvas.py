"""The press: paints shapes in flat colours, gradients and grain, as on a printed poster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from .shapes import Point

Box = tuple[int, int, int, int]
Outline = Sequence[Point]
NOISE_SIZE = 1640


def mix(first: str, second: str, share: float) -> str:
    """The colour that goes `share` of the way (0 to 1) from the first to the second."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@dataclass(frozen=True)
class Gradient:
    """Colours at even distances along an angle in degrees: 0 rightwards, 90 downwards."""

    colours: tuple[str, ...]
    angle: float = 90

    def render(self, size: tuple[int, int]) -> Image.Image:
        return _slope(_strip(self.colours), size, self.angle)


@dataclass(frozen=True)
class Shade:
    """A colour that is sprayed in grains over a shape, denser towards an angle in degrees."""

    colour: str
    angle: float = 0
    strength: float = 0.85
    start: float = 0.4

    def render(self, size: tuple[int, int]) -> Image.Image:
        dark = round(255 * self.strength)
        ramp = _slope(_ramp(self.start, dark), size, self.angle)
        return _boost(ImageChops.subtract(ramp, _noise_for(size)), 4)


Fill = str | Gradient


def fade(*colours: str, angle: float = 90) -> Gradient:
    return Gradient(colours, angle)


class Canvas:
    def __init__(self, width: int, height: int, *, seed: int, background: Fill) -> None:
        self.width, self.height = width, height
        self.random = Random(seed)
        self.image = Image.new("RGB", (width, height))
        self.image.paste(_sheet(background, self.image.size))

    def paint(
        self,
        fill: Fill,
        *shapes: Outline,
        shade: Shade | None = None,
        opacity: float = 1,
        blur: float = 0,
        within: Outline | None = None,
    ) -> None:
        """Lay a fill through the shapes; `blur` is in pixels, `within` cuts what is outside it."""
        where = self._box(shapes, blur)
        if where is None:
            return
        mask = _stencil(shapes, where, blur)
        if within is not None:
            mask = ImageChops.multiply(mask, _stencil([within], where))
        self._press(fill, where, _scaled(mask, opacity))
        if shade is not None:
            self._spray(shade, where, mask)

    def spray(self, shade: Shade, *shapes: Outline) -> None:
        """Lay only the grains of a shade over the shapes."""
        where = self._box(shapes, 0)
        if where is not None:
            self._spray(shade, where, _stencil(shapes, where))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1) -> None:
        """A soft round light, brightest in its middle."""
        size = round(radius * 2)
        light = _soft_disc().resize((size, size), Image.Resampling.BILINEAR)
        spot = (round(x - radius), round(y - radius))
        self.image.paste(colour, (*spot, spot[0] + size, spot[1] + size), _scaled(light, strength))

    def reflect(self, waterline: int, tint: str, strength: float, ripple: float = 5) -> None:
        """Mirror what stands above the waterline into what lies below it."""
        depth = self.height - waterline
        above = self.image.crop((0, waterline - depth, self.width, waterline))
        mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirror = Image.blend(mirror, Image.new("RGB", mirror.size, tint), strength)
        mirror = mirror.filter(ImageFilter.GaussianBlur(3))
        for top in range(0, depth, 3):
            reach = ripple * (0.3 + 2 * top / depth)
            sway = reach * (sin(top * 0.23) + 0.7 * sin(top * 0.091 + 1))
            band = mirror.crop((0, top, self.width, top + 3))
            self.image.paste(band, (0, waterline + top))
            self.image.paste(band, (round(sway), waterline + top))

    def finish(self) -> Image.Image:
        """The picture with the tooth of the paper on it."""
        paper = _noise_for(self.image.size).point(_level(0.16, 128))
        return ImageChops.soft_light(self.image, Image.merge("RGB", [paper] * 3))

    def _box(self, shapes: tuple[Outline, ...], blur: float) -> Box | None:
        """The pixels that the shapes may touch, or None when they fall off the canvas."""
        margin = 3 * blur + 1
        across = [x for shape in shapes for x, _ in shape]
        down = [y for shape in shapes for _, y in shape]
        if not across:
            return None
        left, top = max(0, int(min(across) - margin)), max(0, int(min(down) - margin))
        right = min(self.width, int(max(across) + margin) + 1)
        bottom = min(self.height, int(max(down) + margin) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _spray(self, shade: Shade, where: Box, mask: Image.Image) -> None:
        self._press(shade.colour, where, ImageChops.multiply(mask, shade.render(mask.size)))

    def _press(self, fill: Fill, where: Box, mask: Image.Image) -> None:
        ink = fill if isinstance(fill, str) else fill.render(mask.size)
        self.image.paste(ink, where, mask)


def _stencil(shapes: Sequence[Outline], where: Box, blur: float = 0) -> Image.Image:
    """White where the shapes are: drawn larger and brought down, so that edges are smooth."""
    left, top, right, bottom = where
    width, height = right - left, bottom - top
    finer = 4 if width * height < 160_000 else 2
    large = Image.new("L", (width * finer, height * finer))
    pen = ImageDraw.Draw(large)
    for shape in shapes:
        pen.polygon([((x - left) * finer, (y - top) * finer) for x, y in shape], fill=255)
    mask = large.reduce(finer)
    return mask.filter(ImageFilter.GaussianBlur(blur)) if blur else mask


def _rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)[:3]


def _sheet(fill: Fill, size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, fill) if isinstance(fill, str) else fill.render(size)


@cache
def _strip(colours: tuple[str, ...]) -> Image.Image:
    """The colours side by side, 256 pixels wide, run into each other."""
    even = Image.new("RGB", (256, 1))
    spans = list(pairwise(colours)) or [(colours[0], colours[0])]
    for x in range(256):
        place = x / 255 * len(spans)
        span = min(int(place), len(spans) - 1)
        even.putpixel((x, 0), _rgb(mix(*spans[span], place - span)))
    return even


@cache
def _ramp(start: float, dark: int) -> Image.Image:
    ramp = Image.new("L", (256, 1))
    for x in range(256):
        along = max(0.0, (x / 255 - start) / (1 - start))
        ramp.putpixel((x, 0), round(dark * along**1.4))
    return ramp


def _slope(strip: Image.Image, size: tuple[int, int], angle: float) -> Image.Image:
    """The strip drawn out over a sheet, along an angle in degrees."""
    width, height = size
    right, down = cos(radians(angle)), sin(radians(angle))
    reach = abs(width * right) + abs(height * down)
    rise = 255 / max(reach, 1)
    first = (width * min(right, 0) + height * min(down, 0)) * -rise
    place = (right * rise, down * rise, first + 0.5, 0, 0, 0.5)
    return strip.transform(
        size, Image.Transform.AFFINE, place, Image.Resampling.NEAREST, fillcolor=None
    )


def _scaled(mask: Image.Image, share: float) -> Image.Image:
    return mask if share == 1 else mask.point(_level(share))


def _boost(mask: Image.Image, times: int) -> Image.Image:
    return mask.point(_level(times))


def _level(share: float, middle: int = 0) -> Callable[[int], float]:
    """What a grey becomes when its distance from the middle is multiplied."""
    return lambda grey: min(255, middle + (grey - middle) * share)


@cache
def _noise() -> Image.Image:
    """Even grains from black to white, the same on every machine."""
    fine = NOISE_SIZE * 3 // 4
    grains = Image.frombytes("L", (fine, fine), Random(1912).randbytes(fine * fine))
    return grains.resize((NOISE_SIZE, NOISE_SIZE), Image.Resampling.BICUBIC)


def _noise_for(size: tuple[int, int]) -> Image.Image:
    return _noise().crop((0, 0, *size))


@cache
def _soft_disc() -> Image.Image:
    """White in the middle, nothing at the rim; Pillow's own gradient is white in the corners."""
    rim = Image.radial_gradient("L").getpixel((0, 128))
    return Image.radial_gradient("L").point(lambda grey: 255 * max(0, 1 - (grey / rim)) ** 1.8)
