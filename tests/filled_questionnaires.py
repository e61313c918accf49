"""Questionnaires filled in by a script as people would: typos, blanks, free words, two versions, a column moved.

A sheet is filled in by what stands in it: the hidden ids of its lines and the keys of its columns.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from netmap.landscape import Landscape
from netmap.model import Cooperation
from netmap.questionnaires import BACK, WISH

KEYS = 1
"""The row of the hidden keys, as openpyxl counts."""


def form(book: Any, key: str) -> Worksheet:
    """Return the sheet whose hidden keys begin so (`ties`, `new`, `offers`, `present`, `pairs`)."""
    return next(sheet for sheet in book if str(sheet.cell(KEYS, 1).value).startswith(f"{key}:"))


def columns(sheet: Worksheet) -> dict[str, int]:
    """Return where each column stands, by its key without the sheet's."""
    keys = {at: str(sheet.cell(KEYS, at).value or "") for at in range(1, sheet.max_column + 1)}
    return {key.partition(":")[2]: at for at, key in keys.items() if ":" in key}


def lines(sheet: Worksheet) -> dict[str, int]:
    """Return the line of each actor or offer, by its hidden id."""
    at = columns(sheet)["id"]
    return {str(sheet.cell(row, at).value): row for row in range(3, sheet.max_row + 1) if sheet.cell(row, at).value}


def fill(
    source: Path,
    target: Path | None = None,
    *,
    ties: Mapping[tuple[str, str], object] | None = None,
    new: Iterable[Mapping[str, object]] = (),
    offers: Mapping[str, Mapping[str, object]] | None = None,
    new_offers: Iterable[Mapping[str, object]] = (),
    present: Iterable[str] = (),
    pairs: Sequence[Mapping[str, object]] = (),
    saved: dt.datetime | None = None,
) -> Path:
    """Fill a questionnaire in, and save it: `ties` by the other's id and the column's key, all else line by line."""
    book = openpyxl.load_workbook(source)
    for (other, key), value in (ties or {}).items():
        sheet = form(book, "ties")
        sheet.cell(lines(sheet)[other], columns(sheet)[key]).value = value
    _write_below(book, "new", new)
    for offer, said in (offers or {}).items():
        sheet = form(book, "offers")
        for key, value in said.items():
            sheet.cell(lines(sheet)[offer], columns(sheet)[key]).value = value
    _write_below(book, "offers", new_offers)
    for one in present:
        sheet = form(book, "present")
        sheet.cell(lines(sheet)[one], columns(sheet)["present"]).value = "x"
    _write_below(book, "pairs", pairs)
    path = target or source
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    if saved is not None:
        _stamp(path, saved)
    return path


def _stamp(path: Path, saved: dt.datetime) -> None:
    """Say in the file when it was saved: openpyxl always says now."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    stamp = f"\\1{saved:%Y-%m-%dT%H:%M:%SZ}\\2".encode()
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(<)", stamp.replace(b"\\1", b"\\g<1>"), parts[core])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _write_below(book: Any, key: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows into the free lines of a sheet."""
    rows = list(rows)
    if not rows:
        return
    sheet = form(book, key)
    known = columns(sheet)
    first = 3 + len(lines(sheet)) if "id" in known else 3
    for at, row in enumerate(rows, start=first):
        for name, value in row.items():
            sheet.cell(at, known[name]).value = value


def move_column(path: Path, key: str, column: str, *, to: int) -> None:
    """Move a column of a sheet to another place, with its heading and its hidden key, as somebody does by cut and insert."""
    book = openpyxl.load_workbook(path)
    sheet = form(book, key)
    sheet.protection.sheet = False
    at = columns(sheet)[column]
    values = [sheet.cell(row, at).value for row in range(1, sheet.max_row + 1)]
    sheet.delete_cols(at)
    sheet.insert_cols(to)
    for row, value in enumerate(values, start=1):
        sheet.cell(row, to).value = value
    book.save(path)


def without_hidden(path: Path, *, keys: bool = True, meta: bool = False) -> None:
    """Save a questionnaire as some programs do: without the hidden line, or without the hidden sheet."""
    book = openpyxl.load_workbook(path)
    if keys:
        for sheet in book:
            if ":" in str(sheet.cell(KEYS, 1).value):
                sheet.delete_rows(KEYS)
    if meta:
        del book["netmap"]
    book.save(path)


def answers_of(landscape: Landscape, actor: str) -> dict[tuple[str, str], object]:
    """Return what an actor would fill in who says of all its ties in a landscape exactly what is recorded."""
    found: dict[tuple[str, str], object] = {}
    for tie in landscape.cooperations.values():
        if actor in {tie.source, tie.target} and tie.source != tie.target:
            other = tie.target if tie.source == actor else tie.source
            found[other, _column(tie, actor, landscape)] = "x" if tie.status == "wished" else tie.intensity or "x"
    return found


def _column(tie: Cooperation, actor: str, landscape: Landscape) -> str:
    if tie.status == "wished":
        return WISH
    directed = bool(landscape.vocabulary["tie_kinds"][tie.kind].get("directed"))
    return f"{tie.kind}{BACK}" if directed and tie.target == actor else tie.kind


ASKED = ("asb-kjh-rostock", "borwinschule", "christophorusschule", "grundschule-schmarl", "in-via-rostock")
"""Those of the example who send something back."""


def as_people_do(sheets: Mapping[str, Path]) -> Path:
    """Fill in five questionnaires, and return the folder with what came back: renamed, moved, twice, with free words."""
    back = Path("zurueck")
    asb, borwin, christophorus, schmarl, via = (sheets[one] for one in ASKED)
    fill(asb, back / "Fragebogen (ausgefüllt).xlsx", ties={("borwinschule", "coordination"): "3, seit 2016"})
    move_column(back / "Fragebogen (ausgefüllt).xlsx", "ties", "coordination", to=2)
    old = {("asb-kjh-rostock", "coordination"): 4}
    fill(borwin, back / "borwin.xlsx", ties=old, saved=dt.datetime(2018, 11, 20))
    new = old | {("asb-kjh-rostock", "coordination"): 2, ("in-via-rostock", "wish"): "X"}
    fill(borwin, back / "borwin_NEU.xlsx", ties=new, saved=dt.datetime(2018, 11, 22))
    others = [{"name": "Lesepaten Rostock", "area": "Kultr", "information": "ja"}, {"name": "migra e.V.", "referral": 2}]
    fill(christophorus, back / "chr.xlsx", ties={("asb-kjh-rostock", "information"): ""}, new=others)
    fill(schmarl, back / "leer.xlsx")
    fill(via, back / "invia.xlsx", ties={("borwinschule", "referral"): "stimmt sich ab", ("borwinschule", "wish"): "ja"})
    without_hidden(back / "invia.xlsx")
    return back
