"""People seen from behind and birds seen from afar, as shapes of one ink."""

from .shapes import Shape, blob, curve, disc, moved


def standing(x: float, y: float, tall: float, stance: float = 1) -> list[Shape]:
    """Someone on their feet at (x, y), looking up; a negative stance mirrors them."""
    size = tall / 100
    coat = "-12,-78 -5,-83 6,-83 13,-77 15,-58 17,-32 14,-27 -13,-27 -16,-32 -14,-58"
    legs = ("-12,-30 -1,-30 -3,0 -10,1", "2,-30 13,-30 11,1 4,0")
    arms = (
        "-13,-76 -18,-70 -20,-52 -17,-40 -14,-42 -14,-56",
        "13,-76 18,-70 20,-52 17,-40 14,-42 14,-58",
    )
    parts = [coat, "-4,-90 5,-90 5,-80 -4,-80", *legs, *arms]
    head = disc(x + 1.5 * size * stance, y - 93 * size, 8.5 * size)
    hair = blob("-9,-95 -6,-102 2,-103 9,-99 10,-91 2,-88 -7,-89", x, y, size)
    return [*(blob(part, x, y, size) for part in parts), head, hair]


def seated(x: float, y: float, tall: float, tilt: float = 0) -> list[Shape]:
    """Head and back of someone who sits on a wall at (x, y), the head tilted by some pixels."""
    size = tall / 100
    back = "-30,0 -31,-26 -27,-48 -14,-60 0,-63 14,-60 27,-48 31,-26 30,0 0,3"
    neck = "-7,-74 7,-74 8,-56 -8,-56"
    head = moved(disc(x, y - 82 * size, 15 * size, 1.1), tilt)
    return [blob(back, x, y, size), blob(neck, x, y, size), head]


def gull(x: float, y: float, span: float) -> list[Shape]:
    """A bird on the wing; `span` is half its width."""
    wings = []
    for side in (-1, 1):
        tip, bend = (x + side * span, y - span * 0.22), (x + side * span * 0.45, y - span * 0.44)
        wings.append(curve(tip, bend, (x, y), width=span * 0.06, end_width=span * 0.16))
    return wings
