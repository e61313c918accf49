"""Open an Excel file with care: what is no workbook, protected, damaged, or too large is refused with one sentence."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from netmap.disk import sentence
from netmap.errors import DataError
from netmap.files.workbook.cells import Cell
from netmap.locale import N_, number, translator
from netmap.uncollected import uncollected

FORMAT: Final = 1
"""The layout of the workbooks that this netmap writes."""
LARGEST: Final = 100 * 1024**2
UNPACKED: Final = 700 * 1024**2
CELLS: Final = 20_000_000
"""From a sheet's first cell to its last: each takes memory, also an empty one."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FAR: Final = re.compile(rb""" r=["'](?:[A-Z]{3}[0-9]|[A-Z]{1,3}[0-9]{6})""")
_CELL: Final = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_HIDDEN: Final = re.compile(rb'<row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_ERROR: Final = re.compile(
    rb'<c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>(?:<f\b[^<]*(?:</f>|/>))?<v>([^<]*)'
)
_NO_VALUE: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>/]*><f\b[^<]*(?:</f>|/>)(?:<v\s*/>|<v></v>)?</c>')

_SENTENCES: Final[Mapping[str, str]] = {
    "protected": N_("{path} is protected by a password. In Excel: File, Info, Protect Workbook, remove the password, save."),
    "old": N_("{path} is in the old format of Excel. Open it in Excel and save it as .xlsx."),
    "other": N_("{path} is no Excel workbook. Open it in Excel and save it as .xlsx; other lists: netmap import FILE."),
    "damaged": N_("{path} is damaged and cannot be read. Open it in Excel, save it under another name, and take that one."),
    "large": N_("{path} is larger than any workbook of netmap: more than {n} MB. Nothing was read."),
    "far": N_("{path}: the sheet “{sheet}” reaches far beyond its list. Delete the empty rows below it, and save it."),
    "empty": N_("{path} is empty."),
    "open": N_("{path} is open in Excel or LibreOffice. Please close the file there, and try again."),
    "stale": N_("(If it is open nowhere: delete {lock}.)"),
    "foreign": N_("{path} is no workbook of netmap: no sheet has a name that it knows. Other lists: netmap import FILE."),
    "newer": N_("{path} was written by a newer netmap. Please use that one."),
}


@dataclass(frozen=True)
class Sheet:
    """Hold one sheet: its rows as they stand, and what was seen of it before it was read."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    uncomputed: frozenset[str] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Looks:
    """Hold what a sheet's XML tells that its cells do not: errors, formulas never computed, rows that are hidden."""

    errors: Mapping[str, str] = field(default_factory=dict)
    uncomputed: frozenset[str] = frozenset()
    hidden: frozenset[int] = frozenset()


def refuse_open(path: Path, *, lang: str = "de") -> None:
    """Raise DataError where Excel or LibreOffice has the file open, told by the file that it puts beside it."""
    _, path = translator(lang), path.absolute()  # "." has no name of its own
    for lock in (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~lock.{path.name}#"),
    ):
        if lock.name != path.name and lock.exists():
            text = f"{_(_SENTENCES['open'])} {_(_SENTENCES['stale'])}"
            raise DataError(text.format(path=path.name, lock=lock.name))


def sheets_of(path: Path, *, looks: bool = True, lang: str = "de") -> tuple[list[Sheet], bool]:
    """Return the sheets of an Excel file and whether it holds macros, which are left alone.

    Of formulas the value stands that was last computed. Without `looks` nothing is told of a sheet but its cells. Raise
    DataError where the file is open in Excel, no workbook, protected, damaged, or larger than a workbook can be.
    """
    refuse_open(path, lang=lang)
    data = _content(path, lang)
    if data.startswith(_OLE):
        raise refusal("protected" if _ENCRYPTED in data else "old", path, lang)
    if not data.startswith(b"PK"):
        raise refusal("other" if data else "empty", path, lang)
    seen, macros = _look(data, path, lang, looks=looks)
    with uncollected():
        return list(_sheets(data, seen, path, lang)), macros


def refusal(code: str, path: Path, lang: str, **values: object) -> DataError:
    """Return the error that refuses a whole file."""
    text = translator(lang)(_SENTENCES[code])
    return DataError(text.format(path=path.absolute().name, **values))


def _content(path: Path, lang: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refusal("other", path, lang)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise DataError(sentence(error, path, lang=lang)) from error
    except ValueError as error:  # a name with a NUL in it
        raise DataError(sentence(OSError(22, str(error)), path, lang=lang)) from error
    if len(data) > LARGEST:
        raise refusal("large", path, lang, n=number(LARGEST // 1024**2, lang))
    return data


# ------------------------------------------------------------------------------------------------------- the look before


def _look(data: bytes, path: Path, lang: str, *, looks: bool) -> tuple[dict[str, Looks], bool]:
    """Unpack every part once: how large it is, how far a sheet reaches; return the looks of the sheets by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                raise refusal("other", path, lang)
            files = _files(archive, path, lang) if looks else {}
            seen = {}
            for part, content in _parts(archive, path, lang):
                name = files.get(part, part)
                _refuse_far(content, name, path, lang)
                seen[name] = _looks(content) if looks else Looks()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refusal("protected" if "encrypted" in str(error) else "damaged", path, lang) from error
    return seen, any(name.endswith("vbaProject.bin") for name in names)


def _parts(archive: zipfile.ZipFile, path: Path, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the XML of the sheets; what a part says of its own size is not believed."""
    left = UNPACKED
    for one in archive.infolist():
        pieces = []
        with archive.open(one) as source:
            while piece := source.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise refusal("large", path, lang, n=number(UNPACKED // 1024**2, lang))
                if one.filename.startswith("xl/worksheets/sheet"):
                    pieces.append(piece)
        if pieces:
            yield one.filename, b"".join(pieces)


def _files(archive: zipfile.ZipFile, path: Path, lang: str) -> dict[str, str]:
    """Return the name of the sheet in each part."""
    texts = []
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if name not in archive.namelist() or archive.getinfo(name).file_size > 1 << 23:
            raise refusal("damaged", path, lang)
        texts.append(archive.read(name).decode(errors="replace"))
    tags = (dict(re.findall(r'([\w:]+)="([^"]*)"', tag)) for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", texts[1]))
    targets = {one.get("Id", ""): one.get("Target", "") for one in tags}
    found = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", texts[0]):
        given = dict(re.findall(r'([\w:]+)="([^"]*)"', tag))
        target = targets.get(given.get("r:id", ""), "")
        from html import unescape

        found[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = unescape(given.get("name", ""))
    return found


def _refuse_far(part: bytes, name: str, path: Path, lang: str) -> None:
    """Refuse a sheet that reaches far beyond any list."""
    if _FAR.search(part):
        reach = set(_CELL.findall(part))
        rows, wide = max(int(one[1]) for one in reach), max(map(_column_number, {one[0] for one in reach}))
        if rows * wide > CELLS:
            raise refusal("far", path, lang, sheet=name)


def _looks(part: bytes) -> Looks:
    errors = dict(_ERROR.findall(part)) if b't="e"' in part else {}
    return Looks(
        {cell.decode(): value.decode(errors="replace") for cell, value in errors.items()},
        frozenset(cell.decode() for cell in _NO_VALUE.findall(part)) if b"</f>" in part or b"<f " in part else frozenset(),
        frozenset(map(int, _HIDDEN.findall(part))) if b"hidden=" in part else frozenset(),
    )


def _column_number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = 26 * value + letter - 64
    return value


# ------------------------------------------------------------------------------------------------------------ the cells


def _sheets(data: bytes, looks: Mapping[str, Looks], path: Path, lang: str) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                yield _sheet(about.name, book.get_sheet_by_name(about.name), looks.get(about.name, Looks()))
    except calamine.PasswordError as error:
        raise refusal("protected", path, lang) from error
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise refusal("damaged", path, lang) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust says of a file that nobody thought of
            raise
        raise refusal("damaged", path, lang) from None


def _sheet(name: str, source: Any, looks: Looks) -> Sheet:
    rows = source.to_python(skip_empty_area=False)
    return Sheet(name, rows, tuple(source.merged_cell_ranges or ()), looks.errors, looks.uncomputed, looks.hidden)
