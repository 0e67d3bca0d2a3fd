"""Half a minute without fog at the top of the charcoal burners' path."""

from math import sin

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .figures import gull
from .palette import DEEP, FOAM, INK, MIST, PAPER, PINE
from .shapes import Shape, disc, lens, ridge


def draw() -> Image.Image:
    canvas = Canvas(
        1600, 1067, seed=34, background=fade("#e8c9a8", "#f3dcc0", PAPER, "#e6e6d6", MIST)
    )
    canvas.glow(1120, 250, 420, "#fff6e0", 0.9)
    canvas.paint("#fdf3dc", disc(1120, 250, 84))
    _ranges(canvas)
    for x, y, span in [(420, 250, 26), (486, 226, 18), (530, 268, 15), (380, 300, 13)]:
        canvas.paint("#6f8d8b", *gull(x, y, span))
    _wood(canvas, 930, 0.55, "#3d6a66", 36)
    _veil(canvas, 900, 0.5)
    _wood(canvas, 1000, 0.85, "#24504e", 26)
    _veil(canvas, 985, 0.35)
    _wood(canvas, 1100, 1.35, "#12312f", 17)
    return canvas.finish()


def _ranges(canvas: Canvas) -> None:
    for base, height, waves, ink in [
        (400, 190, 1.4, "#c7cfc4"),
        (520, 180, 1.9, "#9db7b1"),
        (670, 160, 1.6, "#6a9492"),
        (800, 130, 1.8, "#3b6a6d"),
    ]:
        hills = ridge(canvas.random, 1600, base, height, waves=waves, floor=base + 300)
        canvas.paint(
            fade(ink, mix(ink, "#e9ebdd", 0.55), "#e9ebdd"), hills, shade=Shade(FOAM, 90, start=0.3)
        )
        _veil(canvas, base + 130, 0.55)


def _veil(canvas: Canvas, y: float, strength: float) -> None:
    for _ in range(7):
        x, reach = canvas.random.uniform(-100, 1700), canvas.random.uniform(260, 620)
        thick, drop = canvas.random.uniform(14, 44), canvas.random.uniform(-40, 40)
        canvas.paint("#eef0e4", lens(x, y + drop, reach, thick * 2), opacity=strength, blur=16)


def _wood(canvas: Canvas, floor: float, size: float, ink: str, count: int) -> None:
    for index in range(count):
        x = 1600 * (index + canvas.random.uniform(0.1, 0.9)) / count
        base = floor + 40 * sin(x / 260) + canvas.random.uniform(-14, 14)
        tall = size * canvas.random.uniform(190, 330)
        shade = Shade(mix(ink, INK, 0.55), 25)
        canvas.paint(
            mix(ink, DEEP, canvas.random.uniform(0, 0.25)), _fir(canvas, x, base, tall), shade=shade
        )
    ground = ridge(canvas.random, 1600, floor - 20, 30, waves=2, floor=1100)
    canvas.paint(fade(ink, mix(ink, PINE, 0.5)), ground)


def _fir(canvas: Canvas, x: float, base: float, tall: float) -> Shape:
    """A conifer with drooping tiers, wider towards the ground."""
    tiers = 9
    left: Shape = []
    right: Shape = []
    for tier in range(1, tiers + 1):
        reach = tall * 0.2 * (tier / tiers) ** 0.85
        y = base - tall * (1 - tier / tiers)
        for side, sign in ((left, -1), (right, 1)):
            tip = reach * canvas.random.uniform(0.78, 1.12)
            side += [
                (x + sign * tip * 0.55, y - tall * 0.035),
                (x + sign * tip, y + tall * 0.012),
                (x + sign * tip * 0.42, y - tall * 0.01),
            ]
    return [(x, base - tall), *right, (x, base + 4), *left[::-1]]
