"""Kumu: elements and connections in people's words, as JSON or as the two sheets of its import workbook."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from netmap.disk import write_whole
from netmap.editions import Edition, file_name
from netmap.export.network_rows import FORUM, MEMBERSHIP, NetworkRows, Row, Value, network_rows
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Record

_LONGEST: Final = 32_767
_TAGS: Final = ("areas", "target_groups")
_NOT_FOR_KUMU: Final = "Info (ignore)"
"""The sheet with what is to be said: Kumu leaves out sheets with this word in their name."""


def write_kumu(
    landscape: Landscape, path: Path, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> Path:
    """Write the landscape on a day, as an edition shows it, for Kumu: .json or .xlsx; return the file's path.

    Elements are actors and forums, connections cooperations and memberships, `From` and `To` are ids of elements; areas and
    target groups are tags. Raise ValueError where the path ends otherwise.
    """
    target = file_name(path, edition)
    rows = network_rows(landscape, edition=edition, day=day, lang=lang)
    elements, connections = list(_elements(rows, lang)), list(_connections(rows, lang))
    if target.suffix.lower() == ".xlsx":
        return write_whole(target, _workbook(elements, connections, rows.said), lang=lang)
    if target.suffix.lower() != ".json":
        raise ValueError(f".json or .xlsx is expected, not {target.suffix!r}")
    document = {
        "name": rows.shown.settings.name,
        "description": " ".join(rows.said),
        "elements": [_json(one) for one in elements],
        "connections": [_json(one) for one in connections],
    }
    return write_whole(target, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n", lang=lang)


def _elements(rows: NetworkRows, lang: str) -> Iterator[dict[str, Value]]:
    for record, row in zip(rows.records, rows.nodes, strict=False):
        found = {"ID": row["id"], "Label": row["label"], **_readable(record, row, rows.shown, lang)}
        tags = [one for field in _TAGS for one in _words(record, field, rows.shown, lang)]
        yield {**found, "Tags": tuple(tags)} if tags else found


def _connections(rows: NetworkRows, lang: str) -> Iterator[dict[str, Value]]:
    for record, row in zip(rows.records[len(rows.nodes) :], rows.edges, strict=True):
        direction = "directed" if row["directed"] else "undirected"
        found: dict[str, Value] = {"ID": row["id"], "From": row["source"], "To": row["target"], "Direction": direction}
        yield found | _readable(record, row, rows.shown, lang)


_STRUCTURE = frozenset({"id", "label", "source", "target", "directed"})


def _readable(record: Record, row: Row, shown: Landscape, lang: str) -> dict[str, Value]:
    """Return a row in people's words: headings for fields, labels for keys, names for ids; own columns as they are."""
    result: dict[str, Value] = {}
    for name, value in row.items():
        field = name.removeprefix("netmap_").replace("forum_kind", "kind")
        if name in _STRUCTURE or (name == "weight" and "weight" not in record.attributes):
            continue
        if value in {FORUM, MEMBERSHIP} and field in {"type", "kind"}:
            result["Type"] = kind_label(str(value), lang)
        elif name == "last_seen":
            result[translator(lang)("Last seen")] = value
        elif name in record.attributes or field not in type(record).model_fields:
            result[name] = value
        elif field == "districts" and getattr(record, "citywide", False):
            result[field_label("actor", field, lang)] = translator(lang)("whole city")
        else:
            words = _words(record, field, shown, lang)
            result[_heading(record, field, lang)] = words if isinstance(value, tuple) else words[0]
    return result


def _heading(record: Record, field: str, lang: str) -> str:
    if (record.kind_name, field) in {("actor", "type"), ("cooperation", "kind")}:
        return "Type"
    return "Description" if field == "description" else field_label(record.kind_name, field, lang)


def _words(record: Record, field: str, shown: Landscape, lang: str) -> tuple[str, ...]:
    """Return the items of a field, each in people's words; days as Kumu and Excel sort them, 2018-03-01."""
    value = getattr(record, field)
    items = value if isinstance(value, tuple) else (value,)
    if field in {"since", "until", "members_complete", "note", "mandate", "description"}:
        return tuple(map(str, items))
    return tuple(value_text(record.kind_name, field, one, shown, lang=lang) for one in items)


def _json(row: Mapping[str, Value]) -> dict[str, Any]:
    """Return a row as Kumu's JSON names it: what is Kumu's own in small letters."""
    own = {"ID": "id", "Label": "label", "Type": "type", "Description": "description", "Tags": "tags"}
    own |= {"From": "from", "To": "to", "Direction": "direction"}
    return {own.get(name, name): list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _workbook(elements: Sequence[Row], connections: Sequence[Row], said: Sequence[str]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = book.add_format({"bold": True})
    first = {"Elements": ("ID", "Label", "Type", "Tags"), "Connections": ("ID", "From", "To", "Direction", "Type")}
    for name, rows in (("Elements", elements), ("Connections", connections)):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        columns = dict.fromkeys((*first[name], *(column for row in rows for column in row)))
        for index, heading in enumerate(columns):
            sheet.write_string(0, index, heading[:_LONGEST], bold)
            for number, row in enumerate(rows, start=1):
                _write(sheet, number, index, row.get(heading))
    sheet = book.add_worksheet(_NOT_FOR_KUMU)
    for number, text in enumerate(said):
        sheet.write_string(number, 0, text[:_LONGEST])
    book.close()
    return target.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value | None) -> None:
    """Write a cell so that it can never become a formula; a list is parted by `|`, as Kumu reads it."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        shown = "|".join(value) if isinstance(value, tuple) else value
        sheet.write_string(row, column, shown[:_LONGEST])
