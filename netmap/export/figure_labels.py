"""Where names stand on a printed map: beside their sign where there is room, else further off on a thin line.

Units are points of 1/72 inch, y grows downwards. Boxes are (left, top, right, bottom).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from netmap.network.arrays import Floats

GAPS: Final = (1.5, 4.0, 8.0, 13.0, 19.0, 26.0, 34.0, 44.0, 56.0, 72.0)
"""How far from its sign a name may stand, nearest first."""
LED: Final = 5.0
"""From so far off a thin line leads from the name to its sign."""
AIR: Final = 1.0
CROSSED: Final = 6.0
"""A line that runs through a name is as bad as so many points of distance."""
MOST_LINES: Final = 4_000
"""Of more lines than these nobody sees which run through a name."""
GIVE_UP: Final = 100
"""After so many names in a row without room there is none for the others either."""
_SIDES: Final = (
    (0.0, 1.0, 0.0), (1.0, 0.0, 0.5), (0.0, -1.0, 1.0), (-1.0, 0.0, 1.0), (1.0, 1.0, 2.0), (-1.0, 1.0, 2.0),
    (1.0, -1.0, 2.5), (-1.0, -1.0, 2.5), (0.5, 1.0, 1.0), (-0.5, 1.0, 1.0), (0.5, -1.0, 1.5), (-0.5, -1.0, 1.5),
    (1.0, 0.5, 1.5), (1.0, -0.5, 1.5), (-1.0, 0.5, 1.5), (-1.0, -0.5, 1.5),
)  # fmt: skip
"""Below, right, above, left, the corners and what lies between: the step in x and y, and how much worse than below it is."""


@dataclass(frozen=True)
class Label:
    """Hold where the name of a sign stands: its box, and where a line leads to it from, if one does."""

    index: int
    box: tuple[float, float, float, float]
    led: bool = False


@dataclass
class Room:
    """Hold the signs, the lines and the names set so far, between the edges of a frame."""

    frame: tuple[float, float, float, float]
    signs: Floats
    lines: Floats
    radius: float
    set_so_far: list[tuple[float, float, float, float]] = field(default_factory=list)

    def free(self, boxes: Floats) -> np.ndarray:
        """Tell of each box whether it lies within the frame and on no sign and no other name."""
        left, top, right, bottom = self.frame
        fits = (boxes[:, 0] >= left) & (boxes[:, 1] >= top) & (boxes[:, 2] <= right) & (boxes[:, 3] <= bottom)
        reach = self.radius + AIR / 2
        x, y = self.signs[:, 0], self.signs[:, 1]
        on_sign = (
            (boxes[:, None, 0] < x + reach)
            & (boxes[:, None, 2] > x - reach)
            & (boxes[:, None, 1] < y + reach)
            & (boxes[:, None, 3] > y - reach)
        ).any(axis=1)
        names = np.array(self.set_so_far, dtype=np.float64).reshape(-1, 4)
        on_name = (
            (boxes[:, None, 0] < names[:, 2] + AIR)
            & (boxes[:, None, 2] > names[:, 0] - AIR)
            & (boxes[:, None, 1] < names[:, 3] + AIR)
            & (boxes[:, None, 3] > names[:, 1] - AIR)
        ).any(axis=1)
        return np.asarray(fits & ~on_sign & ~on_name)

    def crossed(self, boxes: Floats) -> Floats:
        """Count for each box the lines that run through it."""
        if not len(self.lines) or len(self.lines) > MOST_LINES:
            return np.zeros(len(boxes))
        return np.asarray(_runs_through(self.lines, boxes).sum(axis=1), dtype=np.float64)


def _runs_through(lines: Floats, boxes: Floats) -> np.ndarray:
    """Return boxes x lines: whether a line (x, y, x, y) meets a box (Liang and Barsky 1984)."""
    start, step = lines[:, :2], lines[:, 2:] - lines[:, :2]
    enter, leave = np.zeros((len(boxes), len(lines))), np.ones((len(boxes), len(lines)))
    for axis in (0, 1):
        along = np.where(np.abs(step[:, axis]) < 1e-9, 1e-9, step[:, axis])
        near = (boxes[:, axis, None] - start[:, axis]) / along
        far = (boxes[:, axis + 2, None] - start[:, axis]) / along
        enter = np.maximum(enter, np.minimum(near, far))
        leave = np.minimum(leave, np.maximum(near, far))
    return np.asarray(enter <= leave)


def place_labels(room: Room, sizes: Floats, order: Sequence[int], *, listed: Sequence[int] = ()) -> list[Label]:
    """Return where the names of the signs in `order` stand, the first having the choice; those without room are left out.

    `sizes` are width and height of each sign's name; those `listed` stand right of their sign, as in a list, where that is
    free, and else look for room before the others. No two names overlap, and none lies on a sign.
    """
    found: list[Label] = []
    waiting: list[int] = []
    for index in listed:
        beside = _beside(room, index, sizes[index])
        if room.free(np.array([beside.box]))[0]:
            _set(room, found, beside)
        else:
            waiting.append(index)
    in_vain = 0
    for index in [*waiting, *order]:
        label = _label(room, index, sizes[index]) if in_vain < GIVE_UP else None
        in_vain = 0 if label else in_vain + 1
        if label is not None:
            _set(room, found, label)
    return found


def _set(room: Room, found: list[Label], label: Label) -> None:
    room.set_so_far.append(label.box)
    found.append(label)


def _beside(room: Room, index: int, size: Floats) -> Label:
    x, y = room.signs[index]
    left = x + room.radius + GAPS[0]
    return Label(index, (left, y - size[1] / 2, left + size[0], y + size[1] / 2))


def _label(room: Room, index: int, size: Floats) -> Label | None:
    tried = list(_tries(room.signs[index], size, room.radius))
    boxes = np.array([box for box, _gap, _cost in tried])
    free = np.flatnonzero(room.free(boxes))
    if not len(free):
        return None
    costs = np.array([tried[one][2] for one in free]) + CROSSED * room.crossed(boxes[free])
    best = free[int(np.argmin(costs))]
    box, gap, _cost = tried[best]
    return Label(index, box, led=gap > LED)


def _tries(sign: Floats, size: Floats, radius: float) -> Iterator[tuple[tuple[float, float, float, float], float, float]]:
    """Yield boxes around a sign, how far they are off, and how bad that is."""
    half = size / 2
    for gap in GAPS:
        for across, down, worse in _SIDES:
            reach = (radius + gap) * (math.sqrt(0.5) if abs(across * down) == 1 else 1.0)
            x = sign[0] + across * (half[0] + (reach if abs(across) == 1 else 0.0))
            y = sign[1] + down * (half[1] + (reach if abs(down) == 1 else 0.0))
            yield (x - half[0], y - half[1], x + half[0], y + half[1]), gap, gap + worse
