"""The ids of a workbook's rows: those given, and those made from names, so that other sheets can refer to new rows."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.errors import Problem
from netmap.files.workbook.cells import cell_to_text
from netmap.files.workbook.columns import DETAILS
from netmap.files.workbook.tables import Book, Table
from netmap.identifiers import GENERATED, slug, unique
from netmap.locale import translator


def ids_of(book: Book, landscape_id: str, problems: list[Problem], lang: str) -> dict[tuple[str, int], str]:
    """Return the id of each row that has one or gets one from its name; ties, needs ... get theirs when they are read."""
    found: dict[tuple[str, int], str] = {}
    first: dict[str, tuple[Table, int]] = {}
    for kind, table, row, given in _cells_of(book, "id"):
        key = given or (landscape_id if kind == "landscape" else "")
        if key and key in first:
            there, its_row = first[key]
            problems.append(_id_twice(table.cell(row, "id"), key, there.cell(its_row, "id"), lang))
        elif key:
            found[kind, row], first[key] = key, (table, row)
    taken = set(first)
    for kind, _table, row, name in _cells_of(book, "name"):
        if kind not in GENERATED and (kind, row) not in found and name:
            found[kind, row] = unique(slug(name, fallback=kind), taken)
            taken.add(found[kind, row])
    return found


def _cells_of(book: Book, path: str) -> Iterator[tuple[str, Table, int, str]]:
    """Yield the texts of one column of every kind, each with its kind, its sheet and its row."""
    for kind, table in book.tables.items():
        at = place_of(table, path)
        if kind not in DETAILS and at is not None:
            yield from ((kind, table, row, cell_to_text(cells[at])) for row, cells in table.rows)


def _id_twice(cell: str, given: str, first: str, lang: str) -> Problem:
    _ = translator(lang)
    what = _("the id “{id}” stands in {place} already").format(id=given, place=first)
    mend = _("A new line has no id and no version: empty both cells.")
    return Problem(cell, 0, "id_in_use", "error", "id", what, mend=mend, record=given)


def place_of(table: Table | None, path: str) -> int | None:
    """Return where the column of a path is; None where there is none, or no sheet."""
    return next((at for at, one in table.columns if one.path == path), None) if table else None
