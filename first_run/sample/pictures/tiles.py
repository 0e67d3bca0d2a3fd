"""A wall of tiles in Porto: one drawing, turned; and one tile that somebody turned wrong."""

from PIL import Image

from .canvas import Canvas, Shade, fade
from .palette import LEMON, SAFFRON
from .shapes import Shape, blob, box, curve, disc, leaf, path, towards

SIDE = 200
GLAZE, COBALT, SKY, PALE = "#f3efe0", "#234a8a", "#6f97c4", "#b9cfdf"
TURNED_WRONG = (5, 2)


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=95, background="#b3a48c")
    tile = _tile()
    for column in range(8):
        for row in range(6):
            _lay(canvas, tile, column, row)
    _wear(canvas)
    _shadow(canvas)
    return canvas.finish()


def _lay(canvas: Canvas, tile: Image.Image, column: int, row: int) -> None:
    turns = [[0, 3], [1, 2]][row % 2][column % 2]
    if (column, row) == TURNED_WRONG:
        turns += 2
    left, top = column * SIDE + 2, row * SIDE + 2
    laid = tile.rotate(90 * turns)
    veil = Image.new("RGB", laid.size, canvas.random.choice(["#fff6e0", "#cfdde0", "#e9dcc0"]))
    canvas.image.paste(Image.blend(laid, veil, canvas.random.uniform(0, 0.16)), (left, top))
    canvas.paint(
        "#ffffff",
        path(f"{left + 8},{top + 8} {left + 70},{top + 8} {left + 8},{top + 70}"),
        opacity=0.14,
        blur=6,
    )
    canvas.paint(
        "#6b6a70",
        box(left + SIDE - 9, top, left + SIDE - 4, top + SIDE - 4),
        box(left, top + SIDE - 9, left + SIDE - 4, top + SIDE - 4),
        opacity=0.2,
        blur=2,
    )


def _tile() -> Image.Image:
    """One tile, its flower growing from the lower right corner; drawn large for clean lines."""
    large = Canvas(400, 400, seed=4, background=fade("#f8f4e6", GLAZE, angle=45))
    _band(large)
    _flower(large)
    _corner(large)
    return large.image.resize((SIDE - 4, SIDE - 4), Image.Resampling.LANCZOS)


def _flower(canvas: Canvas) -> None:
    corner = (400.0, 400.0)
    for angle, reach, width in [(225, 268, 104), (192, 236, 76), (258, 236, 76)]:
        canvas.paint(
            COBALT, leaf(*corner, reach, width, angle), shade=Shade("#16305f", angle + 180)
        )
        canvas.paint(
            SKY,
            leaf(*towards(corner, angle, 70), reach * 0.6, width * 0.5, angle),
            shade=Shade(COBALT, angle, 0.7, 0.5),
        )
        canvas.paint(GLAZE, leaf(*towards(corner, angle, 96), reach * 0.34, width * 0.2, angle))
    for angle in (208, 242):
        canvas.paint(PALE, disc(*towards(corner, angle, 196), 15))
        canvas.paint(COBALT, disc(*towards(corner, angle, 196), 8))
    canvas.paint(COBALT, disc(*corner, 92))
    canvas.paint(fade(LEMON, SAFFRON, angle=45), disc(*corner, 78), shade=Shade("#c9822e", 45))
    canvas.paint(
        GLAZE, *(disc(*towards(corner, angle, 60), 7) for angle in (190, 212.5, 237.5, 260))
    )


def _band(canvas: Canvas) -> None:
    for reach, width, ink in (
        (350, 30, COBALT),
        (350, 16, PALE),
        (312, 6, COBALT),
        (388, 6, COBALT),
    ):
        ring = disc(400, 400, reach)
        canvas.paint(ink, curve(*ring, ring[0], width=width))


def _corner(canvas: Canvas) -> None:
    canvas.paint(GLAZE, disc(0, 0, 150))
    for angle, reach in ((45, 158), (14, 128), (76, 128)):
        canvas.paint(COBALT, leaf(0, 0, reach, 54, angle), shade=Shade("#16305f", angle + 180, 0.7))
        canvas.paint(PALE, leaf(*towards((0, 0), angle, 44), reach * 0.5, 20, angle))
    canvas.paint(COBALT, disc(0, 0, 44))
    canvas.paint(SAFFRON, disc(0, 0, 30))


def _wear(canvas: Canvas) -> None:
    """Chips in the glaze where the clay shows."""
    for _ in range(9):
        x = canvas.random.randrange(9) * SIDE + canvas.random.choice([-12, 12])
        y = canvas.random.randrange(6) * SIDE + canvas.random.choice([-12, 12])
        chip = [
            (x + canvas.random.uniform(4, 9) * a, y + canvas.random.uniform(4, 8) * b)
            for a, b in path("-1,0 -0.5,-1 0.6,-0.9 1,0.1 0.4,1 -0.6,0.8")
        ]
        canvas.paint("#c98f62", chip, shade=Shade("#7a5138", 60, start=0.3))


def _shadow(canvas: Canvas) -> None:
    """The shade of a branch, and of the eaves."""
    branch: list[Shape] = [
        curve((1640, 40), (1380, 120), (1130, 110), (930, 190), width=26, end_width=5)
    ]
    for step in range(30):
        share = step / 29
        x, y = 1640 - 760 * share, 60 + 120 * share + canvas.random.uniform(-30, 30)
        branch.append(
            leaf(x, y, canvas.random.uniform(90, 140), 34, canvas.random.uniform(60, 230))
        )
    canvas.paint("#2b3350", *branch, opacity=0.28, blur=3)
    canvas.paint("#2b3350", blob("-40,-40 1700,-40 1700,10 900,26 -40,44"), opacity=0.32, blur=10)
    canvas.paint("#fff1cf", path("-20,500 600,-20 900,-20 -20,760"), opacity=0.16, blur=20)
