"""Charts drawn once on the server: the same SVG stands in the page and in the PDF."""

import hashlib
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from office.narrow_charts import NARROWEST, Lines, stacked

# One blue that keeps 3 : 1 on light and dark pages and on paper; words take the colour of the text around.
BLUE = "#2a67b8"
# Parts of a column, each 3 : 1 on light and dark pages; the last one is for all others together.
COLORS = (BLUE, "#c4621b", "#1b8a7a", "#8a5cc2", "#767676")
INK = "currentColor"
FONT = "Portal Sans, Saradnja Latin, Saradnja Latin Ext, Saradnja Cyrillic, sans-serif"
WIDTH, ROW, NAME_WIDTH, SUM_WIDTH = 640, 34, 210, 120
NAME_LETTERS, LEGEND_LETTERS, MAP_LINES = 30, 42, 12
_DROPPED = re.compile(r' (?:style|class|pointer-events|aria-[a-z]+|role)="[^"]*"')


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value, and the value as people read it (19.850,00 €)."""

    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Tile:
    """One municipality on the map of tiles: where it lies, its value, and the value as people read it."""

    col: int
    row: int
    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Stack:
    """One column in parts: its name, its parts in the order of the legend, and its sum as people read it."""

    name: str
    parts: tuple[float, ...]
    text: str


class Chart(SafeString):
    """A drawing for paper and wide windows; where it does not fit a phone, the same as `narrow` for that."""

    narrow: SafeString | None = None


def kept(draw: Callable[..., Chart]) -> Callable[..., Chart]:
    """The last drawings of a process are kept: drawing takes longer than the page around it.

    In the process and few of them: what a page draws follows what anybody searches, and must not fill the broker.
    """
    last = lru_cache(maxsize=256)(draw)

    @wraps(draw)
    def drawn(rows: Sequence[Any], *legend: Sequence[str], title: str, description: str) -> Chart:
        names = (tuple(map(str, part)) for part in legend)
        return last(tuple(rows), *names, title=str(title), description=str(description))

    return drawn


@kept
def bars(rows: Sequence[Bar], *, title: str, description: str) -> Chart:
    """Lying bars, one under the other in the given order; for areas, bodies, kinds."""
    import altair as alt  # noqa: PLC0415  slow import

    height = ROW * max(len(rows), 1)
    names = [wrapped(row.name) for row in rows]
    data = alt.Data(values=_values(rows, names))
    place = alt.Y("place:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0.35, paddingOuter=0.2))
    length = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top(rows)]))
    base = alt.Chart(data)
    drawing = alt.layer(
        base.mark_bar(color=BLUE).encode(x=length, y=place),
        *(
            base.transform_filter(f"datum.lines == {lines}")
            .mark_text(align="right", dx=-8, dy=dy, baseline="middle", lineBreak="\n")
            .encode(x=alt.value(0), y=place, text="name:N")
            for lines, dy in ((1, 0), (2, -7.5))
        ),
        base.mark_text(align="left", dx=6, baseline="middle", fontWeight=600).encode(
            x=length, y=place, text="text:N"
        ),
    ).properties(width=WIDTH - NAME_WIDTH - SUM_WIDTH, height=height)
    padding = {"left": NAME_WIDTH, "right": SUM_WIDTH, "top": 4, "bottom": 4}
    return _drawn(drawing, padding, (WIDTH, height + 8), title, description, _lying(rows))


@kept
def columns(rows: Sequence[Bar], *, title: str, description: str) -> Chart:
    """Standing columns in the given order; for years and months."""
    import altair as alt  # noqa: PLC0415  slow import

    height = 220
    letters = max((len(row.text) for row in rows), default=0)
    width = min(WIDTH, 16 + len(rows) * max(44, 8 * letters))  # as wide as its sums need, to fit a phone
    data = alt.Data(values=_values(rows, [row.name for row in rows]))
    place = alt.X("place:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0.4, paddingOuter=0.2))
    length = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, top(rows)]))
    base = alt.Chart(data)
    drawing = alt.layer(
        base.mark_bar(color=BLUE).encode(x=place, y=length),
        base.mark_text(baseline="bottom", dy=-5, fontWeight=600).encode(x=place, y=length, text="text:N"),
        base.mark_text(baseline="top", dy=7).encode(x=place, y=alt.value(height), text="name:N"),
        base.mark_rule(color=INK, opacity=0.5).encode(y=alt.datum(0)),
    ).properties(width=width - 16, height=height)
    padding = {"left": 8, "right": 8, "top": 26, "bottom": 28}
    return _drawn(drawing, padding, (width, height + 54), title, description, _lying(rows))


@kept
def tiles(rows: Sequence[Tile], *, title: str, description: str) -> Chart:
    """A map of equal tiles, one for each municipality where it lies, the darker the more; each says its number."""
    import altair as alt  # noqa: PLC0415  slow import

    across, down = max(row.col for row in rows) + 1, max(row.row for row in rows) + 1
    wide, high = min(104, (WIDTH - 8) // across), 54
    most = max(row.value for row in rows) or 1.0
    data = alt.Data(
        values=[
            {
                "x": row.col * wide + 2, "x2": (row.col + 1) * wide - 2, "middle": (row.col + 0.5) * wide,
                "y": row.row * high + 2, "y2": (row.row + 1) * high - 2, "high": row.row * high + 19,
                "low": row.row * high + 38, "name": row.name if len(row.name) <= 13 else row.name[:12] + "…",
                "text": row.text, "shade": 0.06 + 0.4 * row.value / most,
            }
            for row in rows
        ]
    )  # fmt: skip
    size = across * wide, down * high
    place = {"scale": None, "axis": None}
    base = alt.Chart(data)
    middle = alt.X("middle:Q", **place)
    drawing = alt.layer(
        base.mark_rect(color=BLUE).encode(
            x=alt.X("x:Q", **place), x2="x2:Q", y=alt.Y("y:Q", **place), y2="y2:Q",
            opacity=alt.Opacity("shade:Q", scale=None, legend=None),
        ),
        base.mark_text(fontSize=11).encode(x=middle, y=alt.Y("high:Q", **place), text="name:N"),
        base.mark_text(fontSize=14, fontWeight=600).encode(
            x=middle, y=alt.Y("low:Q", **place), text="text:N"
        ),
    ).properties(width=size[0], height=size[1])  # fmt: skip
    padding = {"left": 4, "right": 4, "top": 4, "bottom": 4}
    most_first = sorted((row for row in rows if row.value), key=lambda row: -row.value)[:MAP_LINES]
    return _drawn(drawing, padding, (size[0] + 8, size[1] + 8), title, description, _lying(most_first))


@kept
def stacks(rows: Sequence[Stack], legend: Sequence[str], *, title: str, description: str) -> Chart:
    """Standing columns made of parts, the first part below; what a colour means stands under the drawing."""
    import altair as alt  # noqa: PLC0415  slow import

    height = 220
    letters = max((len(row.text) for row in rows), default=0)
    width = min(WIDTH, max(320, 16 + len(rows) * max(72, 8 * letters)))
    most = max([sum(row.parts) for row in rows], default=0.0) or 1.0
    step = (width - 16) / max(len(rows), 1)
    pieces, sums = _pieces(rows, step, height / most, height)
    keys = [{"x": 8, "y": height + 40 + 22 * at, "name": shortened(name), "color": COLORS[at]}
            for at, name in enumerate(legend)]  # fmt: skip
    place = {"scale": None, "axis": None}
    x, y = alt.X("x:Q", **place), alt.Y("y:Q", **place)
    color = alt.Color("color:N", scale=None, legend=None)
    drawing = alt.layer(
        alt.Chart(alt.Data(values=pieces)).mark_rect().encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=color),
        alt.Chart(alt.Data(values=sums)).mark_text(baseline="bottom", dy=-5, fontWeight=600)
        .encode(x=x, y=y, text="text:N"),
        alt.Chart(alt.Data(values=sums)).mark_text(baseline="top", dy=7)
        .encode(x=x, y=alt.value(height), text="name:N"),
        alt.Chart(alt.Data(values=sums[:1])).mark_rule(color=INK, opacity=0.5).encode(y=alt.value(height)),
        alt.Chart(alt.Data(values=keys)).mark_square(size=180, opacity=1).encode(x=x, y=y, color=color),
        alt.Chart(alt.Data(values=keys)).mark_text(align="left", dx=14, baseline="middle")
        .encode(x=x, y=y, text="name:N"),
    ).properties(width=width - 16, height=height)  # fmt: skip
    below = 32 + 22 * len(legend)
    padding = {"left": 8, "right": 8, "top": 26, "bottom": below}
    lines = stacked([(row.name, row.text, row.parts) for row in rows], COLORS, legend)
    return _drawn(drawing, padding, (width, height + 26 + below), title, description, lines)


def wrapped(name: str) -> str:
    """A name on at most two lines; the breaks are ours, so no font on the machine can move them."""
    lines = textwrap.wrap(name, NAME_LETTERS) or [""]
    if len(lines) > 2:
        lines = [lines[0], textwrap.shorten(" ".join(lines[1:]), NAME_LETTERS, placeholder=" …")]
    return "\n".join(lines)


def shortened(name: str) -> str:
    """A name of the legend in one line."""
    return textwrap.shorten(name, LEGEND_LETTERS, placeholder=" …")


def top(rows: Sequence[Bar]) -> float:
    """Where the scale ends: the largest value, and 1 when all are nothing."""
    return max([float(row.value) for row in rows], default=0.0) or 1.0


def _values(rows: Sequence[Bar], names: list[str]) -> list[dict[str, Any]]:
    """Rows as plain data; the place keeps equal names apart and the order as given."""
    return [
        {
            "place": place,
            "name": name,
            "lines": name.count("\n") + 1,
            "value": float(row.value),
            "text": row.text,
        }
        for place, (row, name) in enumerate(zip(rows, names, strict=True))
    ]


def _pieces(
    rows: Sequence[Stack], step: float, unit: float, height: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every part as a rectangle, a hair apart from its neighbour, and what stands above and below each column."""
    pieces, sums = [], []
    for at, row in enumerate(rows):
        middle, half, base = (at + 0.5) * step, min(0.3 * step, 48), float(height)
        for part, value in enumerate(row.parts):
            if value <= 0:
                continue
            upper = base - float(value) * unit
            hair = 1.5 if base - upper > 3 else 0
            pieces.append(
                {
                    "x": middle - half,
                    "x2": middle + half,
                    "y": upper,
                    "y2": base - hair,
                    "color": COLORS[part],
                }
            )
            base = upper
        sums.append({"x": middle, "y": base, "name": row.name, "text": row.text})
    return pieces, sums


def _lying(rows: Sequence[Bar | Tile]) -> Lines:
    """The rows as a phone shows them."""
    return stacked([(row.name, row.text, (row.value,)) for row in rows], COLORS)


def _drawn(
    drawing: Any, padding: dict[str, int], size: tuple[int, int], title: str, description: str, lines: Lines
) -> Chart:
    """Altair → SVG without style or script, with a title and a description for those who do not see it."""
    import altair as alt  # noqa: PLC0415  slow import

    spec = drawing.properties(padding=padding, autosize=alt.AutoSizeParams(type="none")).configure(
        aria=False,
        background="transparent",
        font=FONT,
        text=alt.MarkConfig(color=INK, fontSize=13),
        view=alt.ViewConfig(stroke=None),
    )
    svg = _svg(spec.to_json(indent=None, validate=False))
    inside = _DROPPED.sub("", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
    inside = re.sub(r"^<rect [^>]*/>", "", inside)
    width, height = size
    fits = width <= NARROWEST
    name = "chart" if fits else "chart chart-wide"
    wide = f'class="{name}" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    chart = Chart(_labelled(wide, inside, title, description))
    if not fits:
        narrow = (
            f'class="chart chart-narrow" width="100%" height="{lines.height}" font-size="14" fill="{INK}"'
        )
        chart.narrow = _labelled(narrow, lines.inside, title, description)
    return chart


def _svg(spec: str) -> str:
    """The bare drawing of a Vega-Lite text."""
    import vl_convert  # noqa: PLC0415  slow import

    return vl_convert.vegalite_to_svg(spec)


def _labelled(look: str, inside: str, title: str, description: str) -> SafeString:
    """Our own root element with names for screen readers around the drawing."""
    mark = hashlib.sha256(f"{title}{description}{inside}".encode()).hexdigest()[:10]
    # The drawing escapes its own words; ours are escaped here.
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {look} aria-labelledby="t{mark} d{mark}">'
        f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(description)}</desc>'
        f"{inside}</svg>"
    )
