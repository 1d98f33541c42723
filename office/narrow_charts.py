"""The same charts for a phone: every value a line of words with a bar below it, as wide as the window is.

Lengths are shares of the drawing's width and letters keep their size, so nothing is made small and nothing is pushed
sideways, from 288 pixels on.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape

LETTERS, NAME_LINES = 36, 3  # letters of a line in the narrowest drawing; lines a name may take
# Pixels: a line of words, a bar, the room below it, a square of the legend.
LINE, THICK, GAP, KEY = 18, 14, 14, 12
# Letters of a name and of a value that leave room for a bar between them; where it begins.
SHORT, SIDE = 5, 44
NARROWEST = 288  # what a window of 320 pixels leaves; a drawing that is not wider needs no other
Row = tuple[str, str, Sequence[float]]  # name, value as people read it, the parts of the value


@dataclass(frozen=True)
class Lines:
    """A drawing without its frame, and how high it is."""

    inside: str
    height: int


def stacked(rows: Sequence[Row], colors: Sequence[str], legend: Sequence[str] = ()) -> Lines:
    """Rows in the given order, each with its bar made of parts; what a colour means stands below them."""
    most = max((sum(row[2]) for row in rows), default=0.0) or 1.0
    if rows and all(
        len(name) <= SHORT and len(text) <= SHORT and len(parts) == 1 for name, text, parts in rows
    ):
        return in_one_line(
            [(name, text, 100 * max(parts[0], 0) / most) for name, text, parts in rows], colors[0]
        )
    drawn: list[str] = []
    y = 0
    for name, text, parts in rows:
        y = words(drawn, name_lines(name, text), y, x="0")
        drawn.append(f'<text x="100%" y="{y - 4}" text-anchor="end" font-weight="600">{escape(text)}</text>')
        bar(drawn, [100 * max(part, 0) / most for part in parts], colors, y)
        y += THICK + GAP
    for name, color in zip(legend, colors, strict=False):
        drawn.append(f'<rect x="0" y="{y + 3}" width="{KEY}" height="{KEY}" fill="{color}"/>')
        y = words(drawn, textwrap.wrap(name, LETTERS - 2)[:NAME_LINES], y, x="20") + 4
    return Lines("".join(drawn), max(y, 1))


def in_one_line(rows: Sequence[tuple[str, str, float]], color: str) -> Lines:
    """Years and counts are short: name, bar and value of a row stand beside each other."""
    drawn: list[str] = []
    for at, (name, text, share) in enumerate(rows):
        y = at * (LINE + 6)
        drawn.append(
            f'<text x="0" y="{y + LINE - 4}">{escape(name)}</text><svg x="{SIDE}" y="{y}" width="72%" height="{LINE}">'
        )
        bar(drawn, [share], [color], 2)
        drawn.append(
            f'</svg><text x="100%" y="{y + LINE - 4}" text-anchor="end" font-weight="600">{escape(text)}</text>'
        )
    return Lines("".join(drawn), len(rows) * (LINE + 6))


def name_lines(name: str, text: str) -> list[str]:
    """A name beside its value, on as many lines as it needs; the value stands at the end of the last."""
    room = max(LETTERS - len(text) - 2, 14)
    lines = textwrap.wrap(name, room) or [""]
    if len(lines) > NAME_LINES:
        rest = textwrap.shorten(" ".join(lines[NAME_LINES - 1 :]), room, placeholder=" …")
        lines = [*lines[: NAME_LINES - 1], rest]
    return lines


def words(drawn: list[str], lines: Sequence[str], y: int, *, x: str) -> int:
    """The lines under each other; returns where the last one ends."""
    for line in lines:
        y += LINE
        drawn.append(f'<text x="{x}" y="{y - 4}">{escape(line)}</text>')
    return y


def bar(drawn: list[str], shares: Sequence[float], colors: Sequence[str], y: int) -> None:
    """The parts of a bar one after the other; where there is nothing, nothing is drawn."""
    x = 0.0
    for share, color in zip(shares, colors, strict=False):
        if share > 0:
            drawn.append(f'<rect x="{x:.2f}%" y="{y}" width="{share:.2f}%" height="{THICK}" fill="{color}"/>')
        x += share
