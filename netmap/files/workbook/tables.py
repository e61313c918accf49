"""Find the tables in the sheets of a workbook: which sheet is what, which column holds what, which rows hold something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from netmap.errors import Problem
from netmap.files.workbook import opening
from netmap.files.workbook.cells import Cell, address, cell_to_text, version_of
from netmap.files.workbook.columns import DETAILS, KEPT, PEOPLES, Column, sheet_name
from netmap.files.workbook.guide import EXAMPLE
from netmap.files.workbook.headings import LANGUAGES, columns_of, head_row
from netmap.files.workbook.meta import listed_words, long_texts, meta_of, text_of
from netmap.files.workbook.opening import Sheet
from netmap.files.workbook.sheets import META, preview
from netmap.files.workbook.words import plain
from netmap.locale import N_, translator
from netmap.uncollected import uncollected

TOTALS: Final = frozenset({"summe", "gesamt", "gesamtsumme", "insgesamt", "total", "sum", "summe:", "gesamt:", "total:"})
_LONG: Final = re.compile(r"\\long\{(\d{1,6})\}\Z")


@dataclass(frozen=True)
class Table:
    """Hold one sheet's columns, by their place in it, and its rows, each with its number in the sheet."""

    what: str
    sheet: str
    columns: tuple[tuple[int, Column], ...]
    rows: tuple[tuple[int, Sequence[Cell]], ...]

    def cell(self, row: int, path: str) -> str:
        """Return the address of a cell, `Akteure!C12`; that of the first one where no column holds this."""
        at = next((at for at, one in self.columns if one.path == path), 0)
        return address(self.sheet, row, at) if self.what != "landscape" else address(self.sheet, at + 1, 1)


@dataclass(frozen=True)
class Book:
    """Hold a workbook as it was opened: its tables, what it was exported from, and what is wrong with its form."""

    path: Path
    tables: Mapping[str, Table]
    listed: Mapping[str, Mapping[str, str]]
    lang: str
    landscape: str
    revision: int
    written: str
    own: Mapping[str, frozenset[str]]
    decimal: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def open_workbook(path: Path | str, *, lang: str = "de") -> Book:
    """Open a workbook that `write_workbook` wrote and people changed; what its cells mean is not asked yet.

    What is wrong with sheets and headings is collected in `problems`. Raise DataError where the file is no workbook of
    netmap, protected, damaged, too large, or open in Excel.
    """
    path = Path(path)
    with uncollected():
        return _opened(path, lang)


def _opened(path: Path, lang: str) -> Book:
    sheets, macros = opening.sheets_of(path, lang=lang)
    known = {plain(sheet_name(what, one)): what for one in LANGUAGES for what in _WHAT}
    found = {known.get(plain(sheet.name), ""): sheet for sheet in sheets if plain(sheet.name) != META}
    if not {*PEOPLES, *KEPT} & found.keys():
        raise opening.refusal("foreign", path, lang)
    meta = meta_of(next((one for one in sheets if plain(one.name) == META), None), path, lang)
    words = meta["lang"][0][0] if meta["lang"] and meta["lang"][0][0] in LANGUAGES else lang
    problems: list[Problem] = [*_unknown_sheets(sheets, known, lang)]
    long = long_texts(found.get("long"))
    tables = {
        what: _table(what, found[what], words, long, bool(meta["examples"]), problems, lang)
        for what in (*PEOPLES, *KEPT, *DETAILS)
        if what in found
    }
    return Book(
        path,
        tables,
        listed_words(found.get("lists")),
        words,
        text_of(meta, "landscape"),
        version_of(text_of(meta, "revision")),
        text_of(meta, "written"),
        {kind: frozenset(name for of, name in meta["own"] if of == kind) for kind, _name in meta["own"]},
        frozenset((kind, name) for kind, name in meta["decimal"]),
        tuple(problems),
        tuple(_remarks(path, tables, found, macros=macros, lang=lang)),
    )


_WHAT: Final = (*PEOPLES, *KEPT, *DETAILS, "guide", "lists", "long")


def _remarks(
    path: Path, tables: Mapping[str, Table], sheets: Mapping[str, Sheet], *, macros: bool, lang: str
) -> Iterator[str]:
    _ = translator(lang)
    if macros:
        yield _("{path} holds macros; they were neither run nor read.").format(path=path.name)
    for what, table in tables.items():
        hidden = [row for row, _cells in table.rows if row in sheets[what].hidden]
        if hidden:
            text = _("{sheet}: {n} rows are hidden, by a filter perhaps; they were read like all others.")
            yield text.format(sheet=table.sheet, n=len(hidden))


def _unknown_sheets(sheets: Sequence[Sheet], known: Mapping[str, str], lang: str) -> Iterator[Problem]:
    _ = translator(lang)
    counts = Counter(known.get(plain(one.name), one.name) for one in sheets)
    for sheet in sheets:
        what = known.get(plain(sheet.name))
        if what is None and plain(sheet.name) != META and not sheet.name.startswith(("_", "#")) and any(sheet.rows):
            near = get_close_matches(plain(sheet.name), list(known), n=1, cutoff=0.6)
            mend = _("Did you mean “{near}”?").format(near=sheet_name(known[near[0]], lang)) if near else ""
            leave = _("Delete it, or begin its name with “_”: it is left out then.")
            text = _("a sheet of this name is unknown, nothing was read from it")
            yield Problem(sheet.name, 0, "unknown_sheet", "error", "", text, mend=f"{mend} {leave}".strip())
        elif what is not None and counts[what] > 1:
            text = _("this sheet is there twice, in two languages")
            yield Problem(sheet.name, 0, "sheet_twice", "error", "", text, mend=_("Keep one of the two."))


# ------------------------------------------------------------------------------------------------------------ one sheet


def _table(
    what: str, sheet: Sheet, words: str, long: Mapping[int, str], examples: bool, problems: list[Problem], lang: str
) -> Table:
    if what == "landscape":
        return _settings(sheet, words, problems, lang)
    at = head_row(what, sheet)
    problems.extend(_flaws(sheet, at, lang))
    head = sheet.rows[at] if at < len(sheet.rows) else ()
    found = tuple(columns_of(what, sheet, at, [cell_to_text(cell) for cell in head], words, problems, lang))
    places = [place for place, _column in found]
    rows = []
    for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        filled = any(row[place] != "" for place in places)
        if filled and not (examples and isinstance(row[0], str) and row[0].strip().lower().startswith(EXAMPLE)):
            rows.append((number, _joined(row, long, sheet.name, number, problems, lang) if long else row))
    return Table(what, sheet.name, found, tuple(rows))


def _settings(sheet: Sheet, words: str, problems: list[Problem], lang: str) -> Table:
    """Turn the sheet of the settings, which has a line for each field, into a table of one row."""
    problems.extend(_flaws(sheet, 0, lang))
    lines = [(cell_to_text(row[0]), row[1] if len(row) > 1 else "") for row in sheet.rows]
    heads = ["", *(name for name, _value in lines[1:])]
    found = tuple(columns_of("landscape", sheet, None, heads, words, problems, lang))
    return Table("landscape", sheet.name, found, ((1, [value for _name, value in lines]),) if lines[1:] else ())


_FLAWS: Final = {
    "merged": (N_("cells are merged up to {end}"), N_("Unmerge them, and fill in every cell.")),
    "error_value": (N_("the formula gives no value but {given}"), N_("Mend the formula, or write the value itself.")),
    "uncomputed": (N_("the formula was never computed"), N_("Open the file in Excel, save it, and try again.")),
}


def _flaws(sheet: Sheet, head: int, lang: str) -> Iterator[Problem]:
    """Yield what a cell cannot say: that it is merged with others, that its formula failed or never ran."""
    _ = translator(lang)
    told = [("merged", cell, end) for cell, end in _merged(sheet, head)]
    told += [("error_value", cell, value) for cell, value in sheet.errors.items()]
    told += [("uncomputed", cell, "") for cell in sorted(sheet.uncomputed)]
    for code, cell, detail in told:
        what, mend = _FLAWS[code]
        yield Problem(f"{sheet.name}!{cell}", 0, code, "error", "", _(what).format(end=detail, given=detail), mend=_(mend))


def _merged(sheet: Sheet, head: int) -> Iterator[tuple[str, str]]:
    for (top, left), (bottom, right) in sheet.merged:
        if bottom >= head and top < len(sheet.rows):
            start, end = address("", top + 1, left), address("", bottom + 1, right)
            yield start.lstrip("!"), end.lstrip("!")


def _joined(
    row: Sequence[Cell], long: Mapping[int, str], sheet: str, number: int, problems: list[Problem], lang: str
) -> list[Cell]:
    """Put the texts that no cell can hold back into their cells; one that was changed in its cell is refused."""
    cells = list(row)
    for at, cell in enumerate(row):
        found = _LONG.search(cell) if isinstance(cell, str) and cell.endswith("}") else None
        if found is None:
            continue
        n = int(found.group(1))
        if n in long and preview(long[n], n) == cell:
            cells[at] = long[n]
            continue
        _ = translator(lang)
        text = _("this text is longer than a cell can hold, only its beginning stands here; it was changed")
        mend = _("Write a shorter text without what stands in curly brackets, or put the old beginning back.")
        problems.append(Problem(address(sheet, number, at), 0, "long_text", "error", "", text, mend=mend))
    return cells
