"""Lists from elsewhere as tables of cells: Excel, CSV, JSON, GeoJSON, GraphML ..., with the place of every cell.

`read_table(path)` is the one door. What the columns mean is a question for `netmap.files.columns`.
"""

from __future__ import annotations

import datetime as dt
import errno
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from netmap.disk import sentence
from netmap.errors import DataError
from netmap.locale import number, translator

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | tuple[str, ...] | None
"""What a cell holds: None where it is empty; a list only in JSON."""

LARGEST = 100 * 1024 * 1024
"""No list is larger, in bytes: 200,000 actors need a tenth of it."""
ROWS = 250_000
"""No sheet holds more rows that are not empty."""
COLUMNS = 16_384
"""No sheet of Excel has more columns, so no list has."""
CELLS = 20_000_000
"""No sheet reaches further, from its first cell to its last: every cell between them takes memory, empty or not."""
TEXT = 32_767
"""No cell of an Excel sheet holds more characters, so no cell of any list does."""

_NETWORK = re.compile(rb"\A[^<]*(?:<[?!][^>]*>[^<]*)*<(?:\w+:)?(graphml|gexf)[\s>]", re.IGNORECASE)
_BEGINNING = 4096


@dataclass(frozen=True)
class Sheet:
    """Hold one table of a file, as it stands there: `rows[0]` is its row 1, empty rows stay in their place.

    `rows` are as long as what is in them. `hidden` are the numbers (from 1) of the rows that Excel does not show. `named`
    tells that `name` is a sheet's name, and not only the file's; `fixed` that the first row is known to be the headings;
    `typed` that the file itself says what each value is: a text of digits is a text there.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: frozenset[int] = frozenset()
    named: bool = True
    fixed: bool = False
    typed: bool = False

    @property
    def place(self) -> str:
        """Return where the sheet is: `list.xlsx!Sheet1`, or the file's name where it has but one table."""
        return f"{self.file}!{self.name}" if self.named else self.file


@dataclass(frozen=True)
class Table:
    """Hold the sheets of one file that hold anything, and what there is to say about how it was read."""

    path: Path
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


def read_table(path: Path, *, lang: str = "de") -> Table:
    r"""Read a list: its kind is told by what is in it, its name only helps where that says nothing.

    Formulas give the value that was last computed, a text that looks like a formula stays a text. Raise DataError, with a
    sentence that says how to mend it, where the file cannot be read, is protected by a password, or is too large.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "schulen.csv")
    ...     _ = file.write_text("Name;PLZ\nSchule am Meer;01067\n")
    ...     table = read_table(file, lang="en")
    >>> table.sheets[0].rows
    [['Name', 'PLZ'], ['Schule am Meer', '01067']]
    """
    path = Path(path)
    data = content(path, lang=lang)
    return _reader(path, data, lang)(path, data, lang=lang)


def _reader(path: Path, data: bytes, lang: str) -> Callable[..., Table]:
    """Choose by the first bytes; a CSV file called .xls is a CSV file."""
    from netmap.files import delimited, gexf, gml, graphml, json_lists, spreadsheets

    _ = translator(lang)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return spreadsheets.read_spreadsheet
    if start.startswith((b"{", b"[")) and path.suffix.lower() not in {".csv", ".tsv", ".txt"}:
        return json_lists.read_json
    if path.suffix.lower() in {".json", ".geojson"}:
        return json_lists.read_json
    if network := _NETWORK.search(data[:_BEGINNING]):
        return graphml.read_graphml if network[1].lower() == b"graphml" else gexf.read_gexf
    if path.suffix.lower() in {".graphml", ".gexf"}:
        return graphml.read_graphml if path.suffix.lower() == ".graphml" else gexf.read_gexf
    if path.suffix.lower() == ".gml":
        return gml.read_gml
    if start[:64].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        what = _("{path} is no list but a web page or an XML file. Open it in Excel and save it as .xlsx.")
        raise DataError(what.format(path=path.name))
    if path.suffix.lower() in {".xlsx", ".xlsm", ".ods"}:
        what = _("{path} is damaged, or no Excel file. Open it in Excel, where that works save it again, and try once more.")
        raise DataError(what.format(path=path.name))
    return delimited.read_delimited


def content(path: Path, *, lang: str = "de") -> bytes:
    """Return a file's bytes; raise DataError where it cannot be opened, is empty, no file, or too large."""
    _ = translator(lang)
    try:
        for program, owner in (("Excel", f"~${path.name}"), ("LibreOffice", f".~lock.{path.name}#")):
            if path.with_name(owner).exists():  # kept beside a file that is open, maybe with changes that are not saved yet
                what = _("Please close the file in {program}: {path} (if it is closed there, delete {owner}).")
                raise DataError(what.format(program=program, path=path.name, owner=owner))
        if not stat.S_ISREG(path.stat().st_mode):
            raise DataError(_("{path} is no file.").format(path=path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise DataError(_sentence(error, path, lang)) from error
    except ValueError as error:  # a name with a NUL in it
        raise DataError(sentence(OSError(errno.EINVAL, str(error)), path, lang=lang)) from error
    if len(data) > LARGEST:
        size = number(LARGEST // 1024**2, lang)
        raise DataError(_("{path} is larger than {n} MB. Is it the right file?").format(path=path.name, n=size))
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise DataError(_("{path} is empty.").format(path=path.name))
    return data


def _sentence(error: OSError, path: Path, lang: str) -> str:
    """Say why a list cannot be opened: where Windows locks it, it is mostly open in Excel."""
    _ = translator(lang)
    if getattr(error, "winerror", None) in {32, 33} or error.errno in {errno.EBUSY, errno.ETXTBSY}:
        return _("Please close the file in Excel: {path}").format(path=path.name)
    return sentence(error, path, lang=lang)


def kept(rows: Iterator[Sequence[Cell]], sheet: str, *, lang: str = "de") -> list[Sequence[Cell]]:
    """Return rows without the empty ones at the end; raise DataError where they hold more than a list does."""
    found: list[Sequence[Cell]] = []
    last = filled = cells = 0
    for row in rows:
        found.append(row)
        cells += len(row)
        refuse_wide(sheet, len(row), cells, lang=lang)
        if any(one is not None and one != "" for one in row):
            filled, last = filled + 1, len(found)
            if filled > ROWS:
                raise too_many(sheet, lang)
    del found[last:]
    return found


def refuse_wide(sheet: str, columns: int, cells: int, *, lang: str = "de") -> None:
    """Raise DataError where a sheet has more columns than Excel has, or more cells than there is memory for."""
    _ = translator(lang)
    if columns > COLUMNS:
        what = _("“{sheet}” has more than {n} columns. That is no list; nothing was read.")
        raise DataError(what.format(sheet=sheet, n=number(COLUMNS, lang)))
    if cells > CELLS:
        what = _("“{sheet}” has more than {n} cells. Split it, or delete what is no part of the list.")
        raise DataError(what.format(sheet=sheet, n=number(CELLS, lang)))


def too_many(sheet: str, lang: str) -> DataError:
    """Return the error of a sheet that holds more than any list of actors does."""
    _ = translator(lang)
    what = _("“{sheet}” holds more than {n} rows. Split it, or delete what is no part of the list.")
    return DataError(what.format(sheet=sheet, n=number(ROWS, lang)))
