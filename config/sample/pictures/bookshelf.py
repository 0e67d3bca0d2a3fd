"""Bruno's bookcase, with the cat that came along with the bakery."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    CORAL,
    DEEP,
    FOAM,
    INK,
    LAGOON,
    LEAF,
    MAUVE,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAFFRON,
    SAND,
    SEA,
    WINE,
)
from .shapes import box, curve, disc, leaf, moved, path, smooth, stroke, towards, turned

SHELVES = (330, 660, 990)
INKS = [
    BRICK,
    CORAL,
    SAFFRON,
    SAND,
    PAPER,
    DEEP,
    INK,
    LAGOON,
    SEA,
    ROSE,
    MAUVE,
    WINE,
    "#7f8f4c",
    PINE,
    OCHRE,
    MIST,
]


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=19, background=fade("#5a3a2b", "#4a2e24", "#3c241d"))
    for shelf in SHELVES:
        canvas.paint("#20120e", box(0, shelf - 330, 1600, shelf - 250), opacity=0.45, blur=26)
    _row(canvas, SHELVES[0], 44, 560)
    _boat(canvas, 700, SHELVES[0])
    _row(canvas, SHELVES[0], 856, 1270)
    _plant(canvas, 1420, SHELVES[0])
    _shell(canvas, 150, SHELVES[1])
    _row(canvas, SHELVES[1], 290, 760)
    _stack(canvas, 800, SHELVES[1])
    _row(canvas, SHELVES[1], 1090, 1560)
    _row(canvas, SHELVES[2], 44, 600)
    _row(canvas, SHELVES[2], 1150, 1560)
    for shelf in SHELVES:
        _board(canvas, shelf)
    _cat(canvas)
    _trailing(canvas)
    _sides(canvas)
    return canvas.finish()


def _row(canvas: Canvas, shelf: float, left: float, right: float) -> None:
    """Books side by side, the last of them leaning on the others."""
    x = left
    while x < right - 60:
        wide, tall = canvas.random.uniform(24, 62), canvas.random.uniform(168, 262)
        _book(canvas, x, shelf, wide, tall)
        x += wide + 1.5
    _book(canvas, x + 34, shelf - 3, 32, canvas.random.uniform(190, 220), lean=-9)


def _book(
    canvas: Canvas, x: float, shelf: float, wide: float, tall: float, lean: float = 0
) -> None:
    ink = canvas.random.choice(INKS)
    foot = (x, shelf)

    def at(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
        return turned(box(x + left, shelf - top, x + right, shelf - bottom), lean, foot)

    canvas.paint("#20120e", moved(at(0, tall, wide, 0), 10, 4), opacity=0.5, blur=6)
    canvas.paint(
        fade(mix(ink, FOAM, 0.12), ink, mix(ink, NIGHT, 0.2), angle=0),
        at(0, tall, wide, 0),
        shade=Shade(mix(ink, NIGHT, 0.65), 0, 0.85, 0.45),
    )
    trim = (
        mix(ink, NIGHT, 0.5)
        if ink in (PAPER, SAND, MIST, ROSE, SAFFRON)
        else mix(ink, SAFFRON, 0.7)
    )
    style = canvas.random.randrange(4)
    bands = {
        0: (0.9, 0.86, 0.14, 0.1),
        1: (0.82, 0.7),
        2: (0.94, 0.92, 0.2, 0.18, 0.16, 0.14),
        3: (0.5, 0.48),
    }[style]
    for top, bottom in zip(bands[::2], bands[1::2], strict=True):
        canvas.paint(trim, at(0, tall * top, wide, tall * bottom))
    if style == 1:
        canvas.paint(ink, at(wide * 0.25, tall * 0.775, wide * 0.75, tall * 0.755))
    if wide > 34 and style != 3:
        canvas.paint(trim, at(wide * 0.42, tall * 0.62, wide * 0.58, tall * 0.3), opacity=0.9)
    if style == 3:
        canvas.paint(trim, turned(disc(x + wide / 2, shelf - tall * 0.76, wide * 0.24), lean, foot))


def _stack(canvas: Canvas, left: float, shelf: float) -> None:
    y = shelf
    for wide, tall, ink in [(236, 44, DEEP), (216, 34, SAFFRON), (224, 48, BRICK), (180, 30, MIST)]:
        x = left + (236 - wide) / 2 + canvas.random.uniform(-10, 10)
        canvas.paint("#20120e", box(x + 6, y - tall + 8, x + wide + 12, y), opacity=0.5, blur=6)
        canvas.paint(
            fade(mix(ink, FOAM, 0.1), ink),
            box(x, y - tall, x + wide, y),
            shade=Shade(mix(ink, NIGHT, 0.65), 90, 0.85, 0.4),
        )
        canvas.paint(
            PAPER,
            box(x + wide - 8, y - tall + 5, x + wide, y - 5),
            shade=Shade(OCHRE, 90, 0.7, 0.4),
        )
        canvas.paint(
            mix(ink, PAPER if ink != MIST else INK, 0.6),
            box(x + 22, y - tall, x + 30, y),
            box(x + 60, y - tall / 2 - 3, x + wide - 60, y - tall / 2 + 3),
        )
        y -= tall
    for reach, ink in ((34, "#3d5a4a"), (26, "#e9e0c8")):
        canvas.paint(
            ink,
            curve((left + 80, y - 8), (left + 96, y - 34), (left + 118, y - 8), width=reach / 5),
            opacity=0,
        )
    canvas.paint(
        INK,
        curve((left + 70, y - 10), (left + 94, y - 24), (left + 118, y - 10), width=5),
        disc(left + 78, y - 8, 15),
        disc(left + 118, y - 8, 15),
    )
    canvas.paint("#b7d0ca", disc(left + 78, y - 8, 11), disc(left + 118, y - 8, 11))
    canvas.paint(INK, stroke([(left + 130, y - 12), (left + 176, y - 4)], 4))


def _board(canvas: Canvas, shelf: float) -> None:
    canvas.paint("#20120e", box(0, shelf + 26, 1600, shelf + 62), opacity=0.55, blur=12)
    canvas.paint(
        fade("#c78e5a", "#a06c40", CHESTNUT),
        box(-5, shelf, 1605, shelf + 32),
        shade=Shade(BARK, 90, 0.85, 0.4),
    )
    canvas.paint("#e2b27a", box(-5, shelf, 1605, shelf + 4))
    for _ in range(22):
        x, y = canvas.random.uniform(-60, 1560), canvas.random.uniform(shelf + 8, shelf + 28)
        canvas.paint(
            BARK,
            curve(
                (x, y),
                (x + 70, y + canvas.random.uniform(-2, 2)),
                (x + 190, y),
                width=2.2,
                end_width=0.8,
            ),
            opacity=0.5,
        )


def _sides(canvas: Canvas) -> None:
    for left, right, angle in ((-5, 34, 0), (1566, 1605, 180)):
        canvas.paint(
            "#20120e", box(left, 0, right + (16 if left < 0 else 0), 1067), opacity=0.4, blur=8
        )
        canvas.paint(
            fade("#b98350", CHESTNUT, angle=angle),
            box(left, -5, right, 1075),
            shade=Shade(BARK, angle, 0.85, 0.4),
        )


def _boat(canvas: Canvas, x: float, shelf: float) -> None:
    """A toy boat carved by Eladio, with its sail of shirt cloth."""
    canvas.paint("#20120e", disc(x, shelf - 2, 100, 0.1), opacity=0.6, blur=6)
    canvas.paint(
        fade("#a06c40", BARK),
        path(f"{x - 60},{shelf} {x - 48},{shelf - 16} {x + 48},{shelf - 16} {x + 60},{shelf}"),
    )
    hull = smooth(path("-104,-64 -84,-34 -50,-16 50,-16 84,-30 110,-68"), closed=False)
    canvas.paint(fade(CORAL, BRICK), moved(hull, x, shelf), shade=Shade(WINE, 40, 0.9, 0.4))
    canvas.paint(PAPER, curve(*moved(path("-102,-62 0,-50 108,-66"), x, shelf), width=8))
    canvas.paint(BARK, stroke([(x + 4, shelf - 52), (x + 4, shelf - 258)], 7, 4))
    canvas.paint(
        fade("#fbf3e0", SAND, angle=0),
        smooth(moved(path("12,-250 74,-170 96,-76 50,-70 12,-72"), x, shelf)),
        shade=Shade(OCHRE, 60, 0.8, 0.4),
    )
    canvas.paint(
        fade(MIST, LAGOON, angle=180),
        smooth(moved(path("-4,-240 -54,-160 -78,-80 -40,-76 -4,-76"), x, shelf)),
        shade=Shade(DEEP, 120, 0.7, 0.4),
    )


def _shell(canvas: Canvas, x: float, shelf: float) -> None:
    canvas.paint("#20120e", disc(x + 6, shelf - 4, 100, 0.12), opacity=0.6, blur=8)
    body = smooth(
        moved(path("-96,-30 -74,-92 -16,-122 46,-110 88,-68 92,-26 54,-4 -24,0 -74,-8"), x, shelf)
    )
    canvas.paint(fade("#fdeeda", ROSE, angle=60), body, shade=Shade("#a3564d", 50, 0.9, 0.4))
    for reach, across in ((50, 50), (38, 76), (27, 96), (17, 112), (9, 124)):
        whorl = disc(x + across, shelf - 68 - (50 - reach) * 0.3, reach, 0.95)
        canvas.paint(
            fade("#fdeeda", "#d9a08b", angle=40), whorl, shade=Shade("#a3564d", 40, 0.9, 0.4)
        )
    lip = smooth(moved(path("-82,-32 -60,-74 -16,-88 16,-66 2,-30 -38,-12"), x, shelf))
    canvas.paint(fade("#c96f5a", "#e9b09a"), lip, shade=Shade(WINE, 230, 0.8, 0.4))


def _plant(canvas: Canvas, x: float, shelf: float) -> None:
    canvas.paint("#20120e", disc(x, shelf - 4, 90, 0.12), opacity=0.6, blur=8)
    for angle in range(-170, -9, 12):
        reach = canvas.random.uniform(100, 170)
        ink = canvas.random.choice([LEAF, "#4f7f4a", PINE])
        canvas.paint(
            fade(ink, mix(ink, "#c3d08a", 0.35), angle=angle),
            leaf(x, shelf - 116, reach, 38, angle),
            shade=Shade(NIGHT, angle + 180, 0.7, 0.4),
        )
    pot = path(f"{x - 74},{shelf - 124} {x + 74},{shelf - 124} {x + 54},{shelf} {x - 54},{shelf}")
    canvas.paint(fade("#f3efe0", "#cfd8d4", angle=0), pot, shade=Shade("#4f6f80", 0, 0.9, 0.4))
    for row in range(3):
        for column in range(-3, 4):
            canvas.paint(
                "#2f5f95",
                disc(x + column * 26 + row % 2 * 13, shelf - 96 + row * 30, 7),
                within=pot,
            )
    canvas.paint("#2f5f95", box(x - 76, shelf - 126, x + 76, shelf - 112))


def _trailing(canvas: Canvas) -> None:
    for line in (
        "1360,210 1330,300 1340,400 1310,500 1322,570",
        "1480,210 1520,300 1502,390 1524,460",
    ):
        stem = smooth(path(line), closed=False)
        canvas.paint(PINE, curve(*path(line), width=5, end_width=2))
        for index, (x, y) in enumerate(stem[4::4]):
            angle = 60 + 70 * (index % 2) + canvas.random.uniform(-18, 18)
            ink = canvas.random.choice([LEAF, "#5d8a56"])
            canvas.paint("#20120e", moved(leaf(x, y, 44, 26, angle), 8, 8), opacity=0.35, blur=4)
            canvas.paint(
                fade(ink, mix(ink, "#c3d08a", 0.4), angle=angle),
                leaf(x, y, 46, 27, angle),
                shade=Shade(PINE, angle + 180, 0.8, 0.4),
            )


def _cat(canvas: Canvas) -> None:
    """Miga, asleep, in the place where four volumes used to be."""
    x, y = 870.0, 990.0
    fur, dark = "#e0a05c", "#a9602f"
    canvas.paint("#20120e", disc(x, y - 6, 230, 0.12), opacity=0.6, blur=10)
    body = smooth(
        moved(
            path(
                "-214,-30 -206,-96 -160,-150 -84,-176 10,-178 100,-160 172,-118 208,-60 200,-12 120,0 -60,2 -170,0"
            ),
            x,
            y,
        )
    )
    canvas.paint(fade("#edb877", fur, "#c9843f"), body, shade=Shade(dark, 60, 0.9, 0.45))
    for line in (
        "-60,-178 -44,-140 -52,-104",
        "0,-182 16,-140 8,-96",
        "60,-176 80,-132 74,-92",
        "118,-156 140,-116 138,-80",
        "164,-124 178,-94 176,-66",
    ):
        canvas.paint(
            dark, curve(*moved(path(line), x, y), width=17, end_width=4), within=body, opacity=0.75
        )
    tail = moved(path("196,-28 150,-6 60,6 -60,10 -120,-2"), x, y - 6)
    canvas.paint(
        fade("#edb877", fur), curve(*tail, width=46, end_width=34), shade=Shade(dark, 90, 0.8, 0.4)
    )
    for a, b in ((110, 3), (50, 8), (-14, 10), (-74, 8)):
        canvas.paint(
            dark,
            curve((x + a, y + b - 28), (x + a - 8, y + b - 8), (x + a, y + b + 14), width=12),
            within=curve(*tail, width=46, end_width=34),
            opacity=0.7,
        )
    _head(canvas, x - 128, y - 92, fur, dark)


def _head(canvas: Canvas, x: float, y: float, fur: str, dark: str) -> None:
    ears = [
        smooth(moved(path(corners), x, y))
        for corners in ("-76,-30 -80,-98 -24,-66", "76,-30 80,-98 24,-66")
    ]
    canvas.paint(fur, *ears, shade=Shade(dark, 0, 0.7, 0.4))
    for side in (-1, 1):
        canvas.paint(
            ROSE,
            smooth([(x + side * 64, y - 44), (x + side * 68, y - 80), (x + side * 36, y - 62)]),
        )
    face = smooth(
        moved(
            path("-88,0 -82,-44 -48,-70 0,-76 48,-70 82,-44 88,0 70,40 30,62 0,66 -30,62 -70,40"),
            x,
            y,
        )
    )
    canvas.paint("#7a4422", moved(face, 6, 10), opacity=0.4, blur=8)
    canvas.paint(fade("#f2c285", fur), face, shade=Shade(dark, 60, 0.7, 0.55))
    for across in (-24, 0, 24):
        canvas.paint(
            dark,
            curve((x + across, y - 76), (x + across * 0.8, y - 44), width=11, end_width=3),
            within=face,
            opacity=0.8,
        )
    canvas.paint(
        FOAM,
        smooth(moved(path("-34,22 -20,6 0,12 20,6 34,22 22,52 0,62 -22,52"), x, y)),
        opacity=0.9,
    )
    for side in (-1, 1):
        eye = [(x + side * 58, y - 6), (x + side * 42, y + 5), (x + side * 22, y - 2)]
        canvas.paint("#4a2a1a", curve(*eye, width=5))
        canvas.paint(
            "#4a2a1a", curve((x, y + 28), (x + side * 8, y + 36), (x + side * 18, y + 33), width=3)
        )
        for lift in (-8, 2, 12):
            start = (x + side * 26, y + 26 + lift * 0.4)
            canvas.paint(
                PAPER,
                curve(
                    start,
                    towards(start, (0 if side > 0 else 180) + side * lift, 78),
                    width=2.4,
                    end_width=0.6,
                ),
                opacity=0.9,
            )
    canvas.paint("#b5604f", smooth(moved(path("-9,16 9,16 0,27"), x, y)))
