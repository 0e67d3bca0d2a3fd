"""The three friends, as each would like to be seen."""

from PIL import Image

from .canvas import Canvas, Shade, fade, mix
from .faces import earrings, eyes, face, neck, nose, shoulders, sitter, smile, torso
from .palette import (
    BARK,
    BRICK,
    CHESTNUT,
    DEEP,
    FOAM,
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
from .shapes import Shape, blob, box, curve, disc, path, stroke, trail, turned

BROWN, BLACK = "#4a2a22", "#24120f"
CURLS, DARK_CURLS = "#3a2a2a", "#171016"
SILVER, GREY = "#e6e4de", "#77788a"
SCARF = fade("#d9664a", BRICK)


def ines() -> Image.Image:
    canvas = sitter(1, fade("#e9b44c", "#dd9c3a"), "#f3cc74")
    long_hair = (
        "120,250 126,170 170,104 256,84 342,104 386,170 396,260"
        " 404,340 380,396 336,380 256,380 176,380 130,394 106,340"
    )
    canvas.paint(BROWN, blob(long_hair), shade=Shade(BLACK, 30))
    _striped_jersey(canvas)
    neck(canvas, "#dd9f7c", "#95573f")
    _apron(canvas)
    face(canvas, "#efb893", "#b5694a")
    for lock in (
        "140,240 148,170 196,128 250,138 214,170 176,196 160,262",
        "372,240 364,170 316,128 262,138 298,170 336,196 352,262",
    ):
        canvas.paint(BROWN, blob(lock), shade=Shade(BLACK, 30))
    _headscarf(canvas)
    eyes(canvas, brow="#3a1f1a")
    nose(canvas)
    smile(canvas)
    flour = blob("306,262 326,256 336,270 318,282 304,276")
    canvas.paint("#ffffff", flour, opacity=0.85, blur=2)
    earrings(canvas, SAFFRON)
    return canvas.finish()


def _striped_jersey(canvas: Canvas) -> None:
    shoulders(canvas, fade("#f3ead6", "#dccfb4"), "#9a8a74")
    for y in range(424, 520, 22):
        stripe = path("60,30 160,0 256,14 352,0 452,30", 0, y)
        canvas.paint("#3f6f8f", curve(*stripe, width=7), within=torso())


def _apron(canvas: Canvas) -> None:
    bib = blob("176,452 336,452 352,530 160,530")
    straps = [
        trail("186,400 178,430 190,470", width=20),
        trail("326,400 334,430 322,470", width=20),
    ]
    canvas.paint(fade("#c9573c", BRICK), bib, *straps, shade=Shade("#5f1f24", 30))


def _headscarf(canvas: Canvas) -> None:
    knots = ("366,150 410,110 446,112 432,148 388,176", "370,166 424,176 450,206 420,214 376,190")
    cloth = "126,190 150,112 206,70 256,62 306,70 362,112 386,190 340,150 256,132 172,150"
    canvas.paint(SCARF, blob(cloth), shade=Shade("#5f1f24", 40))
    canvas.paint(SCARF, *map(blob, knots), shade=Shade("#5f1f24", 40))
    dots = path("176,126 214,100 256,88 298,100 336,126 234,122 278,122 196,142 316,142")
    canvas.paint(PAPER, *(disc(x, y, 6) for x, y in dots))


def bruno() -> Image.Image:
    canvas = sitter(2, fade("#3f8a8c", "#2c6f78"), "#62a8a4")
    crown = [
        *((160, 160, 46), (188, 116, 50), (238, 92, 54), (292, 94, 52)),
        *((336, 124, 48), (358, 172, 40), (150, 208, 30), (364, 214, 28)),
    ]
    fringe = [(176, 150, 30), (212, 130, 30), (256, 124, 32), (300, 130, 30), (336, 150, 28)]
    canvas.paint(CURLS, *_curls(crown), shade=Shade(DARK_CURLS, 30))
    _ribbed_jersey(canvas)
    face(canvas, "#e3a884", "#a3603f")
    nose(canvas)
    _beard(canvas)
    canvas.paint(CURLS, *_curls(fringe), shade=Shade(DARK_CURLS, 300, 0.5, 0.5))
    _glasses(canvas)
    return canvas.finish()


def _curls(places: list[tuple[int, int, int]]) -> list[Shape]:
    return [disc(x, y, radius) for x, y, radius in places]


def _ribbed_jersey(canvas: Canvas) -> None:
    shoulders(canvas, fade("#e3a94a", "#c98a32"), "#7d4f1f")
    for x in range(60, 492, 36):
        rib = [(x, 520), (x + (256 - x) * 0.12, 440), (x + (256 - x) * 0.2, 390)]
        canvas.paint("#9a6424", curve(*rib, width=4), within=torso(), opacity=0.5)
    neck(canvas, "#cf9270", "#7f4a36")
    collar = trail("180,410 256,448 332,410", width=34)
    canvas.paint(fade("#f0bd62", "#c98a32"), collar, shade=Shade("#7d4f1f", 90))


def _beard(canvas: Canvas) -> None:
    beard = (
        "150,230 166,262 190,276 222,262 256,258 290,262 322,276 346,262 362,230"
        " 358,300 330,356 296,388 256,398 216,388 182,356 154,300"
    )
    moustache = "206,286 232,276 256,282 280,276 306,286 280,294 256,290 232,294"
    hair = fade(CURLS, mix(CURLS, CHESTNUT, 0.25))
    canvas.paint(hair, blob(beard), shade=Shade(DARK_CURLS, 30))
    canvas.paint("#e9b9a0", trail("232,306 256,316 284,304", width=9, end_width=5))
    canvas.paint(CURLS, blob(moustache))


def _glasses(canvas: Canvas) -> None:
    lenses = disc(206, 222, 36), disc(306, 222, 36)
    canvas.paint("#eaf6f4", *lenses, opacity=0.22)
    eyes(canvas, brow=DARK_CURLS)
    for rim in lenses:
        canvas.paint(NIGHT, curve(*rim[::4], rim[0], width=7))
    for x in (206, 306):
        gleam = curve((x - 20, 214), (x - 12, 202), (x, 196), width=5, end_width=2)
        canvas.paint("#ffffff", gleam, opacity=0.7)
    canvas.paint(NIGHT, trail("242,220 256,214 270,220", width=7))
    canvas.paint(NIGHT, stroke(path("170,218 148,210"), 6), stroke(path("342,218 364,210"), 6))


def teresa() -> Image.Image:
    canvas = sitter(3, fade("#d99a86", "#c47e70"), "#e8b7a0")
    _bun(canvas)
    shoulders(canvas, fade("#2f5f73", DEEP), NIGHT)
    neck(canvas, "#dba384", "#925a45")
    _shawl(canvas)
    face(canvas, "#edb896", "#b06c50")
    _parting(canvas)
    eyes(canvas, brow="#8d8a90")
    nose(canvas)
    smile(canvas)
    earrings(canvas, LAGOON)
    return canvas.finish()


def _bun(canvas: Canvas) -> None:
    """Grey hair, gathered around a knitting needle."""
    hair = fade(SILVER, "#cfcdc8")
    canvas.paint(hair, disc(286, 66, 54), shade=Shade(GREY, 30))
    for reach in (16, 30, 42):
        strand = [(286 - reach, 70), (286, 66 - reach * 0.8), (286 + reach, 70)]
        canvas.paint(GREY, curve(*strand, width=3), opacity=0.6)
    needle = stroke(path("212,18 372,112"), 8), disc(210, 17, 10)
    canvas.paint(fade("#c98f5a", CHESTNUT), *needle, shade=Shade(BARK, 90))
    cap = (
        "136,250 132,180 160,124 214,96 262,90 316,98 360,134"
        " 380,190 376,250 366,290 340,240 172,240 146,290"
    )
    canvas.paint(hair, blob(cap), shade=Shade(GREY, 30))


def _parting(canvas: Canvas) -> None:
    for wave in (
        "142,246 146,176 196,128 262,116 230,150 184,180 162,250",
        "370,246 366,180 326,130 256,116 296,152 334,184 350,250",
    ):
        canvas.paint(fade("#eceae4", "#cfcdc8"), blob(wave), shade=Shade(GREY, 40, 0.7))
    for hair in ("160,220 178,170 236,128", "350,220 336,176 286,130", "152,236 166,180 210,140"):
        canvas.paint(GREY, trail(hair, width=3, end_width=1), opacity=0.6)


def _shawl(canvas: Canvas) -> None:
    for wing in (
        blob("60,450 120,410 186,392 212,404 236,452 262,530 110,540 40,530"),
        blob("452,450 392,410 326,392 300,404 276,452 250,530 400,540 472,530"),
    ):
        canvas.paint(fade("#f1e3c6", "#d9c39a"), wing, shade=Shade(OCHRE, 30))
        for row, ink in enumerate((BRICK, SEA, PLUM, SAFFRON, BRICK)):
            across = range(40 + row % 2 * 19, 512, 38)
            canvas.paint(ink, *(_lozenge(x, 404 + row * 30, 9) for x in across), within=wing)
            canvas.paint(FOAM, *(_lozenge(x, 404 + row * 30, 3.5) for x in across), within=wing)
    canvas.paint(fade(LEMON, SAFFRON), disc(256, 470, 15), shade=Shade(CHESTNUT, 40))
    canvas.paint(ROSE, disc(256, 470, 5))


def _lozenge(x: float, y: float, half: float) -> Shape:
    return turned(box(x - half, y - half, x + half, y + half), 45, (x, y))
