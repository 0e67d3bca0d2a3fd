"""Saturday's loaf on its board, by the window."""

from math import atan2, degrees

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .palette import BRICK, CHESTNUT, DEEP, FOAM, INK, OCHRE, PAPER, SAFFRON, SAND
from .shapes import Point, Shape, blob, box, curve, disc, leaf, moved, path, smooth, towards, trail

TABLE = 690


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=17, background=fade("#2c5b66", "#234d59", "#1a3d4a"))
    _wall(canvas)
    _table(canvas)
    _cloth(canvas)
    _board(canvas)
    _wheat(canvas)
    _loaf(canvas)
    _knife(canvas)
    _crumbs(canvas)
    _steam(canvas)
    return canvas.finish()


def _wall(canvas: Canvas) -> None:
    for pane in (
        "150,-20 420,-20 760,420 470,420",
        "470,-20 740,-20 1090,420 815,420",
        "505,460 790,460 980,690 690,690",
        "850,460 1125,460 1320,690 1030,690",
    ):
        canvas.paint("#f4d9a6", path(pane), opacity=0.26, blur=3)
    canvas.paint(INK, box(0, 560, 1600, TABLE), opacity=0.25, blur=60)


def _table(canvas: Canvas) -> None:
    canvas.paint(
        fade("#d9a468", "#b97f4a", "#94603a"),
        box(-5, TABLE, 1605, 1080),
        shade=Shade("#6b4029", 90, 0.7, 0.5),
    )
    for foot in range(-600, 2400, 330):
        seam = [(800 + (foot - 800) * 0.62, TABLE), (foot, 1070)]
        canvas.paint("#7d4f31", curve(*seam, width=3, end_width=6))
    for _ in range(120):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(TABLE + 10, 1060)
        lean = (x - 800) * 0.1
        canvas.paint(
            canvas.random.choice(["#7d4f31", "#e9bd82"]),
            curve(
                (x, y),
                (x + lean * 0.5, y + 14),
                (x + lean, y + canvas.random.uniform(24, 70)),
                width=3,
                end_width=0.6,
            ),
            opacity=0.4,
        )
    canvas.paint("#f4d9a6", path("760,700 1340,700 1560,900 980,900"), opacity=0.22, blur=8)


def _cloth(canvas: Canvas) -> None:
    cloth = blob(
        "1010,800 1130,742 1290,724 1450,742 1560,790 1650,830 1650,990"
        " 1540,1020 1420,1000 1300,1030 1180,990 1060,960 1000,890"
    )
    canvas.paint("#4a2d1f", moved(cloth, -8, 16), opacity=0.5, blur=10)
    canvas.paint(fade(PAPER, "#e6d3b3", angle=60), cloth, shade=Shade("#a58368", 60))
    for offset in (0, 60, 84, 230, 290, 314):
        width = 26 if offset in (0, 230) else 7
        stripe = curve(
            (1040 + offset, 700),
            (1090 + offset, 800),
            (1080 + offset, 900),
            (1150 + offset, 1060),
            width=width,
        )
        canvas.paint(BRICK, stripe, within=cloth, opacity=0.85, shade=Shade("#6b2430", 90, 0.6))
    for fold in (
        "1130,745 1180,820 1170,900 1190,985",
        "1450,745 1410,830 1440,920 1420,1000",
        "1290,730 1300,800 1280,860",
    ):
        canvas.paint(
            "#8d6a55", trail(fold, width=22, end_width=5), within=cloth, opacity=0.4, blur=7
        )


def _board(canvas: Canvas) -> None:
    canvas.paint("#3f2517", disc(746, 898, 560, 0.24), opacity=0.6, blur=16)
    canvas.paint("#7a4d30", disc(740, 880, 540, 0.25))
    canvas.paint(
        fade("#d8a066", "#b57a48", angle=20), disc(740, 858, 540, 0.25), shade=Shade("#6b4029", 30)
    )
    for reach in (480, 410, 330, 240):
        canvas.paint("#8a5a38", *_ring(740, 858, reach, 0.25), opacity=0.5)


def _ring(x: float, y: float, reach: float, flatness: float) -> list[Shape]:
    outer = disc(x, y, reach, flatness)
    return [
        curve(*outer[start : start + 40 : 4], width=3, end_width=1)
        for start in range(0, len(outer) - 40, 52)
    ]


def _wheat(canvas: Canvas) -> None:
    for root, bend, tip in [
        ((420, 1010), (250, 900), (96, 700)),
        ((450, 1020), (230, 950), (40, 800)),
        ((440, 1000), (310, 860), (210, 640)),
    ]:
        canvas.paint("#4a2d1f", moved(curve(root, bend, tip, width=9), 8, 12), opacity=0.4, blur=5)
        canvas.paint(fade(SAFFRON, OCHRE), curve(root, bend, tip, width=7, end_width=4))
        _ear(canvas, tip, degrees(atan2(tip[1] - bend[1], tip[0] - bend[0])))
    canvas.paint(
        BRICK,
        curve((372, 968), (396, 996), (410, 1016), width=16),
        curve((410, 1010), (380, 1040), (400, 1060), width=6, end_width=2),
    )


def _ear(canvas: Canvas, root: Point, angle: float) -> None:
    for step in range(9):
        for side in (-16, 16):
            x, y = towards(root, angle, 20 + step * 16)
            awn = [
                (x, y),
                towards((x, y), angle + side * 0.6, 90),
                towards((x, y), angle + side, 150),
            ]
            canvas.paint("#d9a441", curve(*awn, width=2, end_width=0.6), opacity=0.7)
    for step in range(8, -1, -1):
        for side in (-32, 32, 0) if step == 8 else (-32, 32):
            grain = leaf(*towards(root, angle, step * 16), 46, 21, angle + side)
            canvas.paint(
                fade("#c98f3a", "#f3cf74", angle=angle),
                grain,
                shade=Shade(CHESTNUT, angle + 180, 0.7),
            )


def _loaf(canvas: Canvas) -> None:
    crust = blob(
        "352,800 372,690 440,580 560,508 700,478 840,490 968,540 1060,624 1112,724"
        " 1126,806 1092,862 1000,896 860,914 700,916 540,904 420,880 366,848"
    )
    canvas.paint("#3a2114", moved(crust, 22, 26), opacity=0.5, blur=16)
    canvas.paint(
        fade("#e3a65c", "#c17a3b", "#8d4f2a", angle=65), crust, shade=Shade("#4f2a1b", 50, 1.0)
    )
    canvas.spray(Shade("#fbeed6", 250), crust)
    _scoring(canvas, crust)
    for _ in range(260):
        x, y = canvas.random.gauss(690, 190), canvas.random.gauss(690, 100)
        canvas.paint(
            "#5d3320", disc(x, y, canvas.random.uniform(1, 3.4)), opacity=0.25, within=crust
        )


def _scoring(canvas: Canvas, crust: Shape) -> None:
    """One long cut along the top with leaves to both sides, opened by the oven."""
    spine = path("452,770 540,664 660,596 800,566 930,592 1030,668")
    cuts = [_cut(spine, 21)]
    for start, bend, end in [
        ("540,664", "560,600", "614,548"),
        ("640,604", "672,552", "726,516"),
        ("745,572", "790,536", "842,522"),
        ("850,570", "900,560", "950,572"),
        ("560,662", "630,690", "690,752"),
        ("670,606", "752,640", "810,708"),
        ("790,580", "868,622", "922,690"),
        ("900,592", "968,650", "1008,724"),
    ]:
        cuts.append(_cut([*path(start), *path(bend), *path(end)], 17))
    for cut in cuts:
        canvas.paint("#5a2f1c", moved(cut, 5, 6), within=crust)
        canvas.paint(
            fade("#fbe6bd", "#e9bd7e", angle=60), cut, within=crust, shade=Shade("#b5713a", 60)
        )
        canvas.paint("#ffe9c0", moved(cut, -3, -4), within=crust, opacity=0.25)


def _cut(points: list[Point], width: float) -> Shape:
    line = smooth(points, closed=False)
    half = len(line) // 2
    rising = [(x, y, width * (index / half) ** 0.8) for index, (x, y) in enumerate(line[:half])]
    falling = [
        (x, y, width * ((len(line) - 1 - index) / half) ** 0.8)
        for index, (x, y) in enumerate(line)
        if index >= half
    ]
    upper = [(x, y - thick) for x, y, thick in rising + falling]
    lower = [(x, y + thick) for x, y, thick in rising + falling]
    return upper + lower[::-1]


def _knife(canvas: Canvas) -> None:
    blade = path("560,984 930,948 972,954 936,976 566,1010")
    canvas.paint("#3a2114", moved(blade, 8, 14), opacity=0.5, blur=6)
    canvas.paint(fade("#e9f0ec", "#9fb4b5"), blade, shade=Shade(DEEP, 90, 0.6, 0.5))
    canvas.paint(
        "#5d3f2f", blob("430,996 500,984 566,980 572,1012 500,1022 436,1024"), shade=Shade(INK, 90)
    )
    canvas.paint(SAFFRON, disc(470, 1006, 5), disc(520, 1001, 5))


def _crumbs(canvas: Canvas) -> None:
    for _ in range(60):
        x, y = canvas.random.gauss(880, 260), canvas.random.uniform(925, 1040)
        size = canvas.random.uniform(2, 6)
        canvas.paint("#4a2d1f", disc(x + 2, y + 3, size, 0.7), opacity=0.4)
        canvas.paint(canvas.random.choice([SAND, "#e9bd7e", CHESTNUT]), disc(x, y, size, 0.75))
    for _ in range(500):
        x, y = canvas.random.gauss(740, 330), canvas.random.gauss(880, 60)
        canvas.paint(FOAM, disc(x, y, canvas.random.uniform(0.8, 2)), opacity=0.5)


def _steam(canvas: Canvas) -> None:
    for wisp in (
        "620,470 580,380 650,300 600,200 650,110",
        "760,460 800,360 730,280 790,180 750,90",
        "880,480 860,400 920,330 880,250 920,180",
    ):
        canvas.paint(
            mix(PAPER, DEEP, 0.1), trail(wisp, width=30, end_width=4), opacity=0.28, blur=14
        )
