"""The lighthouse of Cabo Manso when it has just been lit."""

from PIL import Image

from .canvas import Canvas, Shade, fade
from .figures import gull
from .palette import (
    APRICOT,
    BRICK,
    CORAL,
    DEEP,
    FOAM,
    INK,
    LEMON,
    MAUVE,
    NIGHT,
    PAPER,
    PLUM,
    SAFFRON,
)
from .shapes import box, curve, disc, lens, path, ridge, smooth, stroke

HORIZON = 690
LAMP = (1130.0, 262.0)


def draw() -> Image.Image:
    sky = fade("#2b2f58", PLUM, MAUVE, "#d98a72", APRICOT, SAFFRON, SAFFRON, SAFFRON)
    canvas = Canvas(1600, 1067, seed=11, background=sky)
    canvas.glow(330, HORIZON, 520, LEMON, 0.75)
    _clouds(canvas)
    canvas.paint("#f9e3a4", disc(330, HORIZON - 26, 74))
    _beam(canvas)
    _sea(canvas)
    _headland(canvas)
    _tower(canvas)
    _house(canvas)
    _grass(canvas)
    for x, y, span in [(560, 330, 34), (640, 300, 24), (500, 392, 20), (700, 372, 16)]:
        canvas.paint("#2b2f58", *gull(x, y, span))
    return canvas.finish()


def _clouds(canvas: Canvas) -> None:
    for x, y, reach, thick, ink in [
        (420, 150, 620, 46, "#4d3f66"),
        (1340, 420, 460, 36, "#b47a7d"),
        (180, 330, 420, 34, "#8f6780"),
        (760, 480, 520, 26, "#d58f77"),
        (120, 560, 380, 22, "#e79f70"),
        (1050, 590, 300, 16, "#eeb078"),
    ]:
        bank = [
            (x - reach, y + 4),
            (x - reach * 0.45, y - thick * 0.5),
            (x - reach * 0.1, y - thick),
            (x + reach * 0.35, y - thick * 0.45),
            (x + reach, y),
            (x + reach * 0.3, y + thick * 0.3),
            (x - reach * 0.4, y + thick * 0.25),
        ]
        canvas.paint(ink, smooth(bank), opacity=0.75, shade=Shade(APRICOT, 90, 0.7))


def _beam(canvas: Canvas) -> None:
    x, y = LAMP
    left = [(x, y - 10), (-20, y - 150), (-20, y + 120), (x, y + 10)]
    right = [(x, y - 10), (1620, y - 60), (1620, y + 60), (x, y + 10)]
    canvas.paint("#fff3c4", left, opacity=0.2, blur=5)
    canvas.paint(
        "#fff3c4", [(x, y - 6), (-20, y - 62), (-20, y + 40), (x, y + 6)], opacity=0.28, blur=3
    )
    canvas.paint("#fff3c4", right, opacity=0.26, blur=5)


def _sea(canvas: Canvas) -> None:
    canvas.paint(fade("#a8706f", "#5a5170", "#2c3b5c", INK), box(0, HORIZON, 1600, 1067))
    hills = ridge(canvas.random, 1600, HORIZON - 14, 26, waves=1.5, floor=HORIZON + 2)
    canvas.paint("#6d5673", hills, within=box(0, 0, 1600, HORIZON))
    for _ in range(150):
        depth = canvas.random.random() ** 1.5
        y = HORIZON + 8 + depth * 340
        x = 330 + canvas.random.gauss(0, 60 + depth * 150)
        reach = 12 + depth * 60 * canvas.random.random()
        glint = smooth(
            [(x - reach, y), (x, y - 1.5 - depth * 3), (x + reach, y), (x, y + 1.5 + depth * 3)]
        )
        canvas.paint(canvas.random.choice([SAFFRON, APRICOT, "#f9e3a4"]), glint, opacity=0.85)
    for _ in range(70):
        y = HORIZON + 20 + canvas.random.random() * 330
        x, reach = canvas.random.uniform(0, 1600), canvas.random.uniform(40, 160)
        canvas.paint("#22345a", lens(x, y, reach, 6), opacity=0.5)


def _headland(canvas: Canvas) -> None:
    cliff = path(
        "800,1080 812,960 788,900 822,840 806,790 850,740 868,690 930,655 962,616 1040,598"
        " 1200,594 1420,590 1640,560 1640,1080"
    )
    canvas.paint(fade("#3f3a5e", NIGHT), cliff, shade=Shade(NIGHT, 30, start=0.3))
    for face, ink in [
        ("806,790 850,740 868,690 930,655 912,730 872,800 858,890 822,840", "#c07a70"),
        ("788,900 822,840 858,890 850,985 806,1010 812,960", "#8a5a70"),
        ("930,655 962,616 1040,598 1016,680 972,750 946,860 912,730", "#94607a"),
        ("912,730 946,860 940,960 850,985 858,890 872,800", "#5d4668"),
        ("1040,598 1180,595 1130,690 1100,800 1050,900 1004,820 1016,680", "#5d4a70"),
        ("946,860 972,750 1016,680 1004,820 1050,900 1020,1000 940,960", "#453d60"),
        ("1180,595 1330,592 1290,700 1240,800 1200,900 1100,800 1130,690", "#413b5e"),
    ]:
        canvas.paint(ink, path(face), shade=Shade("#2a2a4a", 50, start=0.2))
    canvas.paint(
        "#4c5a50", path("930,655 962,612 1040,594 1640,556 1640,590 1200,604 1040,608 975,624")
    )
    near = path("1640,790 1420,830 1180,880 980,945 700,990 380,1012 120,1042 -20,1050")
    canvas.paint(
        fade("#22314c", "#0b1a2b"),
        [*smooth(near, closed=False), (-20, 1080), (1640, 1080)],
        shade=Shade("#8a5a70", 270, 0.5, 0.6),
    )
    for x, y, reach in [(792, 914, 52), (770, 950, 66), (806, 978, 40)]:
        canvas.paint(FOAM, lens(x, y, reach, 7), opacity=0.55)


def _tower(canvas: Canvas) -> None:
    x, y = LAMP
    body = [(x - 36, y + 66), (x + 36, y + 66), (x + 58, 606), (x - 58, 606)]
    canvas.paint(fade(PAPER, "#e9c9b4", angle=0), body, shade=Shade("#6a5374", 0, 1.1, 0.3))
    for top, bottom in ((392, 446), (508, 560)):
        canvas.paint(
            BRICK, box(x - 90, top, x + 90, bottom), within=body, shade=Shade(PLUM, 0, 1, 0.3)
        )
    for down in (360, 478):
        canvas.paint(NIGHT, box(x - 7, down, x + 7, down + 24))
    canvas.paint(DEEP, box(x - 54, y + 52, x + 54, y + 68), shade=Shade(NIGHT, 0))
    canvas.paint("#fff0b8", box(x - 26, y - 28, x + 26, y + 52))
    for across in (-27, -9, 9, 27):
        canvas.paint(INK, stroke([(x + across, y - 30), (x + across, y + 54)], 4))
    for across in range(-52, 53, 13):
        canvas.paint(INK, stroke([(x + across, y + 30), (x + across, y + 54)], 3))
    canvas.paint(INK, box(x - 55, y + 27, x + 55, y + 32))
    dome = smooth(
        [(x - 36, y - 28), (x - 26, y - 52), (x, y - 68), (x + 26, y - 52), (x + 36, y - 28)],
        closed=False,
    )
    canvas.paint(BRICK, dome, shade=Shade(PLUM, 0, 1))
    canvas.paint(INK, stroke([(x, y - 66), (x, y - 96)], 5, 2), disc(x, y - 70, 7))
    canvas.glow(x, y + 8, 260, "#fff0b8", 0.75)
    canvas.glow(x, y + 8, 80, "#ffffff", 0.9)


def _house(canvas: Canvas) -> None:
    front = box(1215, 530, 1400, 602)
    canvas.paint(PAPER, front, shade=Shade("#6a5374", 0, 1, 0.2))
    roof = [(1200, 532), (1236, 482), (1386, 482), (1416, 532)]
    canvas.paint(CORAL, roof, box(1345, 462, 1365, 500), shade=Shade(PLUM, 30, 1, 0.2))
    canvas.paint(LEMON, box(1240, 550, 1262, 576), box(1288, 550, 1310, 576))
    canvas.paint(INK, box(1340, 548, 1366, 602))
    canvas.glow(1262, 562, 90, LEMON, 0.35)


def _grass(canvas: Canvas) -> None:
    for _ in range(260):
        x = canvas.random.uniform(300, 1600)
        y = 1040 - (x - 300) * 0.2 + canvas.random.uniform(0, 90)
        lean, tall = canvas.random.uniform(6, 26), canvas.random.uniform(18, 62)
        blade = curve(
            (x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall), width=5, end_width=0.6
        )
        canvas.paint(canvas.random.choice(["#16283f", "#0d1d30", "#2b3a52"]), blade)
