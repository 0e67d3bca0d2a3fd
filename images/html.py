"""The HTML of a picture: which file fits where it stands, and how much room it will take.

`place` works on what the sanitiser gave, where a quote stands only around a value, so that nothing
that was typed can pass for this markup: an author's own `<picture>` or `srcset` is gone by then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.translation import gettext as _

COLUMN = 576
"""Pixels of the text's column, which is `--measure` wide, at the usual size of type."""

GUTTERS = 48
"""Pixels beside it in a narrow window, both together."""

IN_COLUMN = "(max-width: 39rem) calc(100vw - 3rem), 36rem"
ACROSS = "(max-width: 39rem) calc(100vw - 3rem), (max-width: 64rem) 36rem, 56rem"
"""`sizes` of what fills the text's column, and of what fills the page, the sidebar included."""

SHAPES = {"wide": 0.75, "square": 1.0, "portrait": 1.34, "tall": 1.51, "tower": 1.8}
"""The most that each is high, its width being 1; `static/css/pictures.css` keeps it in sight."""

TAG = re.compile(r'<(?:(?P<link>/?a)(?=[ >])|img(?P<attributes>(?: [\w-]+="[^"]*")*)>)')
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
PICTURE = re.compile(r"<picture>(?:<source [^<>]*>)*(<img [^<>]*>)</picture>")
LAZY = re.compile(r'(<img [^<>]*)loading="lazy"')
OPENING = re.compile(r"<(?:img|a) [^<>]*>")
FOR_BROWSERS = re.compile(r' (?:srcset|sizes|decoding|loading|data-[a-z]+)="[^"]*"')


@dataclass(frozen=True, kw_only=True)
class ResponsiveImage:
    """What a page must know of a picture: its original, and other files for other browsers."""

    url: str
    width: int
    height: int
    tone: str = ""
    srcset: str = ""
    sources: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By media type, the best first: each a `srcset`."""

    @property
    def is_large(self) -> bool:
        """Whether there is more to see than the text's column shows."""
        return self.width > COLUMN

    @property
    def shape(self) -> str:
        ratio = self.height / self.width
        return next((name for name, most in SHAPES.items() if ratio <= most), "")


def picture(image: ResponsiveImage, *, sizes: str, **attributes: str) -> str:
    """Write a picture; the attributes, `alt` among them, are those of its `<img>`, unescaped."""
    escaped = {name: escape(value) for name, value in attributes.items()}
    return _picture(image, sizes, image.width, escaped)


def place(html: str, pictures: Mapping[str, ResponsiveImage]) -> str:
    """Put pictures, given by their address, in the place of the images that a text shows.

    One that is wider than the column links to the whole of it, unless it stands in a link already.
    """
    in_link = False

    def placed(match: re.Match[str]) -> str:
        nonlocal in_link
        if match["link"]:
            in_link = match["link"] == "a"
            return match[0]
        typed = dict(ATTRIBUTE.findall(match["attributes"]))
        image = pictures.get(unescape(typed.pop("src", "")))
        if image is None:
            return match[0]
        return _in_text(image, typed, may_link=not in_link)

    return TAG.sub(placed, html) if pictures else html


def prioritise_first_image(html: str) -> str:
    """Have the first picture of a page fetched before all others, which wait till they are near."""
    before, image, after = html.partition("<img ")
    if not image:
        return html
    return before + LAZY.sub(r'\1loading="eager" fetchpriority="high"', image + after, count=1)


def plain(html: str) -> str:
    """Leave an image of each picture, with its size: for readers of feeds, who have their ways."""
    images = PICTURE.sub(r"\1", html)
    return OPENING.sub(lambda tag: FOR_BROWSERS.sub("", tag[0]), images)


def without(html: str) -> str:
    """Leave the text alone, where its first words are wanted: pictures take much room in HTML."""
    return PICTURE.sub("", html)


def _in_text(image: ResponsiveImage, typed: dict[str, str], *, may_link: bool) -> str:
    width = _width(typed.pop("width", "")) or image.width
    typed.pop("height", "")  # it follows from the width: another one would distort the picture
    markup = _picture(image, _sizes(width), width, {"alt": "", **typed})
    if not (may_link and image.width > COLUMN):
        return markup
    link = {
        "href": escape(image.url),
        "data-large": f"{image.width} {image.height}",
        **({} if typed.get("alt") else {"aria-label": escape(_("See the picture large"))}),
    }
    return f"{_tag('a', link)}{markup}</a>"


def _width(typed: str) -> int:
    return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0


def _sizes(width: int) -> str:
    if width >= COLUMN:
        return IN_COLUMN
    return f"(max-width: {width + GUTTERS}px) calc(100vw - 3rem), {width}px"


def _picture(image: ResponsiveImage, sizes: str, width: int, attributes: dict[str, str]) -> str:
    """Write it so wide, of attributes that are escaped."""
    chosen = {"srcset": image.srcset, "sizes": sizes if image.srcset else ""}
    told = {"data-tone": image.tone, "data-shape": image.shape}
    img = {
        "src": escape(image.url),
        **{name: escape(value) for name, value in chosen.items() if value},
        "width": str(width),
        "height": str(max(1, round(image.height * width / image.width))),
        **attributes,
        "loading": "lazy",
        "decoding": "async",
        **{name: value for name, value in told.items() if value},
    }
    sources = "".join(
        _tag("source", {"type": type_, "srcset": escape(srcset), "sizes": sizes})
        for type_, srcset in image.sources.items()
    )
    markup = _tag("img", img)
    return f"<picture>{sources}{markup}</picture>" if sources else markup


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + ">"
