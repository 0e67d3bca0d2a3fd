"""A run in bars: SVG, readable by day and by night."""

from collections.abc import Iterator
from html import escape

from bench.figures import (
    ALONE,
    BARE,
    BEHIND,
    CACHED,
    KINDS,
    MANY,
    NGINX,
    ONE,
    PROXIED,
    SQLITE,
    Results,
    figures,
    first,
)
from bench.reading import SCENES

WIDTH, LABELS, BARS, LINE = 900, 420, 400, 26
SCALE = 3.0  # how often the bound a bar may be until it is cut

HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
  aria-label="What make bench measured; the tables beside it say the same">
<style>
  svg {{ background: #fdfbf7; font: 14px system-ui, sans-serif }}
  text {{ fill: #2b2622 }} .head {{ font-weight: 600; font-size: 16px }} .quiet {{ fill: #6d645c }}
  .bar {{ fill: #8a8178 }} .ours {{ fill: #b4541f }} .short {{ fill: #c3a13a }}
  .mark {{ stroke: #2b2622; stroke-dasharray: 3 3 }}
  @media (prefers-color-scheme: dark) {{
    svg {{ background: #1d1a17 }} text {{ fill: #efe9e1 }} .quiet {{ fill: #aaa198 }}
    .ours {{ fill: #e08a55 }} .mark {{ stroke: #efe9e1 }}
  }}
</style>"""


class Drawing:
    """Lines of bars, one below the other."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.y = 0

    def head(self, text: str) -> None:
        self.y += LINE * 2 if self.y else LINE
        self.text(0, text, "head")
        self.y += 8

    def bar(self, label: str, share: float, amount: str, kind: str) -> None:
        """Draw one as long as its share of the widest, 0 to 1."""
        self.y += LINE
        length = max(1, round(share * BARS))
        self.text(0, label)
        self.marks.append(
            f'<rect class="{kind}" x="{LABELS}" y="{self.y - 14}" width="{length}" height="18"/>'
        )
        self.text(LABELS + length - 8, amount, "quiet")

    def mark(self, share: float, first: int) -> None:
        """Draw a dashed line across the bars from a height on."""
        x = LABELS + round(share * BARS)
        self.marks.append(f'<line class="mark" x1="{x}" x2="{x}" y1="{first}" y2="{self.y + 8}"/>')

    def text(self, x: int, text: str, kind: str = "") -> None:
        named = f' class="{kind}"' if kind else ""
        self.marks.append(f'<text{named} x="{x + 16}" y="{self.y}">{escape(text)}</text>')

    def svg(self) -> str:
        head = HEAD.format(width=WIDTH + 16, height=self.y + LINE)
        return "\n".join([head, *self.marks, "</svg>\n"])


def chart(results: Results) -> str:
    drawing = Drawing()
    drawing.head(f"Ready pages a second, {MANY} connections, gzip")
    rates = {name: results.ready.rate(name, MANY) for name in (NGINX, BEHIND, BARE, CACHED)}
    for name, rate in rates.items():
        kind = "ours" if name in {CACHED, BEHIND} else "bar"
        drawing.bar(name, rate / max(rates.values()), f"{rate:,.0f}", kind)
    drawing.head("Milliseconds that the first reader of a page waits")
    times = dict(first_views(results))
    for name, time in times.items():
        drawing.bar(name, time / max(times.values()), f"{time:.1f}", "ours")
    drawing.head(f"Reading while something is written, as a share of quiet ({SQLITE})")
    for name, share in shares(results):
        drawing.bar(name, min(share, 1), f"{share:.2f}", "ours")
    draw_floors(drawing, results)
    return drawing.svg()


def first_views(results: Results) -> Iterator[tuple[str, float]]:
    for kind in KINDS:
        for posts in (results.small, results.large):
            name = first(kind, posts)
            yield name, results.first.median(name, ONE)


def shares(results: Results) -> Iterator[tuple[str, float]]:
    for scene in SCENES[1:]:
        for server in (ALONE, PROXIED):
            yield f"{scene.name}, {server}", results.share_of_quiet(server, SQLITE, scene)


def draw_floors(drawing: Drawing, results: Results) -> None:
    drawing.head("Times better than what it is held to (dashed: just met)")
    top = drawing.y + 8
    for figure in figures(results):
        times = figure.times_better
        kind = "ours" if figure.is_met else "short"
        drawing.bar(figure.what, min(times, SCALE) / SCALE, f"{times:.2f}", kind)
    drawing.mark(1 / SCALE, top)
