"""Bruno's bookcase, with the cat that came along with the bakery."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .cat import cat
from .keepsakes import shell
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
from .shapes import (
    Shape,
    blob,
    box,
    curve,
    disc,
    leaf,
    moved,
    path,
    smooth,
    stroke,
    trail,
    turned,
)

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

PALE = (PAPER, SAND, MIST, ROSE, SAFFRON)
# Each style is a list of bands: left, top, right and bottom, as shares of the spine.
TITLED = [(0, 0.9, 1, 0.86), (0, 0.14, 1, 0.1), (0.42, 0.62, 0.58, 0.3)]
LABELLED = [(0, 0.82, 1, 0.7), (0.42, 0.62, 0.58, 0.3)]
RIBBED = [(0, 0.94, 1, 0.92), (0, 0.2, 1, 0.18), (0, 0.16, 1, 0.14), (0.42, 0.62, 0.58, 0.3)]
MEDALLION = [(0, 0.5, 1, 0.48)]
STYLES = (TITLED, LABELLED, RIBBED, MEDALLION)


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=19, background=fade("#5a3a2b", "#4a2e24", "#3c241d"))
    for shelf in SHELVES:
        canvas.paint("#20120e", box(0, shelf - 330, 1600, shelf - 250), opacity=0.45, blur=26)
    _row(canvas, SHELVES[0], 44, 560)
    _boat(canvas, 700, SHELVES[0])
    _row(canvas, SHELVES[0], 856, 1270)
    _plant(canvas, 1420, SHELVES[0])
    shell(canvas, 150, SHELVES[1])
    _row(canvas, SHELVES[1], 290, 760)
    _stack(canvas, 800, SHELVES[1])
    _row(canvas, SHELVES[1], 1090, 1560)
    _row(canvas, SHELVES[2], 44, 600)
    _row(canvas, SHELVES[2], 1150, 1560)
    for shelf in SHELVES:
        _board(canvas, shelf)
    cat(canvas, 870, SHELVES[2])
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
    last = box(x + 34, shelf - 3 - canvas.random.uniform(190, 220), x + 66, shelf - 3)
    _bind(canvas, last, lean=-9)


def _book(canvas: Canvas, x: float, shelf: float, wide: float, tall: float) -> None:
    """A book that stands with its left corner at (x, shelf)."""
    _bind(canvas, box(x, shelf - tall, x + wide, shelf), lean=0)


def _bind(canvas: Canvas, cover: Shape, *, lean: float) -> None:
    """A spine with its bands, or its label and medallion, leaning by an angle in degrees."""
    ink = canvas.random.choice(INKS)
    foot, wide, tall = cover[3], cover[1][0] - cover[0][0], cover[3][1] - cover[0][1]
    spine = turned(cover, lean, foot)
    canvas.paint("#20120e", moved(spine, 10, 4), opacity=0.5, blur=6)
    cloth = fade(mix(ink, FOAM, 0.12), ink, mix(ink, NIGHT, 0.2), angle=0)
    canvas.paint(cloth, spine, shade=Shade(mix(ink, NIGHT, 0.65)))
    trim = mix(ink, NIGHT, 0.5) if ink in PALE else mix(ink, SAFFRON, 0.7)
    style = canvas.random.choice(STYLES)
    for left, top, right, bottom in style:
        band = box(
            foot[0] + wide * left,
            foot[1] - tall * top,
            foot[0] + wide * right,
            foot[1] - tall * bottom,
        )
        canvas.paint(trim, turned(band, lean, foot))
    if style is MEDALLION:
        seal = disc(foot[0] + wide / 2, foot[1] - tall * 0.76, wide * 0.24)
        canvas.paint(trim, turned(seal, lean, foot))


def _stack(canvas: Canvas, left: float, shelf: float) -> None:
    y = shelf
    for wide, tall, ink in [(236, 44, DEEP), (216, 34, SAFFRON), (224, 48, BRICK), (180, 30, MIST)]:
        x = left + (236 - wide) / 2 + canvas.random.uniform(-10, 10)
        canvas.paint("#20120e", box(x + 6, y - tall + 8, x + wide + 12, y), opacity=0.5, blur=6)
        canvas.paint(
            fade(mix(ink, FOAM, 0.1), ink),
            box(x, y - tall, x + wide, y),
            shade=Shade(mix(ink, NIGHT, 0.65), 90),
        )
        canvas.paint(
            PAPER, box(x + wide - 8, y - tall + 5, x + wide, y - 5), shade=Shade(OCHRE, 90, 0.7)
        )
        canvas.paint(
            mix(ink, PAPER if ink != MIST else INK, 0.6),
            box(x + 22, y - tall, x + 30, y),
            box(x + 60, y - tall / 2 - 3, x + wide - 60, y - tall / 2 + 3),
        )
        y -= tall
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
        shade=Shade(BARK, 90),
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
            shade=Shade(BARK, angle),
        )


def _boat(canvas: Canvas, x: float, shelf: float) -> None:
    """A toy boat carved by Eladio, with its sail of shirt cloth."""
    canvas.paint("#20120e", disc(x, shelf - 2, 100, 0.1), opacity=0.6, blur=6)
    canvas.paint(
        fade("#a06c40", BARK),
        path(f"{x - 60},{shelf} {x - 48},{shelf - 16} {x + 48},{shelf - 16} {x + 60},{shelf}"),
    )
    hull = smooth(path("-104,-64 -84,-34 -50,-16 50,-16 84,-30 110,-68"), closed=False)
    canvas.paint(fade(CORAL, BRICK), moved(hull, x, shelf), shade=Shade(WINE, 40))
    canvas.paint(PAPER, curve(*path("-102,-62 0,-50 108,-66", x, shelf), width=8))
    canvas.paint(BARK, stroke([(x + 4, shelf - 52), (x + 4, shelf - 258)], 7, 4))
    canvas.paint(
        fade("#fbf3e0", SAND, angle=0),
        blob("12,-250 74,-170 96,-76 50,-70 12,-72", x, shelf),
        shade=Shade(OCHRE, 60),
    )
    canvas.paint(
        fade(MIST, LAGOON, angle=180),
        blob("-4,-240 -54,-160 -78,-80 -40,-76 -4,-76", x, shelf),
        shade=Shade(DEEP, 120, 0.7),
    )


def _plant(canvas: Canvas, x: float, shelf: float) -> None:
    canvas.paint("#20120e", disc(x, shelf - 4, 90, 0.12), opacity=0.6, blur=8)
    for angle in range(-170, -9, 12):
        reach = canvas.random.uniform(100, 170)
        ink = canvas.random.choice([LEAF, "#4f7f4a", PINE])
        canvas.paint(
            fade(ink, mix(ink, "#c3d08a", 0.35), angle=angle),
            leaf(x, shelf - 116, reach, 38, angle),
            shade=Shade(NIGHT, angle + 180, 0.7),
        )
    pot = path(f"{x - 74},{shelf - 124} {x + 74},{shelf - 124} {x + 54},{shelf} {x - 54},{shelf}")
    canvas.paint(fade("#f3efe0", "#cfd8d4", angle=0), pot, shade=Shade("#4f6f80", 0))
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
        canvas.paint(PINE, trail(line, width=5, end_width=2))
        for index, (x, y) in enumerate(stem[4::4]):
            angle = 60 + 70 * (index % 2) + canvas.random.uniform(-18, 18)
            ink = canvas.random.choice([LEAF, "#5d8a56"])
            canvas.paint("#20120e", moved(leaf(x, y, 44, 26, angle), 8, 8), opacity=0.35, blur=4)
            canvas.paint(
                fade(ink, mix(ink, "#c3d08a", 0.4), angle=angle),
                leaf(x, y, 46, 27, angle),
                shade=Shade(PINE, angle + 180),
            )
