"""What stands around a printed map: its heading above, its legend and what is to be said below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netmap.export.figure_lines import Line
from netmap.export.figure_paper import LEADING, Paper, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK: Final = "#1b1f23"
QUIET: Final = "#4a5259"
RULE: Final = "#b8c0c7"
ALARM: Final = "#a80f3c"
MARKERS: Final[Mapping[str, str]] = {"square": "s", "dot": "o", "ring": "o", "diamond": "D", "triangle": "^", "star": "*"}


@dataclass(frozen=True)
class Entry:
    """Hold one entry of the legend: a sign's look, or a line, and its words."""

    words: str
    sign: Mapping[str, str] | None = None
    line: Line | None = None


def new_sheet(paper: Paper) -> tuple[Figure, Axes]:
    """Return an empty sheet, whose units are points from its upper left corner."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(paper.width / 72, paper.height / 72), dpi=paper.dpi, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, paper.width), ylim=(paper.height, 0))
    axes.set_axis_off()
    return figure, axes


def draw_head(axes: Axes, paper: Paper, title: str, below: str, sentences: str, *, mark: str) -> float:
    """Write the heading, and return how far down it reaches. `mark` marks the internal edition, across the map, too."""
    left, right, y = paper.margin, paper.width - paper.margin, paper.margin
    room = right - left - (width_of(mark, paper.title * 0.7, "bold") + paper.title if mark else 0)
    for line in wrapped(title, paper.title, room * 0.9):
        y += paper.title * LEADING
        axes.text(left, y, line, fontsize=paper.title, fontweight="bold", color=INK, va="baseline")
    if mark:
        first = paper.margin + paper.title * LEADING
        axes.text(right, first, mark, fontsize=paper.title * 0.7, fontweight="bold", color=ALARM, ha="right", va="baseline")
        axes.text(paper.width / 2, paper.height / 2, mark, fontsize=paper.width / 22, fontweight="bold", color=ALARM,
                  alpha=0.08, rotation=24, ha="center", va="center", zorder=0.1)  # fmt: skip
    y += paper.text * LEADING * 1.4
    axes.text(left, y, below, fontsize=paper.text * 1.25, color=INK, va="baseline")
    y = draw_lines_of_text(axes, paper, wrapped(sentences, paper.text, right - left), y + paper.text * 0.4)
    return _rule(axes, paper, y + paper.text * 0.8)


def draw_lines_of_text(axes: Axes, paper: Paper, lines: Sequence[str], y: float) -> float:
    """Write lines of text from the left margin downwards, and return how far down they reach."""
    for line in lines:
        y += paper.text * LEADING
        axes.text(paper.margin, y, line, fontsize=paper.text, color=QUIET, va="baseline")
    return y


def _rule(axes: Axes, paper: Paper, y: float) -> float:
    axes.plot([paper.margin, paper.width - paper.margin], [y, y], color=RULE, linewidth=0.6)
    return y


def foot_height(paper: Paper, rows: int, lines: int) -> float:
    """Return how high a legend of so many rows is, with so many lines of text below it."""
    return paper.text * (0.8 + 1.8 * rows + 0.4 + LEADING * lines)


def legend_rows(entries: Sequence[Entry], paper: Paper) -> list[list[tuple[float, Entry]]]:
    """Return the rows of a legend, each entry with where it begins, from left to right."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x, right = paper.margin, paper.width - paper.margin
    for entry in entries:
        wide = paper.text * 3.2 + width_of(entry.words, paper.text) + paper.text * 1.6
        if rows[-1] and x + wide > right:
            rows.append([])
            x = paper.margin
        rows[-1].append((x, entry))
        x += wide
    return rows


def draw_foot(axes: Axes, paper: Paper, rows: Sequence[Sequence[tuple[float, Entry]]], lines: Sequence[str]) -> None:
    """Draw the legend at the bottom of the sheet, and write what is to be said below it."""
    top = paper.height - paper.margin - foot_height(paper, len(rows), len(lines))
    y = _rule(axes, paper, top) + paper.text * 0.8
    for row in rows:
        for x, entry in row:
            _draw_entry(axes, paper, entry, x, y + paper.text * 0.75)
        y += paper.text * 1.8
    draw_lines_of_text(axes, paper, lines, y)


def _draw_entry(axes: Axes, paper: Paper, entry: Entry, x: float, y: float) -> None:
    wide = paper.text * 2.6
    if entry.sign is not None:
        draw_signs(axes, paper, [x + wide / 2], [y], entry.sign)
    if entry.line is not None:
        line = entry.line
        axes.plot([x, x + wide], [y, y], color=line.colour, linewidth=line.width * 1.3, dash_capstyle="butt",
                  linestyle=(0, line.dashes) if line.dashes else "solid")  # fmt: skip
        if line.directed:
            axes.fill([x + wide, x + wide - 5, x + wide - 5], [y, y - 2.2, y + 2.2], color=line.colour, linewidth=0)
    axes.text(x + paper.text * 3.2, y + paper.text * 0.36, entry.words, fontsize=paper.text, color=INK, va="baseline")


def draw_signs(axes: Axes, paper: Paper, xs: Sequence[float], ys: Sequence[float], look: Mapping[str, str]) -> None:
    """Draw signs of one look: a colour and a shape, an open circle for `ring`."""
    colour, shape = look.get("colour", "#767676"), look.get("shape", "dot")
    ring = shape == "ring"
    # a light colour needs a rim to be seen on paper
    rim = colour if ring else QUIET if shape == "triangle" else "white"
    size = (2 * paper.radius * (0.9 if shape == "square" else 1.0)) ** 2
    axes.scatter(
        xs, ys, s=size, marker=MARKERS.get(shape, "o"), facecolors="white" if ring else colour,
        edgecolors=rim, linewidths=1.3 if ring else 0.5, zorder=3,
    )  # fmt: skip
