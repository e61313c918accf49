"""Numbers of persons so small that they could point at somebody: shown as `<5`, and not to be had by subtraction."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

WITHHELD = "•"
"""What stands where a number is withheld so that another, smaller one cannot be derived from it."""

MARGIN = "∑"
"""The row and the column that hold sums, in tables given as `(row, column) -> count`."""

Cell = tuple[str, str]
_Node = tuple[str, str]
_Ways = dict[_Node, list[tuple[_Node, Cell]]]
Shown = int | str


@dataclass(frozen=True)
class Suppressed:
    """Hold a table as it may be shown: counts, `<5`, or `•` where a count is withheld to protect another."""

    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown


def small_count(persons: int, *, threshold: int = 5) -> Shown:
    """Return a number of persons as it may be shown: `<5` where it is under the threshold, 0 included.

    >>> small_count(4), small_count(5), small_count(2, threshold=3)
    ('<5', 5, '<3')
    """
    return f"<{threshold}" if persons < threshold else persons


def suppress(table: Sequence[Sequence[int]], *, threshold: int = 5) -> Suppressed:
    """Add the sums to a table of persons and withhold what is small and what would give it away.

    `table` is a list of rows of the same length, counts of persons; the sums are computed. Nobody who knows the shown
    numbers, that counts are not negative, and what `<5` and `•` mean, can work out a withheld count exactly.
    Raises ValueError where a count is negative or the rows differ in length.

    >>> suppress([[3, 10, 20], [9, 12, 30]])
    Suppressed(cells=(('<5', '•', 20), ('•', '•', 30)), row_totals=(33, 51), column_totals=(12, 22, 50), total=84)
    """
    width = len(table[0]) if table else 0
    if any(len(row) != width or min(row, default=0) < 0 for row in table):
        raise ValueError("rows of the same length, with counts of 0 or more, are expected")
    rows, columns = [str(i) for i in range(len(table))], [str(j) for j in range(width)]
    cells = {(rows[i], columns[j]): count for i, row in enumerate(table) for j, count in enumerate(row)}
    cells |= {(rows[i], MARGIN): sum(row) for i, row in enumerate(table)}
    cells |= {(MARGIN, columns[j]): sum(row[j] for row in table) for j in range(width)}
    cells[MARGIN, MARGIN] = sum(map(sum, table))
    hidden = withheld(cells, threshold=threshold)

    def shown(cell: Cell) -> Shown:
        count = small_count(cells[cell], threshold=threshold)
        return count if cell not in hidden or isinstance(count, str) else WITHHELD

    return Suppressed(
        tuple(tuple(shown((row, column)) for column in columns) for row in rows),
        tuple(shown((row, MARGIN)) for row in rows),
        tuple(shown((MARGIN, column)) for column in columns),
        shown((MARGIN, MARGIN)),
    )


def withheld(cells: Mapping[Cell, int | None], *, threshold: int = 5, also: Collection[Cell] = ()) -> set[Cell]:
    """Return the cells to withhold: those under the threshold, and as many others as it takes to protect them.

    `cells` maps (row, column) to a count; the row and column `MARGIN` hold the sums. What is left out or None is taken
    for unknown to everybody. `also` names cells that are withheld in any case. A withheld cell is safe if the withheld
    counts can be shifted along a closed path through it without changing a sum or leaving their bounds (Gusfield 1988,
    "A graph theoretic approach to statistical data security", SIAM J. Comput. 17(3), here with the bounds).

    >>> sorted(withheld({("girls", "A"): 2, ("girls", "B"): 7, ("girls", "∑"): 9}))
    [('girls', 'A'), ('girls', 'B')]
    """
    # sums alone are sums of something that nobody knows: an empty name stands for it
    rows, columns = ({*(cell[axis] for cell in cells), MARGIN} for axis in (0, 1))
    rows, columns = (names if len(names) > 1 else {*names, ""} for names in (rows, columns))
    cells = {(row, column): cells.get((row, column)) for row in rows for column in columns}
    hidden = {cell for cell, count in cells.items() if count is None or count < threshold} | set(also)
    # one that nobody can see needs no protection; what is safe stays so, since more is withheld from here on
    safe = {cell for cell in hidden if cells[cell] is None}
    ways: _Ways = {}
    for cell in hidden:
        _open(cell, cells[cell], threshold, ways)
    while waiting := sorted(hidden - safe):
        before = len(hidden)
        for cell in waiting:
            if _safe(cell, ways):
                safe.add(cell)
            elif (cover := _cover(cell, cells, hidden)) is not None:
                hidden.add(cover)
                _open(cover, cells[cover], threshold, ways)
        if before == len(hidden):
            break
    return {cell for cell in hidden if cells[cell] is not None}


def _cover(cell: Cell, cells: Mapping[Cell, int | None], hidden: set[Cell]) -> Cell | None:
    """Return the cell to withhold next: the smallest in the same row or column, sums last."""
    visible = [one for one in cells if one not in hidden]
    near = [one for one in visible if one[0] == cell[0] or one[1] == cell[1]]
    return min(near or visible, key=lambda one: (MARGIN in one, cells[one], one), default=None)


def _moves(count: int | None, threshold: int) -> tuple[bool, bool]:
    """Tell whether a reader must take it for possible that the cell is one higher, and one lower."""
    if count is None:
        return True, True
    return (count < threshold - 1, count > 0) if count < threshold else (True, count > threshold)


def _open(cell: Cell, count: int | None, threshold: int, ways: _Ways) -> None:
    """Add the ways that a withheld cell opens: to add one to a signed cell leads from its row to its column."""
    up, down = _moves(count, threshold)
    if (cell[0] == MARGIN) != (cell[1] == MARGIN):
        up, down = down, up
    row, column = ("row", cell[0]), ("column", cell[1])
    if up:
        ways.setdefault(row, []).append((column, cell))
    if down:
        ways.setdefault(column, []).append((row, cell))


def _safe(start: Cell, ways: _Ways) -> bool:
    """Tell whether the cell's count could be another one, all that is shown being the same."""
    row, column = ("row", start[0]), ("column", start[1])
    forth = any(cell == start for _, cell in ways.get(row, ())) and _reaches(column, row, ways, start)
    return forth or (any(cell == start for _, cell in ways.get(column, ())) and _reaches(row, column, ways, start))


def _reaches(here: _Node, goal: _Node, ways: _Ways, start: Cell) -> bool:
    seen, queue = {here}, deque([here])
    while queue:
        for node, cell in ways.get(queue.popleft(), ()):
            if cell != start and node not in seen:
                if node == goal:
                    return True
                seen.add(node)
                queue.append(node)
    return False
