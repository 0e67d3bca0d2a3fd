"""A picture's dominant colour, in the words that `static/css/pictures.css` has a colour for."""

from math import atan2, degrees, hypot

from PIL import Image

HUES = {
    "red": 25,
    "orange": 60,
    "yellow": 100,
    "green": 145,
    "teal": 190,
    "blue": 250,
    "violet": 300,
    "pink": 350,
}
"""Angles in OKLCH."""

LIGHTNESSES = {"deep": 0.25, "dark": 0.42, "mid": 0.6, "light": 0.78, "pale": 0.93}
GREY = 0.035  # a chroma below which nobody names a hue
NEARLY_BLACK = 0.04045  # below it, sRGB is linear already
SAMPLE = (48, 48)
COLOURS = 6
ROUNDS = 2  # of drawing each colour nearer to what it stands for

Colour = tuple[float, float, float]


def tone_of(image: Image.Image) -> str:
    """Name it, such as `dark blue`; nothing for what one can see through."""
    if image.has_transparency_data:
        return ""
    return name_of(_dominant(image.convert("RGB")))


def name_of(rgb: Colour) -> str:
    """Name a colour, given by its parts from 0 to 255."""
    light, a, b = _oklab(rgb)
    lightness = min(LIGHTNESSES, key=lambda name: abs(LIGHTNESSES[name] - light))
    if hypot(a, b) < GREY:
        return f"{lightness} grey"
    angle = degrees(atan2(b, a))
    return f"{lightness} {min(HUES, key=lambda name: _turn(HUES[name], angle))}"


def _dominant(image: Image.Image) -> Colour:
    """Return the colour that most of it is near to."""
    few = image.resize(SAMPLE, Image.Resampling.BOX).quantize(COLOURS, kmeans=ROUNDS)
    counts = few.histogram()[:COLOURS]
    place = 3 * counts.index(max(counts))
    red, green, blue = (few.getpalette() or [])[place : place + 3]
    return red, green, blue


def _turn(one: float, other: float) -> float:
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)


def _oklab(rgb: Colour) -> Colour:
    """Convert sRGB, by the matrices of Björn Ottosson's OKLab."""
    red, green, blue = (_linear(part / 255) for part in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(part: float) -> float:
    return float(((part + 0.055) / 1.055) ** 2.4) if part > NEARLY_BLACK else part / 12.92
