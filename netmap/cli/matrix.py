"""A square matrix that can be read in a terminal: numbered columns, a symbol and a number in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def matrix_lines(labels: Sequence[str], cells: Mapping[tuple[int, int], str], *, indent: str = "  ") -> Iterator[str]:
    """Yield the lines of the lower half of a symmetric matrix, the diagonal with it; `cells` by (row, column).

    >>> list(matrix_lines(["School", "Clubs"], {(0, 0): "=3", (1, 0): "▼1", (1, 1): "▲12"}))
    ['             1    2', '  1 School  =3', '  2 Clubs   ▼1  ▲12']
    """
    if not labels:
        return
    numbers = len(str(len(labels)))
    wide = max(map(len, labels))
    cell = max([numbers, *map(len, cells.values())]) + 2
    edge = numbers + 1 + wide
    columns = "".join(str(one + 1).rjust(_width(cells, one, cell)) for one in range(len(labels)))
    yield f"{indent}{' ' * edge}{columns}"
    for row, label in enumerate(labels):
        filled = "".join(cells.get((row, one), "").rjust(_width(cells, one, cell)) for one in range(row + 1))
        yield f"{indent}{str(row + 1).rjust(numbers)} {label.ljust(wide)}{filled}".rstrip()


def _width(cells: Mapping[tuple[int, int], str], column: int, most: int) -> int:
    return min(most, 2 + max([len(str(column + 1)), *(len(text) for (_, one), text in cells.items() if one == column)]))
