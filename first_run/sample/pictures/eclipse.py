"""One minute of night over the sea, on an August evening."""

from math import cos, pi, sin

from PIL import Image

from .canvas import Canvas, Shade, fade
from .figures import standing
from .palette import APRICOT, FOAM, NIGHT, PAPER, SAFFRON
from .shapes import Shape, box, curve, disc, lens, path, ridge, smooth, stroke, turned

HORIZON = 800
SUN = (880.0, 380.0)
RADIUS = 104


def draw() -> Image.Image:
    sky = fade(
        "#0b1730",
        "#10223f",
        "#1c3553",
        "#355267",
        "#8a6a68",
        "#d98858",
        "#efb565",
        "#efb565",
        NIGHT,
        NIGHT,
    )
    canvas = Canvas(1600, 1067, seed=12, background=sky)
    _stars(canvas)
    _corona(canvas)
    _clouds(canvas)
    _sea(canvas)
    _headland(canvas)
    _crowd(canvas)
    return canvas.finish()


def _stars(canvas: Canvas) -> None:
    for _ in range(90):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(0, 480)
        canvas.paint(PAPER, disc(x, y, canvas.random.uniform(0.7, 1.8)), opacity=0.7)
    canvas.paint("#ffffff", disc(470, 448, 4.5))
    canvas.glow(470, 448, 36, "#e8f2f4", 0.8)


def _corona(canvas: Canvas) -> None:
    x, y = SUN
    canvas.glow(x, y, 520, "#4f7388", 0.75)
    canvas.glow(x, y, 330, "#b7cdd0", 0.7)
    for index in range(84):
        turn = 2 * pi * index / 84 + canvas.random.uniform(-0.05, 0.05)
        reach = RADIUS * canvas.random.uniform(1.3, 2.0) * (1.25 if abs(sin(turn)) < 0.5 else 1)
        bend = turn + canvas.random.uniform(-0.16, 0.16)
        ray = [
            (x + cos(turn) * RADIUS * 0.9, y + sin(turn) * RADIUS * 0.9),
            (
                x + cos((turn + bend) / 2) * (RADIUS + reach) / 2,
                y + sin((turn + bend) / 2) * (RADIUS + reach) / 2,
            ),
            (x + cos(bend) * reach, y + sin(bend) * reach),
        ]
        canvas.paint("#f6f6ea", curve(*ray, width=20, end_width=1), opacity=0.3, blur=3)
    canvas.glow(x, y, 190, "#ffffff", 1)
    canvas.paint("#ffffff", disc(x, y, RADIUS + 4), blur=2)
    canvas.paint(fade("#0a1427", "#14233c", angle=60), disc(x, y, RADIUS))
    for turn, size in ((205, 8), (40, 6), (140, 5)):
        canvas.paint(
            "#e56a5f", disc(*turned([(x + RADIUS + 1, y)], turn, SUN)[0], size), opacity=0.9
        )


def _clouds(canvas: Canvas) -> None:
    for x, y, reach, thick, ink in [
        (260, 612, 460, 26, "#4a4f63"),
        (1330, 640, 420, 22, "#6d5a64"),
        (760, 700, 360, 14, "#a8705f"),
        (1500, 560, 300, 20, "#35475d"),
        (80, 716, 300, 12, "#a8705f"),
    ]:
        bank = smooth(
            [
                (x - reach, y),
                (x - reach * 0.3, y - thick),
                (x + reach * 0.4, y - thick * 0.6),
                (x + reach, y),
                (x, y + thick * 0.4),
            ]
        )
        canvas.paint(ink, bank, opacity=0.85, shade=Shade(APRICOT, 90))


def _sea(canvas: Canvas) -> None:
    canvas.paint(fade("#8d6555", "#33455a", "#152842", "#0c1a2f"), box(0, HORIZON, 1600, 1067))
    for _ in range(170):
        depth = canvas.random.random()
        y, x = HORIZON + 6 + depth * 250, SUN[0] + canvas.random.gauss(0, 40 + 130 * depth)
        reach = (10 + 46 * canvas.random.random()) * (0.4 + depth)
        ink = canvas.random.choice(["#cfdcd8", FOAM, "#9fb5ba"])
        canvas.paint(ink, lens(x, y, reach, 2 + 4 * depth), opacity=0.6)
    for _ in range(90):
        x, y = canvas.random.uniform(0, 1600), HORIZON + 4 + 150 * canvas.random.random() ** 2
        reach = canvas.random.uniform(20, 110)
        canvas.paint(SAFFRON, lens(x, y, reach, 3), opacity=0.3)


def _headland(canvas: Canvas) -> None:
    far = ridge(canvas.random, 1600, HORIZON - 10, 34, waves=1.1, floor=HORIZON + 2)
    canvas.paint("#5b4f5c", far, within=box(0, 0, 1600, HORIZON))
    crest = path(
        "-20,800 120,812 260,836 420,870 560,912 700,950 900,985 1150,1012 1400,1030 1640,1046"
    )
    canvas.paint(
        fade("#101f33", "#050b16"),
        [*smooth(crest, closed=False), (1640, 1080), (-20, 1080)],
        shade=Shade("#8a6a5c", 270, 0.4, 0.75),
    )
    tower = path("116,812 196,812 182,520 130,520")
    canvas.paint(
        "#0c192b",
        tower,
        box(118, 506, 194, 522),
        box(136, 452, 176, 508),
        shade=Shade("#a8705f", 180, 0.7, 0.5),
    )
    canvas.paint(
        "#0c192b",
        smooth(path("130,454 140,430 156,420 172,430 182,454"), closed=False),
        stroke([(156, 424), (156, 394)], 4, 2),
    )
    canvas.paint("#fff2c0", box(142, 464, 170, 500))
    canvas.paint("#fff2c0", path("156,476 1620,590 1620,690 156,488"), opacity=0.16, blur=6)
    canvas.glow(156, 482, 150, "#fff2c0", 0.75)


def _crowd(canvas: Canvas) -> None:
    for x, y, tall in [
        (330, 864, 84),
        (372, 872, 92),
        (410, 880, 58),
        (492, 902, 90),
        (532, 914, 84),
        (640, 944, 94),
        (690, 956, 62),
        (800, 978, 90),
        (846, 986, 96),
    ]:
        canvas.paint("#0a1424", *standing(x, y, tall, canvas.random.choice([-1, 1])))
    canvas.paint("#0a1424", curve((700, 914), (716, 894), (728, 880), width=9, end_width=5))
    canvas.paint("#0a1424", *_dog(590, 938))


def _dog(x: float, y: float) -> list[Shape]:
    body = smooth(
        [
            (x - 22, y),
            (x - 20, y - 26),
            (x - 4, y - 40),
            (x + 8, y - 34),
            (x + 14, y),
            (x - 4, y + 4),
        ]
    )
    return [
        body,
        disc(x + 4, y - 44, 11),
        path(f"{x - 4},{y - 50} {x - 8},{y - 64} {x + 3},{y - 54}"),
        curve((x + 10, y - 44), (x + 20, y - 46), (x + 26, y - 48), width=11, end_width=6),
    ]
