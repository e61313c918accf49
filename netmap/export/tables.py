"""Rows as tables: for the terminal, and as CSV, JSON and Markdown text and files."""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import TextWrapper
from typing import Any, Literal, get_args

from pydantic import BaseModel

from netmap.disk import write_whole
from netmap.editions import Edition, edition_name, file_name, watermark
from netmap.locale import N_, number, translator

Format = Literal["table", "json", "csv", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
Columns = Sequence[str] | Mapping[str, str]
"""The fields shown, in order; as a mapping with the heading of each."""

# what nobody sees: controls, turns of the direction of writing, signs of no width, tags
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# a spreadsheet runs what starts so, also behind blanks that it trims, and in full width
_FORMULA = re.compile(
    "[\t\r\n]|[\\s\u115f\u1160\u2800\u3164\uffa0]*[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)


def render(
    rows: Iterable[object], columns: Columns, fmt: Format = "table", *, lang: str = "de", width: int | None = None
) -> str:
    """Return rows as text: a table for the terminal, JSON, CSV or Markdown.

    `rows` are mappings, dataclasses or records. JSON keeps the field names and the values as they are; the others have
    headings and write values as people do. `width` is that of the terminal table in letters (default: as wide as the
    rows need). Raises ValueError for another format.

    >>> print(render([{"name": "VHS", "ties": 3}], {"name": "Name", "ties": "Ties"}, "md", lang="en"))
    | Name | Ties |
    | --- | --- |
    | VHS | 3 |
    """
    writers: Mapping[str, Callable[[], str]] = {
        "table": lambda: _terminal(rows, columns, lang, width),
        "json": lambda: json.dumps(_records(rows, columns), ensure_ascii=False, indent=2, allow_nan=False),
        "csv": lambda: _csv(rows, columns, lang),
        "md": lambda: _markdown(rows, columns, lang),
    }
    if fmt not in writers:
        raise ValueError(f"one of {', '.join(FORMATS)} is expected, not {fmt!r}")
    return writers[fmt]()


def write_table(
    rows: Iterable[object],
    columns: Columns,
    path: Path,
    *,
    edition: Edition,
    disclaimer: str = "",
    remarks: Sequence[str] = (),
    lang: str = "de",
) -> Path:
    """Write rows as a .csv, .xlsx, .json or .md file that says its edition and the landscape's disclaimer; return its path.

    The rows must come from `netmap.editions.view(landscape, edition)`; `remarks` are sentences that belong to them, such as
    the basis of a ranking, or what `netmap.editions.remarks` says. CSV is UTF-8 with a byte order mark, for Excel.
    Raises ValueError where the path ends otherwise, or where there are no columns.
    """
    if not columns:
        raise ValueError("a table with columns is expected")
    target = file_name(path, edition)
    fmt = target.suffix.lstrip(".").lower()
    if fmt not in {"csv", "xlsx", "json", "md"}:
        raise ValueError(f".csv, .xlsx, .json or .md is expected, not {target.suffix!r}")
    marks = (watermark(edition, lang=lang), edition_name(edition, lang=lang))
    said = [text for text in (*marks, *remarks, disclaimer) if text]
    if fmt == "xlsx":
        return write_whole(target, _sheet(rows, columns, path.stem, said, edition, lang), lang=lang)
    if fmt == "json":
        document = {"edition": edition, "remarks": said, "rows": _records(rows, columns)}
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    elif fmt == "csv":
        text = render(rows, columns, "csv", lang=lang) + "\r\n" + _lines([[one] for one in said], lang)
    else:
        text = render(rows, columns, "md", lang=lang) + "\n\n" + "\n\n".join(map(_paragraph, said)) + "\n"
    return write_whole(target, text, encoding="utf-8-sig" if fmt == "csv" else "utf-8", lang=lang)


def _sheet(rows: Iterable[object], columns: Columns, name: str, said: Sequence[str], edition: Edition, lang: str) -> bytes:
    from netmap.export.excel import Table, excel

    table = Table(
        name, _headings(columns), [[excel_cell(row.get(key), lang) for key in columns] for row in map(_fields, rows)], said
    )
    return excel([table], mark=watermark(edition, lang=lang) or edition_name(edition, lang=lang), lang=lang)


def excel_cell(value: object, lang: str) -> str | int | float:
    """Return a value as a cell of an Excel file: a number stays one, all else is a text without what nobody sees."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return _LINE_ENDS.sub("\n", _UNSEEN.sub("", shown(value, lang=lang)))


def shown(value: object, *, lang: str = "de", exact: bool = False) -> str:
    """Return a value as people read it: an unknown one is empty, lists are parted by semicolons.

    Numbers have three decimals at most, or, `exact`, as many as they need.

    >>> shown(0.5), shown(None), shown(("a", "b")), shown(True), shown(12000)
    ('0,5', '', 'a; b', 'ja', '12000')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return translator(lang)(N_("yes") if value else N_("no"))
    if isinstance(value, float):
        return _exact(value, lang) if exact else _rounded(value, lang)
    if _has_fields(value):
        return ", ".join(f"{key}: {text}" for key, one in _fields(value).items() if (text := shown(one, lang=lang)))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(one, lang=lang, exact=exact)}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(shown(one, lang=lang, exact=exact) for one in value)
    return str(value)


def _rounded(value: float, lang: str) -> str:
    return number(value, lang, 3).replace("." if lang == "de" else ",", "").rstrip("0").rstrip(",.")


def _exact(value: float, lang: str) -> str:
    """Return the shortest text that is read as the same number."""
    text = repr(float(value)).removesuffix(".0")
    return text.replace(".", ",") if lang == "de" else text


def _has_fields(value: object) -> bool:
    """Tell whether a value is one thing with named fields: a dataclass or a named tuple."""
    return dataclasses.is_dataclass(value) or (isinstance(value, tuple) and hasattr(value, "_asdict"))


def _fields(row: object) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    if isinstance(row, BaseModel):
        return {name: getattr(row, name) for name in type(row).model_fields}
    if dataclasses.is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    if isinstance(row, tuple) and hasattr(row, "_asdict"):
        return dict(row._asdict())
    raise TypeError(f"a mapping, a dataclass or a record is expected, not {type(row).__name__}")


def _headings(columns: Columns) -> list[str]:
    return list(columns.values()) if isinstance(columns, Mapping) else list(columns)


def _records(rows: Iterable[object], columns: Columns) -> list[dict[str, Any]]:
    return [{name: _json_value(fields.get(name)) for name in columns} for fields in map(_fields, rows)]


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What JSON has words for, and nearly every cell is: looked up first, for tables of many rows."""


def _json_value(value: object) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping) or _has_fields(value):
        return {str(key): _json_value(one) for key, one in _fields(value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_json_value(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _cells(rows: Iterable[object], columns: Columns, lang: str) -> list[list[str]]:
    return [[shown(fields.get(name), lang=lang) for name in columns] for fields in map(_fields, rows)]


def _csv(rows: Iterable[object], columns: Columns, lang: str) -> str:
    values = [[fields.get(name) for name in columns] for fields in map(_fields, rows)]
    return _lines([_headings(columns), *values], lang)


def _lines(values: Iterable[Iterable[object]], lang: str) -> str:
    """Write CSV lines; German Excel opens them by the semicolon and reads the decimal comma."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if lang == "de" else ",", lineterminator="\r\n")
    writer.writerows([[_csv_cell(value, lang) for value in line] for line in values])
    return stream.getvalue()


def _csv_cell(value: object, lang: str) -> str:
    text = shown(value, lang=lang, exact=True)
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return text
    return no_formula(text)


def no_formula(text: str) -> str:
    """Return a text so that no spreadsheet runs it: without what nobody sees, an apostrophe before what it would run.

    >>> no_formula("=1+1"), no_formula("Haus")
    ("'=1+1", 'Haus')
    """
    # first remove what nobody sees, so that nothing hides behind it
    text = _LINE_ENDS.sub("\n", _UNSEEN.sub("", text))
    return "'" + text if _FORMULA.match(text) else text


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    plain = html.escape(_UNSEEN.sub("", text), quote=False)
    for sign in "\\|[]`*_~$":
        plain = plain.replace(sign, "\\" + sign)
    return "<br>".join(re.sub(r"^(\s*)#", r"\1\\#", plain).splitlines())


def _paragraph(text: str) -> str:
    """Return a text as a paragraph of its own: no list, no code, no line, whatever it begins with."""
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", _escaped(text.strip()))


def _markdown(rows: Iterable[object], columns: Columns, lang: str) -> str:
    lines = [_headings(columns), ["---" for _ in columns], *_cells(rows, columns, lang)]
    written = [[_escaped(cell) for cell in line] if number != 1 else line for number, line in enumerate(lines)]
    return "\n".join(f"| {' | '.join(line)} |" for line in written)


_WIDEST = 10_000
_BETWEEN = 3


def _terminal(rows: Iterable[object], columns: Columns, lang: str, width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    fields = [_fields(row) for row in rows]
    headings = _headings(columns)
    # Text keeps square brackets from being read as rich's markup
    cells = [[_UNSEEN.sub("", cell) for cell in line] for line in _cells(fields, columns, lang)]
    widths = _widths([headings, *cells], width or _WIDEST)
    if not widths:
        return "\n".join(line for cell in cells for line in _block(headings, cell, width or _WIDEST))
    for name, heading, wide in zip(columns, headings, widths, strict=True):
        numeric = any(isinstance(row.get(name), int | float) for row in fields)
        table.add_column(Text(heading), justify="right" if numeric else "left", overflow="fold", width=wide)
    for line in cells:
        table.add_row(*map(Text, line))
    stream = io.StringIO()
    Console(file=stream, width=width or _WIDEST, color_system=None, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def _widths(lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is where no word is broken, the widest giving way first; none where that is too wide."""
    from rich.cells import cell_len

    columns = list(zip(*lines, strict=True))
    room = width - _BETWEEN * (len(columns) - 1)
    least = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    if sum(least) > room:
        return []
    wanted = [max(cell_len(part) for cell in column for part in cell.splitlines() or [""]) for column in columns]
    widths = [max(1, min(one, room)) for one in wanted]
    while sum(widths) > room:
        widths[max(range(len(widths)), key=lambda at: (widths[at] > least[at], widths[at]))] -= 1
    return widths


def _block(headings: Sequence[str], cells: Sequence[str], width: int) -> list[str]:
    """Return a row as lines one below the other: its first cell, then what else is known of it, each by its heading."""
    known = "\u00a0· ".join(f"{heading}: {cell}" for heading, cell in zip(headings[1:], cells[1:], strict=True) if cell)
    wrap = TextWrapper(width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return [*wrap.wrap(cells[0] or "–"), *wrap.wrap(f"  {known}" if known else "")]
