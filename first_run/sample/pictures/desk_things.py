"""What lies on Bruno's table, besides the machine he writes on."""

from .canvas import Canvas, Shade, fade, mix
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    FOAM,
    INK,
    LEAF,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    SAFFRON,
    SAND,
)
from .shapes import (
    Shape,
    box,
    curve,
    disc,
    leaf,
    moved,
    path,
    rounded,
    smooth,
    stroke,
)

SEGMENTS = {"0": "abcdef", "1": "bc", "4": "bcfg", "7": "abc"}


def tide_clock(canvas: Canvas) -> None:
    """The first screen for the tide, stopped at 07:41."""
    canvas.paint("#3a2217", path("1290,900 1560,900 1572,920 1300,920"), opacity=0.5, blur=8)
    canvas.paint(
        fade("#c98f58", CHESTNUT), rounded(1296, 690, 1556, 902, 14), shade=Shade(BARK, 40)
    )
    canvas.paint("#e6e6da", rounded(1320, 714, 1532, 878, 5), shade=Shade("#9aa39c", 40, 0.5, 0.5))
    for x, digit in ((1346, "0"), (1386, "7"), (1440, "4"), (1480, "1")):
        canvas.paint("#27313a", *_digit(x, 736, digit))
    canvas.paint("#27313a", box(1426, 756, 1432, 763), box(1426, 782, 1432, 789))
    canvas.paint("#27313a", box(1422, 822, 1432, 848), path("1408,844 1446,844 1427,866"))


def _digit(x: float, y: float, digit: str) -> list[Shape]:
    """A digit of seven bars, 28 pixels wide."""
    bars = {
        "a": box(0, 0, 28, 7),
        "b": box(21, 0, 28, 34),
        "c": box(21, 34, 28, 68),
        "d": box(0, 61, 28, 68),
        "e": box(0, 34, 7, 68),
        "f": box(0, 0, 7, 34),
        "g": box(0, 30, 28, 37),
    }
    return [moved(bars[segment], x, y) for segment in SEGMENTS[digit]]


def plant(canvas: Canvas) -> None:
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
            shade=Shade(NIGHT, angle + 180),
        )
    canvas.paint(
        fade("#d98058", "#a9543a", angle=0),
        path("1104,546 1216,546 1202,628 1118,628"),
        shade=Shade("#4d2430", 0),
    )
    canvas.paint("#e29468", box(1098, 538, 1222, 558), shade=Shade("#4d2430", 0, start=0.5))


def mug(canvas: Canvas) -> None:
    canvas.paint("#3a2217", disc(470, 996, 92, 0.16), opacity=0.5, blur=8)
    canvas.paint(
        "#2f6f8a",
        curve((516, 906), (562, 904), (570, 940), (540, 964), (512, 962), width=15),
        shade=Shade(INK, 60),
    )
    canvas.paint(
        fade("#4d95a8", "#2f6f8a", angle=0),
        smooth(path("400,880 402,960 414,988 464,996 512,988 524,960 526,880"), closed=False),
        shade=Shade(NIGHT, 0),
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


def notebook(canvas: Canvas) -> None:
    canvas.paint("#3a2217", path("66,984 330,954 372,1040 96,1078"), opacity=0.5, blur=8)
    canvas.paint(PAPER, path("64,976 322,946 358,1030 92,1066"), shade=Shade("#a58c70", 60, 0.7))
    canvas.paint(
        fade(BRICK, "#8c3f30"), path("58,966 318,936 352,1018 84,1054"), shade=Shade("#4d1f24", 60)
    )
    canvas.paint("#4d1f24", path("58,966 92,962 120,1050 84,1054"), opacity=0.6)
    for step in range(5):
        x, y = 74 + step * 6, 972 + step * 19
        canvas.paint(SAND, stroke([(x, y), (x + 20, y - 2)], 3.4))
    canvas.paint(PAPER, path("160,972 262,960 276,994 174,1006"), opacity=0.9)
    canvas.paint(
        INK, curve((182, 986), (216, 978), (250, 978), width=3), path("244,970 260,977 247,985")
    )
    canvas.paint(SAFFRON, stroke([(150, 1040), (330, 968)], 11), shade=Shade(CHESTNUT, 90))
    canvas.paint(SAND, path("326,964 346,961 333,975"))


def screws(canvas: Canvas) -> None:
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
        fade("#e9b85a", "#b9802f"), rounded(1170, 876, 1294, 906, 6), shade=Shade("#6b4326", 0)
    )
