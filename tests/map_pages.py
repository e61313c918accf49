"""What stands in a map's page, read as its script reads it."""

from __future__ import annotations

import json
import re
from typing import Any


def data_of(text: str) -> dict[str, Any]:
    """Return the data block of a page, with the rows of what is packed in columns."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, flags=re.DOTALL)
    assert block is not None
    data: dict[str, Any] = json.loads(block[1])
    rows = {name: unpacked(columns) for name, columns in data["packed"].items()}
    for node in rows["nodes"]:
        if "measures" in node:
            node["measures"] = [data["measures"][place] for place in node["measures"]]
    return data | rows


def unpacked(block: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of columns: what `netmap.export.map_pack.packed` undoes."""
    rows: list[dict[str, Any]] = [{} for _ in range(block["count"])]
    for name, column in block["columns"].items():
        if isinstance(column, list):
            cells = {row: value for row, value in enumerate(column) if value is not None}
        elif "at" in column:
            cells = {row: column["of"][place - 1] for row, place in enumerate(column["at"]) if place}
        elif "rows" in column:
            cells = dict(zip(column["rows"], column["of"], strict=True))
        else:
            cells = {row: column["start"] + row for row in range(block["count"])}
        for row, value in cells.items():
            rows[row][name] = value
    return rows
