"""Fruit and vegetables, each some 50 pixels wide around (x, y)."""

from .canvas import Canvas, Shade, fade, mix
from .palette import (
    FOAM,
    LEAF,
    LEMON,
    PINE,
    ROSE,
    SAFFRON,
    SPROUT,
)
from .shapes import (
    blob,
    curve,
    disc,
    leaf,
    moved,
    path,
    smooth,
    towards,
    turned,
)


def tomato(canvas: Canvas, x: float, y: float) -> None:
    fruit = blob("0,-19 18,-20 26,-4 22,14 0,21 -22,14 -26,-4 -18,-20", x, y)
    canvas.paint(fade("#ee7352", "#c63d2c", angle=60), fruit, shade=Shade("#6b1a22", 50))
    for angle in range(-160, 1, 40):
        canvas.paint(LEAF, leaf(x, y - 16, 15, 6, angle))
    canvas.paint(FOAM, disc(x - 11, y - 6, 4, 0.7), opacity=0.7)


def lemon(canvas: Canvas, x: float, y: float) -> None:
    outline = path("-32,0 -24,-8 -14,-19 8,-20 22,-10 32,1 22,12 6,20 -14,18 -24,9", x, y)
    fruit = turned(smooth(outline), canvas.random.uniform(-40, 40), (x, y))
    canvas.paint(fade("#fbe88a", LEMON, SAFFRON, angle=60), fruit, shade=Shade("#b9731f", 50))
    canvas.paint(FOAM, disc(x - 8, y - 8, 5, 0.6), opacity=0.7)


def orange(canvas: Canvas, x: float, y: float) -> None:
    canvas.paint(fade("#f7b457", "#e5832f", angle=60), disc(x, y, 23), shade=Shade("#a8481c", 50))
    canvas.paint(LEAF, disc(x + 2, y - 18, 3.4))
    canvas.paint(FOAM, disc(x - 9, y - 8, 4, 0.7), opacity=0.6)


def lettuce(canvas: Canvas, x: float, y: float) -> None:
    for angle in range(-190, 11, 20):
        reach = canvas.random.uniform(34, 46)
        ink = canvas.random.choice([SPROUT, "#93a956", "#6f9150"])
        canvas.paint(
            fade("#dbe3a0", ink, angle=angle),
            leaf(x, y + 14, reach, 30, angle),
            shade=Shade(PINE, angle + 180, 0.6),
        )
    for angle in (-140, -90, -40):
        canvas.paint(
            "#e6ecb8",
            curve((x, y + 12), towards((x, y + 12), angle, 30), width=4, end_width=1),
            opacity=0.8,
        )


def aubergine(canvas: Canvas, x: float, y: float) -> None:
    tilt = canvas.random.uniform(-30, 30)
    body = turned(
        blob("0,-34 11,-26 19,-4 20,14 10,26 -10,26 -20,14 -19,-4 -11,-26", x, y), tilt, (x, y)
    )
    canvas.paint(fade("#7a4a82", "#472a52", angle=40), body, shade=Shade("#20122c", 30))
    cap = turned(blob("0,-46 5,-34 15,-20 5,-24 0,-14 -5,-24 -15,-20 -5,-34", x, y), tilt, (x, y))
    canvas.paint(LEAF, cap)
    canvas.paint(ROSE, turned(moved(disc(x, y, 4, 2.4), -9, 0), tilt, (x, y)), opacity=0.6)


def pepper(canvas: Canvas, x: float, y: float) -> None:
    ink, dark = canvas.random.choice(
        [("#d9482f", "#7a1f22"), ("#5f8a45", PINE), ("#efb53f", "#a8641c")]
    )
    body = turned(
        blob("-22,-18 -8,-24 0,-18 8,-24 22,-18 24,2 14,26 2,30 -12,27 -24,2", x, y),
        canvas.random.uniform(-24, 24),
        (x, y),
    )
    canvas.paint(fade(mix(ink, FOAM, 0.25), ink, angle=60), body, shade=Shade(dark, 50))
    canvas.paint(LEAF, curve((x, y - 16), (x + 2, y - 26), (x + 8, y - 32), width=7, end_width=4))
    canvas.paint(
        FOAM,
        curve((x - 12, y - 8), (x - 13, y + 2), (x - 9, y + 12), width=4, end_width=1),
        opacity=0.7,
    )


def pea(canvas: Canvas, x: float, y: float) -> None:
    for _ in range(3):
        angle = canvas.random.uniform(-50, 50)
        start = towards(
            (x + canvas.random.uniform(-12, 12), y + canvas.random.uniform(-8, 12)), angle, -30
        )
        pod = leaf(*start, 62, 20, angle)
        canvas.paint(
            fade("#a9c46a", "#6f9a4a", angle=angle + 90), pod, shade=Shade(PINE, angle + 90)
        )
        for share in (0.34, 0.5, 0.66):
            canvas.paint("#c9dc8c", disc(*towards(start, angle, 62 * share), 4), opacity=0.8)
