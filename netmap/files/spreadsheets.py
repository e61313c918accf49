"""Excel and LibreOffice files as tables: looked over before they are read, since one far-off cell takes all memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netmap.errors import DataError
from netmap.files.lists import CELLS, ROWS, Cell, Sheet, Table, kept, too_many
from netmap.locale import number, translator

UNPACKED = 700 * 1024 * 1024
"""No spreadsheet unpacks to more bytes: 200,000 actors need a third of it."""
_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FAR_COLUMN = re.compile(rb'\br="([A-Z]{2,3})[0-9]')
_FAR_ROW = re.compile(rb'\br="[A-Z]*([0-9]{6,})"')
_IS_FAR_RIGHT, _IS_FAR_DOWN = re.compile(rb'r="[A-Z]{2}'), re.compile(rb'r="[A-Z]{0,3}[0-9]{6}')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_NO_VALUE = re.compile(rb"</(?:\w+:)?f>\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass
class _Looks:
    """Be what a look at a sheet's XML told: how far it reaches, its rows, which are hidden, formulas without a value."""

    rows: int = 0
    columns: int = 26
    written: int = 0
    hidden: set[int] = field(default_factory=set)
    uncomputed: bool = False


def read_spreadsheet(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read every visible sheet of an xlsx, xlsm, xls or ods file that holds anything.

    The cells of a merged range all get its value. Raise DataError where the file is damaged, protected by a password, or
    larger than a list can be.
    """
    _ = translator(lang)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _protected(path, lang)
    looks = _look(path, data, lang) if not data.startswith(_OLE) else {}
    sheets, remarks = _read(path, data, looks, lang)
    if any(one.uncomputed for one in looks.values()):
        what = _("{path}: formulas without a computed value count as empty. Open it in Excel and save it to have them.")
        remarks.append(what.format(path=path.name))
    return Table(path, tuple(sheets), tuple(remarks))


def _read(path: Path, data: bytes, looks: dict[int, _Looks], lang: str) -> tuple[list[Sheet], list[str]]:
    import python_calamine as calamine

    _ = translator(lang)
    sheets, remarks = [], []
    with _saying(path, lang):
        book = _opened(path, data)
        for index, about in enumerate(book.sheets_metadata):
            if about.visible != calamine.SheetVisibleEnum.Visible:
                hidden = _("{path}: the sheet “{sheet}” is hidden and is not read.")
                remarks.append(hidden.format(path=path.name, sheet=about.name))
            elif about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = _sheet(path, about.name, book.get_sheet_by_index(index), looks.get(index, _Looks()), lang)
                sheets += [sheet] if sheet.rows else []
    return sheets, remarks


def _opened(path: Path, data: bytes) -> Any:
    """Open a workbook by what is in it; ods and xls by their path, since only then it is said that there is a password."""
    import python_calamine as calamine

    if (path.suffix.lower(), data[:2]) in {(".ods", b"PK"), (".xls", _OLE[:2])}:
        return calamine.CalamineWorkbook.from_path(path)
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


@contextmanager
def _saying(path: Path, lang: str) -> Iterator[None]:
    """Turn whatever the reader says of a file into one clear sentence."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError as error:
        raise _protected(path, lang) from error
    except calamine.CalamineError as error:
        if "limit" in str(error).lower():
            raise _too_far(path.name, lang) from error
        raise _damaged(path, lang) from error
    except (ValueError, OSError, OverflowError) as error:
        raise _damaged(path, lang) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust says of a file that nobody thought of
            raise
        raise _damaged(path, lang) from None


def _sheet(path: Path, name: str, source: Any, looks: _Looks, lang: str) -> Sheet:
    left = source.start[1] if source.start else 0
    before: list[Cell] = [None] * left
    rows = kept((before + [None if one == "" else one for one in row] for row in source.iter_rows()), name, lang=lang)
    _fill_merged(rows, source.merged_cell_ranges or ())
    return Sheet(path.name, name, rows, frozenset(looks.hidden))


def _fill_merged(rows: list[Sequence[Cell]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every cell of a merged range its value; below the table there is nothing to give."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        value = rows[top][left]
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            cells = list(rows[row])
            end = min(right + 1, len(cells))
            cells[left:end] = [value] * (end - left)
            rows[row] = cells


# ------------------------------------------------------------------------------------------------------- the look before


def _look(path: Path, data: bytes, lang: str) -> dict[int, _Looks]:
    """Unpack every part once, to see how large it is and how far its sheets reach; return the sheets' looks by index."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _look_into(archive, path, lang)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if "encrypted" in str(error):
            raise _protected(path, lang) from error
        raise _damaged(path, lang) from error


def _look_into(archive: zipfile.ZipFile, path: Path, lang: str) -> dict[int, _Looks]:
    parts = [one for one in archive.infolist() if one.filename.lower().endswith((".xml", ".rels"))]
    if "xl/workbook.bin" in archive.namelist():
        _ = translator(lang)
        raise DataError(_("{path} is a binary workbook (.xlsb). Save it as .xlsx.").format(path=path.name))
    if sum(one.file_size for one in parts) > UNPACKED:
        raise _too_large(path, lang)
    order = _order(archive, parts, path, lang)
    looks: dict[int, _Looks] = {}
    unpacked = 0
    for part in parts:
        found = _Looks()
        for chunk in _chunks(archive, part):
            unpacked += len(chunk)
            if unpacked > UNPACKED:
                raise _too_large(path, lang)
            if _SHEET.fullmatch(part.filename):
                _see(chunk, found)
        if found.rows * found.columns > CELLS:
            raise too_many(path.name, lang) if found.written > ROWS else _too_far(path.name, lang)
        if part.filename in order:
            looks[order[part.filename]] = found
    return looks


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces that end where a row ends, or anywhere where a row is longer than that."""
    rest = b""
    with archive.open(part) as source:
        while piece := source.read(_CHUNK):
            piece = rest + piece
            end = piece.rfind(b"</row>") + 1 or (len(piece) if len(piece) > 8 * _CHUNK else 0)
            if end:
                yield piece[:end]
            rest = piece[end:]
    yield rest


def _see(chunk: bytes, found: _Looks) -> None:
    written = chunk.count(b"<row") or chunk.count(b":row")
    found.rows, found.written = found.rows + written, found.written + written
    if _IS_FAR_DOWN.search(chunk):
        found.rows = max([found.rows, *(int(one) for one in set(_FAR_ROW.findall(chunk)))])
    if _IS_FAR_RIGHT.search(chunk):
        found.columns = max([found.columns, *map(_column_number, set(_FAR_COLUMN.findall(chunk)))])
    if b"hidden=" in chunk:
        found.hidden.update(map(int, _HIDDEN_ROW.findall(chunk)))
    if not found.uncomputed and b"</f>" in chunk:
        found.uncomputed = _NO_VALUE.search(chunk) is not None


def _column_number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = 26 * value + letter - 64
    return value


def _order(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo], path: Path, lang: str) -> dict[str, int]:
    """Return the place in the workbook of each sheet's part: by the workbook's list of sheets and their relations."""
    names = {one.filename for one in parts}
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    small = [archive.getinfo(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    if any(one.file_size > 8 * _CHUNK for one in small):
        raise _too_large(path, lang)
    book, relations = (archive.read(one).decode(errors="replace") for one in small)
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = given.get("Target", "")
        targets[given.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    ids = [re.search(r'\b\w+:id="([^"]*)"', tag) for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)]
    return {targets[one.group(1)]: index for index, one in enumerate(ids) if one and one.group(1) in targets}


def _protected(path: Path, lang: str) -> DataError:
    _ = translator(lang)
    what = _("{path} is protected by a password. Open it in Excel, remove the password, save it, and try again.")
    return DataError(what.format(path=path.name))


def _damaged(path: Path, lang: str) -> DataError:
    _ = translator(lang)
    what = _("{path} is damaged and cannot be read. Open it in Excel, save it under another name, and take that one.")
    return DataError(what.format(path=path.name))


def _too_large(path: Path, lang: str) -> DataError:
    _ = translator(lang)
    what = _("{path} unpacks to more than {n} MB. That is no list; nothing was read.")
    return DataError(what.format(path=path.name, n=number(UNPACKED // 1024**2, lang)))


def _too_far(name: str, lang: str) -> DataError:
    _ = translator(lang)
    what = _("{path}: a cell stands far outside the list. Delete the rows below it and the columns beside it, and save it.")
    return DataError(what.format(path=name))
