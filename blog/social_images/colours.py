"""The site's colours, as `static/css/tokens.css` says them, for those who don't read CSS."""

from math import cos, radians, sin

from blog.models import SiteSettings

Colour = tuple[int, int, int]
"""Red, green and blue in sRGB, each from 0 to 255."""

Accent = SiteSettings.Accent

STRAIGHT = 0.0031308
"""Up to so much light, sRGB's curve is a straight line."""

ACCENTS: dict[str, tuple[float, float]] = {
    Accent.INK: (0.11, 255),
    Accent.POMEGRANATE: (0.16, 15),
    Accent.OLIVE: (0.09, 120),
    Accent.TERRACOTTA: (0.125, 42),
    Accent.SAFFRON: (0.1, 75),
    Accent.SEA: (0.08, 205),
    Accent.LAVENDER: (0.13, 300),
    Accent.GRAPHITE: (0.015, 255),
}
"""The chroma and the hue of each."""


def srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Convert from OKLCH, as Björn Ottosson's definition of Oklab has it; the hue is in degrees."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _encoded(light: float) -> int:
    """Return a share of linear light, brought within 0 and 1, as sRGB's byte."""
    light = min(max(light, 0.0), 1.0)
    share = 12.92 * light if light <= STRAIGHT else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * share)


PAPER = srgb(0.985, 0.005, 85)
LINE = srgb(0.89, 0.01, 80)
MUTED = srgb(0.47, 0.014, 70)
INK = srgb(0.26, 0.012, 70)


def accent_by_day(name: str) -> Colour:
    chroma, hue = ACCENTS.get(name, ACCENTS[Accent.INK])
    return srgb(0.48, chroma, hue)


def accent_by_night(name: str) -> Colour:
    chroma, hue = ACCENTS.get(name, ACCENTS[Accent.INK])
    return srgb(0.8, 0.75 * chroma, hue)
