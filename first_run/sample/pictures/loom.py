"""Teresa's loom by the north window, on the third day of the lozenge blanket."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .keepsakes import basket
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    DEEP,
    FOAM,
    INK,
    LAGOON,
    LEAF,
    MIST,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAFFRON,
    SAND,
)
from .shapes import Shape, blob, box, curve, disc, path, ridge, rounded, stroke

LEFT, RIGHT = 470, 1130
FELL = 610
CELL = 10
WOOD, EDGE = "#b9804e", "#5b3724"
RUST = "#c9683f"
PATTERN = (DEEP, PAPER, PAPER, RUST, SAFFRON, PAPER, DEEP, DEEP, PAPER, LAGOON, PAPER)


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=52, background=fade("#ecdcc2", "#e3cba8", "#d3b088"))
    _room(canvas)
    _window(canvas)
    _yarns(canvas)
    _back_beams(canvas)
    _warp(canvas)
    _harnesses(canvas)
    _cloth(canvas)
    _frame(canvas)
    _shuttle(canvas)
    _treadles(canvas)
    _basket(canvas)
    return canvas.finish()


def _room(canvas: Canvas) -> None:
    canvas.paint("#fff3d8", path("330,180 660,60 1180,960 780,960"), opacity=0.35, blur=26)
    canvas.paint(fade("#a9744a", "#7d4f33"), box(-5, 950, 1605, 1075), shade=Shade("#4a2d1f", 90))
    canvas.paint("#f2e3c8", box(-5, 932, 1605, 952), shade=Shade(CHESTNUT, 90, 0.7))
    for x in range(-300, 2000, 230):
        canvas.paint(
            "#5f3a27", curve((800 + (x - 800) * 0.86, 952), (x, 1070), width=3, end_width=5)
        )


def _window(canvas: Canvas) -> None:
    canvas.paint(FOAM, box(56, 116, 330, 596), shade=Shade("#b79d80", 0, 0.6, 0.6))
    view = box(76, 136, 310, 576)
    canvas.paint(fade("#9cc3cf", "#d8e6dc", "#f3e6cc"), view)
    for base, height, ink in ((400, 60, "#a5bfb4"), (440, 50, "#78a08f"), (500, 40, LEAF)):
        hill = ridge(canvas.random, 1600, base, height, waves=5, floor=580)
        canvas.paint(ink, hill, within=view, shade=Shade("#c9d6a8", 270, 0.5))
    canvas.paint(FOAM, box(188, 130, 199, 580), box(76, 340, 310, 350))
    canvas.paint("#e6d2b0", box(40, 592, 346, 618), shade=Shade(CHESTNUT, 90))
    canvas.paint(BRICK, path("110,540 176,540 166,592 120,592"), shade=Shade(PLUM, 0))
    for angle in range(-60, 61, 15):
        tip = (143 + angle * 1.1, 470 + abs(angle) * 0.6)
        canvas.paint(
            LEAF if angle % 2 else "#5d8a56",
            curve((143, 542), (143 + angle * 0.4, 500), tip, width=9, end_width=2),
        )


def _yarns(canvas: Canvas) -> None:
    """Two shelves of cones in the colours of the dyeing."""
    top = (BRICK, SAFFRON, DEEP, ROSE, "#7f8f4c")
    low = (LAGOON, PLUM, OCHRE, MIST, "#c96f4a")
    for y, inks in ((330, top), (520, low)):
        canvas.paint("#6b4a34", box(1296, y + 18, 1590, y + 40), opacity=0.25, blur=8)
        canvas.paint(WOOD, box(1290, y, 1592, y + 18), shade=Shade(EDGE, 90, start=0.3))
        for column, ink in enumerate(inks):
            _cone(canvas, 1330 + column * 56, y, ink)


def _cone(canvas: Canvas, x: float, y: float, ink: str) -> None:
    yarn = fade(mix(ink, FOAM, 0.15), ink, angle=0)
    canvas.paint(yarn, path("-9,-92 9,-92 25,0 -25,0", x, y), shade=Shade(mix(ink, INK, 0.6)))
    canvas.paint(SAND, box(x - 6, y - 104, x + 6, y - 92))
    for turn in range(1, 7):
        reach, down = 9 + turn * 2.4, y - 92 + turn * 13
        thread = curve((x - reach, down), (x, down + 6), (x + reach, down), width=2)
        canvas.paint(mix(ink, INK, 0.4), thread, opacity=0.6)


def _beam(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """A squared timber with its grain."""
    timber = rounded(left, top, right, bottom, 7)
    upright = bottom - top > right - left
    canvas.paint(
        fade("#cf9a63", WOOD, angle=0 if upright else 90),
        timber,
        shade=Shade(EDGE, 0 if upright else 90),
    )
    for _ in range(6):
        if upright:
            x, y = (
                canvas.random.uniform(left + 5, right - 5),
                canvas.random.uniform(top, bottom - 80),
            )
            line = [(x, y), (x + canvas.random.uniform(-4, 4), y + 60), (x, y + 140)]
        else:
            x, y = (
                canvas.random.uniform(left, right - 160),
                canvas.random.uniform(top + 5, bottom - 5),
            )
            line = [(x, y), (x + 80, y + canvas.random.uniform(-3, 3)), (x + 180, y)]
        canvas.paint(EDGE, curve(*line, width=2.5, end_width=0.8), within=timber, opacity=0.45)


def _back_beams(canvas: Canvas) -> None:
    _beam(canvas, 400, 236, 1200, 276)
    canvas.paint(PAPER, box(LEFT - 6, 228, RIGHT + 6, 284), shade=Shade(OCHRE, 90, start=0.3))


def _warp(canvas: Canvas) -> None:
    threads = 132
    for index in range(threads + 1):
        x = LEFT + (RIGHT - LEFT) * index / threads
        ink = (
            DEEP
            if index % 22 in (10, 11, 12)
            else mix(PAPER, OCHRE, canvas.random.uniform(0, 0.35))
        )
        canvas.paint(mix(ink, BARK, 0.12), stroke([(x, 240), (x, FELL + 10)], 2.6))


def _harnesses(canvas: Canvas) -> None:
    for top, drop in ((330, 0), (352, 16)):
        for x in (560, 1040):
            canvas.paint(EDGE, stroke([(x, 150), (x, top)], 4))
        _beam(canvas, LEFT - 34, top + drop, RIGHT + 34, top + drop + 16)
        _beam(canvas, LEFT - 34, top + drop + 118, RIGHT + 34, top + drop + 134)
        for x in range(LEFT, RIGHT + 1, 10):
            canvas.paint(
                "#efe3c9",
                stroke([(x + drop / 4, top + drop + 16), (x + drop / 4, top + drop + 118)], 1.6),
                disc(x + drop / 4, top + drop + 66, 3),
            )
    for x in (560, 1040):
        canvas.paint(EDGE, disc(x, 158, 24))
        canvas.paint(fade("#d9a66e", WOOD), disc(x, 158, 19), shade=Shade(EDGE, 40))
        canvas.paint(EDGE, disc(x, 158, 5))
    canvas.paint("#6b4a34", box(LEFT - 50, 590, RIGHT + 50, 606), opacity=0.4, blur=8)
    _beam(canvas, LEFT - 70, 540, RIGHT + 70, 562)
    for x in range(LEFT - 20, RIGHT + 21, 6):
        canvas.paint("#8a7a68", stroke([(x, 562), (x, 590)], 1.6))
    _beam(canvas, LEFT - 70, 588, RIGHT + 70, 606)


def _cloth(canvas: Canvas) -> None:
    """Lozenges within lozenges, each cell a crossing of warp and weft."""
    cells: dict[str, list[Shape]] = {}
    for row in range(27):
        for column in range(66):
            step = (abs(column % 22 - 11) + abs((row + 3) % 22 - 11)) % len(PATTERN)
            x, y = LEFT + column * CELL, FELL + row * CELL
            cells.setdefault(PATTERN[step], []).append(box(x, y, x + CELL, y + CELL))
    for ink, squares in cells.items():
        canvas.paint(ink, *squares)
    bottom = FELL + 27 * CELL
    wefts = [box(LEFT, y - 1, RIGHT, y + 1) for y in range(FELL, bottom + 1, CELL)]
    warps = [box(x - 0.8, FELL, x + 0.8, bottom) for x in range(LEFT, RIGHT + 1, CELL)]
    canvas.paint(BARK, *wefts, *warps, opacity=0.15)
    canvas.spray(Shade("#5d3a2e", 90, 0.4, 0.55), box(LEFT, FELL, RIGHT, bottom))


def _shuttle(canvas: Canvas) -> None:
    """The boat that carries the weft, left on the breast beam."""
    weft = [(RIGHT + 2, FELL + 4), (RIGHT + 30, 690), (RIGHT - 10, 800), (1050, 858)]
    canvas.paint(RUST, curve(*weft, width=4))
    canvas.paint(
        EDGE, blob("880,874 930,858 1000,856 1050,872 1000,886 930,886"), opacity=0.5, blur=5
    )
    hull = blob("880,864 920,848 990,848 1060,862 1000,878 930,878")
    canvas.paint(fade("#e0b27c", CHESTNUT), hull, shade=Shade(EDGE, 90))
    canvas.paint(RUST, blob("924,862 936,855 990,855 1010,863 990,870 936,870"))


def _frame(canvas: Canvas) -> None:
    _beam(canvas, LEFT - 70, 870, RIGHT + 70, 916)
    for x in (378, 1178):
        canvas.paint("#5f3a27", box(x + 10, 980, x + 66, 1010), opacity=0.5, blur=8)
        _beam(canvas, x, 96, x + 44, 1000)
        _beam(canvas, x - 22, 984, x + 66, 1012)
    _beam(canvas, 350, 104, 1250, 150)
    for x, y in ((400, 127), (1200, 127), (400, 893), (1200, 893)):
        canvas.paint(EDGE, disc(x, y, 9))
        canvas.paint("#d9a66e", disc(x - 1.5, y - 1.5, 6))


def _treadles(canvas: Canvas) -> None:
    for index, x in enumerate((650, 740, 830, 920)):
        top = 984 + index % 2 * 16
        canvas.paint(
            "#3f2618",
            path(f"{x - 12},{top} {x + 30},{top} {x + 44},1070 {x - 10},1070"),
            opacity=0.5,
            blur=7,
        )
        canvas.paint(EDGE, stroke([(x, 916), (x, top + 6)], 3))
        pedal = path(f"{x - 18},{top} {x + 18},{top} {x + 25},1080 {x - 25},1080")
        canvas.paint(fade("#cf9a63", WOOD), pedal, shade=Shade(EDGE, 20))
        canvas.paint(
            EDGE,
            path(f"{x - 18},{top} {x + 18},{top} {x + 18},{top + 5} {x - 18},{top + 5}"),
            opacity=0.5,
        )


def _basket(canvas: Canvas) -> None:
    canvas.paint("#3f2618", disc(220, 1030, 160, 0.16), opacity=0.5, blur=10)
    for x, y, reach, ink in [
        (140, 876, 56, BRICK),
        (226, 850, 64, DEEP),
        (306, 880, 54, SAFFRON),
        (190, 900, 50, ROSE),
        (262, 906, 48, "#7f8f4c"),
    ]:
        canvas.paint(
            fade(mix(ink, FOAM, 0.2), ink, angle=50),
            disc(x, y, reach),
            shade=Shade(mix(ink, INK, 0.6), 45),
        )
        for turn in range(-2, 4):
            loop = [
                (x - reach * 0.85, y + turn * 12),
                (x, y + turn * 16 - 14),
                (x + reach * 0.85, y + turn * 11),
            ]
            canvas.paint(
                mix(ink, INK, 0.35), curve(*loop, width=2.4), within=disc(x, y, reach), opacity=0.7
            )
    basket(canvas, 220, 1044, 0.74)
