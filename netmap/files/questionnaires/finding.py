"""Find the tables of a questionnaire that came back: by the hidden line with the keys, or else by the headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from netmap.files.questionnaires.form import META
from netmap.files.workbook.cells import Cell, address, cell_to_text
from netmap.files.workbook.opening import Sheet
from netmap.files.workbook.words import plain

FORMS: Final = ("ties", "new", "offers", "present", "pairs", "roster")
Headings = Mapping[str, Mapping[str, str]]
"""The headings as they are compared, by the keys of sheet and column."""
_HEAD: Final = 12
"""So many rows from the top may stand before the headings."""


@dataclass(frozen=True)
class Table:
    """Hold one sheet of a questionnaire: where its columns are, by key without the sheet's, and its rows by number."""

    file: str
    sheet: str
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, Sequence[Cell]]]

    def words(self, row: Sequence[Cell], column: str) -> str:
        """Return the text of a cell, empty where there is no such column."""
        at = self.columns.get(column, -1)
        return cell_to_text(row[at]) if 0 <= at < len(row) else ""

    def place(self, number: int, column: str) -> str:
        """Return the address of a cell: the file, the sheet, and the cell in it."""
        return f"{self.file}, {address(self.sheet, number, self.columns.get(column, 0))}"


def meta_of(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Return what the hidden sheet of a questionnaire says, by name; nothing where it is gone."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if plain(sheet.name) == META:
            for row in sheet.rows:
                if len(row) > 1 and isinstance(row[0], str) and row[0]:
                    found.setdefault(row[0], cell_to_text(row[1]))
    return found


def tables_of(file: str, sheets: Iterable[Sheet], meta: Mapping[str, str]) -> dict[str, Table]:
    """Return the tables of a questionnaire by the key of their sheet, wherever their columns stand now."""
    headings: dict[str, dict[str, str]] = {}
    for name, text in meta.items():
        if name.startswith("heading "):
            form, _sign, column = name.removeprefix("heading ").partition(":")
            headings.setdefault(form, {})[column] = plain(text)
    found: dict[str, Table] = {}
    for sheet in sheets:
        if plain(sheet.name) == META:
            continue
        for form, columns, first in _columns(sheet.rows, headings):
            if form not in found:
                rows = [(number, row) for number, row in enumerate(sheet.rows[first:], start=first + 1)]
                found[form] = Table(file, sheet.name, columns, rows)
    return found


def _columns(rows: Sequence[Sequence[Cell]], headings: Headings) -> Iterator[tuple[str, dict[str, int], int]]:
    """Yield the sheet's key, its columns, and the first row below its headings."""
    keyed = _keyed(rows)
    form = keyed[0] if keyed else ""
    headed = _headed(rows, headings, form)
    if headed is not None and (keyed is None or len(headed[1].keys() | {"id"}) >= len(keyed[1])):
        # what people see is what they filled in: headings come before the hidden keys
        columns = headed[1] | ({"id": keyed[1]["id"]} if keyed and "id" in keyed[1] and "id" not in headed[1] else {})
        yield headed[0], columns, headed[2]
    elif keyed is not None:
        yield form, keyed[1], max(keyed[2], headed[2] if headed else 0)


def _keyed(rows: Sequence[Sequence[Cell]]) -> tuple[str, dict[str, int], int] | None:
    """Return what the hidden line says; below it stand the headings."""
    for number, row in enumerate(rows[:_HEAD]):
        keys = [(cell, at) for at, cell in enumerate(row) if isinstance(cell, str) and cell.partition(":")[0] in FORMS]
        keys = [(cell, at) for cell, at in keys if ":" in cell]
        if len(keys) > 1:
            form = keys[0][0].partition(":")[0]
            columns = {cell.partition(":")[2]: at for cell, at in keys if cell.startswith(f"{form}:")}
            return form, columns, number + 2
    return None


def _headed(rows: Sequence[Sequence[Cell]], headings: Headings, form: str) -> tuple[str, dict[str, int], int] | None:
    """Return where the headings stand, of the sheet `form` or of that which most of them belong to."""
    best: tuple[str, dict[str, int], int] | None = None
    for number, row in enumerate(rows[:_HEAD]):
        words = {plain(cell): at for at, cell in enumerate(row) if isinstance(cell, str) and cell}
        for one in [form] if form else FORMS:
            own = headings.get(one, {})
            columns = {key: words[text] for key, text in own.items() if text in words and key != "id"}
            if len(set(columns.values())) == len(columns) > len(own) / 2 and (best is None or len(columns) > len(best[1])):
                best = (one, columns, number + 1)
    return best
