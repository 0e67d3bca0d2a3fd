"""Things that turn up in more than one house in Lueñe."""

from .canvas import Canvas, Shade, fade, mix
from .palette import ROSE, WINE
from .shapes import blob, curve, disc, lens, path, smooth

PEARL = "#fdeeda"
WICKER, SHADOW = "#e6bd80", "#5d3a22"


def shell(canvas: Canvas, x: float, y: float, size: float = 1) -> None:
    """A large sea snail that lies at (x, y), some 220 pixels long."""
    canvas.paint("#20120e", disc(x + 6, y - 4, 100 * size, 0.12), opacity=0.6, blur=8)
    body = "-96,-30 -74,-92 -16,-122 46,-110 88,-68 92,-26 54,-4 -24,0 -74,-8"
    canvas.paint(fade(PEARL, ROSE, angle=60), blob(body, x, y, size), shade=Shade("#a3564d", 50))
    for reach, across in ((50, 50), (38, 76), (27, 96), (17, 112), (9, 124)):
        down = 68 + (50 - reach) * 0.3
        whorl = disc(x + across * size, y - down * size, reach * size, 0.95)
        canvas.paint(fade(PEARL, "#d9a08b", angle=40), whorl, shade=Shade("#a3564d", 40))
    lip = blob("-82,-32 -60,-74 -16,-88 16,-66 2,-30 -38,-12", x, y, size)
    canvas.paint(fade("#c96f5a", "#e9b09a"), lip, shade=Shade(WINE, 230))


def basket(canvas: Canvas, x: float, y: float, size: float = 1) -> None:
    """A wicker basket that stands at (x, y), some 400 pixels wide; what is in it comes first."""
    staves = path("-192,-198 -174,-88 -140,-16 0,0 140,-16 174,-88 192,-198", x, y, size)
    body = smooth(staves, closed=False)
    canvas.paint(fade("#d9a766", "#a8713c"), body, shade=Shade(SHADOW, 30))
    for row in range(7):
        for column in range(-5, 5):
            across, down = column * 52 + row % 2 * 26, row * 26 - 178
            strand = lens(x + across * size, y + down * size, 25 * size, 20 * size)
            wicker = mix(WICKER, "#8a5a32", 0.1 + row * 0.09)
            canvas.paint(wicker, strand, within=body, shade=Shade("#6b4326", 60))
    rim = curve(*path("-200,-200 0,-182 200,-200", x, y, size), width=24 * size)
    canvas.paint("#e0b274", rim, shade=Shade("#7a4e2b", 60))
