"""The inner harbour of Lueñe: a row of houses, three boats, all of it twice."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .palette import (
    BARK,
    BRICK,
    CORAL,
    DEEP,
    FOAM,
    INK,
    LAGOON,
    LEAF,
    MIST,
    PAPER,
    PINE,
    ROSE,
    SAFFRON,
    SEA,
)
from .shapes import Shape, box, curve, disc, lens, path, ridge, smooth, stroke

QUAY = 640
HOUSES = [
    (-40, 176, 330, PAPER, BRICK),
    (136, 150, 410, CORAL, "#8c3f30"),
    (286, 190, 300, SAFFRON, BRICK),
    (476, 140, 440, MIST, "#7a4a3c"),
    (616, 172, 350, ROSE, "#8c3f30"),
    (788, 150, 470, PAPER, BRICK),
    (938, 186, 320, LAGOON, "#7a4a3c"),
    (1124, 146, 420, "#e59a62", "#8c3f30"),
    (1270, 190, 340, PAPER, BRICK),
    (1460, 180, 400, "#d98b7a", "#7a4a3c"),
]


def draw() -> Image.Image:
    canvas = Canvas(
        1600, 1067, seed=23, background=fade("#9cc6cf", "#cfe0d2", "#f6e3c0", "#f6d9ae")
    )
    _sky(canvas)
    _hills(canvas)
    _church(canvas)
    for house in HOUSES:
        _house(canvas, *house)
    _quay(canvas)
    canvas.reflect(QUAY + 50, SEA, 0.42, ripple=2.4)
    _water(canvas)
    _boat(canvas, 330, 850, 1.0, BRICK)
    _boat(canvas, 830, 800, 0.8, "#f2e3c4")
    _boat(canvas, 1230, 900, 1.15, DEEP)
    return canvas.finish()


def _sky(canvas: Canvas) -> None:
    canvas.glow(1250, 150, 420, "#fff4d6", 0.8)
    for x, y, size in [(260, 96, 1.0), (760, 60, 0.7), (1380, 120, 0.85)]:
        puffs = [(-120, 0, 42), (-60, -26, 58), (10, -40, 70), (80, -18, 54), (140, 4, 36)]
        cloud = [disc(x + dx * size, y + dy * size, reach * size) for dx, dy, reach in puffs]
        top = box(0, 0, 1600, y + 22 * size)
        canvas.paint(FOAM, *cloud, within=top, opacity=0.85, shade=Shade(ROSE, 90, 0.55))


def _hills(canvas: Canvas) -> None:
    for base, height, ink, grain in [
        (300, 120, "#a9c3b4", "#e9dcc0"),
        (360, 90, "#7fa596", "#c9cfae"),
        (430, 70, LEAF, "#8fae74"),
    ]:
        hill = ridge(canvas.random, 1600, base, height, waves=1.3, floor=QUAY)
        canvas.paint(ink, hill, shade=Shade(grain, 270, 0.55))


def _church(canvas: Canvas) -> None:
    tower = box(690, 150, 752, 420)
    canvas.paint("#e8d5b0", tower, shade=Shade("#8f7a63", 0))
    canvas.paint("#7a4a3c", path("680,152 721,82 762,152"), shade=Shade(INK, 0, start=0.3))
    canvas.paint(
        INK, box(708, 186, 734, 222), disc(721, 186, 13), stroke([(721, 84), (721, 56)], 4)
    )
    canvas.paint(INK, stroke([(712, 66), (730, 66)], 4))


def _house(canvas: Canvas, left: float, width: float, height: float, wall: str, roof: str) -> None:
    right, top = left + width, QUAY - height
    canvas.paint(
        fade(wall, mix(wall, BRICK, 0.12)),
        box(left, top, right, QUAY),
        shade=Shade(mix(wall, BARK, 0.4), 20, 0.55),
    )
    slope = [
        (left - 8, top + 4),
        (left + width * 0.14, top - 58),
        (right - width * 0.14, top - 58),
        (right + 8, top + 4),
    ]
    canvas.paint(roof, slope, shade=Shade(mix(roof, INK, 0.55), 40, start=0.3))
    if canvas.random.random() < 0.7:
        x = left + width * canvas.random.uniform(0.25, 0.7)
        canvas.paint(mix(wall, BARK, 0.25), box(x, top - 88, x + 22, top - 40))
        canvas.paint(roof, box(x - 4, top - 94, x + 26, top - 86))
    columns = 3 if width > 165 else 2
    storeys = int((height - 110) // 98)
    trim = canvas.random.choice([DEEP, PINE, INK, "#6b3a30"])
    for storey in range(storeys):
        for column in range(columns):
            x = left + width * (column + 0.5) / columns
            _window(canvas, x, top + 34 + storey * 98, trim, wall)
    _ground_floor(canvas, left, right, trim, awning=left == 286)


def _window(canvas: Canvas, x: float, y: float, trim: str, wall: str) -> None:
    pale = FOAM if wall != PAPER else mix(PAPER, BARK, 0.25)
    canvas.paint(pale, box(x - 19, y - 5, x + 19, y + 59))
    canvas.paint(fade(INK, "#5d8a97", angle=60), box(x - 14, y, x + 14, y + 54))
    canvas.paint(pale, box(x - 1.5, y, x + 1.5, y + 54), box(x - 14, y + 24, x + 14, y + 27))
    mood = canvas.random.random()
    if mood < 0.35:
        canvas.paint(trim, box(x - 33, y - 2, x - 19, y + 57), box(x + 19, y - 2, x + 33, y + 57))
    if mood > 0.55:
        canvas.paint(BARK, box(x - 20, y + 58, x + 20, y + 68))
        for _ in range(7):
            bloom = disc(
                x + canvas.random.uniform(-18, 18), y + 54 + canvas.random.uniform(-6, 6), 5
            )
            canvas.paint(canvas.random.choice([LEAF, LEAF, CORAL, SAFFRON]), bloom)


def _ground_floor(canvas: Canvas, left: float, right: float, trim: str, *, awning: bool) -> None:
    middle = (left + right) / 2
    canvas.paint(FOAM, box(middle - 26, QUAY - 92, middle + 26, QUAY))
    canvas.paint(
        trim, box(middle - 21, QUAY - 87, middle + 21, QUAY), shade=Shade(INK, 90, 0.7, 0.3)
    )
    canvas.paint(SAFFRON, disc(middle + 13, QUAY - 42, 3))
    if awning:
        step = (right - left - 20) / 8
        for stripe in range(8):
            x = left + 10 + stripe * step
            canvas.paint(
                BRICK if stripe % 2 else FOAM,
                box(x, QUAY - 130, x + step, QUAY - 88),
                disc(x + step / 2, QUAY - 88, step / 2),
            )


def _quay(canvas: Canvas) -> None:
    canvas.paint(
        fade("#d9c6a3", "#9a8468"), box(-5, QUAY, 1605, QUAY + 50), shade=Shade(BARK, 90, start=0.3)
    )
    for row, y in enumerate((QUAY + 14, QUAY + 32)):
        canvas.paint("#8a755c", box(0, y, 1600, y + 2))
        for x in range(row * 40, 1600, 80):
            canvas.paint("#8a755c", box(x, y - 16, x + 2, y))
    for x in (210, 640, 1060, 1500):
        canvas.paint(INK, box(x - 9, QUAY - 22, x + 9, QUAY), disc(x, QUAY - 24, 14, 0.5))


def _water(canvas: Canvas) -> None:
    line = QUAY + 50
    canvas.paint(fade(INK, SEA, DEEP), box(0, line, 1600, 1067), opacity=0.22)
    canvas.paint(INK, box(0, line, 1600, line + 5), opacity=0.5)
    for _ in range(190):
        depth = canvas.random.random()
        y = line + 10 + depth * 360
        x, reach = (
            canvas.random.uniform(0, 1600),
            (14 + 60 * canvas.random.random()) * (0.4 + depth),
        )
        ink = canvas.random.choice([FOAM, LAGOON, DEEP, DEEP])
        canvas.paint(ink, lens(x, y, reach, 3 + 4 * depth), opacity=0.35)


def _boat(canvas: Canvas, x: float, y: float, size: float, ink: str) -> None:

    def at(corners: str) -> Shape:
        return [(x + across * size, y + down * size) for across, down in path(corners)]

    canvas.paint(INK, at("-150,34 -60,52 70,52 150,32 110,70 -100,72"), opacity=0.45, blur=4)
    canvas.paint(mix(ink, INK, 0.3), smooth(at("-90,70 0,84 90,66 30,120 -40,118")), opacity=0.35)
    hull = smooth(at("-160,-34 -150,-6 -128,34 -80,50 0,52 80,48 128,28 158,-48"), closed=False)
    sheer = smooth(at("158,-48 90,-24 0,-14 -90,-18 -160,-34"), closed=False)
    canvas.paint(ink, [*hull, *sheer], shade=Shade(mix(ink, INK, 0.7), 70, 1, 0.3))
    canvas.paint(
        FOAM if ink != "#f2e3c4" else BRICK,
        curve(*at("-158,-24 -90,-6 0,-2 90,-12 154,-36"), width=9 * size),
    )
    cabin = at("-70,-20 -62,-92 28,-92 34,-18")
    canvas.paint(PAPER, cabin, shade=Shade("#a58c76", 0))
    canvas.paint(BRICK if ink == DEEP else DEEP, at("-78,-90 -74,-104 38,-104 40,-90"))
    canvas.paint(INK, at("-50,-78 -50,-50 -24,-50 -24,-78"), at("-12,-78 -12,-50 16,-50 16,-78"))
    canvas.paint(BARK, stroke(at("66,-20 60,-230"), 9 * size, 5 * size))
    canvas.paint(BARK, stroke(at("62,-150 -110,-190"), 5 * size, 3 * size))
    for rope in ("60,-228 152,-46", "60,-228 -150,-32", "-108,-190 -60,-104"):
        canvas.paint(INK, stroke(at(rope), 2))
    canvas.paint(CORAL, at("60,-230 92,-220 61,-208"))
    for tyre in (-96, 0, 96):
        canvas.paint(INK, disc(x + tyre * size, y + 12 * size, 13 * size))
        canvas.paint(mix(ink, INK, 0.4), disc(x + tyre * size, y + 12 * size, 6 * size))
