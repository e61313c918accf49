"""Registers: lists of organisations (all schools, clubs, providers) as actors, by the headings that such lists have.

Only names and places are read; all other columns, those with persons among them, are left where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from netmap.errors import DataError
from netmap.files.lists import Cell, Sheet, read_table
from netmap.identifiers import slug, unique
from netmap.locale import translator
from netmap.model import Actor, Evidence
from netmap.search import fold

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "name", "einrichtung", "name der einrichtung", "schule", "schulname", "name der schule", "kita", "verein",
        "vereinsname", "name des vereins", "traeger", "name des traegers", "organisation", "institution", "akteur",
        "bezeichnung", "anbieter", "firma", "school", "organization", "institution name", "title",
    ),
    "street": ("strasse", "strasse und hausnummer", "anschrift", "adresse", "address", "street"),
    "house_number": ("hausnummer", "hausnr", "house number"),
    "postcode": ("plz", "postleitzahl", "zip", "zipcode", "postcode"),
    "town": ("ort", "stadt", "wohnort", "gemeinde", "town", "city", "municipality"),
}  # fmt: skip
"""What the headings of such lists are, the surest first; case, umlauts and signs do not matter."""
_LOOKED_AT = 12
_POSTCODE = 5


def read_register(path: Path, *, lang: str = "de") -> list[Actor]:
    r"""Read the entries of a register in the order of its rows; rows without a name are passed over.

    Raise DataError where the file cannot be read, or where no column with names is recognised.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "schulen.csv")
    ...     _ = file.write_text("Schulname;PLZ;Ort\nSchule am Meer;01067;Dresden\n")
    ...     [(one.id, one.name, one.address) for one in read_register(file)]
    [('schule-am-meer', 'Schule am Meer', '01067 Dresden')]
    """
    _ = translator(lang)
    entries: list[Actor] = []
    taken: set[str] = set()
    read = False
    for sheet in read_table(path, lang=lang).sheets:
        first, where = _columns(sheet)
        if "name" not in where:
            continue
        read = True
        for row in sheet.rows[first:]:
            said = {key: _text(row[at]) if at < len(row) else "" for key, at in where.items()}
            if said["name"]:
                key = unique(slug(said["name"], fallback="entry"), taken)
                taken.add(key)
                evidence = (Evidence(source=path.name),)
                address = _address(said)
                # a town with nothing before it does not read as the end of an address
                town = address if address and address == said.get("town") else ""
                entries.append(Actor(id=key, name=said["name"], address=address, municipality=town, evidence=evidence))
    if not read:
        text = _("{path}: no column is recognised in which a name stands. Such headings are: {headings}")
        raise DataError(text.format(path=path.name, headings="Name, Einrichtung, Schulname, Verein, Träger"))
    return entries


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Return the index of the first row below the headings, and which column means what."""
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        shown = [" ".join(re.findall(r"[a-z0-9]+", fold(_text(cell)))) for cell in row]
        where = {}
        for key, names in HEADINGS.items():
            found = next((shown.index(name) for name in names if name in shown), None)
            if found is not None:
                where[key] = found
        if "name" in where:
            return at + 1, where
    return 0, {}


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _address(said: Mapping[str, str]) -> str:
    postcode = said.get("postcode", "")
    if postcode.isdecimal():
        postcode = postcode.zfill(_POSTCODE)  # Excel keeps 01067 as a number, and its zero is gone
    return ", ".join(
        part for part in (_joined(said, "street", "house_number"), f"{postcode} {said.get('town', '')}".strip()) if part
    )


def _joined(said: Mapping[str, str], *keys: str) -> str:
    parts: Sequence[str] = [said[key] for key in keys if said.get(key)]
    return " ".join(parts)
