"""The Perseids over the pines of the Atalaya, once the harbour's lights are out."""

from math import hypot

from PIL import Image

from .canvas import Canvas, Shade, fade
from .figures import seated
from .palette import CORAL, INK, NIGHT, PAPER, SAFFRON
from .shapes import Shape, blob, box, curve, disc, lens, path, ridge, stroke

SKY = fade(
    "#081429", "#0d2142", "#143358", "#1e4b6b", "#34687a", "#6d8f8a", "#c2a583", NIGHT, NIGHT
)


def draw() -> Image.Image:
    canvas = Canvas(1200, 1500, seed=8, background=SKY)
    _milky_way(canvas)
    _stars(canvas)
    _meteors(canvas)
    _coast(canvas)
    for x, tall, lean in [
        (60, 760, 30),
        (210, 560, -20),
        (1130, 900, -40),
        (985, 620, 26),
        (1060, 470, -10),
    ]:
        _pine(canvas, x, 1330, tall, lean)
    _wall(canvas)
    _watchers(canvas)
    return canvas.finish()


def _milky_way(canvas: Canvas) -> None:
    for _ in range(120):
        along = canvas.random.random()
        x = 1120 - along * 900 + canvas.random.gauss(0, 70)
        y = along * 1050 + canvas.random.gauss(0, 50)
        canvas.glow(
            x,
            y,
            canvas.random.uniform(60, 170),
            canvas.random.choice(["#6f97b0", "#7f8fb6", "#9fb6bd"]),
            0.13,
        )
    rift = blob("1060,60 940,230 800,400 700,500 560,690 420,850 500,700 640,520 760,370 900,210")
    canvas.paint("#10264a", rift, opacity=0.5, blur=26)
    for _ in range(1500):
        along = canvas.random.random()
        x = 1120 - along * 900 + canvas.random.gauss(0, 80)
        y = along * 1050 + canvas.random.gauss(0, 60)
        canvas.paint("#d7e4e2", disc(x, y, canvas.random.uniform(0.6, 1.4)), opacity=0.55)


def _stars(canvas: Canvas) -> None:
    for _ in range(420):
        x, y = canvas.random.uniform(0, 1200), 1080 * canvas.random.random() ** 1.3
        radius = 0.8 + 2.4 * canvas.random.random() ** 4
        canvas.paint(
            canvas.random.choice([PAPER, "#ffffff", "#cfe3ea", "#fbe3b8"]), disc(x, y, radius)
        )
        if radius > 2.2:
            canvas.glow(x, y, radius * 7, "#dcecf2", 0.55)


def _meteors(canvas: Canvas) -> None:
    for start, end, width in [
        ((520, 110), (190, 420), 6),
        ((820, 470), (640, 626), 4),
        ((330, 80), (245, 158), 3),
    ]:
        canvas.paint("#9fc3d0", stroke([end, start], width * 2.6, 0.5), opacity=0.35, blur=4)
        canvas.paint("#ffffff", stroke([end, start], width, 0.3))
        canvas.glow(*end, hypot(width, width) * 4, "#ffffff", 0.9)


def _coast(canvas: Canvas) -> None:
    canvas.paint(fade("#8d938a", "#35566c", INK), box(0, 1122, 1200, 1300))
    hills = ridge(canvas.random, 1200, 1108, 30, waves=1.2, floor=1126)
    canvas.paint("#3e5268", hills, within=box(0, 0, 1200, 1122))
    for _ in range(60):
        x, y = canvas.random.uniform(0, 1200), 1130 + 130 * canvas.random.random()
        reach = canvas.random.uniform(14, 80)
        canvas.paint(
            canvas.random.choice(["#c2a583", "#8fa3a5"]), lens(x, y, reach, 4), opacity=0.45
        )
    for x in (300, 338, 352, 410, 702, 760, 774):
        canvas.paint(SAFFRON, disc(x, 1113, 2.5))
        canvas.glow(x, 1113, 16, SAFFRON, 0.6)


def _pine(canvas: Canvas, x: float, base: float, tall: float, lean: float) -> None:
    """A stone pine: a bare bent trunk under a few flat clouds of needles."""
    top = base - tall
    trunk = [
        (x, base),
        (x + lean * 0.2, base - tall * 0.35),
        (x + lean, base - tall * 0.7),
        (x + lean * 0.7, top + 40),
    ]
    canvas.paint(NIGHT, curve(*trunk, width=tall * 0.045, end_width=tall * 0.015))
    for share, side in [(0.55, -1), (0.66, 1), (0.76, -1), (0.86, 1)]:
        y = base - tall * share
        tip = (x + lean * share + side * tall * 0.16, y - tall * 0.07)
        canvas.paint(
            NIGHT,
            curve(
                (x + lean * share, y),
                (x + lean * share + side * tall * 0.08, y - tall * 0.02),
                tip,
                width=tall * 0.016,
                end_width=2,
            ),
        )
        _needles(canvas, *tip, tall * 0.13)
    for across in (-0.1, 0.06, -0.01):
        _needles(canvas, x + lean * 0.7 + tall * across, top + 30 + abs(across) * 260, tall * 0.15)


def _needles(canvas: Canvas, x: float, y: float, reach: float) -> None:
    cloud: list[Shape] = []
    for _ in range(16):
        dx, dy = canvas.random.uniform(-1, 1) * reach, canvas.random.uniform(-0.3, 0.22) * reach
        cloud.append(disc(x + dx, y + dy, reach * canvas.random.uniform(0.2, 0.36), 0.62))
    canvas.paint("#0c2233", *cloud, shade=Shade("#3c6470", 270, 0.55))


def _wall(canvas: Canvas) -> None:
    ground = ridge(canvas.random, 1200, 1318, 26, waves=1, floor=1500)
    canvas.paint(fade("#12283a", "#081220"), ground)
    wall = path("-10,1362 380,1352 820,1352 1210,1366 1210,1440 -10,1440")
    canvas.paint(fade("#2b475c", "#14283a"), wall, shade=Shade("#6f8ea0", 270, 0.5, 0.55))
    for _ in range(150):
        x, course = canvas.random.uniform(-20, 1200), 1366 + 18 * canvas.random.randrange(4)
        place = course + canvas.random.uniform(-3, 3)
        stone = lens(x, place, canvas.random.uniform(16, 30), 5)
        canvas.paint("#0f2130", stone, opacity=0.8)
    for _ in range(300):
        x, tall = canvas.random.uniform(0, 1200), canvas.random.uniform(20, 74)
        y, lean = canvas.random.uniform(1440, 1510), canvas.random.uniform(-14, 18)
        blade = curve((x, y), (x + 3, y - tall * 0.6), (x + lean, y - tall), width=5, end_width=0.5)
        canvas.paint(canvas.random.choice(["#060f1b", "#0a1828"]), blade)


def _watchers(canvas: Canvas) -> None:
    canvas.glow(640, 1330, 150, CORAL, 0.5)
    for x, tall, tilt, light in [(452, 122, -5, 0), (544, 110, 4, 0), (742, 126, -6, 180)]:
        canvas.paint("#0d1c2d", *seated(x, 1362, tall, tilt))
        back = seated(x, 1362, tall, tilt)[0]
        canvas.paint("#0d1c2d", back, shade=Shade("#c9705a", light, 0.6, 0.55))
    canvas.paint("#0d1d2e", box(620, 1318, 660, 1354), path("630,1320 634,1304 646,1304 650,1320"))
    canvas.paint("#ff9d78", box(627, 1324, 653, 1348))
    canvas.glow(640, 1336, 40, "#ffd0b0", 0.9)
