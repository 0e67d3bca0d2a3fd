"""What the three portraits share: 512 pixels square, the face around (256, 240)."""

from .canvas import Canvas, Fill, Shade, fade, mix
from .palette import CORAL, INK, NIGHT, PAPER
from .shapes import Shape, blob, curve, disc, trail

FACE = (
    "150,226 154,170 190,134 256,122 322,134 358,170"
    " 362,226 350,290 312,338 256,358 200,338 162,290"
)
TORSO = "20,560 36,474 84,424 170,398 256,404 342,398 428,424 476,474 492,560"
LIPS = "#9c3f38"


def sitter(seed: int, ground: Fill, light: str) -> Canvas:
    """A canvas with its backdrop, ready for someone to sit down."""
    canvas = Canvas(512, 512, seed=seed, background=ground)
    canvas.paint(light, disc(256, 236, 214), opacity=0.75)
    canvas.spray(Shade("#fff4d8", 250, 0.5, 0.5), disc(256, 236, 214))
    return canvas


def torso() -> Shape:
    return blob(TORSO)


def shoulders(canvas: Canvas, cloth: Fill, dark: str) -> None:
    canvas.paint(cloth, torso(), shade=Shade(dark, 20))


def neck(canvas: Canvas, skin: str, dark: str) -> None:
    throat = blob("208,320 304,320 306,390 322,412 256,446 190,412 206,390")
    canvas.paint(skin, throat, shade=Shade(dark, 300, start=0.3))


def face(canvas: Canvas, skin: str, dark: str) -> None:
    canvas.paint(mix(skin, dark, 0.35), disc(150, 240, 20, 1.3), disc(362, 240, 20, 1.3))
    lit = fade(mix(skin, PAPER, 0.2), skin, angle=40)
    canvas.paint(lit, blob(FACE), shade=Shade(dark, 20, 0.6, 0.55))
    canvas.paint(CORAL, disc(190, 268, 24), disc(322, 268, 24), opacity=0.4, blur=7)


def eyes(canvas: Canvas, brow: str) -> None:
    for side in (-1, 1):
        x = 256 + side * 50
        canvas.paint(NIGHT, disc(x, 224, 8, 1.15))
        canvas.paint("#ffffff", disc(x + 2.5, 220, 2.6))
        arch = [(x - side * 22, 190), (x, 182), (x + side * 24, 192)]
        canvas.paint(brow, curve(*arch, width=8, end_width=4))


def nose(canvas: Canvas) -> None:
    bridge = trail("258,226 268,254 256,264 244,262", width=4, end_width=5)
    canvas.paint("#b5704f", bridge, opacity=0.85)


def smile(canvas: Canvas) -> None:
    canvas.paint(LIPS, trail("216,296 236,312 258,316 280,311 298,294", width=7))
    for corner in ("212,292 216,297 221,299", "302,290 298,295 293,297"):
        canvas.paint(LIPS, trail(corner, width=5))


def earrings(canvas: Canvas, ink: str) -> None:
    canvas.paint(ink, disc(146, 280, 10), disc(366, 280, 10), shade=Shade(INK, 40, 0.7))
