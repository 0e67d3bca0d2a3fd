"""The Couso sisters' stall on a Thursday, before the bus arrives."""

from collections.abc import Callable
from itertools import cycle

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .greengrocer import aubergine, lemon, lettuce, orange, pea, pepper, tomato
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    CORAL,
    DEEP,
    FOAM,
    INK,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    PLUM,
    SAFFRON,
    SAND,
)
from .shapes import blob, box, curve, disc, leaf, path, rounded, stroke, towards, trail, turned

Grocer = Callable[[Canvas, float, float], None]
COUNTER = 660
STRIPES = 18
HOUSES = [
    (-30, 230, 560, "#f0d9b0", BRICK),
    (200, 260, 640, "#e9b196", "#8c3f30"),
    (460, 220, 590, "#f3e6cc", BRICK),
    (680, 280, 660, "#e8c98e", "#8c3f30"),
    (960, 230, 580, "#bcd3c8", BRICK),
    (1190, 250, 640, "#f0d9b0", "#8c3f30"),
    (1440, 220, 570, "#e0a58a", BRICK),
]


def draw() -> Image.Image:
    sky = fade("#a9d0d6", "#d5e4d8", "#f4e4c4", "#efd2a8")
    canvas = Canvas(1600, 1067, seed=88, background=sky)
    for house in HOUSES:
        _house(canvas, *house)
    canvas.paint("#f6e6c8", box(0, 0, 1600, 1005), opacity=0.22)
    _back_of_the_stall(canvas)
    _garlic(canvas)
    _peppers(canvas)
    _seller(canvas, 560, "#7a4a38", BRICK)
    _seller(canvas, 1010, "#b9b4ac", DEEP)
    _counter(canvas)
    for index, grocer in enumerate((tomato, lemon, lettuce, aubergine, orange)):
        _crate(canvas, 172 + index * 252, 700, grocer)
    for index, grocer in enumerate((pea, pepper, tomato, lemon)):
        _crate(canvas, 240 + index * 288, 880, grocer)
    _scales(canvas)
    _awning(canvas)
    _bunting(canvas)
    _ground(canvas)
    return canvas.finish()


def _house(canvas: Canvas, left: float, width: float, tall: float, wall: str, tiles: str) -> None:
    top, right = 760 - tall, left + width
    plaster = fade(wall, mix(wall, OCHRE, 0.2))
    canvas.paint(plaster, box(left, top, right, 1005), shade=Shade(mix(wall, BARK, 0.4), 20, 0.5))
    roof = [
        (left - 8, top + 4),
        (left + 30, top - 46),
        (right - 30, top - 46),
        (right + 8, top + 4),
    ]
    canvas.paint(tiles, roof, shade=Shade(PLUM, 40, start=0.3))
    columns = round(width / 100)
    for row in range(5):
        for column in range(columns):
            _balcony(canvas, left + width * (column + 0.5) / columns, top + 36 + row * 110)


def _balcony(canvas: Canvas, x: float, y: float) -> None:
    canvas.paint(FOAM, box(x - 22, y - 5, x + 22, y + 67))
    canvas.paint(fade("#4f7886", "#8fb3b5", angle=60), box(x - 17, y, x + 17, y + 62))
    canvas.paint(FOAM, box(x - 1.5, y, x + 1.5, y + 62))
    bars = [box(x + across, y + 46, x + across + 2, y + 70) for across in range(-27, 27, 8)]
    canvas.paint(INK, box(x - 28, y + 68, x + 28, y + 71), *bars, opacity=0.7)


def _back_of_the_stall(canvas: Canvas) -> None:
    canvas.paint(fade("#3d3a48", "#5b4a4c"), box(180, 330, 1420, COUNTER + 40))
    canvas.paint(fade("#a9744a", CHESTNUT), box(200, 510, 1400, 526), shade=Shade(BARK, 90))
    for x, ink in zip(range(230, 1390, 58), cycle((SAFFRON, BRICK, OLIVE, "#c98f3a", PLUM))):
        canvas.paint(ink, rounded(x, 444, x + 40, 510, 7), shade=Shade(NIGHT))
        canvas.paint(SAND, box(x - 1, 436, x + 41, 448), box(x + 6, 466, x + 34, 488))


def _garlic(canvas: Canvas) -> None:
    for x in (250, 1350):
        canvas.paint(SAND, stroke([(x, 330), (x, 560)], 4))
        for y in range(372, 556, 23):
            for side in (-15, 15):
                bulb = blob("0,-20 6,-8 15,2 12,14 0,18 -12,14 -15,2 -6,-8", x + side, y)
                canvas.paint(fade(FOAM, "#e6d3cf"), bulb, shade=Shade("#8d6a86", 30))


def _peppers(canvas: Canvas) -> None:
    for x in (330, 390, 1210, 1270):
        canvas.paint(SAND, stroke([(x, 330), (x, 400)], 3))
        for y in range(372, 488, 13):
            angle = 90 + canvas.random.uniform(-42, 42)
            pod = leaf(x + canvas.random.uniform(-8, 8), y, 58, 17, angle)
            canvas.paint(fade(CORAL, BRICK, angle=angle), pod, shade=Shade("#6b1f2a", angle))


def _seller(canvas: Canvas, x: float, hair: str, dress: str) -> None:
    body = blob("-112,782 -108,622 -92,562 -44,536 44,536 92,562 108,622 112,782", x)
    canvas.paint(fade(mix(dress, FOAM, 0.1), dress), body, shade=Shade(NIGHT, 20))
    bib = blob("-58,782 -62,662 -50,602 50,602 62,662 58,782", x)
    straps = [
        curve(*path(strap, x), width=12)
        for strap in ("-44,542 -48,582 -44,618", "44,542 48,582 44,618")
    ]
    canvas.paint(fade(PAPER, "#e3d0b4"), bib, *straps, shade=Shade("#a58c76", 20, 0.6, 0.5))
    throat = path("-20,492 20,492 24,546 0,562 -24,546", x)
    canvas.paint("#d99a76", throat, shade=Shade("#8d5540", 90))
    _smiling_head(canvas, x, hair)


def _smiling_head(canvas: Canvas, x: float, hair: str) -> None:
    dark = Shade(mix(hair, NIGHT, 0.6), 20)
    canvas.paint(hair, disc(x + 2, 434, 64), shade=dark)
    face = blob("-44,434 -42,402 -20,384 22,384 44,402 46,436 34,482 2,508 -32,482", x)
    canvas.paint(fade("#f0b792", "#e0a07c"), face, shade=Shade("#a8623f", 20, 0.6, 0.5))
    fringe = blob("-52,428 -50,388 -14,364 24,366 54,394 54,426 30,400 -14,396", x)
    canvas.paint(hair, fringe, shade=dark)
    for eye in ("-26,440 -18,434 -10,440", "10,440 18,434 26,440"):
        canvas.paint(NIGHT, curve(*path(eye, x), width=4))
    canvas.paint(CORAL, disc(x - 27, 460, 9), disc(x + 27, 460, 9), opacity=0.45, blur=2)
    canvas.paint("#8d3f35", curve(*path("-14,472 0,481 16,471", x), width=4))


def _counter(canvas: Canvas) -> None:
    front = box(140, COUNTER + 90, 1460, 1000)
    canvas.paint(fade("#b9804e", "#8a5836"), front, shade=Shade(BARK, 90))
    for x in range(140, 1460, 66):
        canvas.paint("#5f3a27", box(x, COUNTER + 90, x + 4, 1000), opacity=0.7)
    cloth = box(150, COUNTER + 8, 1450, COUNTER + 100)
    canvas.paint(fade("#e6d0a6", "#cfae7c"), cloth, shade=Shade(CHESTNUT, 90, 0.7))


def _crate(canvas: Canvas, x: float, y: float, grocer: Grocer) -> None:
    """A crate 244 pixels wide, whose rim stands at y, heaped with one kind of produce."""
    canvas.paint("#3a2217", box(x + 10, y + 20, x + 258, y + 146), opacity=0.45, blur=9)
    canvas.paint("#4a2d1f", path("8,-22 236,-22 244,40 0,40", x, y))
    for row in range(4):
        count = 6 if row % 2 else 7
        for item in range(count):
            place = (item + 0.5 + canvas.random.uniform(-0.12, 0.12)) / count
            heap = 10 if 0 < item < count - 1 else 0
            grocer(canvas, x + 244 * place, y - 26 + row * 20 - heap)
    _slats(canvas, x, y)
    _price(canvas, x + 122, y + 36)


def _slats(canvas: Canvas, x: float, y: float) -> None:
    wood = canvas.random.choice(("#8c5a38", "#9a6a42"))
    for top in (y + 34, y + 70, y + 106):
        slat = rounded(x, top, x + 244, top + 31, 4)
        canvas.paint(fade("#d9a66e", wood), slat, shade=Shade(BARK, 90))
    posts = [rounded(left, y + 28, left + 28, y + 142, 3) for left in (x - 4, x + 220)]
    canvas.paint(fade("#c28b57", wood, angle=0), *posts, shade=Shade(BARK, 90))


def _price(canvas: Canvas, x: float, y: float) -> None:
    slate = rounded(x - 35, y - 27, x + 35, y + 27, 5)
    canvas.paint("#26343b", turned(slate, canvas.random.uniform(-6, 6), (x, y)))
    for down, reach in ((-12, 20), (0, 26), (12, 14)):
        chalk = stroke([(x - reach, y + down), (x + reach, y + down - 1)], 4, 2)
        canvas.paint(FOAM, chalk, opacity=0.85)


def _scales(canvas: Canvas) -> None:
    hub = (792.0, 446.0)
    canvas.paint(INK, stroke(path("792,330 792,410"), 5))
    canvas.paint(fade("#e9e2d0", "#b9b4a4"), disc(*hub, 46), shade=Shade(INK, 40))
    canvas.paint(PAPER, disc(*hub, 37))
    for angle in range(0, 360, 30):
        canvas.paint(INK, stroke([towards(hub, angle, 29), towards(hub, angle, 35)], 2.5))
    canvas.paint(BRICK, stroke([hub, (812, 426)], 5, 2), disc(*hub, 6))
    canvas.paint(INK, stroke(path("792,490 708,590"), 2.5), stroke(path("792,490 876,590"), 2.5))
    pan = blob("700,588 792,594 884,588 860,624 792,636 724,624")
    canvas.paint(fade(FOAM, "#8a969a"), pan, shade=Shade(INK, 60))


def _awning(canvas: Canvas) -> None:
    for x in (196, 1404):
        post = box(x - 11, 190, x + 11, 1000)
        canvas.paint(fade("#c78e5a", CHESTNUT, angle=0), post, shade=Shade(BARK))
    canvas.paint(NIGHT, path("110,330 1490,330 1450,440 150,440"), opacity=0.35, blur=22)
    for stripe in range(STRIPES):
        _stripe(canvas, stripe, "#fbf0d9" if stripe % 2 else "#c9452f")
    canvas.paint(fade("#d9a66e", CHESTNUT), rounded(194, 78, 1406, 96, 8), shade=Shade(BARK, 90))


def _stripe(canvas: Canvas, stripe: int, ink: str) -> None:
    """A strip of canvas that widens downwards and ends in a scallop."""
    top = [210 + 1180 * edge / STRIPES for edge in (stripe, stripe + 1)]
    low = [110 + 1380 * edge / STRIPES for edge in (stripe, stripe + 1)]
    panel = [(top[0], 90), (top[1], 90), (low[1], 300), (low[0], 300)]
    cloth = fade(mix(ink, PAPER, 0.2), ink)
    canvas.paint(cloth, panel, shade=Shade(mix(ink, BARK, 0.5), 90, 0.7))
    flap = box(low[0], 299, low[1], 340)
    scallop = disc(sum(low) / 2, 338, (low[1] - low[0]) / 2)
    dark = Shade(mix(ink, NIGHT, 0.6), 90, 0.6)
    canvas.paint(mix(ink, BARK, 0.14), flap, scallop, within=box(0, 299, 1600, 420), shade=dark)


def _bunting(canvas: Canvas) -> None:
    for x, ink in zip(range(240, 1400, 80), cycle((SAFFRON, DEEP, CORAL, OLIVE, PLUM))):
        canvas.paint(ink, path("0,30 46,34 23,70", x), shade=Shade(INK, 90, 0.5, 0.5))
    canvas.paint(INK, trail("-10,20 400,36 800,28 1200,40 1610,16", width=3))


def _ground(canvas: Canvas) -> None:
    canvas.paint(fade("#c9b08a", "#a58a68"), box(-5, 1000, 1605, 1075), shade=Shade("#6b523c", 90))
    for start, y in ((0, 1020), (50, 1044)):
        joints = [box(x, y - 22, x + 2, y) for x in range(start, 1600, 100)]
        canvas.paint("#7d664c", box(0, y, 1600, y + 2), *joints, opacity=0.7)
    canvas.paint("#3a2a20", box(120, 996, 1480, 1012), opacity=0.6, blur=6)
