"""Miga, the cat that came along with the bakery."""

from .canvas import Canvas, Shade, fade
from .palette import FOAM, PAPER, ROSE
from .shapes import Point, blob, curve, disc, moved, path, smooth, towards

FUR, STRIPE, LINE = "#e0a05c", "#a9602f", "#4a2a1a"


def cat(canvas: Canvas, x: float, y: float) -> None:
    """Miga, asleep, in the place where four volumes used to be."""
    canvas.paint("#20120e", disc(x, y - 6, 230, 0.12), opacity=0.6, blur=10)
    _body(canvas, x, y)
    _tail(canvas, x, y)
    _head(canvas, x - 128, y - 92)


def _body(canvas: Canvas, x: float, y: float) -> None:
    back = (
        "-214,-30 -206,-96 -160,-150 -84,-176 10,-178 100,-160"
        " 172,-118 208,-60 200,-12 120,0 -60,2 -170,0"
    )
    body = blob(back, x, y)
    canvas.paint(fade("#edb877", FUR, "#c9843f"), body, shade=Shade(STRIPE, 60))
    for stripe in (
        "-60,-178 -44,-140 -52,-104",
        "0,-182 16,-140 8,-96",
        "60,-176 80,-132 74,-92",
        "118,-156 140,-116 138,-80",
        "164,-124 178,-94 176,-66",
    ):
        mark = curve(*path(stripe, x, y), width=17, end_width=4)
        canvas.paint(STRIPE, mark, within=body, opacity=0.75)


def _tail(canvas: Canvas, x: float, y: float) -> None:
    tail = curve(*path("196,-34 150,-12 60,0 -60,4 -120,-8", x, y), width=46, end_width=34)
    canvas.paint(fade("#edb877", FUR), tail, shade=Shade(STRIPE, 90))
    for across, down in ((110, 3), (50, 8), (-14, 10), (-74, 8)):
        ring = curve(*path("0,-28 -8,-8 0,14", x + across, y + down), width=12)
        canvas.paint(STRIPE, ring, within=tail, opacity=0.7)


def _head(canvas: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        ear = [(x + side * 76, y - 30), (x + side * 80, y - 98), (x + side * 24, y - 66)]
        inside = [(x + side * 64, y - 44), (x + side * 68, y - 80), (x + side * 36, y - 62)]
        canvas.paint(FUR, smooth(ear), shade=Shade(STRIPE, 0, 0.7))
        canvas.paint(ROSE, smooth(inside))
    outline = "-88,0 -82,-44 -48,-70 0,-76 48,-70 82,-44 88,0 70,40 30,62 0,66 -30,62 -70,40"
    face = blob(outline, x, y)
    canvas.paint("#7a4422", moved(face, 6, 10), opacity=0.4, blur=8)
    canvas.paint(fade("#f2c285", FUR), face, shade=Shade(STRIPE, 60, 0.7, 0.55))
    for across in (-24, 0, 24):
        mark = curve((x + across, y - 76), (x + across * 0.8, y - 44), width=11, end_width=3)
        canvas.paint(STRIPE, mark, within=face, opacity=0.8)
    canvas.paint(FOAM, blob("-34,22 -20,6 0,12 20,6 34,22 22,52 0,62 -22,52", x, y), opacity=0.9)
    for side in (-1, 1):
        _half_face(canvas, x, y, side)
    canvas.paint("#b5604f", blob("-9,16 9,16 0,27", x, y))


def _half_face(canvas: Canvas, x: float, y: float, side: int) -> None:
    """One closed eye, half a mouth, three whiskers."""
    eye = [(x + side * 58, y - 6), (x + side * 42, y + 5), (x + side * 22, y - 2)]
    mouth = [(x, y + 28), (x + side * 8, y + 36), (x + side * 18, y + 33)]
    canvas.paint(LINE, curve(*eye, width=5), curve(*mouth, width=3))
    for lift in (-8, 2, 12):
        root: Point = (x + side * 26, y + 26 + lift * 0.4)
        tip = towards(root, (0 if side > 0 else 180) + side * lift, 78)
        canvas.paint(PAPER, curve(root, tip, width=2.4, end_width=0.6), opacity=0.9)
