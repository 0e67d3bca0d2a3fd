"""The three friends, as each would like to be seen."""

from PIL import Image

from .canvas import Canvas, Fill, Shade, fade, mix
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    CORAL,
    DEEP,
    FOAM,
    INK,
    LAGOON,
    LEMON,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAFFRON,
    SEA,
)
from .shapes import box, curve, disc, moved, path, smooth, stroke, turned

FACE = "150,226 154,170 190,134 256,122 322,134 358,170 362,226 350,290 312,338 256,358 200,338 162,290"


def ines() -> Image.Image:
    canvas = _sitter(1, fade("#e9b44c", "#dd9c3a"), "#f3cc74")
    hair, dark = "#4a2a22", "#24120f"
    canvas.paint(
        hair,
        smooth(
            path(
                "120,250 126,170 170,104 256,84 342,104 386,170 396,260 404,340 380,396 336,380 256,380 176,380 130,394 106,340"
            )
        ),
        shade=Shade(dark, 30, 0.9, 0.4),
    )
    _shoulders(canvas, fade("#f3ead6", "#dccfb4"), "#9a8a74")
    for y in range(424, 520, 22):
        canvas.paint(
            "#3f6f8f",
            curve((60, y + 30), (160, y), (256, y + 14), (352, y), (452, y + 30), width=7),
            within=_torso(),
        )
    _neck(canvas, "#dd9f7c", "#95573f")
    apron = path("176,452 336,452 352,530 160,530")
    canvas.paint(
        fade("#c9573c", BRICK),
        smooth(apron),
        curve((186, 400), (178, 430), (190, 470), width=20),
        curve((326, 400), (334, 430), (322, 470), width=20),
        shade=Shade("#5f1f24", 30, 0.9, 0.45),
    )
    _face(canvas, "#efb893", "#b5694a")
    canvas.paint(
        hair,
        smooth(path("140,240 148,170 196,128 250,138 214,170 176,196 160,262")),
        smooth(path("372,240 364,170 316,128 262,138 298,170 336,196 352,262")),
        shade=Shade(dark, 30, 0.8, 0.4),
    )
    scarf = smooth(
        path("126,190 150,112 206,70 256,62 306,70 362,112 386,190 340,150 256,132 172,150")
    )
    canvas.paint(fade("#d9664a", BRICK), scarf, shade=Shade("#5f1f24", 40, 0.95, 0.45))
    canvas.paint(
        fade("#d9664a", BRICK),
        smooth(path("366,150 410,110 446,112 432,148 388,176")),
        smooth(path("370,166 424,176 450,206 420,214 376,190")),
        shade=Shade("#5f1f24", 40, 0.9, 0.4),
    )
    for x, y in (
        (176, 126),
        (214, 100),
        (256, 88),
        (298, 100),
        (336, 126),
        (234, 122),
        (278, 122),
        (196, 142),
        (316, 142),
    ):
        canvas.paint(PAPER, disc(x, y, 6))
    _smile(canvas, brow="#3a1f1a")
    canvas.paint(
        "#ffffff", smooth(path("306,262 326,256 336,270 318,282 304,276")), opacity=0.85, blur=2
    )
    _earrings(canvas, SAFFRON)
    return canvas.finish()


def bruno() -> Image.Image:
    canvas = _sitter(2, fade("#3f8a8c", "#2c6f78"), "#62a8a4")
    hair, dark = "#3a2a2a", "#171016"
    canvas.paint(
        hair,
        *(
            disc(x, y, size)
            for x, y, size in [
                (160, 160, 46),
                (188, 116, 50),
                (238, 92, 54),
                (292, 94, 52),
                (336, 124, 48),
                (358, 172, 40),
                (150, 208, 30),
                (364, 214, 28),
            ]
        ),
        shade=Shade(dark, 30, 0.9, 0.4),
    )
    _shoulders(canvas, fade("#e3a94a", "#c98a32"), "#7d4f1f")
    for step in range(12):
        x = 60 + step * 36
        canvas.paint(
            "#9a6424",
            curve((x, 520), (x + (256 - x) * 0.12, 440), (x + (256 - x) * 0.2, 390), width=4),
            within=_torso(),
            opacity=0.5,
        )
    _neck(canvas, "#cf9270", "#7f4a36")
    canvas.paint(
        fade("#f0bd62", "#c98a32"),
        curve((180, 410), (256, 448), (332, 410), width=34),
        shade=Shade("#7d4f1f", 90, 0.8, 0.4),
    )
    _face(canvas, "#e3a884", "#a3603f")
    _nose(canvas, "#b5704f")
    beard = smooth(
        path(
            "150,230 166,262 190,276 222,262 256,258 290,262 322,276 346,262 362,230 358,300 330,356 296,388 256,398 216,388 182,356 154,300"
        )
    )
    canvas.paint(fade(hair, mix(hair, CHESTNUT, 0.25)), beard, shade=Shade(dark, 30, 0.8, 0.4))
    canvas.paint(
        hair,
        *(
            disc(x, y, size)
            for x, y, size in [
                (176, 150, 30),
                (212, 130, 30),
                (256, 124, 32),
                (300, 130, 30),
                (336, 150, 28),
            ]
        ),
        shade=Shade(dark, 300, 0.5, 0.5),
    )
    canvas.paint("#e9b9a0", curve((232, 306), (256, 316), (284, 304), width=9, end_width=5))
    canvas.paint(
        hair, smooth(path("206,286 232,276 256,282 280,276 306,286 280,294 256,290 232,294"))
    )
    for x in (206, 306):
        canvas.paint("#eaf6f4", disc(x, 222, 36), opacity=0.22)
    _eyes(canvas, brow=dark)
    for x in (206, 306):
        ring = disc(x, 222, 36)
        canvas.paint(NIGHT, curve(*ring[::4], ring[0], width=7))
        canvas.paint(
            "#ffffff",
            curve((x - 20, 214), (x - 12, 202), (x, 196), width=5, end_width=2),
            opacity=0.7,
        )
    canvas.paint(
        NIGHT,
        curve((242, 220), (256, 214), (270, 220), width=7),
        stroke([(170, 218), (148, 210)], 6),
        stroke([(342, 218), (364, 210)], 6),
    )
    return canvas.finish()


def teresa() -> Image.Image:
    canvas = _sitter(3, fade("#d99a86", "#c47e70"), "#e8b7a0")
    hair, dark = "#cfcdc8", "#77788a"
    canvas.paint(fade("#e6e4de", hair), disc(286, 66, 54), shade=Shade(dark, 30, 0.9, 0.4))
    for reach in (16, 30, 42):
        canvas.paint(
            dark,
            curve((286 - reach, 70), (286, 66 - reach * 0.8), (286 + reach, 70), width=3),
            opacity=0.6,
        )
    canvas.paint(
        fade("#c98f5a", CHESTNUT),
        stroke([(212, 18), (372, 112)], 8),
        disc(210, 17, 10),
        shade=Shade(BARK, 90, 0.8, 0.4),
    )
    canvas.paint(
        fade("#e6e4de", hair),
        smooth(
            path(
                "136,250 132,180 160,124 214,96 262,90 316,98 360,134 380,190 376,250 366,290 340,240 172,240 146,290"
            )
        ),
        shade=Shade(dark, 30, 0.85, 0.4),
    )
    _shoulders(canvas, fade("#2f5f73", DEEP), NIGHT)
    _neck(canvas, "#dba384", "#925a45")
    _shawl(canvas)
    _face(canvas, "#edb896", "#b06c50")
    canvas.paint(
        fade("#eceae4", hair),
        smooth(path("142,246 146,176 196,128 262,116 230,150 184,180 162,250")),
        smooth(path("370,246 366,180 326,130 256,116 296,152 334,184 350,250")),
        shade=Shade(dark, 40, 0.7, 0.4),
    )
    for line in ("160,220 178,170 236,128", "350,220 336,176 286,130", "152,236 166,180 210,140"):
        canvas.paint(dark, curve(*path(line), width=3, end_width=1), opacity=0.6)
    _smile(canvas, brow="#8d8a90")
    _earrings(canvas, LAGOON)
    return canvas.finish()


def _sitter(seed: int, ground: Fill, light: str) -> Canvas:
    canvas = Canvas(512, 512, seed=seed, background=ground)
    canvas.paint(light, disc(256, 236, 214), opacity=0.75)
    canvas.spray(Shade("#fff4d8", 250, 0.5, 0.5), disc(256, 236, 214))
    return canvas


def _torso() -> list[tuple[float, float]]:
    return smooth(path("20,560 36,474 84,424 170,398 256,404 342,398 428,424 476,474 492,560"))


def _shoulders(canvas: Canvas, cloth: Fill, dark: str) -> None:
    canvas.paint(cloth, _torso(), shade=Shade(dark, 20, 0.9, 0.45))


def _neck(canvas: Canvas, skin: str, dark: str) -> None:
    canvas.paint(
        skin,
        smooth(path("208,320 304,320 306,390 322,412 256,446 190,412 206,390")),
        shade=Shade(dark, 300, 0.9, 0.3),
    )


def _face(canvas: Canvas, skin: str, dark: str) -> None:
    canvas.paint(mix(skin, dark, 0.35), disc(150, 240, 20, 1.3), disc(362, 240, 20, 1.3))
    canvas.paint(
        fade(mix(skin, PAPER, 0.2), skin, angle=40),
        smooth(path(FACE)),
        shade=Shade(dark, 20, 0.6, 0.55),
    )
    for x in (190, 322):
        canvas.paint(CORAL, disc(x, 268, 24), opacity=0.4, blur=7)


def _eyes(canvas: Canvas, brow: str) -> None:
    for side in (-1, 1):
        x = 256 + side * 50
        canvas.paint(NIGHT, disc(x, 224, 8, 1.15))
        canvas.paint("#ffffff", disc(x + 2.5, 220, 2.6))
        canvas.paint(
            brow, curve((x - side * 22, 190), (x, 182), (x + side * 24, 192), width=8, end_width=4)
        )


def _nose(canvas: Canvas, line: str) -> None:
    canvas.paint(
        line,
        curve((258, 226), (268, 254), (256, 264), (244, 262), width=4, end_width=5),
        opacity=0.85,
    )


def _smile(canvas: Canvas, brow: str) -> None:
    _eyes(canvas, brow)
    _nose(canvas, "#b5704f")
    canvas.paint(
        "#9c3f38", curve((216, 296), (236, 312), (258, 316), (280, 311), (298, 294), width=7)
    )
    canvas.paint(
        "#9c3f38",
        curve((212, 292), (216, 297), (221, 299), width=5),
        curve((302, 290), (298, 295), (293, 297), width=5),
    )


def _earrings(canvas: Canvas, ink: str) -> None:
    for x in (146, 366):
        canvas.paint(ink, disc(x, 280, 10), shade=Shade(INK, 40, 0.7, 0.4))


def _shawl(canvas: Canvas) -> None:
    left = smooth(path("60,450 120,410 186,392 212,404 236,452 262,530 110,540 40,530"))
    right = smooth(path("452,450 392,410 326,392 300,404 276,452 250,530 400,540 472,530"))
    for wing in (left, right):
        canvas.paint(fade("#f1e3c6", "#d9c39a"), wing, shade=Shade(OCHRE, 30, 0.8, 0.45))
        for row in range(5):
            for column in range(13):
                x, y = 40 + column * 38 + row % 2 * 19, 404 + row * 30
                canvas.paint(
                    (BRICK, SEA, PLUM, SAFFRON)[row % 4],
                    turned(box(x - 9, y - 9, x + 9, y + 9), 45, (x, y)),
                    within=wing,
                )
                canvas.paint(
                    FOAM, turned(box(x - 3.5, y - 3.5, x + 3.5, y + 3.5), 45, (x, y)), within=wing
                )
    canvas.paint(fade(LEMON, SAFFRON), disc(256, 470, 15), shade=Shade(CHESTNUT, 40, 0.9, 0.4))
    canvas.paint(ROSE, disc(256, 470, 5))
