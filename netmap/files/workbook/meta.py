"""What a workbook carries for its own way back: where it comes from, the words of its lists, texts too long for a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from netmap.files.workbook import opening
from netmap.files.workbook.cells import cell_to_text, version_of
from netmap.files.workbook.opening import Sheet


def meta_of(sheet: Sheet | None, path: Path, lang: str) -> dict[str, list[tuple[str, ...]]]:
    """Return what the hidden sheet says by name; raise DataError where a newer netmap wrote it."""
    found: dict[str, list[tuple[str, ...]]] = {name: [] for name in ("lang", "landscape", "revision", "written", "examples")}
    found |= {"decimal": [], "own": []}
    for row in sheet.rows if sheet else ():
        name, *values = (cell_to_text(cell) for cell in [*row, "", ""])
        if name == "format" and version_of(values[0]) > opening.FORMAT:
            raise opening.refusal("newer", path, lang)
        if name in {"decimal", "own"}:
            found[name].append((values[0], values[1]))
        elif name in found and values[0] not in {"", "0"}:
            found[name] = [(values[0],)]
    return found


def text_of(meta: Mapping[str, Sequence[tuple[str, ...]]], name: str) -> str:
    """Return the one text that stands for a name, or nothing."""
    return meta[name][0][0] if meta[name] else ""


def listed_words(sheet: Sheet | None) -> dict[str, dict[str, str]]:
    """Return the words of the drop-downs as they were when the workbook was written: labels by vocabulary and key."""
    found: dict[str, dict[str, str]] = {}
    rows = sheet.rows if sheet else ()
    for at in range(0, len(rows[0]) - 1 if rows else 0, 2):
        name = cell_to_text(rows[0][at])
        pairs = ((cell_to_text(row[at + 1]), cell_to_text(row[at])) for row in rows[1:] if row[at + 1] != "")
        found[name] = {key: re.sub(r"\s*\[[a-z0-9_]+\]\Z", "", label) for key, label in pairs}
    return {name: labels for name, labels in found.items() if name}


def long_texts(sheet: Sheet | None) -> dict[int, str]:
    """Return the texts that no cell can hold, put together again, by number."""
    found: dict[int, str] = {}
    for row in sheet.rows if sheet else ():
        if isinstance(row[0], float) and len(row) > 1 and isinstance(row[1], str):
            found[int(row[0])] = found.get(int(row[0]), "") + row[1][1:-1]
    return found
