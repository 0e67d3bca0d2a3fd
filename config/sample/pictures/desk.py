"""Bruno's table, tidied for the occasion: the nine things that are on it."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
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
    LEAF,
    LEMON,
    MAUVE,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAFFRON,
    SAND,
    SEA,
)
from .shapes import Shape, box, curve, disc, leaf, lens, moved, path, ridge, rounded, smooth, stroke

TABLE = 800
SEGMENTS = {"0": "abcdef", "1": "bc", "4": "bcfg", "7": "abc"}


def draw() -> Image.Image:
    canvas = Canvas(1600, 1067, seed=29, background=fade("#2f5d68", "#2a5360", "#234652"))
    _window(canvas)
    _lamplight(canvas)
    _shelf(canvas)
    _table(canvas)
    _screen(canvas)
    _lamp(canvas)
    _tide_clock(canvas)
    _plant(canvas)
    _mug(canvas)
    _notebook(canvas)
    _screws(canvas)
    _shell(canvas)
    return canvas.finish()


def _window(canvas: Canvas) -> None:
    view = box(1010, 90, 1470, 610)
    canvas.paint(NIGHT, box(996, 84, 1500, 640), opacity=0.35, blur=12)
    canvas.paint(PAPER, box(986, 66, 1494, 634), shade=Shade("#8a7a74", 0, 0.7, 0.5))
    canvas.paint(fade("#5b5f86", MAUVE, "#d9907c", APRICOT, SAFFRON), view)
    canvas.paint("#fff1cf", disc(1180, 430, 40), within=view)
    for x, y, reach, thick in (
        (1120, 180, 200, 24),
        (1380, 250, 220, 22),
        (1080, 320, 180, 16),
        (1350, 370, 160, 12),
    ):
        canvas.paint(
            "#b97a80", lens(x, y, reach, thick), within=view, shade=Shade(APRICOT, 90, 0.6, 0.4)
        )
    canvas.paint(fade("#8a6a7c", "#3f4f70"), box(1010, 470, 1470, 610))
    for _ in range(34):
        x, y = 1180 + canvas.random.gauss(0, 46), 478 + canvas.random.random() * 126
        canvas.paint(SAFFRON, lens(x, y, canvas.random.uniform(8, 34), 5), within=view, opacity=0.8)
    hills = ridge(canvas.random, 1600, 456, 44, waves=2.2, floor=474)
    canvas.paint("#6a5478", hills, within=box(1010, 90, 1470, 472))
    cape = smooth(path("1300,560 1340,500 1400,452 1480,430 1500,640 1290,640"))
    canvas.paint(fade("#43405f", "#22304a"), cape, within=view, shade=Shade(CORAL, 180, 0.5, 0.5))
    canvas.paint(PAPER, path("1416,446 1434,446 1431,380 1419,380"), shade=Shade(INK, 0, 0.8, 0.4))
    canvas.glow(1425, 374, 60, LEMON, 0.8)
    canvas.paint(BRICK, path("1414,380 1425,362 1436,380"), box(1417, 404, 1433, 420))
    canvas.paint(PAPER, box(1234, 84, 1246, 616), box(1004, 340, 1476, 350))
    canvas.paint(
        fade("#e9d8bb", "#c0a88c"), box(966, 626, 1514, 652), shade=Shade(BARK, 90, 0.7, 0.4)
    )


def _lamplight(canvas: Canvas) -> None:
    canvas.glow(420, 560, 520, "#ffd98a", 0.55)
    canvas.paint("#ffe3a3", path("318,372 470,372 760,800 110,800"), opacity=0.2, blur=26)


def _shelf(canvas: Canvas) -> None:
    canvas.paint(NIGHT, box(70, 254, 720, 286), opacity=0.4, blur=12)
    canvas.paint(fade("#b98350", CHESTNUT), box(60, 236, 720, 260), shade=Shade(BARK, 90, 0.9, 0.3))
    x = 96.0
    inks = [BRICK, SAND, DEEP, SAFFRON, ROSE, PAPER, LAGOON, CORAL, "#7f8f4c", INK, OCHRE, FOAM]
    for ink in inks:
        wide, tall = canvas.random.uniform(24, 46), canvas.random.uniform(110, 176)
        spine = box(x, 236 - tall, x + wide, 236)
        canvas.paint(
            fade(ink, mix(ink, INK, 0.15), angle=0),
            spine,
            shade=Shade(mix(ink, NIGHT, 0.6), 0, 0.9, 0.45),
        )
        trim = mix(ink, PAPER if ink in (DEEP, INK, BRICK) else INK, 0.5)
        canvas.paint(
            trim, box(x, 236 - tall + 18, x + wide, 236 - tall + 23), box(x, 214, x + wide, 218)
        )
        x += wide + 1
    canvas.paint(fade("#e0b27c", OCHRE), disc(x + 62, 190, 46), shade=Shade(CHESTNUT, 45, 0.9, 0.4))
    land = [
        smooth(path(f"{x + 34},170 {x + 56},158 {x + 70},176 {x + 54},200 {x + 38},194")),
        smooth(path(f"{x + 76},196 {x + 98},186 {x + 92},214 {x + 78},216")),
    ]
    canvas.paint(SEA, disc(x + 62, 190, 42), shade=Shade(NIGHT, 45, 0.8, 0.4))
    canvas.paint("#7f9f5c", *land, within=disc(x + 62, 190, 42))
    canvas.paint(BARK, box(x + 40, 230, x + 84, 237))


def _table(canvas: Canvas) -> None:
    canvas.paint(NIGHT, box(0, 640, 1600, TABLE), opacity=0.3, blur=60)
    canvas.paint(
        fade("#d29a63", "#b67d4b", "#8a5836"),
        box(-5, TABLE, 1605, 1075),
        shade=Shade("#4f2f20", 90, 0.8, 0.45),
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
    canvas.paint("#8a9697", path("756,700 844,700 860,868 740,868"), shade=Shade(INK, 0, 0.9, 0.4))
    canvas.paint("#c9d3cf", disc(800, 872, 120, 0.13), shade=Shade(INK, 0, 0.8, 0.5))
    canvas.paint(
        fade("#f2ead9", "#cfc6b4"),
        rounded(536, 400, 1064, 738, 22),
        shade=Shade("#6d6a70", 30, 0.8, 0.5),
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
        shade=Shade(NIGHT, 0, 0.8, 0.5),
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
        shade=Shade("#8a5520", 20, 0.9, 0.45),
    )
    for joints in ("206,872 120,620", "120,620 330,420"):
        canvas.paint("#d9a23a", stroke(path(joints), 15), shade=Shade("#8a5520", 0, 0.9, 0.4))
    canvas.paint(INK, disc(120, 620, 15), disc(206, 866, 13))
    canvas.paint(SAFFRON, disc(120, 620, 7))
    shade = smooth(
        path("300,438 318,396 352,374 392,372 424,384 452,352 470,360 480,384 462,402"),
        closed=False,
    )
    bell = path("300,400 396,304 492,372 470,416 318,440")
    canvas.paint("#fff3cd", disc(392, 424, 66, 0.36), blur=2)
    canvas.paint(
        fade("#f7cf69", "#dd9f35", angle=60),
        smooth(
            path("306,424 316,372 350,326 396,312 442,328 472,374 480,424 440,436 392,440 346,436")
        ),
        shade=Shade("#8a5520", 0, 0.95, 0.4),
    )
    canvas.paint("#fff6d8", disc(393, 430, 78, 0.12))
    canvas.paint(INK, disc(396, 312, 12))
    canvas.glow(393, 448, 150, "#fff0c0", 0.6)


def _tide_clock(canvas: Canvas) -> None:
    """The first screen for the tide, stopped at 07:41."""
    canvas.paint("#3a2217", path("1290,900 1560,900 1572,920 1300,920"), opacity=0.5, blur=8)
    canvas.paint(
        fade("#c98f58", CHESTNUT),
        rounded(1296, 690, 1556, 902, 14),
        shade=Shade(BARK, 40, 0.9, 0.45),
    )
    canvas.paint("#e6e6da", rounded(1320, 714, 1532, 878, 5), shade=Shade("#9aa39c", 40, 0.5, 0.5))
    for x, digit in ((1346, "0"), (1386, "7"), (1440, "4"), (1480, "1")):
        canvas.paint("#27313a", *_digit(x, 736, digit))
    canvas.paint("#27313a", box(1426, 756, 1432, 763), box(1426, 782, 1432, 789))
    canvas.paint("#27313a", box(1422, 822, 1432, 848), path("1408,844 1446,844 1427,866"))


def _digit(x: float, y: float, digit: str) -> list[Shape]:
    """A digit of seven bars, 28 pixels wide."""
    bars = {
        "a": box(0, 0, 28, 7), "b": box(21, 0, 28, 34), "c": box(21, 34, 28, 68), "d": box(0, 61, 28, 68),
        "e": box(0, 34, 7, 68), "f": box(0, 0, 7, 34), "g": box(0, 30, 28, 37),
    }  # fmt: skip
    return [moved(bars[segment], x, y) for segment in SEGMENTS[digit]]


def _plant(canvas: Canvas) -> None:
    for angle, reach in [
        (-150, 130),
        (-128, 170),
        (-108, 190),
        (-92, 205),
        (-74, 190),
        (-54, 170),
        (-32, 130),
        (-118, 120),
        (-66, 120),
    ]:
        ink = canvas.random.choice([LEAF, PINE, "#4f7f4a"])
        canvas.paint(
            fade(ink, mix(ink, "#c3d08a", 0.4), angle=angle),
            leaf(1160, 548, reach * 0.8, 40, angle),
            shade=Shade(NIGHT, angle + 180, 0.8, 0.4),
        )
    canvas.paint(
        fade("#d98058", "#a9543a", angle=0),
        path("1104,546 1216,546 1202,628 1118,628"),
        shade=Shade("#4d2430", 0, 0.9, 0.4),
    )
    canvas.paint("#e29468", box(1098, 538, 1222, 558), shade=Shade("#4d2430", 0, 0.9, 0.5))


def _mug(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(470, 996, 92, 0.16), opacity=0.5, blur=8)
    canvas.paint(
        "#2f6f8a",
        curve((516, 906), (562, 904), (570, 940), (540, 964), (512, 962), width=15),
        shade=Shade(INK, 60, 0.8, 0.4),
    )
    canvas.paint(
        fade("#4d95a8", "#2f6f8a", angle=0),
        smooth(path("400,880 402,960 414,988 464,996 512,988 524,960 526,880"), closed=False),
        shade=Shade(NIGHT, 0, 0.95, 0.4),
    )
    canvas.paint(PAPER, box(396, 924, 530, 934), within=path("400,880 526,880 512,996 414,996"))
    canvas.paint("#5fa8b8", disc(463, 880, 63, 0.18))
    canvas.paint("#4a2a1f", disc(463, 882, 55, 0.14))
    canvas.paint(
        FOAM,
        curve((446, 862), (430, 820), (456, 780), (436, 730), width=18, end_width=3),
        opacity=0.4,
        blur=8,
    )


def _notebook(canvas: Canvas) -> None:
    canvas.paint("#3a2217", path("66,984 330,954 372,1040 96,1078"), opacity=0.5, blur=8)
    canvas.paint(
        PAPER, path("64,976 322,946 358,1030 92,1066"), shade=Shade("#a58c70", 60, 0.7, 0.4)
    )
    canvas.paint(
        fade(BRICK, "#8c3f30"),
        path("58,966 318,936 352,1018 84,1054"),
        shade=Shade("#4d1f24", 60, 0.8, 0.45),
    )
    canvas.paint("#4d1f24", path("58,966 92,962 120,1050 84,1054"), opacity=0.6)
    for step in range(5):
        x, y = 74 + step * 6, 972 + step * 19
        canvas.paint(SAND, stroke([(x, y), (x + 20, y - 2)], 3.4))
    canvas.paint(PAPER, path("160,972 262,960 276,994 174,1006"), opacity=0.9)
    canvas.paint(
        INK, curve((182, 986), (216, 978), (250, 978), width=3), path("244,970 260,977 247,985")
    )
    canvas.paint(
        SAFFRON, stroke([(150, 1040), (330, 968)], 11), shade=Shade(CHESTNUT, 90, 0.9, 0.4)
    )
    canvas.paint(SAND, path("326,964 346,961 333,975"))


def _screws(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(1238, 1016, 74, 0.16), opacity=0.5, blur=8)
    jar = smooth(
        path("1176,900 1170,960 1178,1008 1232,1018 1286,1008 1294,960 1288,900"), closed=False
    )
    canvas.paint("#a9c6c4", jar, opacity=0.55)
    for _ in range(60):
        x, y = canvas.random.uniform(1180, 1284), canvas.random.uniform(946, 1012)
        angle = canvas.random.uniform(-22, 22)
        ink = canvas.random.choice(["#8a969a", "#c3ccca", OCHRE, "#5d6b74"])
        canvas.paint(
            ink, stroke([(x, y), (x + angle, y + 13)], 5, 3), disc(x, y, 6, 0.6), within=jar
        )
    canvas.paint(
        "#ffffff",
        curve((1190, 912), (1184, 960), (1192, 1000), width=8, end_width=3),
        opacity=0.6,
        blur=1,
    )
    canvas.paint(
        fade("#e9b85a", "#b9802f"),
        rounded(1170, 876, 1294, 906, 6),
        shade=Shade("#6b4326", 0, 0.9, 0.4),
    )


def _shell(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(1440, 1014, 96, 0.16), opacity=0.5, blur=8)
    body = smooth(
        path("1350,990 1372,936 1424,908 1484,918 1524,956 1530,992 1494,1014 1420,1020 1372,1012")
    )
    canvas.paint(fade("#fbe6cf", ROSE, angle=60), body, shade=Shade("#a3564d", 50, 0.9, 0.4))
    for reach, x in ((46, 1486), (34, 1508), (24, 1526), (15, 1541), (8, 1552)):
        whorl = disc(x, 958 - (46 - reach) * 0.1, reach, 0.95)
        canvas.paint(
            fade("#fbe6cf", "#d9a08b", angle=40), whorl, shade=Shade("#a3564d", 40, 0.9, 0.4)
        )
    canvas.paint(
        fade("#c96f5a", "#e9b09a"),
        smooth(path("1364,988 1384,952 1424,940 1452,958 1440,990 1404,1006")),
        shade=Shade("#7a2f3b", 230, 0.8, 0.4),
    )
