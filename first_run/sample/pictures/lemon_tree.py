"""The lemon tree in the postwoman's yard, against the whitewash."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .keepsakes import basket
from .palette import BARK, CHESTNUT, FOAM, LEAF, LEMON, OCHRE, OLIVE, PINE, SAFFRON, SPROUT
from .shapes import Shape, box, curve, disc, leaf, moved, path, smooth, towards, trail, turned

SHADOW = "#8d8fb0"
BRANCHES = [
    "1230,-30 1040,120 860,210 650,250 430,330 260,470",
    "860,205 760,330 720,480 640,620 520,720",
    "1030,125 1000,300 1010,470 950,640 900,790",
    "1240,330 1150,470 1120,640 1130,800",
    "640,250 520,190 380,170 220,200 90,180",
    "600,-30 520,60 420,90 300,60",
]
LEMONS = [
    (300, 560, 1.0, 8),
    (500, 480, 1.1, -6),
    (560, 800, 1.15, 10),
    (740, 610, 1.0, -12),
    (930, 880, 1.2, 4),
    (1010, 600, 1.05, 12),
    (1120, 880, 1.05, -8),
    (160, 290, 0.95, 6),
    (860, 360, 0.95, -4),
    (420, 250, 0.85, 10),
    (1150, 300, 1.0, -10),
]


def draw() -> Image.Image:
    canvas = Canvas(1200, 1500, seed=77, background=fade("#fdf6e6", "#f6ead2", "#ecd9bb", angle=60))
    leaves, twigs = _foliage(canvas)
    _wall(canvas)
    _cast(canvas, leaves, twigs)
    for branch in twigs:
        canvas.paint(fade(CHESTNUT, BARK), branch, shade=Shade("#33211a", 60))
    for place in leaves[::2]:
        _leaf(canvas, *place)
    for lemon in LEMONS:
        _lemon(canvas, *lemon)
    for place in leaves[1::2]:
        _leaf(canvas, *place)
    for x, y in (
        (370, 410),
        (610, 560),
        (820, 500),
        (1060, 420),
        (240, 190),
        (700, 230),
        (1010, 730),
    ):
        _blossom(canvas, x, y)
    _basket(canvas)
    return canvas.finish()


def _foliage(canvas: Canvas) -> tuple[list[tuple[float, float, float, float]], list[Shape]]:
    """Where leaves grow (x, y, length, angle), and the branches that carry them."""
    leaves = []
    twigs = []
    for line in BRANCHES:
        spine = smooth(path(line), closed=False)
        twigs.append(trail(line, width=20, end_width=4))
        for x, y in spine[4::3]:
            for _ in range(2):
                angle = canvas.random.choice(
                    [-150, -110, 30, 60, 95, 130, 160]
                ) + canvas.random.uniform(-26, 26)
                leaves.append((x, y, canvas.random.uniform(88, 150), angle))
    return (leaves, twigs)


def _wall(canvas: Canvas) -> None:
    for _ in range(26):
        x, y, reach = (
            canvas.random.uniform(0, 1200),
            canvas.random.uniform(0, 1250),
            canvas.random.uniform(40, 150),
        )
        stain = [
            (
                x + reach * canvas.random.uniform(0.6, 1) * a,
                y + reach * 0.5 * canvas.random.uniform(0.6, 1) * b,
            )
            for a, b in path("-1,0 -0.6,-1 0.6,-1 1,0 0.6,1 -0.6,1")
        ]
        canvas.paint(
            canvas.random.choice(["#fffaf0", "#e2cba8"]), smooth(stain), opacity=0.3, blur=16
        )
    canvas.paint(
        fade("#3f76a3", "#2b5c88"), box(-5, 1270, 1205, 1505), shade=Shade("#1b3d60", 90, start=0.3)
    )
    canvas.paint("#f4e2bd", box(-5, 1262, 1205, 1272))


def _cast(
    canvas: Canvas, leaves: list[tuple[float, float, float, float]], twigs: list[Shape]
) -> None:
    """The shadow that it all throws on the wall."""
    blades = [leaf(x + 62, y + 78, length, length * 0.42, angle) for x, y, length, angle in leaves]
    fruit = [moved(_outline(x, y, size, tilt), 62, 78) for x, y, size, tilt in LEMONS]
    canvas.paint(
        SHADOW, *blades, *fruit, *(moved(twig, 62, 78) for twig in twigs), opacity=0.42, blur=7
    )


def _leaf(canvas: Canvas, x: float, y: float, length: float, angle: float) -> None:
    stem = towards((x, y), angle, 14)
    blade = leaf(*stem, length, length * 0.42, angle)
    ink = canvas.random.choice([LEAF, LEAF, "#4f7f4a", OLIVE, PINE])
    canvas.paint(
        fade(ink, mix(ink, SPROUT, 0.35), angle=angle),
        blade,
        shade=Shade(mix(ink, PINE, 0.8), angle + 180),
    )
    side = blade[: len(blade) // 2] if -90 < angle < 90 else blade[len(blade) // 2 :]
    canvas.paint(mix(ink, SPROUT, 0.5), side, opacity=0.45)
    canvas.paint(
        mix(ink, "#eef0c0", 0.55),
        curve((x, y), stem, towards((x, y), angle, length), width=4, end_width=1),
    )


def _outline(x: float, y: float, size: float, tilt: float) -> Shape:
    """The outline of a lemon around (x, y)."""
    half = path("0,-80 -34,-66 -54,-30 -57,4 -46,42 -22,64 -10,76 0,84")
    whole = half + [(-across, down) for across, down in half[-2:0:-1]]
    return turned(smooth([(x + a * size, y + b * size) for a, b in whole]), tilt, (x, y))


def _lemon(canvas: Canvas, x: float, y: float, size: float, tilt: float) -> None:
    """A lemon on its stalk."""
    stalk = ((x, y - 122 * size), (x + 3, y - 100 * size), (x, y - 70 * size))
    canvas.paint(BARK, curve(*stalk, width=8 * size))
    _fruit(canvas, x, y, size, tilt)


def _fruit(canvas: Canvas, x: float, y: float, size: float, tilt: float) -> None:
    outline = _outline(x, y, size, tilt)
    skin = fade("#fbe88a", LEMON, SAFFRON, angle=50)
    canvas.paint(skin, outline, shade=Shade("#c47a24", 40))
    for _ in range(26):
        spot = (x + canvas.random.gauss(0, 22) * size, y + canvas.random.gauss(0, 28) * size)
        canvas.paint("#d39a35", disc(*spot, 1.8), within=outline, opacity=0.5)
    shine = path("-34,-26 -26,-46 -14,-54 -18,-34 -28,-6 -36,6")
    lit = turned(smooth([(x + a * size, y + b * size) for a, b in shine]), tilt, (x, y))
    canvas.paint("#fffbe0", lit, opacity=0.75, blur=1.5)
    crown = towards((x, y), tilt - 90, 80 * size)
    calyx = [leaf(*crown, 20 * size, 11 * size, tilt + angle) for angle in (40, 90, 140)]
    canvas.paint(OLIVE, *calyx, shade=Shade(PINE, 60))


def _blossom(canvas: Canvas, x: float, y: float) -> None:
    turn = canvas.random.uniform(0, 72)
    for petal in range(5):
        canvas.paint(
            fade(FOAM, "#f2d9e0", angle=petal * 72 + turn + 180),
            leaf(x, y, 46, 28, petal * 72 + turn),
            shade=Shade("#c9a9c0", petal * 72 + turn + 180, 0.6),
        )
    for petal in range(7):
        canvas.paint(SAFFRON, disc(*towards((x, y), petal * 51, 8), 3.4))
    canvas.paint(OCHRE, disc(x, y, 4))


def _basket(canvas: Canvas) -> None:
    canvas.paint("#10263f", disc(352, 1462, 240, 0.12), opacity=0.6, blur=12)
    for x, y, tilt in [
        (262, 1206, -40),
        (352, 1188, 30),
        (440, 1208, 60),
        (226, 1258, -70),
        (312, 1250, 12),
        (398, 1254, 75),
        (476, 1262, -30),
    ]:
        _fruit(canvas, x, y, 0.9, tilt)
    basket(canvas, 352, 1468)
