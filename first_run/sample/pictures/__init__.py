"""The sample's pictures, printed when it is loaded: no photograph, no file to ship.

Each drawer gives the same RGB image every time: 1600 by 1067 pixels, 1200 by 1500 when
upright, 512 by 512 for a portrait.
"""

from collections.abc import Callable

from PIL import Image

from . import (
    bookshelf,
    desk,
    eclipse,
    harbour,
    lemon_tree,
    lighthouse,
    loaf,
    loom,
    low_tide,
    market,
    mountains,
    night,
    portraits,
    rain,
    red_boat,
    tiles,
)

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "azulejos.jpg": tiles.draw,
    "bajamar.jpg": low_tide.draw,
    "barca-roja.jpg": red_boat.draw,
    "bruno.jpg": portraits.bruno,
    "eclipse.jpg": eclipse.draw,
    "escritorio.jpg": desk.draw,
    "estanteria.jpg": bookshelf.draw,
    "faro.jpg": lighthouse.draw,
    "ines.jpg": portraits.ines,
    "limonero.jpg": lemon_tree.draw,
    "lluvia.jpg": rain.draw,
    "mercado.jpg": market.draw,
    "montes-con-niebla.jpg": mountains.draw,
    "pan.jpg": loaf.draw,
    "perseidas.jpg": night.draw,
    "puerto.jpg": harbour.draw,
    "telar.jpg": loom.draw,
    "teresa.jpg": portraits.teresa,
}
