"""Rows as tables: for the terminal, and as CSV, JSON and Markdown text and files."""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel

from netmap.editions import Edition, edition_name, file_name, watermark
from netmap.locale import N_, number, translator

Format = Literal["table", "json", "csv", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
Columns = Sequence[str] | Mapping[str, str]
"""The fields shown, in order; as a mapping with the heading of each."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")


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
    lang: str = "de",
) -> Path:
    """Write rows as a .csv, .json or .md file that says its edition and the landscape's disclaimer; return its path.

    The rows must come from `netmap.editions.view(landscape, edition)`. CSV is UTF-8 with a byte order mark, for Excel.
    Raises ValueError where the path ends otherwise.
    """
    target = file_name(path, edition)
    fmt = target.suffix.lstrip(".").lower()
    if fmt not in {"csv", "json", "md"}:
        raise ValueError(f".csv, .json or .md is expected, not {target.suffix!r}")
    remarks = [text for text in (watermark(edition, lang=lang), edition_name(edition, lang=lang), disclaimer) if text]
    if fmt == "json":
        document = {"edition": edition, "remarks": remarks, "rows": _records(rows, columns)}
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    elif fmt == "csv":
        text = render(rows, columns, "csv", lang=lang) + "\r\n" + _lines([[one] for one in remarks], lang)
    else:
        text = render(rows, columns, "md", lang=lang) + "\n\n" + "\n\n".join(map(_escaped, remarks)) + "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8-sig" if fmt == "csv" else "utf-8", newline="")
    return target


def shown(value: object, *, lang: str = "de") -> str:
    """Return a value as people read it: an unknown one is empty, lists are parted by semicolons.

    >>> shown(0.5), shown(None), shown(("a", "b")), shown(True), shown(12000)
    ('0,5', '', 'a; b', 'ja', '12000')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return translator(lang)(N_("yes") if value else N_("no"))
    if isinstance(value, float):
        return number(value, lang, 3).replace("." if lang == "de" else ",", "").rstrip("0").rstrip(",.")
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(one, lang=lang)}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(shown(one, lang=lang) for one in value)
    return str(value)


def _fields(row: object) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    if isinstance(row, BaseModel):
        return {name: getattr(row, name) for name in type(row).model_fields}
    if dataclasses.is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    raise TypeError(f"a mapping, a dataclass or a record is expected, not {type(row).__name__}")


def _headings(columns: Columns) -> list[str]:
    return list(columns.values()) if isinstance(columns, Mapping) else list(columns)


def _records(rows: Iterable[object], columns: Columns) -> list[dict[str, Any]]:
    return [{name: _json_value(fields.get(name)) for name in columns} for fields in map(_fields, rows)]


def _json_value(value: object) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(key): _json_value(one) for key, one in value.items()}
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
    text = shown(value, lang=lang)
    if isinstance(value, int | float):
        return text
    # a spreadsheet runs what starts like a formula, also behind blanks that it trims
    guard = "'" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA[:4]) else ""
    return guard + _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    plain = html.escape(_CONTROLS.sub("", text), quote=False)
    for sign in "\\|[]`*":
        plain = plain.replace(sign, "\\" + sign)
    return "<br>".join(plain.splitlines())


def _markdown(rows: Iterable[object], columns: Columns, lang: str) -> str:
    lines = [_headings(columns), ["---" for _ in columns], *_cells(rows, columns, lang)]
    written = [[_escaped(cell) for cell in line] if number != 1 else line for number, line in enumerate(lines)]
    return "\n".join(f"| {' | '.join(line)} |" for line in written)


_WIDEST = 10_000


def _terminal(rows: Iterable[object], columns: Columns, lang: str, width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    fields = [_fields(row) for row in rows]
    for name, heading in zip(columns, _headings(columns), strict=True):
        numeric = any(isinstance(row.get(name), int | float) for row in fields)
        table.add_column(Text(heading), justify="right" if numeric else "left", overflow="fold")
    for line in _cells(fields, columns, lang):
        # Text keeps square brackets from being read as rich's markup
        table.add_row(*(Text(_CONTROLS.sub("", cell)) for cell in line))
    stream = io.StringIO()
    Console(file=stream, width=width or _WIDEST, color_system=None, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())
