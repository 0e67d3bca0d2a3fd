"""The picture that stands for a post where it is shared: its title on paper, and whose it is."""

from contextlib import closing
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from blog.social_images.colours import (
    INK,
    LINE,
    MUTED,
    PAPER,
    Colour,
    accent_by_day,
    accent_by_night,
)
from blog.social_images.layout import LEADING, set_title, shorten
from blog.social_images.letters import Face, Style, legible

VERSION = 1
"""To be raised when a picture of the same words looks different."""

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 90
ACROSS = WIDTH - 2 * MARGIN
ROSE_TOP, ROSE_SIDE = 72, 68
TITLE_TOP, TITLE_FOOT = 146, 456
RULE = 510
SIGNATURE = 565
"""The title's foot and the signature are baselines."""

SIGNATURE_SIZES = (34, 31, 28)
GAP = 48
"""The least room between the two names."""

NOTCH = 0.24
ROSE = [
    ((0, -1), (NOTCH, -NOTCH)),
    ((1, 0), (NOTCH, NOTCH)),
    ((0, 1), (-NOTCH, NOTCH)),
    ((-1, 0), (-NOTCH, -NOTCH)),
]
"""Its tips, each with the notch after it, around its centre, as in `static/img/favicon.svg`."""

FINER = 8
"""How many times larger the rose is drawn, to come out smooth."""

COLOURS = 64


class Card(NamedTuple):
    """All that a picture shows."""

    title: str
    author: str
    blog: str
    accent: str


def paint(card: Card) -> bytes:
    """Draw it, and give a PNG of 1200 by 630 pixels."""
    title, author, blog = legible(card.title), legible(card.author), legible(card.blog)
    if not title:
        title, blog = blog, ""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    picture.paste(_rose(card.accent), (MARGIN, ROSE_TOP))
    _write_title(draw, title)
    draw.rectangle((MARGIN, RULE, WIDTH - MARGIN - 1, RULE + 1), LINE)
    _sign(draw, author, blog, accent_by_day(card.accent))
    with closing(BytesIO()) as output:
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
        return output.getvalue()


def _rose(accent: str) -> Image.Image:
    """Draw the house's compass rose, half of each point in the light."""
    half = ROSE_SIDE * FINER / 2
    large = Image.new("RGB", (ROSE_SIDE * FINER, ROSE_SIDE * FINER), PAPER)
    draw = ImageDraw.Draw(large)
    points = [(half + x * half, half + y * half) for pair in ROSE for x, y in pair]
    draw.polygon(points, accent_by_day(accent))
    for tip, notch in zip(points[::2], points[1::2], strict=True):
        draw.polygon([tip, notch, (half, half)], accent_by_night(accent))
    return large.reduce(FINER)


def _write_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    """Set it so that its last line stands on the foot of its room."""
    size, lines = set_title(title, across=ACROSS, down=TITLE_FOOT - TITLE_TOP)
    for number, line in enumerate(reversed(lines)):
        at = (MARGIN, TITLE_FOOT - number * size * LEADING)
        Style(Face.SERIF, size).write(draw, at, line, INK)


def _sign(draw: ImageDraw.ImageDraw, author: str, blog: str, accent: Colour) -> None:
    """Name the author on the left and the blog on the right, smaller or shortened to fit."""
    room = ACROSS - GAP
    for size in SIGNATURE_SIZES:
        by, of = Style(Face.SANS, size), Style(Face.SERIF, size)
        if by.width(author) + of.width(blog) <= room:
            break
    author = shorten(author, by, max(room / 2, room - of.width(blog)))
    blog = shorten(blog, of, room - by.width(author))
    by.write(draw, (MARGIN, SIGNATURE), author, MUTED)
    of.write(draw, (WIDTH - MARGIN - of.width(blog), SIGNATURE), blog, accent)
