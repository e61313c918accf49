"""Room for labels: how large they are, and how to move them apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from netmap.network.arrays import Floats

CHARACTER: Final = 7.0
LINE: Final = 18.0
LINE_LENGTH: Final = 28
NODE: Final = 28.0
AIR: Final = 8.0
ROUNDS: Final = 60


def box(name: str) -> tuple[float, float]:
    """Return width and height, in pixels, of a node with its label of 14 px below it, broken at about 28 characters.

    >>> box("Volkshochschule")
    (113.0, 54.0)
    """
    lines = max(1, math.ceil(len(name) / LINE_LENGTH))
    longest = min(len(name), LINE_LENGTH)
    return max(NODE, CHARACTER * longest) + AIR, NODE + LINE * lines + AIR


def apart(points: Floats, sizes: Floats) -> Floats:
    """Move boxes (centres n x 2, sizes n x 2) apart until none overlap, each pair along its shorter way.

    Boxes that still overlap after some rounds go, the inner ones first, to the nearest free place. Boxes with the very same
    centre part by their order. Fewer than two boxes stay where they are.

    >>> apart(np.zeros((2, 2)), np.array([[100.0, 20.0], [100.0, 20.0]])).tolist()
    [[0.0, -10.25], [0.0, 10.25]]
    """
    points = np.array(points, dtype=np.float64)
    if len(points) < 2:
        return points
    for _ in range(ROUNDS):
        first, second, overlap = overlapping(points, sizes)
        if not len(first):
            return points
        step = points[second] - points[first]
        # along x or y, whichever is the shorter way out; on the very same spot, the later one goes down
        sideways = overlap[:, 0] < overlap[:, 1]
        push = np.where(sideways, overlap[:, 0], overlap[:, 1]) / 2 + 0.25
        sign = np.where(np.where(sideways, step[:, 0], step[:, 1]) < 0, -1.0, 1.0) * push
        move = np.column_stack([np.where(sideways, sign, 0.0), np.where(sideways, 0.0, sign)])
        shift = np.zeros_like(points)
        np.add.at(shift, first, -move)
        np.add.at(shift, second, move)
        count = np.bincount(np.concatenate([first, second]), minlength=len(points))
        points += shift / np.maximum(1, np.sqrt(count))[:, None]
    return _settled(points, sizes)


def overlapping(points: Floats, sizes: Floats) -> tuple[np.ndarray, np.ndarray, Floats]:
    """Return the pairs of boxes that overlap, and by how much in x and y."""
    scale = sizes.max(axis=0)
    pairs = cKDTree(points / scale).query_pairs(1.0, p=math.inf, output_type="ndarray")
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    first, second = pairs[:, 0], pairs[:, 1]
    room = (sizes[first] + sizes[second]) / 2
    overlap = room - np.abs(points[first] - points[second])
    kept = (overlap > 1e-6).all(axis=1)
    return first[kept], second[kept], overlap[kept]


def _settled(points: Floats, sizes: Floats) -> Floats:
    taken = Taken((float(sizes[:, 0].max()), float(sizes[:, 1].max())))
    found = points.copy()
    inner_first = np.argsort(np.linalg.norm(points - points.mean(axis=0), axis=1), kind="stable")
    for index in inner_first.tolist():
        found[index] = taken.settle((sizes[index, 0], sizes[index, 1]), (points[index, 0], points[index, 1]))
    return found


@dataclass
class Taken:
    """Hold the boxes that are already set, in cells as large as the largest, so that looking for room stays fast."""

    cell: tuple[float, float]
    cells: dict[tuple[int, int], list[tuple[float, float, float, float]]] = field(default_factory=dict)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self.cell[0]), math.floor(y / self.cell[1])

    def add(self, size: tuple[float, float], x: float, y: float) -> None:
        """Take the room of a box around its centre."""
        self.cells.setdefault(self._cell(x, y), []).append((x, y, *size))

    def free(self, size: tuple[float, float], x: float, y: float) -> bool:
        """Tell whether a box around a centre would overlap none."""
        column, row = self._cell(x, y)
        return not any(
            abs(x - other_x) < (size[0] + wide) / 2 and abs(y - other_y) < (size[1] + high) / 2
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other_x, other_y, wide, high in self.cells.get((i, j), ())
        )

    def settle(self, size: tuple[float, float], wanted: tuple[float, float]) -> tuple[float, float]:
        """Take the free place nearest to the wanted one, looked for on a spiral, and return it."""
        turn = 0
        while True:
            angle, radius = turn * 2.399963, 0.3 * math.sqrt(turn)
            x = round(wanted[0] + radius * self.cell[0] * math.cos(angle), 1)
            y = round(wanted[1] + radius * self.cell[1] * math.sin(angle), 1)
            if self.free(size, x, y):
                self.add(size, x, y)
                return x, y
            turn += 1


def near(placed: Mapping[str, tuple[float, float]], boxes: Mapping[str, tuple[float, float]]) -> Taken:
    """Return the room that is taken by what is placed."""
    taken = Taken((max(wide for wide, _ in boxes.values()), max(high for _, high in boxes.values())))
    for one in sorted(placed):
        taken.add(boxes[one], *placed[one])
    return taken
