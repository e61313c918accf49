"""Nodes and edges as a pair of CSV files with a Frictionless data package: for Gephi, R, and whoever reads tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from netmap.disk import replace_all
from netmap.editions import Edition, file_name
from netmap.export.network_rows import NetworkRows, Row, columns_of, network_rows, text_of
from netmap.export.tables import no_formula
from netmap.landscape import Landscape

_TYPES: Final = {"boolean": "boolean", "integer": "integer", "double": "number", "string": "string"}
_FIRST: Final[Mapping[str, Mapping[str, str]]] = {
    "nodes": {"id": "Id", "label": "Label"},
    "edges": {"source": "Source", "target": "Target", "direction": "Type", "id": "Id", "weight": "Weight"},
}
"""What Gephi calls the columns that it knows."""


def write_csv_pair(
    landscape: Landscape, folder: Path, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> Path:
    """Write nodes.csv, edges.csv and datapackage.json of the landscape on a day into a folder; return the folder.

    The tables are for programs: commas, decimal points, UTF-8, ids and keys as the landscape keeps them, lists parted by
    semicolons. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    rows = network_rows(landscape, edition=edition, day=day, lang=lang)
    tables = {"nodes": rows.nodes, "edges": [_directed(row) for row in rows.edges]}
    target = file_name(folder, edition)
    paths = {name: file_name(Path(f"{name}.csv"), edition).name for name in tables}
    columns = {name: _columns(name, table) for name, table in tables.items()}
    contents = {paths[name]: _csv(table, columns[name]).encode() for name, table in tables.items()}
    package = json.dumps(_package(rows, paths, columns, target.name), ensure_ascii=False, indent=2)
    replace_all(target, {**contents, "datapackage.json": f"{package}\n".encode()}, lang=lang)
    return target


def _directed(row: Row) -> Row:
    direction = "Directed" if row["directed"] else "Undirected"
    return {**{name: value for name, value in row.items() if name != "directed"}, "direction": direction}


def _columns(table: str, rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Return the columns by the name that they have in the landscape: what they are called here, and their type."""
    types: dict[str, set[str]] = {}
    for name, kind in columns_of(rows):
        types.setdefault(name, set()).add(_TYPES[kind])
    first = {name: heading for name, heading in _FIRST[table].items() if name in types or name != "weight"}
    names = {**first, **{name: name for name in types if name not in first}}
    return {name: (heading, _type(types.get(name, set()))) for name, heading in _distinct(names).items()}


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Rename an own column that is called like one of the first."""
    taken: set[str] = set()
    result = {}
    for name, heading in names.items():
        while heading in taken:
            heading = f"own_{heading}"
        taken.add(heading)
        result[name] = heading
    return result


def _type(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "number" if kinds == {"integer", "number"} else "string"


def _csv(rows: Iterable[Row], columns: Mapping[str, tuple[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([no_formula(heading) for heading, _type in columns.values()])
    writer.writerows([[_cell(row.get(name)) for name in columns] for row in rows])
    return stream.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    shown = text_of(value)
    return shown if isinstance(value, bool | int | float) else no_formula(shown)


def _package(
    rows: NetworkRows, paths: Mapping[str, str], columns: Mapping[str, Mapping[str, tuple[str, str]]], name: str
) -> dict[str, Any]:
    ends = [{"fields": [heading], "reference": {"resource": "nodes", "fields": ["Id"]}} for heading in ("Source", "Target")]
    return {
        "profile": "tabular-data-package",
        "name": "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower()).strip("-") or "netmap",
        "title": rows.shown.settings.name,
        "description": " ".join(rows.said),
        "resources": [
            _resource("nodes", paths["nodes"], columns["nodes"].values(), []),
            _resource("edges", paths["edges"], columns["edges"].values(), ends),
        ],
    }


def _resource(
    name: str, path: str, columns: Iterable[tuple[str, str]], foreign_keys: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    fields = [{"name": no_formula(heading), "type": kind} for heading, kind in columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": ["Id"]}
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema | ({"foreignKeys": list(foreign_keys)} if foreign_keys else {}),
    }
