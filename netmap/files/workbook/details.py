"""The sheets with several rows for one record: figures of districts, further evidence, own columns that are no columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from netmap.errors import Problem
from netmap.files import refusals
from netmap.files.workbook.cells import EMPTY, Cell, CellError, cell_to_text
from netmap.files.workbook.codec import Lexicon, decoder
from netmap.files.workbook.columns import Column
from netmap.files.workbook.tables import Book, Table
from netmap.locale import translator

_ID: Final = re.compile(r"\[([a-z0-9-]+)\]\Z")


@dataclass(frozen=True)
class Details:
    """Hold what these sheets say, by the id of the record; a sheet that is gone says nothing."""

    figures: Mapping[str, dict[int, dict[str, float]]] = field(default_factory=dict)
    evidence: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    attributes: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    has_figures: bool = False
    has_evidence: bool = False
    has_attributes: bool = False


def read_details(
    book: Book, lexicon: Lexicon, ids: Mapping[tuple[str, int], str], problems: list[Problem], lang: str
) -> Details:
    """Read the sheets with several rows for one record, and note down what is wrong in them."""
    rows = {what: list(_rows(book.tables.get(what), lexicon, ids, problems, lang)) for what in _SHEETS}
    figures: dict[str, dict[int, dict[str, float]]] = {}
    for place, record, given in rows["figures"]:
        if "year" not in given or ("key" in given) != ("value" in given):
            problems.append(_incomplete(place, lang))
            continue
        of_year = figures.setdefault(record, {}).setdefault(given["year"], {})
        if "key" in given:
            of_year[given["key"]] = given["value"]
    evidence: dict[str, list[dict[str, Any]]] = {}
    for _place, record, given in rows["evidence"]:
        evidence.setdefault(record, []).append(evidence_of({key.partition(".")[2]: one for key, one in given.items()}))
    attributes: dict[str, dict[str, Any]] = {}
    for place, record, given in rows["attributes"]:
        if "name" in given and "value" in given:
            attributes.setdefault(record, {})[given["name"]] = given["value"]
        else:
            problems.append(_incomplete(place, lang))
    has = {f"has_{what}": what in book.tables for what in _SHEETS}
    return Details(figures, evidence, attributes, **has)


_SHEETS: Final = ("figures", "evidence", "attributes")


def _rows(
    table: Table | None, lexicon: Lexicon, ids: Mapping[tuple[str, int], str], problems: list[Problem], lang: str
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the rows of a sheet: where each stands, the id of the record that it belongs to, its values by path."""
    if table is None:
        return
    known = frozenset(ids.values())
    named = Column("record", "", "id", ("district",) if table.what == "figures" else _NAMED)
    decoders = [(at, one, decoder(named if one.path == "record" else one, lexicon)) for at, one in table.columns]
    for number, cells in table.rows:
        given: dict[str, Any] = {}
        clean = True
        for at, column, decode in decoders:
            if cell_to_text(cells[at]) == "" and cells[at] != EMPTY:
                continue
            try:
                given[column.path] = decode(cells[at])
            except CellError as error:
                problems.append(cell_problem(table.cell(number, column.path), column, cells[at], error, lang))
                clean = False
        record = given.pop("record", "")
        if clean and not record:
            problems.append(_belongs_to_nothing(table.cell(number, "record"), lang))
        elif clean and (record in known or lexicon.has(record)):
            yield table.cell(number, "record"), record, given
        elif clean:
            problems.append(_belongs_to_nothing(table.cell(number, "record"), lang, record))


_NAMED: Final = ("actor", "forum", "district", "offer", "survey")


def _belongs_to_nothing(place: str, lang: str, record: str = "") -> Problem:
    _ = translator(lang)
    what = _("this line belongs to no record")
    given = _("given is “{given}”").format(given=record) if record else ""
    return Problem(place, 0, "no_record", "error", "", what, "", given, _("Write its name here, as on its own sheet."))


def _incomplete(place: str, lang: str) -> Problem:
    _ = translator(lang)
    what = _("this line is not complete")
    return Problem(place, 0, "incomplete", "error", "", what, mend=_("Fill in all of its cells, or delete it."))


def evidence_of(given: Mapping[str, Any], *, old: Any = None, there: Any = None) -> dict[str, Any]:
    """Return a piece of evidence from its cells; `there` names the columns, what has none says what the `old` one said."""
    parts = {name: value for name, value in given.items() if not name.startswith("said.")}
    said = {name.removeprefix("said."): value for name, value in given.items() if name.startswith("said.")}
    if old is not None and there is not None:
        for name in ("source", "url", "seen", "reported_by", "survey"):
            if f"evidence.{name}" not in there:
                parts.setdefault(name, getattr(old, name))
        if "evidence.said.kind" not in there and old.said is not None:
            return {**parts, "said": old.said}
    return {**parts, "said": said} if said else parts


def cell_problem(place: str, column: Column, cell: Cell, error: CellError, lang: str) -> Problem:
    """Return the problem of a cell that holds something else than its column is for."""
    _ = translator(lang)
    return Problem(
        place,
        0,
        "invalid_value",
        "error",
        column.path,
        _("“{field}” cannot be read").format(field=column.header),
        _(error.expected).format(**error.values),
        _("given is “{given}”").format(given=refusals.shown(cell_to_text(cell))),
        _(error.mend).format(**error.values) if error.mend else "",
    )
