"""The Couso sisters' stall on a Thursday, before the bus arrives."""

from collections.abc import Callable

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
    LEAF,
    LEMON,
    MIST,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    PINE,
    PLUM,
    ROSE,
    SAFFRON,
    SAND,
    SPROUT,
)
from .shapes import box, curve, disc, leaf, moved, path, rounded, smooth, stroke, towards, turned

Grocer = Callable[[Canvas, float, float], None]
AWNING = (150.0, 1450.0)
COUNTER = 660


def draw() -> Image.Image:
    canvas = Canvas(
        1600, 1067, seed=88, background=fade("#a9d0d6", "#d5e4d8", "#f4e4c4", "#efd2a8")
    )
    _square(canvas)
    _shade_inside(canvas)
    _strings(canvas)
    _seller(canvas, 560, "#7a4a38", BRICK)
    _seller(canvas, 1010, "#b9b4ac", DEEP)
    _counter(canvas)
    _goods(canvas)
    _scales(canvas)
    _awning(canvas)
    _ground(canvas)
    return canvas.finish()


def _square(canvas: Canvas) -> None:
    for left, wide, tall, wall, roof in [
        (-30, 230, 560, "#f0d9b0", BRICK), (200, 260, 640, "#e9b196", "#8c3f30"), (460, 220, 590, "#f3e6cc", BRICK),
        (680, 280, 660, "#e8c98e", "#8c3f30"), (960, 230, 580, "#bcd3c8", BRICK), (1190, 250, 640, "#f0d9b0", "#8c3f30"), (1440, 220, 570, "#e0a58a", BRICK),
    ]:  # fmt: skip
        top = 760 - tall
        canvas.paint(
            fade(wall, mix(wall, OCHRE, 0.2)),
            box(left, top, left + wide, 1005),
            shade=Shade(mix(wall, BARK, 0.4), 20, 0.5, 0.45),
        )
        canvas.paint(
            roof,
            path(
                f"{left - 8},{top + 4} {left + 30},{top - 46} {left + wide - 30},{top - 46} {left + wide + 8},{top + 4}"
            ),
            shade=Shade(PLUM, 40, 0.8, 0.3),
        )
        for row in range(5):
            for column in range(2 if wide < 250 else 3):
                x = left + wide * (column + 0.5) / (2 if wide < 250 else 3)
                y = top + 36 + row * 110
                canvas.paint(FOAM, box(x - 22, y - 5, x + 22, y + 67))
                canvas.paint(fade("#4f7886", "#8fb3b5", angle=60), box(x - 17, y, x + 17, y + 62))
                canvas.paint(FOAM, box(x - 1.5, y, x + 1.5, y + 62))
                canvas.paint(
                    INK,
                    stroke([(x - 28, y + 70), (x + 28, y + 70)], 3),
                    *(
                        stroke([(x + across, y + 46), (x + across, y + 70)], 2)
                        for across in range(-26, 27, 8)
                    ),
                    opacity=0.7,
                )
    canvas.paint("#f6e6c8", box(0, 0, 1600, 1005), opacity=0.22)


def _shade_inside(canvas: Canvas) -> None:
    canvas.paint(fade("#3d3a48", "#5b4a4c"), box(180, 330, 1420, COUNTER + 40))
    wood = fade("#a9744a", CHESTNUT)
    canvas.paint(wood, box(200, 510, 1400, 526), shade=Shade(BARK, 90, 0.9, 0.3))
    for index, x in enumerate(range(230, 1390, 58)):
        if not 470 < x < 660 and not 920 < x < 1110:
            ink = [SAFFRON, BRICK, OLIVE, "#c98f3a", PLUM][index % 5]
            canvas.paint(
                ink, rounded(x, 444, x + 40, 510, 7), shade=Shade(NIGHT, 0, 0.8, 0.4), opacity=0.95
            )
            canvas.paint(SAND, box(x - 1, 436, x + 41, 448), box(x + 6, 466, x + 34, 488))


def _strings(canvas: Canvas) -> None:
    """Garlic and red peppers on their strings."""
    for x, count in ((250, 8), (1350, 8)):
        canvas.paint(SAND, stroke([(x, 330), (x, 560)], 4))
        for step in range(count):
            for side in (-15, 15):
                bulb = (x + side, 372 + step * 23)
                canvas.paint(
                    fade(FOAM, "#e6d3cf"),
                    smooth(moved(path("0,-20 6,-8 15,2 12,14 0,18 -12,14 -15,2 -6,-8"), *bulb)),
                    shade=Shade("#8d6a86", 30, 0.8, 0.4),
                )
    for x in (330, 390, 1210, 1270):
        canvas.paint(SAND, stroke([(x, 330), (x, 400)], 3))
        for step in range(9):
            angle = 90 + canvas.random.uniform(-42, 42)
            canvas.paint(
                fade(CORAL, BRICK, angle=angle),
                leaf(x + canvas.random.uniform(-8, 8), 372 + step * 13, 58, 17, angle),
                shade=Shade("#6b1f2a", angle, 0.8, 0.4),
            )


def _seller(canvas: Canvas, x: float, hair: str, dress: str) -> None:
    body = smooth(
        moved(path("-112,720 -108,560 -92,500 -44,474 44,474 92,500 108,560 112,720"), x, 62)
    )
    canvas.paint(fade(mix(dress, FOAM, 0.1), dress), body, shade=Shade(NIGHT, 20, 0.8, 0.45))
    canvas.paint(
        fade(PAPER, "#e3d0b4"),
        smooth(moved(path("-58,720 -62,600 -50,540 50,540 62,600 58,720"), x, 62)),
        curve((x - 44, 542), (x - 48, 582), (x - 44, 618), width=12),
        curve((x + 44, 542), (x + 48, 582), (x + 44, 618), width=12),
        shade=Shade("#a58c76", 20, 0.6, 0.5),
    )
    canvas.paint(
        "#d99a76",
        moved(path("-20,430 20,430 24,484 0,500 -24,484"), x, 62),
        shade=Shade("#8d5540", 90, 0.8, 0.4),
    )
    canvas.paint(
        hair,
        disc(x + 2, 434, 64),
        disc(x + 6, 370, 30),
        shade=Shade(mix(hair, NIGHT, 0.6), 20, 0.8, 0.4),
    )
    face = smooth(
        moved(path("-44,372 -42,340 -20,322 22,322 44,340 46,374 34,420 2,446 -32,420"), x, 62)
    )
    canvas.paint(fade("#f0b792", "#e0a07c"), face, shade=Shade("#a8623f", 20, 0.6, 0.5))
    fringe = smooth(
        moved(path("-52,366 -50,326 -14,302 24,304 54,332 54,364 30,338 -14,334"), x, 62)
    )
    canvas.paint(hair, fringe, shade=Shade(mix(hair, NIGHT, 0.6), 20, 0.7, 0.4))
    for side in (-1, 1):
        canvas.paint(
            NIGHT, curve((x + side * 26, 440), (x + side * 18, 434), (x + side * 10, 440), width=4)
        )
        canvas.paint(CORAL, disc(x + side * 27, 460, 9), opacity=0.45, blur=2)
    canvas.paint("#8d3f35", curve((x - 14, 472), (x, 481), (x + 16, 471), width=4))


def _counter(canvas: Canvas) -> None:
    canvas.paint(
        fade("#b9804e", "#8a5836"),
        box(140, COUNTER + 90, 1460, 1000),
        shade=Shade(BARK, 90, 0.9, 0.4),
    )
    for x in range(140, 1460, 66):
        canvas.paint("#5f3a27", box(x, COUNTER + 90, x + 4, 1000), opacity=0.7)
    cloth = box(150, COUNTER + 8, 1450, COUNTER + 100)
    canvas.paint(fade("#e6d0a6", "#cfae7c"), cloth, shade=Shade(CHESTNUT, 90, 0.7, 0.4))


def _goods(canvas: Canvas) -> None:
    stall: list[tuple[Grocer, str]] = [
        (_tomato, "#8c5a38"),
        (_lemon, "#9a6a42"),
        (_lettuce, "#8c5a38"),
        (_aubergine, "#9a6a42"),
        (_orange, "#8c5a38"),
    ]
    for index, (grocer, wood) in enumerate(stall):
        _crate(canvas, 172 + index * 252, 700, grocer, wood)
    low: list[tuple[Grocer, str]] = [
        (_pea, "#9a6a42"),
        (_pepper, "#8c5a38"),
        (_tomato, "#9a6a42"),
        (_lemon, "#8c5a38"),
    ]
    for index, (grocer, wood) in enumerate(low):
        _crate(canvas, 240 + index * 288, 880, grocer, wood)


def _crate(canvas: Canvas, left: float, top: float, grocer: Grocer, wood: str) -> None:
    right = left + 244
    canvas.paint("#3a2217", box(left + 10, top + 20, right + 14, top + 146), opacity=0.45, blur=9)
    canvas.paint(
        "#4a2d1f",
        path(f"{left + 8},{top - 22} {right - 8},{top - 22} {right},{top + 40} {left},{top + 40}"),
    )
    for row in range(4):
        count = 6 if row % 2 else 7
        for item in range(count):
            x = left + 244 * (item + 0.5 + canvas.random.uniform(-0.12, 0.12)) / count
            grocer(canvas, x, top - 26 + row * 20 - (10 if 0 < item < count - 1 else 0))
    for slat in range(3):
        y = top + 34 + slat * 36
        canvas.paint(
            fade("#d9a66e", wood),
            rounded(left, y, right, y + 31, 4),
            shade=Shade(BARK, 90, 0.75, 0.4),
        )
        canvas.paint(INK, disc(left + 14, y + 15, 3), disc(right - 14, y + 15, 3))
    canvas.paint(
        fade("#c28b57", wood, angle=0),
        rounded(left - 4, top + 28, left + 24, top + 142, 3),
        rounded(right - 24, top + 28, right + 4, top + 142, 3),
        shade=Shade(BARK, 90, 0.8, 0.4),
    )
    tag = turned(
        rounded(left + 88, top + 8, left + 158, top + 62, 5),
        canvas.random.uniform(-6, 6),
        (left + 122, top + 36),
    )
    canvas.paint("#26343b", tag)
    for down, reach in ((24, 20), (36, 26), (48, 14)):
        canvas.paint(
            FOAM,
            stroke([(left + 122 - reach, top + down), (left + 122 + reach, top + down - 1)], 4, 2),
            opacity=0.85,
        )


def _tomato(canvas: Canvas, x: float, y: float) -> None:
    fruit = smooth(moved(path("0,-19 18,-20 26,-4 22,14 0,21 -22,14 -26,-4 -18,-20"), x, y))
    canvas.paint(fade("#ee7352", "#c63d2c", angle=60), fruit, shade=Shade("#6b1a22", 50, 0.9, 0.45))
    for angle in range(-160, 1, 40):
        canvas.paint(LEAF, leaf(x, y - 16, 15, 6, angle))
    canvas.paint(FOAM, disc(x - 11, y - 6, 4, 0.7), opacity=0.7)


def _lemon(canvas: Canvas, x: float, y: float) -> None:
    outline = moved(path("-32,0 -24,-8 -14,-19 8,-20 22,-10 32,1 22,12 6,20 -14,18 -24,9"), x, y)
    fruit = turned(smooth(outline), canvas.random.uniform(-40, 40), (x, y))
    canvas.paint(
        fade("#fbe88a", LEMON, SAFFRON, angle=60), fruit, shade=Shade("#b9731f", 50, 0.9, 0.45)
    )
    canvas.paint(FOAM, disc(x - 8, y - 8, 5, 0.6), opacity=0.7)


def _orange(canvas: Canvas, x: float, y: float) -> None:
    canvas.paint(
        fade("#f7b457", "#e5832f", angle=60), disc(x, y, 23), shade=Shade("#a8481c", 50, 0.9, 0.45)
    )
    canvas.paint(LEAF, disc(x + 2, y - 18, 3.4))
    canvas.paint(FOAM, disc(x - 9, y - 8, 4, 0.7), opacity=0.6)


def _lettuce(canvas: Canvas, x: float, y: float) -> None:
    for angle in range(-190, 11, 20):
        reach = canvas.random.uniform(34, 46)
        ink = canvas.random.choice([SPROUT, "#93a956", "#6f9150"])
        canvas.paint(
            fade("#dbe3a0", ink, angle=angle),
            leaf(x, y + 14, reach, 30, angle),
            shade=Shade(PINE, angle + 180, 0.6, 0.45),
        )
    for angle in (-140, -90, -40):
        canvas.paint(
            "#e6ecb8",
            curve((x, y + 12), towards((x, y + 12), angle, 30), width=4, end_width=1),
            opacity=0.8,
        )


def _aubergine(canvas: Canvas, x: float, y: float) -> None:
    tilt = canvas.random.uniform(-30, 30)
    body = turned(
        smooth(moved(path("0,-34 11,-26 19,-4 20,14 10,26 -10,26 -20,14 -19,-4 -11,-26"), x, y)),
        tilt,
        (x, y),
    )
    canvas.paint(fade("#7a4a82", "#472a52", angle=40), body, shade=Shade("#20122c", 30, 0.9, 0.4))
    cap = turned(
        smooth(moved(path("0,-46 5,-34 15,-20 5,-24 0,-14 -5,-24 -15,-20 -5,-34"), x, y)),
        tilt,
        (x, y),
    )
    canvas.paint(LEAF, cap)
    canvas.paint(ROSE, turned(moved(disc(x, y, 4, 2.4), -9, 0), tilt, (x, y)), opacity=0.6)


def _pepper(canvas: Canvas, x: float, y: float) -> None:
    ink, dark = canvas.random.choice(
        [("#d9482f", "#7a1f22"), ("#5f8a45", PINE), ("#efb53f", "#a8641c")]
    )
    body = turned(
        smooth(moved(path("-22,-18 -8,-24 0,-18 8,-24 22,-18 24,2 14,26 2,30 -12,27 -24,2"), x, y)),
        canvas.random.uniform(-24, 24),
        (x, y),
    )
    canvas.paint(fade(mix(ink, FOAM, 0.25), ink, angle=60), body, shade=Shade(dark, 50, 0.9, 0.4))
    canvas.paint(LEAF, curve((x, y - 16), (x + 2, y - 26), (x + 8, y - 32), width=7, end_width=4))
    canvas.paint(
        FOAM,
        curve((x - 12, y - 8), (x - 13, y + 2), (x - 9, y + 12), width=4, end_width=1),
        opacity=0.7,
    )


def _pea(canvas: Canvas, x: float, y: float) -> None:
    for _ in range(3):
        angle = canvas.random.uniform(-50, 50)
        start = towards(
            (x + canvas.random.uniform(-12, 12), y + canvas.random.uniform(-8, 12)), angle, -30
        )
        pod = leaf(*start, 62, 20, angle)
        canvas.paint(
            fade("#a9c46a", "#6f9a4a", angle=angle + 90),
            pod,
            shade=Shade(PINE, angle + 90, 0.8, 0.4),
        )
        for share in (0.34, 0.5, 0.66):
            canvas.paint("#c9dc8c", disc(*towards(start, angle, 62 * share), 4), opacity=0.8)


def _scales(canvas: Canvas) -> None:
    canvas.paint(INK, stroke([(792, 330), (792, 410)], 5))
    canvas.paint(fade("#e9e2d0", "#b9b4a4"), disc(792, 446, 46), shade=Shade(INK, 40, 0.8, 0.45))
    canvas.paint(PAPER, disc(792, 446, 37))
    for angle in range(0, 360, 30):
        canvas.paint(
            INK, stroke([towards((792, 446), angle, 29), towards((792, 446), angle, 35)], 2.5)
        )
    canvas.paint(BRICK, stroke([(792, 446), (812, 426)], 5, 2), disc(792, 446, 6))
    for across in (-84, 84):
        canvas.paint(INK, stroke([(792, 490), (792 + across, 590)], 2.5))
    canvas.paint(
        fade(FOAM, "#8a969a"),
        smooth(path("700,588 792,594 884,588 860,624 792,636 724,624"), closed=True),
        shade=Shade(INK, 60, 0.8, 0.4),
    )


def _awning(canvas: Canvas) -> None:
    left, right = AWNING
    for x in (left + 46, right - 46):
        canvas.paint(
            fade("#c78e5a", CHESTNUT, angle=0),
            box(x - 11, 190, x + 11, 1000),
            shade=Shade(BARK, 0, 0.9, 0.35),
        )
    stripes = 18
    top = [left + 60 + (right - left - 120) * step / stripes for step in range(stripes + 1)]
    low = [left - 40 + (right - left + 80) * step / stripes for step in range(stripes + 1)]
    canvas.paint(
        NIGHT,
        [(low[0], 330), (low[-1], 330), (low[-1] - 40, 440), (low[0] + 40, 440)],
        opacity=0.35,
        blur=22,
    )
    for step in range(stripes):
        ink = "#c9452f" if step % 2 == 0 else "#fbf0d9"
        middle, half = (low[step] + low[step + 1]) / 2, (low[step + 1] - low[step]) / 2
        panel = [(top[step], 90), (top[step + 1], 90), (low[step + 1], 300), (low[step], 300)]
        canvas.paint(
            fade(mix(ink, PAPER, 0.2), ink), panel, shade=Shade(mix(ink, BARK, 0.5), 90, 0.7, 0.45)
        )
        canvas.paint(
            mix(ink, BARK, 0.14),
            [(low[step], 299), (low[step + 1], 299), (low[step + 1], 340), (low[step], 340)],
            disc(middle, 338, half),
            within=box(0, 299, 1600, 420),
            shade=Shade(mix(ink, NIGHT, 0.6), 90, 0.6, 0.4),
        )
    canvas.paint(
        fade("#d9a66e", CHESTNUT),
        rounded(left + 44, 78, right - 44, 96, 8),
        shade=Shade(BARK, 90, 0.9, 0.3),
    )
    for x, ink in zip(range(240, 1400, 80), [SAFFRON, DEEP, CORAL, OLIVE, PLUM] * 3, strict=False):
        canvas.paint(ink, path(f"{x},30 {x + 46},34 {x + 23},70"), shade=Shade(INK, 90, 0.5, 0.5))
    canvas.paint(INK, curve((-10, 20), (400, 36), (800, 28), (1200, 40), (1610, 16), width=3))


def _ground(canvas: Canvas) -> None:
    canvas.paint(
        fade("#c9b08a", "#a58a68"), box(-5, 1000, 1605, 1075), shade=Shade("#6b523c", 90, 0.8, 0.4)
    )
    for row, y in enumerate((1020, 1044)):
        canvas.paint("#7d664c", box(0, y, 1600, y + 2), opacity=0.7)
        for x in range(row * 50, 1600, 100):
            canvas.paint("#7d664c", box(x, y - 22, x + 2, y), opacity=0.7)
    canvas.paint("#3a2a20", box(120, 996, 1480, 1012), opacity=0.6, blur=6)
