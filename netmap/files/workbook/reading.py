"""From the rows of a workbook to records: each with the state that it was exported in, and every problem by its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from netmap.errors import Problem
from netmap.files import refusals
from netmap.files.workbook.cells import Cell, address, cell_to_text
from netmap.files.workbook.codec import Lexicon
from netmap.files.workbook.columns import columns
from netmap.files.workbook.decoding import decoded
from netmap.files.workbook.details import Details, evidence_of, read_details
from netmap.files.workbook.ids import ids_of, place_of
from netmap.files.workbook.tables import TOTALS, Book, Table
from netmap.identifiers import GENERATED, generated_id
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import KINDS, Record, Settings
from netmap.uncollected import uncollected

Basis = Callable[[str, str, int], "Record | None"]
"""Give the record of a kind and an id in the version that a row says it was exported in, None where nobody knows it."""
NAMED: Final = ("actor", "forum", "district", "offer", "survey")


@dataclass(frozen=True)
class Place:
    """Say where a record stands: the first cell of its row."""

    file: str
    line: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)


class Row(NamedTuple):
    """Hold what one row says: its record, and the record that the row was exported from (None: a new one, or unknown)."""

    record: Record
    basis: Record | None
    version: int
    table: Table
    number: int


@dataclass(frozen=True)
class Reading:
    """Hold what a workbook gave: its rows by kind and id, the kinds whose sheet is there, and all problems by cell."""

    rows: Mapping[tuple[str, str], Row]
    kinds: frozenset[str]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()

    def places(self) -> Mapping[str, Place]:
        """Return where each record stands, for the checks."""
        return {key: Place(f"{row.table.sheet}!A{row.number}") for (_kind, key), row in self.rows.items()}

    def landscape(self) -> Landscape:
        """Return the landscape that the workbook holds by itself."""
        records = [row.record for row in self.rows.values()]
        settings = next((one for one in records if isinstance(one, Settings)), None)
        return Landscape(settings or Settings(id="landscape", name="landscape"), records)


def read_workbook(
    book: Book, *, states: Sequence[Landscape] = (), basis: Basis | None = None, landscape_id: str = "", lang: str = "de"
) -> Reading:
    """Read all rows of an opened workbook.

    `states` are landscapes whose names and words may stand in cells: the one that the workbook was exported from, and the
    one that the store holds now. `basis` gives the record that a row was exported from, whose fields stand in for columns
    that are gone. `landscape_id` is whose workbook it is where its settings do not say.
    """
    with uncollected():
        return _read(book, states, basis or (lambda _kind, _id, _version: None), landscape_id, lang)


def _read(book: Book, states: Sequence[Landscape], find: Basis, landscape_id: str, lang: str) -> Reading:
    problems = list(book.problems)
    ids = ids_of(book, landscape_id, problems, lang)
    lexicon = _lexicon(book, states, ids)
    name = states[-1].settings.name if states else ""
    details = read_details(book, lexicon, ids, problems, lang)
    rows: dict[tuple[str, str], Row] = {}
    for kind in KINDS:
        if kind in book.tables:
            reader = _Reader(book, book.tables[kind], lexicon, details, find, name, lang)
            for row in reader.rows(ids, problems):
                rows[kind, row.record.id] = row
    kinds = frozenset(kind for kind in KINDS if kind in book.tables)
    return Reading(rows, kinds, tuple(problems), book.remarks)


def _lexicon(book: Book, states: Sequence[Landscape], ids: Mapping[tuple[str, int], str]) -> Lexicon:
    named: dict[str, dict[str, str]] = {}
    for kind in NAMED:
        table = book.tables.get(kind)
        at = place_of(table, "name")
        if table is not None and at is not None:
            named[kind] = {ids[kind, row]: cell_to_text(cells[at]) for row, cells in table.rows if (kind, row) in ids}
    known = states or (Landscape(Settings(id="landscape", name="landscape")),)
    return Lexicon(book.lang, *known, named=named, listed=(book.listed, _own_terms(book)))


def _own_terms(book: Book) -> dict[str, dict[str, str]]:
    """Return the labels of the landscape's own terms, as they stand on their sheet now."""
    table = book.tables.get("term")
    places = [place_of(table, path) for path in ("vocabulary", "key", "label_de", "label_en")]
    found: dict[str, dict[str, str]] = {}
    if table is None or None in places[:3]:
        return found
    for _row, cells in table.rows:
        vocabulary, key, german, english = ("" if at is None else cell_to_text(cells[at]) for at in places)
        label = (english if book.lang == "en" else german) or german
        found.setdefault(vocabulary, {})[key] = " ".join(label.replace(";", ",").split())
    return found


# ----------------------------------------------------------------------------------------------------------------- rows


class _Reader:
    """Read the rows of one sheet."""

    def __init__(
        self, book: Book, table: Table, lexicon: Lexicon, details: Details, basis: Basis, name: str, lang: str
    ) -> None:
        self._table, self._details, self._basis, self._lang, self._name = table, details, basis, lang, name
        self._kind = table.what
        self._values = decoded(table, book.decimal, lexicon, lang=lang)
        nothing: list[dict[str, Any]] = [{}] * len(table.rows)
        parts = (self._values.parts.get(field, nothing) for field in ("attributes", "evidence", "thresholds"))
        self._attributes, self._evidence, self._thresholds = parts
        self._parts = {column.path for _at, column in table.columns}
        self._own_names = {path.removeprefix("attributes.") for path in self._parts if path.startswith("attributes.")}
        self._has_said = any(path.startswith("evidence.said.") for path in self._parts)
        self._has_evidence = any(path.startswith("evidence.") for path in self._parts)
        self._absent = [one for one in columns(self._kind, lang) if one.path not in self._parts]
        self._exported = book.own.get(self._kind, frozenset())

    def rows(self, ids: Mapping[tuple[str, int], str], problems: list[Problem]) -> Iterator[Row]:
        """Yield the rows that can be read, and note down what is wrong with the other ones."""
        taken = set(ids.values()) if self._kind in GENERATED else set()
        numbers: dict[str, int] = {}
        for at, (number, cells) in enumerate(self._table.rows):
            given, refused = self._values.fields[at], self._values.refused.get(at, ())
            if refused:
                problems.extend(refused)
            key = ids.get((self._kind, number), "")
            if not key and self._kind in GENERATED and not refused:
                key = generated_id(self._kind, given, taken, numbers=numbers)
                taken.add(key)
            if "id" not in given and self._is_total(cells):
                problems.append(self._total(number))
                continue
            row = self._built(at, key, given, problems, clean=not refused)
            if row is not None:
                yield row

    def _built(self, at: int, key: str, given: dict[str, Any], problems: list[Problem], *, clean: bool) -> Row | None:
        number = self._table.rows[at][0]
        version = given.pop("version", 0)
        basis = self._basis(self._kind, key, version) if key and "id" in given else None
        if self._kind == "landscape" and "name" not in given and self._name:
            given["name"] = self._name  # the settings of a new workbook are often left to what they are
        self._assemble(given, at, key, basis)
        if basis is not None:
            self._fill(given, basis)
        if key:
            given["id"] = key
        try:
            record = KINDS[self._kind].model_validate(given)
        except ValidationError as error:
            if clean:
                problems.extend(self._problems(number, key, error))
            return None
        return Row(record, basis, version, self._table, number) if key and clean else None

    def _assemble(self, given: dict[str, Any], at: int, key: str, basis: Record | None) -> None:
        """Put together the fields that have more than one column, and those that have a sheet of their own."""
        attributes = self._attributes[at]
        if key in self._details.attributes:
            attributes = {**self._details.attributes[key], **attributes}
        if basis is not None and basis.attributes:
            gone = (self._exported if self._details.has_attributes else basis.attributes.keys()) - self._own_names
            attributes = {name: basis.attributes[name] for name in basis.attributes if name in gone} | attributes
        if attributes:
            given["attributes"] = attributes
        first = self._first_evidence(self._evidence[at], basis)
        further = self._details.evidence.get(key, ()) if self._details.has_evidence else basis.evidence[1:] if basis else ()
        if first is not None or further:
            given["evidence"] = (*([first] if first is not None else []), *further)
        if thresholds := self._thresholds[at]:
            given["thresholds"] = thresholds
        if self._kind == "district":
            had = getattr(basis, "figures", {})
            if figures := self._details.figures.get(key, {}) if self._details.has_figures else had:
                given["figures"] = figures

    def _first_evidence(self, given: Mapping[str, Any], basis: Record | None) -> Any:
        """Return the first piece of evidence; a column that is gone says what it said when it was exported."""
        old = basis.evidence[0] if basis is not None and basis.evidence else None
        if not self._has_evidence:
            return old
        if not given:
            return None
        if old is None and not self._has_said:
            return given
        return evidence_of(given, old=old, there=self._parts)

    def _fill(self, fields: dict[str, Any], basis: Record) -> None:
        """Keep of the state exported what no column says any more."""
        for column in self._absent:
            if not column.part and column.field not in {"id", "version"}:
                fields.setdefault(column.field, getattr(basis, column.field))
            elif column.field == "thresholds":
                thresholds = fields.setdefault("thresholds", {})
                thresholds.setdefault(column.part, getattr(basis.thresholds, column.part))  # type: ignore[attr-defined]

    # --------------------------------------------------------------------------------------------------------- problems

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        first = next((one for one in cells if one != ""), "")
        return isinstance(first, str) and first.strip().lower() in TOTALS

    def _total(self, number: int) -> Problem:
        _ = translator(self._lang)
        text = _("this line looks like a total, and would become a record of that name")
        return Problem(address(self._table.sheet, number, 0), 0, "total", "error", "", text, mend=_("Delete the line."))

    def _problems(self, number: int, key: str, error: ValidationError) -> Iterator[Problem]:
        """Say what the model refuses, with the cell instead of the line, and the heading instead of the field."""
        _ = translator(self._lang)
        kind = KINDS[self._kind]
        headers = {one.path: one.header for one in columns(self._kind, self._lang)}
        for one in refusals.of_record(error, kind, place="", line_of=lambda _path: 0, record=key, lang=self._lang):
            if one.code == "missing_field" and one.field == "id" and not key:
                continue  # it would be made of what is said to be missing besides
            path = one.field.replace("evidence.0.", "evidence.")
            column = next((name for name in (path, path.partition(".")[0]) if name in self._parts), "name")
            place = self._table.cell(number, column)
            header = headers.get(path, path.removeprefix("attributes."))
            if one.code == "missing_field":
                what = _("“{field}” is not filled in").format(field=header)
                yield replace(one, place=place, what=what, mend=_("Fill in this cell.") if path in headers else "")
            else:
                yield replace(one, place=place, what=_("“{field}” cannot be read").format(field=header or kind.kind_name))
