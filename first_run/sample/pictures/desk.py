"""Bruno's table, tidied for the occasion: the nine things that are on it."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .desk_things import mug, notebook, plant, screws, tide_clock
from .keepsakes import shell
from .palette import (
    APRICOT,
    BARK,
    BRICK,
    CHESTNUT,
    CORAL,
    DEEP,
    FOAM,
    INK,
    LAGOON,
    LEMON,
    MAUVE,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAFFRON,
    SAND,
    SEA,
)
from .shapes import (
    blob,
    box,
    curve,
    disc,
    lens,
    path,
    ridge,
    rounded,
    stroke,
)

TABLE = 800


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=29, background=fade("#2f5d68", "#2a5360", "#234652"))
    _window(canvas)
    _lamplight(canvas)
    _shelf(canvas)
    _table(canvas)
    _screen(canvas)
    _lamp(canvas)
    tide_clock(canvas)
    plant(canvas)
    mug(canvas)
    notebook(canvas)
    screws(canvas)
    shell(canvas, 1440, 1014, 0.9)
    return canvas.finish()


def _window(canvas: Canvas) -> None:
    view = box(1010, 90, 1470, 610)
    canvas.paint(NIGHT, box(996, 84, 1500, 640), opacity=0.35, blur=12)
    canvas.paint(PAPER, box(986, 66, 1494, 634), shade=Shade("#8a7a74", 0, 0.7, 0.5))
    canvas.paint(fade("#5b5f86", MAUVE, "#d9907c", APRICOT, SAFFRON), view)
    canvas.paint("#fff1cf", disc(1180, 430, 40), within=view)
    clouds = (1120, 180, 200, 24), (1380, 250, 220, 22), (1080, 320, 180, 16), (1350, 370, 160, 12)
    for cloud in clouds:
        canvas.paint("#b97a80", lens(*cloud), within=view, shade=Shade(APRICOT, 90, 0.6))
    canvas.paint(fade("#8a6a7c", "#3f4f70"), box(1010, 470, 1470, 610))
    for _ in range(34):
        x, y = 1180 + canvas.random.gauss(0, 46), 478 + canvas.random.random() * 126
        canvas.paint(SAFFRON, lens(x, y, canvas.random.uniform(8, 34), 5), within=view, opacity=0.8)
    hills = ridge(canvas.random, 1600, 456, 44, waves=2.2, floor=474)
    canvas.paint("#6a5478", hills, within=box(1010, 90, 1470, 472))
    cape = blob("1300,560 1340,500 1400,452 1480,430 1500,640 1290,640")
    canvas.paint(fade("#43405f", "#22304a"), cape, within=view, shade=Shade(CORAL, 180, 0.5, 0.5))
    canvas.paint(PAPER, path("1416,446 1434,446 1431,380 1419,380"), shade=Shade(INK, 0))
    canvas.glow(1425, 374, 60, LEMON, 0.8)
    canvas.paint(BRICK, path("1414,380 1425,362 1436,380"), box(1417, 404, 1433, 420))
    canvas.paint(PAPER, box(1234, 84, 1246, 616), box(1004, 340, 1476, 350))
    canvas.paint(fade("#e9d8bb", "#c0a88c"), box(966, 626, 1514, 652), shade=Shade(BARK, 90, 0.7))


def _lamplight(canvas: Canvas) -> None:
    canvas.glow(420, 560, 520, "#ffd98a", 0.55)
    canvas.paint("#ffe3a3", path("318,372 470,372 760,800 110,800"), opacity=0.2, blur=26)


def _shelf(canvas: Canvas) -> None:
    canvas.paint(NIGHT, box(70, 254, 720, 286), opacity=0.4, blur=12)
    canvas.paint(
        fade("#b98350", CHESTNUT), box(60, 236, 720, 260), shade=Shade(BARK, 90, start=0.3)
    )
    x = 96.0
    inks = [BRICK, SAND, DEEP, SAFFRON, ROSE, PAPER, LAGOON, CORAL, "#7f8f4c", INK, OCHRE, FOAM]
    for ink in inks:
        wide, tall = canvas.random.uniform(24, 46), canvas.random.uniform(110, 176)
        spine = box(x, 236 - tall, x + wide, 236)
        canvas.paint(
            fade(ink, mix(ink, INK, 0.15), angle=0), spine, shade=Shade(mix(ink, NIGHT, 0.6), 0)
        )
        trim = mix(ink, PAPER if ink in (DEEP, INK, BRICK) else INK, 0.5)
        canvas.paint(
            trim, box(x, 236 - tall + 18, x + wide, 236 - tall + 23), box(x, 214, x + wide, 218)
        )
        x += wide + 1
    canvas.paint(fade("#e0b27c", OCHRE), disc(x + 62, 190, 46), shade=Shade(CHESTNUT, 45))
    land = [
        blob(f"{x + 34},170 {x + 56},158 {x + 70},176 {x + 54},200 {x + 38},194"),
        blob(f"{x + 76},196 {x + 98},186 {x + 92},214 {x + 78},216"),
    ]
    canvas.paint(SEA, disc(x + 62, 190, 42), shade=Shade(NIGHT, 45))
    canvas.paint("#7f9f5c", *land, within=disc(x + 62, 190, 42))
    canvas.paint(BARK, box(x + 40, 230, x + 84, 237))


def _table(canvas: Canvas) -> None:
    canvas.paint(NIGHT, box(0, 640, 1600, TABLE), opacity=0.3, blur=60)
    canvas.paint(
        fade("#d29a63", "#b67d4b", "#8a5836"),
        box(-5, TABLE, 1605, 1075),
        shade=Shade("#4f2f20", 90),
    )
    canvas.paint("#e9bd86", box(-5, TABLE - 4, 1605, TABLE + 5))
    for _ in range(50):
        x, y = canvas.random.uniform(-60, 1560), canvas.random.uniform(TABLE + 14, 1060)
        canvas.paint(
            "#7a4c30",
            curve(
                (x, y),
                (x + 80, y + canvas.random.uniform(-4, 4)),
                (x + 220, y),
                width=3,
                end_width=0.8,
            ),
            opacity=0.4,
        )
    canvas.paint("#ffdf9e", disc(440, 880, 420, 0.22), opacity=0.3, blur=30)


def _screen(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(800, 880, 260, 0.1), opacity=0.55, blur=10)
    canvas.paint("#8a9697", path("756,700 844,700 860,868 740,868"), shade=Shade(INK, 0))
    canvas.paint("#c9d3cf", disc(800, 872, 120, 0.13), shade=Shade(INK, 0, start=0.5))
    canvas.paint(
        fade("#f2ead9", "#cfc6b4"),
        rounded(536, 400, 1064, 738, 22),
        shade=Shade("#6d6a70", 30, start=0.5),
    )
    canvas.paint(fade("#16283c", "#0e1c2d", angle=60), rounded(558, 420, 1042, 704, 10))
    _code(canvas)
    canvas.paint("#6fd0a0", disc(1030, 721, 5))
    _little_computer(canvas)
    canvas.paint("#3a2217", path("566,1000 1040,1000 1064,1048 548,1048"), opacity=0.5, blur=8)
    canvas.paint(
        fade("#efe6d4", "#cdc3b0"),
        path("580,920 1020,920 1056,1022 546,1022"),
        shade=Shade("#6d6a70", 60, 0.7, 0.5),
    )
    for row in range(4):
        y, spread = 932 + row * 22, 1 + row * 0.045
        for key in range(13):
            x = 800 + (key - 6) * 32 * spread
            if row < 3 or not 3 < key < 9:
                canvas.paint(
                    CORAL if (row, key) == (0, 0) else "#5d6b74",
                    rounded(x - 13, y, x + 13, y + 17, 4),
                )
    canvas.paint("#5d6b74", rounded(716, 998, 884, 1015, 4))


def _code(canvas: Canvas) -> None:
    inks = ["#7fc8c2", "#f0b45f", "#e98a6b", "#c9d8d2", "#a8b8d8"]
    for row, indent in enumerate((0, 0, 1, 1, 2, 2, 1, 0, 1, 1, 2)):
        x = 604.0 + indent * 34
        canvas.paint("#3f5568", rounded(574, 440 + row * 23, 588, 448 + row * 23, 4))
        for _ in range(canvas.random.randrange(2, 5)):
            wide = canvas.random.uniform(26, 92)
            canvas.paint(
                canvas.random.choice(inks),
                rounded(x, 439 + row * 23, x + wide, 449 + row * 23, 5),
                opacity=0.9,
            )
            x += wide + 13
    canvas.paint("#ffffff", path("860,420 1042,420 1042,640 960,704 700,704"), opacity=0.05)


def _little_computer(canvas: Canvas) -> None:
    """The machine itself: no bigger than a sandwich, with its two lights."""
    canvas.paint("#3a2217", box(1096, 868, 1262, 892), opacity=0.5, blur=8)
    canvas.paint(
        fade("#3d4f5c", "#25343f"),
        rounded(1092, 826, 1256, 880, 8),
        shade=Shade(NIGHT, 0, start=0.5),
    )
    canvas.paint("#52656f", path("1104,808 1244,808 1256,830 1092,830"))
    for x in range(1150, 1240, 14):
        canvas.paint(NIGHT, rounded(x, 842, x + 6, 866, 3))
    canvas.paint("#6fd0a0", disc(1112, 846, 4))
    canvas.paint("#f0b45f", disc(1112, 862, 4))
    canvas.glow(1112, 846, 20, "#8fe8bc", 0.6)


def _lamp(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(214, 900, 130, 0.15), opacity=0.55, blur=9)
    canvas.paint(
        fade("#f3c659", "#d2962f"),
        disc(206, 884, 104, 0.2),
        disc(206, 876, 104, 0.2),
        shade=Shade("#8a5520", 20),
    )
    for joints in ("206,872 120,620", "120,620 330,420"):
        canvas.paint("#d9a23a", stroke(path(joints), 15), shade=Shade("#8a5520", 0))
    canvas.paint(INK, disc(120, 620, 15), disc(206, 866, 13))
    canvas.paint(SAFFRON, disc(120, 620, 7))
    canvas.paint("#fff3cd", disc(392, 424, 66, 0.36), blur=2)
    canvas.paint(
        fade("#f7cf69", "#dd9f35", angle=60),
        blob("306,424 316,372 350,326 396,312 442,328 472,374 480,424 440,436 392,440 346,436"),
        shade=Shade("#8a5520", 0),
    )
    canvas.paint("#fff6d8", disc(393, 430, 78, 0.12))
    canvas.paint(INK, disc(396, 312, 12))
    canvas.glow(393, 448, 150, "#fff0c0", 0.6)
