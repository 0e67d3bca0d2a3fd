"""Rain on the pane at dusk, and the town's lights behind it."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .palette import APRICOT, BARK, CORAL, FOAM, INK, LEAF, LEMON, MIST, NIGHT, PAPER, PINE, SAFFRON
from .shapes import Shape, box, curve, disc, leaf, path, ridge, smooth, stroke, trail

GLASS = box(70, -10, 1530, 880)


def draw() -> Image.Image:
    canvas = Canvas(
        1600,
        1067,
        seed=64,
        background=fade("#31506a", "#4c6f83", "#8a94a0", "#d59f86", "#7c6877", "#2c405c", NIGHT),
    )
    _town(canvas)
    _lights(canvas)
    _streaks(canvas)
    for _ in range(620):
        _bead(canvas)
    for _ in range(26):
        _runner(canvas)
    _frame(canvas)
    _sill(canvas)
    _pot(canvas)
    _cup(canvas)
    return canvas.finish()


def _town(canvas: Canvas) -> None:
    canvas.paint("#5d6f84", ridge(canvas.random, 1600, 470, 90, waves=1.4, floor=900), blur=9)
    x = -20.0
    while x < 1620:
        wide, tall = canvas.random.uniform(90, 190), canvas.random.uniform(130, 320)
        roof = [(x - 8, 780 - tall), (x + wide * 0.5, 730 - tall), (x + wide + 8, 780 - tall)]
        ink = mix("#33465f", "#6a5468", canvas.random.random())
        canvas.paint(ink, box(x, 778 - tall, x + wide, 900), roof, blur=7)
        x += wide * 0.96
    canvas.paint(fade("#3a4a64", NIGHT), box(0, 700, 1600, 900), opacity=0.55, blur=30)


def _lights(canvas: Canvas) -> None:
    """Windows and lamps, too blurred to be anything but discs."""
    for _ in range(46):
        x, y = canvas.random.uniform(60, 1540), canvas.random.gauss(630, 100)
        reach = canvas.random.uniform(14, 44)
        ink = canvas.random.choice([SAFFRON, LEMON, APRICOT, CORAL, "#ffe9b8", MIST])
        canvas.glow(x, y, reach * 2.4, ink, 0.4)
        canvas.paint(ink, disc(x, y, reach), opacity=0.42, blur=2)
        canvas.paint(mix(ink, "#ffffff", 0.4), disc(x, y, reach * 0.9), opacity=0.16, blur=2)
        if y > 640:
            canvas.paint(
                ink,
                smooth(
                    [
                        (x - reach * 0.5, y + 60),
                        (x, y + 40),
                        (x + reach * 0.5, y + 60),
                        (x, y + 210),
                    ]
                ),
                opacity=0.2,
                blur=8,
            )


def _streaks(canvas: Canvas) -> None:
    for _ in range(70):
        x, y, fall = (
            canvas.random.uniform(60, 1540),
            canvas.random.uniform(-60, 760),
            canvas.random.uniform(60, 170),
        )
        canvas.paint(FOAM, stroke([(x, y), (x - fall * 0.14, y + fall)], 2.4, 0.6), opacity=0.2)


def _drop(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A lens of water: dark above, the lit street upside down below, one highlight."""
    outline = smooth(
        [
            (x, y - size * 1.15),
            (x + size * 0.75, y - size * 0.35),
            (x + size * 0.82, y + size * 0.45),
            (x, y + size),
            (x - size * 0.82, y + size * 0.45),
            (x - size * 0.75, y - size * 0.35),
        ],
        steps=6,
    )
    canvas.paint(NIGHT, [(a + size * 0.12, b + size * 0.22) for a, b in outline], opacity=0.4)
    canvas.paint(fade("#2a405a", "#5b7488", "#e9c3a0", "#fbe6c4"), outline, opacity=0.92)
    shine = disc(x - size * 0.3, y - size * 0.45, max(size * 0.2, 0.8))
    canvas.paint("#ffffff", shine, opacity=0.95)


def _bead(canvas: Canvas) -> None:
    x, y = canvas.random.uniform(70, 1530), canvas.random.uniform(0, 880)
    size = 1.5 + 11 * canvas.random.random() ** 3.2
    _drop(canvas, x, y, size)


def _runner(canvas: Canvas) -> None:
    """A drop that has got too heavy, and the clear track that it leaves."""
    x, y, fall = (
        canvas.random.uniform(90, 1510),
        canvas.random.uniform(150, 800),
        canvas.random.uniform(120, 420),
    )
    track: list[tuple[float, float]] = [(x, y)]
    for _ in range(6):
        track.append((track[-1][0] + canvas.random.uniform(-9, 9), track[-1][1] - fall / 6))
    canvas.paint("#a9bcc4", curve(*track, width=11, end_width=3), opacity=0.2)
    canvas.paint(NIGHT, curve(*((a + 4, b) for a, b in track), width=4, end_width=1), opacity=0.25)
    for a, b in track[1:]:
        _drop(
            canvas,
            a + canvas.random.uniform(-3, 3),
            b + canvas.random.uniform(-14, 14),
            canvas.random.uniform(2, 5),
        )
    _drop(canvas, x, y, canvas.random.uniform(11, 17))


def _frame(canvas: Canvas) -> None:
    bars: list[Shape] = [
        box(-5, -5, 70, 905),
        box(1530, -5, 1605, 905),
        box(776, -5, 824, 905),
        box(60, 296, 1540, 326),
        box(-5, 862, 1605, 910),
    ]
    canvas.paint(NIGHT, *([(x + 10, y + 12) for x, y in bar] for bar in bars), opacity=0.35, blur=8)
    for bar in bars:
        upright = bar[2][1] - bar[0][1] > bar[1][0] - bar[0][0]
        canvas.paint(
            fade("#e9dcc8", "#b9a893", angle=0 if upright else 90),
            bar,
            shade=Shade("#5d5563", 0 if upright else 90),
        )
    for x in (58, 764, 836, 1536):
        canvas.paint("#6d6270", box(x, 0, x + 5, 862), opacity=0.5)
    canvas.paint(
        "#8a6b3f",
        disc(800, 560, 20),
        curve((800, 560), (812, 600), (806, 640), width=15, end_width=11),
        shade=Shade(BARK, 40),
    )


def _sill(canvas: Canvas) -> None:
    canvas.paint(
        fade("#d9b792", "#a77b57", "#6d4b38"), box(-5, 905, 1605, 1075), shade=Shade("#3a2a2a", 90)
    )
    canvas.paint("#f3dcb8", box(-5, 903, 1605, 911))
    for _ in range(30):
        x, y = canvas.random.uniform(0, 1500), canvas.random.uniform(925, 1060)
        canvas.paint(
            "#5d3f30",
            curve(
                (x, y),
                (x + 60, y + canvas.random.uniform(-3, 3)),
                (x + 150, y),
                width=2.5,
                end_width=0.8,
            ),
            opacity=0.35,
        )


def _pot(canvas: Canvas) -> None:
    canvas.paint("#2a1d20", disc(318, 1006, 150, 0.14), opacity=0.55, blur=10)
    for angle in range(-165, -14, 10):
        reach = canvas.random.uniform(150, 250)
        ink = canvas.random.choice([PINE, LEAF, "#2f5a45", "#54805a"])
        canvas.paint(
            fade(ink, mix(ink, "#a9c08a", 0.35), angle=angle),
            leaf(318, 842, reach, 52, angle + canvas.random.uniform(-6, 6)),
            shade=Shade(NIGHT, angle + 180),
        )
    for x, y in ((240, 690), (372, 650), (330, 730), (430, 730)):
        for petal in range(6):
            canvas.paint(
                CORAL, leaf(x, y, 30, 22, petal * 60), shade=Shade("#8a3040", petal * 60 + 180, 0.7)
            )
        canvas.paint(SAFFRON, disc(x, y, 7))
    canvas.paint(
        fade("#c96f4a", "#9c4a33", angle=0),
        path("226,850 410,850 386,1006 250,1006"),
        shade=Shade("#4d2430", 0),
    )
    canvas.paint(
        fade("#d98058", "#a9543a", angle=0), box(214, 822, 422, 866), shade=Shade("#4d2430", 0)
    )


def _cup(canvas: Canvas) -> None:
    canvas.paint("#2a1d20", disc(1190, 1012, 130, 0.14), opacity=0.55, blur=10)
    canvas.paint(
        FOAM,
        curve((1270, 900), (1330, 896), (1340, 940), (1296, 972), (1256, 970), width=19),
        shade=Shade("#5f7d8c", 60),
    )
    cup = smooth(
        path("1088,874 1090,950 1112,1000 1150,1014 1224,1014 1262,1000 1284,950 1286,874"),
        closed=False,
    )
    canvas.paint(fade(PAPER, "#d3dcd6", angle=0), cup, shade=Shade("#4f6f80", 0))
    canvas.paint("#2f6f8a", box(1060, 912, 1310, 926), box(1060, 936, 1310, 942), within=cup)
    canvas.paint("#d8dfd8", disc(1187, 874, 99, 0.17))
    canvas.paint("#4a2a1f", disc(1187, 877, 88, 0.14), shade=Shade(INK, 200, 0.6))
    for wisp in ("1160,850 1130,790 1166,730 1130,650", "1216,850 1236,790 1206,730 1240,660"):
        canvas.paint(FOAM, trail(wisp, width=24, end_width=3), opacity=0.4, blur=10)
