"""Eladio's boat from above, alone on green water."""

from math import pi, sin

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .palette import BARK, BRICK, CHESTNUT, CORAL, DEEP, FOAM, INK, LAGOON, OCHRE, PAPER, SAND, SEA
from .shapes import Point, Shape, blob, box, curve, disc, moved, path, smooth, stroke, turned

MIDDLE = (610.0, 760.0)
TILT = 24

HULL = "-112,210 -146,40 -126,-120 -70,-260 0,-350 70,-260 126,-120 146,40 112,210 56,258 -56,258"
INSIDE = "-92,196 -122,40 -104,-110 -58,-232 0,-306 58,-232 104,-110 122,40 92,196 46,236 -46,236"


def draw() -> Image.Image:
    water = fade("#8cc4b4", LAGOON, "#4a9a99", SEA, "#256a78", angle=68)
    canvas = Canvas(1200, 1500, seed=41, background=water)
    _depths(canvas)
    _waves(canvas)
    _wake(canvas)
    _boat(canvas)
    return canvas.finish()


def _turned(corners: str, *, curved: bool = False) -> Shape:
    """A part of the boat, drawn upright around its middle."""
    shape = blob(corners, *MIDDLE) if curved else path(corners, *MIDDLE)
    return turned(shape, TILT, MIDDLE)


def _across(left: float, top: float, right: float, bottom: float) -> Shape:
    """A plank of the boat, as a box around its middle."""
    x, y = MIDDLE
    return turned(box(x + left, y + top, x + right, y + bottom), TILT, MIDDLE)


def _depths(canvas: Canvas) -> None:
    for _ in range(16):
        x, y = canvas.random.uniform(-100, 1300), canvas.random.uniform(-100, 1600)
        reach = canvas.random.uniform(90, 240)
        blob = [
            (
                x + reach * canvas.random.uniform(0.6, 1.1) * a,
                y + reach * 0.6 * canvas.random.uniform(0.6, 1.1) * b,
            )
            for a, b in path("-1,0 -0.7,-0.7 0,-1 0.7,-0.7 1,0 0.7,0.7 0,1 -0.7,0.7")
        ]
        canvas.paint(
            canvas.random.choice([DEEP, SEA, "#a7d3bf"]), smooth(blob), opacity=0.2, blur=22
        )


def _waves(canvas: Canvas) -> None:
    """Long broken crests that run aslant, thin at both ends."""
    for row in range(27):
        y = -260 + row * 74
        phase = canvas.random.uniform(0, 2 * pi)
        x = canvas.random.uniform(-200, 0)
        while x < 1300:
            reach = canvas.random.uniform(70, 300)
            crest = [_on_wave(x + reach * step / 12, y, phase) for step in range(13)]
            back = [
                _on_wave(x + reach * step / 12, y + 7 * sin(pi * step / 12), phase)
                for step in range(12, -1, -1)
            ]
            ink = canvas.random.choice([FOAM, FOAM, "#bfe0d2", DEEP])
            canvas.paint(ink, crest + back, opacity=0.22 if ink == DEEP else 0.5)
            x += reach + canvas.random.uniform(30, 260)


def _on_wave(x: float, y: float, phase: float) -> Point:
    return (x, y + x * 0.22 + 13 * sin(x / 62 + phase) + 7 * sin(x / 23 + phase))


def _wake(canvas: Canvas) -> None:
    canvas.paint("#123f52", moved(_turned(HULL, curved=True), 62, 54), opacity=0.5, blur=14)
    for share, strength in ((1.13, 0.5), (1.26, 0.32), (1.4, 0.2)):
        ring = _rim(_turned(HULL, curved=True), share)
        part = len(ring) // 6
        for start in range(0, part * 6, part):
            drawn = int(part * canvas.random.uniform(0.45, 0.85))
            canvas.paint(FOAM, stroke(ring[start : start + drawn], 7, 1), opacity=strength)


def _boat(canvas: Canvas) -> None:
    hull, inside = _turned(HULL, curved=True), _turned(INSIDE, curved=True)
    canvas.paint(fade(CORAL, BRICK, angle=20), hull, shade=Shade("#6b2430", 20))
    canvas.paint(PAPER, _rim(hull, 0.962), shade=Shade(OCHRE, 20, 0.7))
    canvas.paint(BRICK, _rim(hull, 0.93), shade=Shade("#6b2430", 200))
    canvas.paint(fade("#c99a5b", CHESTNUT, angle=200), inside, shade=Shade(BARK, 200, 1))
    _ribs(canvas, inside)
    for down, half in ((-140, 104), (20, 128), (165, 108)):
        _bench(canvas, down, half, inside)
    _oars(canvas)
    _belongings(canvas)
    canvas.paint(DEEP, _turned("-6,-330 6,-330 8,-300 -8,-300"))


def _ribs(canvas: Canvas, inside: Shape) -> None:
    for side in (-78, -40, 0, 40, 78):
        seam = _turned(f"{side},240 {side},60 {side},-120 {side * 0.2},-300")
        plank = curve(*seam, width=4, end_width=2)
        canvas.paint(mix(CHESTNUT, BARK, 0.6), plank, within=inside, opacity=0.8)
    ribs = [_across(-150, down, 150, down + 10) for down in (-190, -110, -30, 50, 130, 200)]
    canvas.paint(mix(CHESTNUT, BARK, 0.4), *ribs, within=inside, opacity=0.8)


def _rim(hull: Shape, share: float) -> Shape:
    return [
        (MIDDLE[0] + (x - MIDDLE[0]) * share, MIDDLE[1] + (y - MIDDLE[1]) * share) for x, y in hull
    ]


def _bench(canvas: Canvas, down: float, half: float, inside: Shape) -> None:
    shadow = _across(-half, down + 10, half, down + 66)
    canvas.paint(BARK, shadow, within=inside, opacity=0.6, blur=4)
    seat = _across(-half, down, half, down + 48)
    canvas.paint(fade(SAND, OCHRE, angle=20), seat, within=inside, shade=Shade(CHESTNUT, 20))
    grain = [_across(-half, down + offset, half, down + offset + 2) for offset in (15, 31)]
    canvas.paint(CHESTNUT, *grain, within=inside, opacity=0.7)


def _oars(canvas: Canvas) -> None:
    for corners, blade in [
        (
            "-36,30 -150,-4 -420,-66",
            "-408,-78 -440,-96 -520,-112 -540,-92 -526,-74 -446,-62 -412,-56",
        ),
        ("36,30 150,10 420,52", "408,40 440,36 520,46 540,68 522,84 446,76 410,62"),
    ]:
        shaft = [_turned(f"{x},{y}")[0] for x, y in path(corners)]
        canvas.paint(
            "#123f52",
            [(x + 36, y + 34) for x, y in stroke(shaft, 15)],
            [(x + 36, y + 34) for x, y in _turned(blade, curved=True)],
            opacity=0.35,
            blur=8,
        )
        canvas.paint(fade(SAND, OCHRE), stroke(shaft, 15, 12), shade=Shade(CHESTNUT, 90))
        canvas.paint(fade(SAND, OCHRE), _turned(blade, curved=True), shade=Shade(CHESTNUT, 60))
        canvas.paint(INK, disc(*shaft[1], 13))
        canvas.paint(OCHRE, disc(*shaft[1], 6))


def _belongings(canvas: Canvas) -> None:
    coil = _turned("0,-220")[0]
    for reach in (44, 34, 24, 14):
        canvas.paint(
            SAND if reach in (44, 24) else "#b08d5c", disc(*coil, reach), shade=Shade(BARK, 30, 0.7)
        )
    tin = _turned("56,110")[0]
    canvas.paint(BARK, disc(tin[0] + 8, tin[1] + 8, 30), opacity=0.5, blur=4)
    canvas.paint("#c9d3cf", disc(*tin, 30), shade=Shade(INK, 30, 0.7))
    canvas.paint(fade(SEA, LAGOON, angle=40), disc(*tin, 23))
