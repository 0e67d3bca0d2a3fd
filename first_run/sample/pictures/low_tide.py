"""The beach of El Rastro at half past six in the morning, when the sea has gone far out."""

from math import sin

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .figures import gull, standing
from .palette import APRICOT, FOAM, INK, MAUVE, PAPER, PLUM
from .shapes import Shape, box, curve, disc, lens, path, ridge, smooth, turned

HORIZON = 430


def draw() -> Image.Image:
    sky = fade(
        "#8fb3bf",
        "#c9cfc4",
        "#f4d9bd",
        "#f3b79b",
        "#e9a08e",
        "#e9a08e",
        "#e9a08e",
        "#e9a08e",
        "#e9a08e",
    )
    canvas = Canvas(1600, 1067, seed=6, background=sky)
    canvas.glow(1080, HORIZON - 20, 460, "#fff0d2", 0.9)
    canvas.paint("#fff4de", disc(1080, HORIZON - 44, 52))
    _clouds(canvas)
    _headlands(canvas)
    _sea(canvas)
    _sand(canvas)
    _pools(canvas)
    _ripples(canvas)
    _walker(canvas)
    _sandpipers(canvas)
    _treasures(canvas)
    for x, y, span in [(330, 190, 30), (402, 160, 21), (450, 206, 17)]:
        canvas.paint("#5f6f83", *gull(x, y, span))
    return canvas.finish()


def _clouds(canvas: Canvas) -> None:
    for x, y, reach, thick in [
        (280, 120, 420, 46),
        (900, 80, 380, 30),
        (1420, 180, 360, 40),
        (620, 250, 330, 24),
        (1300, 300, 260, 16),
        (200, 318, 300, 18),
    ]:
        canvas.paint(
            "#f9e6d2", lens(x, y, reach, thick), opacity=0.6, shade=Shade("#dc8d85", 90, 0.6)
        )


def _headlands(canvas: Canvas) -> None:
    land = box(0, 0, 1600, HORIZON + 4)
    canvas.paint(
        "#b592a0",
        ridge(canvas.random, 1600, HORIZON - 16, 34, waves=0.9, floor=HORIZON + 6),
        within=land,
    )
    cape = path("-20,300 120,306 240,330 330,352 392,380 440,396 520,434 -20,440")
    canvas.paint(
        fade("#6c5a7c", MAUVE),
        smooth(cape[:-1], closed=False) + cape[-1:],
        shade=Shade("#d99a90", 0, 0.7, 0.5),
    )
    canvas.paint(PAPER, path("176,316 196,316 192,240 180,240"), shade=Shade(PLUM, 180, 0.7))
    canvas.paint(PLUM, box(178, 232, 194, 241), path("179,232 186,220 193,232"))
    canvas.paint("#a3564d", box(178, 262, 194, 278))


def _sea(canvas: Canvas) -> None:
    canvas.paint(fade("#9aa7b0", "#7d9cab", "#a9b8b3"), box(0, HORIZON, 1600, 540))
    for _ in range(70):
        x, y = canvas.random.uniform(0, 1600), HORIZON + 4 + 66 * canvas.random.random()
        canvas.paint(
            canvas.random.choice(["#6d8ea1", "#f5cfb0", "#8fa9b3"]),
            lens(x, y, canvas.random.uniform(20, 110), 4),
            opacity=0.6,
        )
    for y, sway in [(488, 5)]:
        crest = [(x, y + sway * sin(x / 130 + y)) for x in range(-20, 1640, 40)]
        canvas.paint(FOAM, curve(*crest, width=5), opacity=0.9)


def _sand(canvas: Canvas) -> None:
    edge = [(x, 520 + 9 * sin(x / 170)) for x in range(-20, 1660, 40)]
    sand = [*smooth(edge, closed=False), (1640, 1080), (-20, 1080)]
    canvas.paint(
        fade("#d9a595", "#d8ad8f", "#c99a78", "#b08061"), sand, shade=Shade("#8a5a52", 90, 0.5, 0.6)
    )
    canvas.paint(FOAM, curve(*edge, width=7), opacity=0.85)
    canvas.glow(1080, 640, 330, "#ffe9cf", 0.5)


def _pools(canvas: Canvas) -> None:
    """Water left behind, which holds the sky."""
    for x, y, reach, thick in [
        (1120, 588, 380, 40),
        (420, 610, 330, 34),
        (800, 672, 300, 36),
        (1380, 700, 260, 40),
        (230, 742, 280, 50),
        (1060, 800, 330, 62),
        (1500, 880, 220, 60),
    ]:
        edge = [
            (x - reach, y),
            (x - reach * 0.5, y - thick * 0.5),
            (x - reach * 0.1, y - thick * 0.35),
            (x + reach * 0.45, y - thick * 0.55),
            (x + reach, y - thick * 0.05),
            (x + reach * 0.5, y + thick * 0.4),
            (x, y + thick * 0.55),
            (x - reach * 0.55, y + thick * 0.35),
        ]
        pool = smooth(edge)
        canvas.paint("#a06f60", [(a, b + 4) for a, b in pool], opacity=0.55)
        canvas.paint(
            fade("#efb79f", "#f2cfb4", "#a9bfc2"), pool, shade=Shade("#fff4de", 270, 0.5, 0.55)
        )


def _ripples(canvas: Canvas) -> None:
    for _ in range(230):
        depth = canvas.random.random() ** 0.8
        x, y = canvas.random.uniform(0, 1600), 545 + depth * 500
        reach = (14 + 40 * canvas.random.random()) * (0.35 + depth)
        canvas.paint(
            canvas.random.choice(["#8f6152", "#f0cdb0"]),
            lens(x, y, reach, 2 + 3 * depth),
            opacity=0.38,
        )


def _walker(canvas: Canvas) -> None:
    x, y = 728.0, 600.0
    canvas.paint(
        "#6b4a55",
        smooth([(x - 8, y), (x + 10, y), (x + 6, y + 76), (x - 6, y + 76)]),
        opacity=0.4,
        blur=2,
    )
    canvas.paint(INK, *standing(x, y, 96))
    canvas.paint(
        "#b94f35", path(f"{x + 16},{y - 46} {x + 34},{y - 46} {x + 31},{y - 26} {x + 19},{y - 26}")
    )
    canvas.paint(INK, curve((x + 16, y - 46), (x + 25, y - 58), (x + 34, y - 46), width=2))
    for step in range(19):
        share = step / 18
        size = 3 + 12 * share**1.4
        place = (
            x - 8 - 330 * share**1.5 + (1 if step % 2 else -1) * size * 1.2,
            y + 18 + 440 * share**1.35,
        )
        print_ = turned([(a, b) for a, b in disc(*place, size, 0.5)], -58, place)
        canvas.paint("#8f6152", print_, opacity=0.75)
        canvas.paint(
            "#e9c3a5",
            turned(disc(place[0] + size * 0.3, place[1] + size * 0.5, size * 0.7, 0.4), -58, place),
            opacity=0.35,
        )


def _sandpipers(canvas: Canvas) -> None:
    for x, y, size, side in [
        (1190, 700, 1.0, 1),
        (1262, 716, 1.1, -1),
        (1110, 726, 1.15, 1),
        (1330, 745, 1.2, 1),
    ]:
        canvas.paint("#5a4752", *_sandpiper(x, y, size, side))
        mirrored = [[(a, 2 * y - b) for a, b in part] for part in _sandpiper(x, y, size, side)]
        canvas.paint("#5a4752", *mirrored, opacity=0.25)
        canvas.paint(
            PAPER,
            smooth(
                [
                    (x - 15 * size, y - 20 * size),
                    (x, y - 15 * size),
                    (x + 12 * size, y - 22 * size),
                    (x, y - 20 * size),
                ]
            ),
        )


def _sandpiper(x: float, y: float, size: float, side: int) -> list[Shape]:

    def at(corners: str) -> Shape:
        return [(x + a * size * side, y + b * size) for a, b in path(corners)]

    body = smooth(at("-28,-26 -12,-34 8,-34 18,-44 26,-46 32,-40 26,-32 16,-20 -4,-15"))
    bill = at("30,-42 50,-36 30,-38")
    legs = [curve(*at("-4,-18 -7,-8 -5,0"), width=2.4), curve(*at("6,-18 9,-8 6,0"), width=2.4)]
    return [body, bill, *legs]


def _treasures(canvas: Canvas) -> None:
    rope = path("1190,972 1240,938 1310,940 1350,966 1410,974 1460,950 1490,958")
    canvas.paint("#7a5148", [(a + 5, b + 7) for a, b in curve(*rope, width=9)], opacity=0.4, blur=3)
    canvas.paint("#2f7f86", curve(*rope, width=8), shade=Shade("#17324d", 90))
    for x, y, size in [(560, 930, 30), (640, 986, 20), (940, 968, 16), (420, 850, 12)]:
        canvas.paint("#7a5148", disc(x + 5, y + size * 0.35, size, 0.4), opacity=0.4, blur=3)
        fan = [
            (x, y + size * 0.6),
            *[
                (x + size * a, y - size * b)
                for a, b in path("-1,0.1 -0.85,0.5 -0.5,0.85 0,1 0.5,0.85 0.85,0.5 1,0.1")
            ],
        ]
        canvas.paint(fade(PAPER, APRICOT), smooth(fan), shade=Shade("#a3564d", 60, 0.7, 0.5))
        for a in (-0.6, -0.3, 0, 0.3, 0.6):
            canvas.paint(
                mix(APRICOT, "#a3564d", 0.5),
                curve(
                    (x, y + size * 0.5),
                    (x + a * size * 1.1, y - size * (0.85 - abs(a) * 0.5)),
                    width=1.6,
                ),
            )
