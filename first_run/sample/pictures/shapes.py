"""Outlines to paint: every shape is a list of points, in pixels, y downwards."""

from collections.abc import Sequence
from math import cos, hypot, pi, radians, sin
from random import Random

Point = tuple[float, float]
Shape = list[Point]


def path(corners: str, right: float = 0, down: float = 0, size: float = 1) -> Shape:
    """The points of "x,y x,y …", drawn around (0, 0) and brought to a place and a size."""
    pairs = (corner.split(",") for corner in corners.split())
    return [(right + float(x) * size, down + float(y) * size) for x, y in pairs]


def blob(corners: str, right: float = 0, down: float = 0, size: float = 1) -> Shape:
    """A path with its corners rounded."""
    return smooth(path(corners, right, down, size))


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    corners = [(right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180)]
    centre = ((left + right) / 2, (top + bottom) / 2)
    shape: Shape = []
    for x, y, start in corners:
        inner_x = x - radius if x > centre[0] else x + radius
        inner_y = y - radius if y > centre[1] else y + radius
        shape += arc(inner_x, inner_y, radius, start, start + 90)
    return shape


def arc(x: float, y: float, radius: float, start: float, end: float, steps: int = 12) -> Shape:
    """Part of a circle between two angles in degrees, clockwise from the right."""
    angles = [radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def disc(x: float, y: float, radius: float, flatness: float = 1.0) -> Shape:
    """A circle, or an ellipse whose height is `flatness` times its width."""
    steps = max(16, min(160, int(radius * 1.5)))
    turns = [2 * pi * step / steps for step in range(steps)]
    return [(x + radius * cos(turn), y + radius * flatness * sin(turn)) for turn in turns]


def lens(x: float, y: float, reach: float, thickness: float) -> Shape:
    """A glint on water or a strip of mist: pointed at both ends, `reach` to each side."""
    half = thickness / 2
    return smooth([(x - reach, y), (x, y - half), (x + reach, y), (x, y + half)])


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> Shape:
    """A Catmull-Rom curve through the points."""
    around = list(points)
    ring = (
        [around[-1], *around, around[0], around[1]] if closed else [around[0], *around, around[-1]]
    )
    shape: Shape = []
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        shape += [_between(before, start, end, after, step / steps) for step in range(steps)]
    return shape if closed else [*shape, around[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        cubic = (3 * q - p - 3 * r + s) * t + 2 * p - 5 * q + 4 * r - s
        return ((cubic * t + r - p) * t + 2 * q) / 2

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def stroke(points: Sequence[Point], width: float, end_width: float | None = None) -> Shape:
    """A line with a body: `width` pixels at its start, `end_width` at its end."""
    last = width if end_width is None else end_width
    left: Shape = []
    right: Shape = []
    for index, (x, y) in enumerate(points):
        ahead, behind = points[min(index + 1, len(points) - 1)], points[max(index - 1, 0)]
        run, rise = ahead[0] - behind[0], ahead[1] - behind[1]
        length = hypot(run, rise) or 1
        half = (width + (last - width) * index / max(len(points) - 1, 1)) / 2
        left.append((x - rise / length * half, y + run / length * half))
        right.append((x + rise / length * half, y - run / length * half))
    return left + right[::-1]


def curve(*points: Point, width: float, end_width: float | None = None) -> Shape:
    """A stroke along a smooth line."""
    return stroke(smooth(points, closed=False), width, end_width)


def trail(corners: str, *, width: float, end_width: float | None = None) -> Shape:
    """A curve through the points of a path."""
    return curve(*path(corners), width=width, end_width=end_width)


def moved(shape: Shape, right: float = 0, down: float = 0) -> Shape:
    return [(x + right, y + down) for x, y in shape]


def towards(start: Point, angle: float, distance: float) -> Point:
    """Where one arrives from a point, going some distance along an angle in degrees."""
    return start[0] + distance * cos(radians(angle)), start[1] + distance * sin(radians(angle))


def turned(shape: Shape, angle: float, around: Point = (0, 0)) -> Shape:
    """The shape rotated clockwise by an angle in degrees."""
    across, up = cos(radians(angle)), sin(radians(angle))
    return [
        (
            around[0] + (x - around[0]) * across - (y - around[1]) * up,
            around[1] + (x - around[0]) * up + (y - around[1]) * across,
        )
        for x, y in shape
    ]


def leaf(x: float, y: float, length: float, width: float, angle: float) -> Shape:
    """A pointed leaf that grows from (x, y)."""
    half = width / 2
    outline = smooth(
        [(0, 0), (length * 0.3, -half), (length * 0.7, -half * 0.75), (length, 0)], closed=False
    )
    mirrored = [(along, -across) for along, across in outline[::-1]]
    return turned(moved(outline + mirrored, x, y), angle, (x, y))


def ridge(
    random: Random, width: float, base: float, height: float, *, waves: float = 3, floor: float
) -> Shape:
    """A line of hills from edge to edge, closed at `floor`; `waves` is how many a width."""
    octaves = [(waves * 2.17**n, height / 1.9**n, random.uniform(0, 2 * pi)) for n in range(6)]
    crest = [
        (
            x,
            base
            - sum(high * sin(2 * pi * x / width * rate + at) for rate, high, at in octaves) / 2,
        )
        for x in range(-8, int(width) + 16, 8)
    ]
    return [*crest, (width + 8, floor), (-8, floor)]
