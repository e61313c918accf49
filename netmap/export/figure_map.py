"""The map itself on its paper: lines first, names on a light ground, signs above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from netmap.export.figure_labels import Label, Room, place_labels
from netmap.export.figure_lines import Line, path_of
from netmap.export.figure_paper import LEADING, Paper, width_of
from netmap.export.figure_sheet import INK, draw_signs
from netmap.network.arrays import Floats

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STRETCH: Final = 1.35
"""How much more one way than the other a map may be drawn out to fill its paper."""
LEAD: Final = "#7ba7d6"
"""Lighter and finer than any tie, and of another hue: it leads from a name to its sign."""
ARROW: Final = (5.0, 1.9)


@dataclass(frozen=True)
class Subject:
    """Hold what is drawn of an actor or forum: its id, its lines of text, the key of its look, its place on the page.

    `listed`: it has no line and stands in the list below, its name to the right.
    """

    id: str
    text: tuple[str, ...]
    look: str
    place: tuple[float, float]
    listed: bool = False


def draw_map(
    axes: Axes,
    paper: Paper,
    frame: tuple[float, float, float, float],
    subjects: Sequence[Subject],
    lines: Sequence[Line],
    looks: Mapping[str, Mapping[str, str]],
) -> tuple[int, bool]:
    """Draw subjects and lines between the edges of a frame.

    Return of how many the name has no room, and whether a fine line leads from any name to its sign.
    """
    if not subjects:
        return 0, False
    sizes = np.array([_size(one, paper) for one in subjects])
    points = _fitted(subjects, frame, sizes, paper)
    seat = {one.id: index for index, one in enumerate(subjects)}
    paths = [
        (line, path_of(line, points[seat[line.source]], points[seat[line.target]], paper.radius + 0.6)) for line in lines
    ]
    paths = [(line, path) for line, path in paths if len(path)]
    labels = place_labels(
        Room(frame, points, _straight(paths), paper.radius),
        sizes,
        _order(subjects, lines),
        listed=[index for index, one in enumerate(subjects) if one.listed],
    )
    _draw_lines(axes, paths)
    for key in sorted({one.look for one in subjects}):
        chosen = [index for index, one in enumerate(subjects) if one.look == key]
        draw_signs(axes, paper, points[chosen, 0].tolist(), points[chosen, 1].tolist(), looks.get(key, {}))
    _draw_names(axes, paper, labels, subjects, points)
    return len(subjects) - len(labels), any(one.led for one in labels)


def _size(one: Subject, paper: Paper) -> tuple[float, float]:
    return max(width_of(line, paper.name) for line in one.text) + 1.5, len(one.text) * paper.name * LEADING


def _fitted(subjects: Sequence[Subject], frame: tuple[float, float, float, float], sizes: Floats, paper: Paper) -> Floats:
    """Bring places into a frame: to one scale, drawn out one way where the paper has room; names at the rim stay within."""
    places = np.array([one.place for one in subjects], dtype=np.float64)
    listed = np.array([one.listed for one in subjects])
    # a name below its sign reaches out to both sides, one of the list to the right only
    before = np.where(listed, paper.radius, sizes[:, 0] / 2)
    after = np.where(listed, sizes[:, 0] + 2 * paper.radius, sizes[:, 0] / 2)
    above, below = (
        np.full(len(subjects), paper.radius + 1),
        np.where(listed, sizes[:, 1] / 2, sizes[:, 1] + paper.radius + 2),
    )
    left, top, right, bottom = frame
    scales = [_scale(places[:, 0], before, after, right - left), _scale(places[:, 1], above, below, bottom - top)]
    across, down = (min(one, min(scales) * STRETCH, 1.0) for one in scales)  # a small landscape is not blown up
    x = _centred(places[:, 0] * across, before, after, left, right)
    return np.column_stack([x, _centred(places[:, 1] * down, above, below, top, bottom)])


def _scale(along: Floats, before: Floats, after: Floats, room: float) -> float:
    """Return by how much places may be multiplied so that what reaches out before and after them keeps within the room."""
    low, high = 0.0, 10.0
    for _halving in range(40):
        middle = (low + high) / 2
        wide = (along * middle + after).max() - (along * middle - before).min()
        low, high = (middle, high) if wide <= room else (low, middle)
    return low


def _centred(along: Floats, before: Floats, after: Floats, start: float, end: float) -> Floats:
    first, last = (along - before).min(), (along + after).max()
    return np.asarray(along - first + start + (end - start - (last - first)) / 2)


def _straight(paths: Sequence[tuple[Line, Floats]]) -> Floats:
    """Return all lines as straight pieces (x, y, x, y)."""
    pieces = [np.hstack([path[:-1], path[1:]]) for _line, path in paths]
    return np.vstack(pieces) if pieces else np.zeros((0, 4))


def _order(subjects: Sequence[Subject], lines: Sequence[Line]) -> list[int]:
    """Return in which order names look for room: those with most lines first, since theirs is the most crowded place."""
    partners: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        partners[line.source].add(line.target)
        partners[line.target].add(line.source)
    free = [index for index, one in enumerate(subjects) if not one.listed]
    return sorted(free, key=lambda index: (-len(partners[subjects[index].id]), subjects[index].id))


def _draw_lines(axes: Axes, paths: Sequence[tuple[Line, Floats]]) -> None:
    """Draw lines of one look together, so that a large map has few parts."""
    from matplotlib.collections import LineCollection, PolyCollection

    alike: dict[tuple[str, float, tuple[float, ...]], list[Floats]] = defaultdict(list)
    heads: dict[str, list[Floats]] = defaultdict(list)
    for line, path in paths:
        alike[line.colour, line.width, line.dashes].append(path)
        if line.directed:
            heads[line.colour].append(_head(path))
    for (colour, width, dashes), group in sorted(alike.items()):
        style = (0, tuple(one / width for one in dashes)) if dashes else "solid"
        axes.add_collection(
            LineCollection(group, colors=colour, linewidths=width, linestyles=[style], zorder=1), autolim=False
        )
    for colour, arrows in sorted(heads.items()):
        axes.add_collection(PolyCollection(arrows, facecolors=colour, linewidths=0, zorder=1.1), autolim=False)


def _head(path: Floats) -> Floats:
    tip, step = path[-1], path[-1] - path[-2]
    step = step / max(float(np.hypot(*step)), 1e-9)
    back, side = tip - ARROW[0] * step, np.array([-step[1], step[0]]) * ARROW[1]
    return np.array([tip, back + side, back - side])


def _draw_names(axes: Axes, paper: Paper, labels: Sequence[Label], subjects: Sequence[Subject], points: Floats) -> None:
    from matplotlib.collections import LineCollection, PolyCollection

    grounds = [_corners(one.box) for one in labels]
    axes.add_collection(PolyCollection(grounds, facecolors="white", alpha=0.72, linewidths=0, zorder=1.5), autolim=False)
    leads = [[_nearest(one.box, points[one.index]), points[one.index]] for one in labels if one.led]
    axes.add_collection(LineCollection(leads, colors=LEAD, linewidths=0.4, zorder=1.4), autolim=False)
    for one in labels:
        left, top, right, _bottom = one.box
        listed = subjects[one.index].listed
        for number, line in enumerate(subjects[one.index].text):
            y = top + paper.name * (LEADING * number + 0.92)
            x = left if listed else (left + right) / 2
            axes.text(x, y, line, fontsize=paper.name, color=INK, ha="left" if listed else "center", va="baseline", zorder=4)


def _corners(box: tuple[float, float, float, float]) -> Floats:
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def _nearest(box: tuple[float, float, float, float], point: Floats) -> tuple[float, float]:
    left, top, right, bottom = box
    return min(max(float(point[0]), left), right), min(max(float(point[1]), top), bottom)
