"""Write a landscape as a workbook: whole, so that reading it back gives the same landscape, and ready to be printed."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from netmap.disk import write_whole
from netmap.errors import DataError
from netmap.files.workbook import guide, opening
from netmap.files.workbook.cells import EMPTY, own_to_cell, text_to_cell
from netmap.files.workbook.codec import Encode, Lexicon, encoder
from netmap.files.workbook.columns import (
    DETAILS,
    KEPT,
    PEOPLES,
    Column,
    columns,
    detail_columns,
    sheet_name,
    usual_path,
)
from netmap.files.workbook.sheets import Book
from netmap.files.workbook.words import plain
from netmap.landscape import Landscape
from netmap.locale import alphabetical, number, translator
from netmap.model import KINDS, District, Evidence, Record, Revision
from netmap.titles import names_of, title

OWN_COLUMNS: Final = 150
"""So many of the user's own columns become columns of a sheet, the most used ones; the others have a sheet of their own."""
ROWS: Final = 1_048_575
Line = Sequence[Any]


def write_workbook(
    landscape: Landscape, path: Path | str, *, revision: Revision | None = None, examples: bool = False, lang: str = "de"
) -> Path:
    """Write a landscape to an Excel file, and return its path.

    `revision` is the state of the store that it is: from it an import knows what others changed since. `examples` puts one
    line into each sheet that shows how it is filled in, which reading leaves out. Nothing is written as a formula. Raise
    DataError where the file is open in Excel or a kind has more records than a sheet has rows, DiskError where it cannot
    be written.
    """
    path = Path(path)
    opening.refuse_open(path, lang=lang)
    return write_whole(path, workbook_bytes(landscape, revision=revision, examples=examples, lang=lang), lang=lang)


def workbook_bytes(
    landscape: Landscape, *, revision: Revision | None = None, examples: bool = False, lang: str = "de"
) -> bytes:
    """Return the workbook as the bytes of its file; see `write_workbook`."""
    _refuse_too_many(landscape, lang)
    target = io.BytesIO()
    lexicon = Lexicon(lang, landscape)
    with Book(target, landscape.settings.name, lexicon, revision) as book:
        book.write_lines("guide", guide.lines(landscape, revision, examples=examples, lang=lang))
        left: list[tuple[str, str, Any]] = []
        told: list[tuple[str, str, str]] = []
        for kind in (*PEOPLES, *KEPT):
            records = _sorted(landscape, kind)
            if records or kind in PEOPLES:
                _write_kind(book, kind, records, left, told, examples=examples)
        _write_details(book, landscape, left)
        book.write_lists()
        book.write_long()
        book.write_meta(_meta(landscape, revision, told, examples=examples))
    return target.getvalue()


def _refuse_too_many(landscape: Landscape, lang: str) -> None:
    _ = translator(lang)
    for kind, cls in KINDS.items():
        if len(landscape.table(cls)) > ROWS:
            text = _(
                "The sheet “{sheet}” would have {n} rows, more than Excel can hold. All of it in files: netmap save FOLDER"
            )
            count = number(len(landscape.table(cls)), lang)
            raise DataError(text.format(sheet=sheet_name(kind, lang), n=count))


def _sorted(landscape: Landscape, kind: str) -> list[Record]:
    names = names_of(landscape) if kind in {"cooperation", "membership", "position", "need"} else {}
    return sorted(landscape.table(KINDS[kind]).values(), key=lambda one: (alphabetical(title(one, names)), one.id))


def _meta(
    landscape: Landscape, revision: Revision | None, own: Sequence[tuple[str, str, str]], *, examples: bool
) -> Iterator[Line]:
    yield "format", opening.FORMAT
    yield "landscape", "" if examples else landscape.settings.id
    yield "revision", revision.number if revision else 0
    yield "written", revision.at.isoformat() if revision else ""
    yield "examples", int(examples)
    for what, kind, name in own:
        yield what, kind, text_to_cell(name)


# ------------------------------------------------------------------------------------------------------ one kind, one sheet


def _write_kind(
    book: Book,
    kind: str,
    records: Sequence[Record],
    left: list[tuple[str, str, Any]],
    told: list[tuple[str, str, str]],
    *,
    examples: bool,
) -> None:
    lang = book.lexicon.lang
    used = {f"evidence.{name}" for record in records for one in record.evidence[:1] for name in _said(one)}
    shown = [one for one in columns(kind, lang) if usual_path(one.path, kind) or one.path in used]
    own = _own_columns(kind, records)
    decimal = {name for name in own if _all_decimal(records, name)}
    told += [("own", kind, name) for name in own] + [("decimal", kind, name) for name in own if name in decimal]
    kept = set(own)
    for record in records:
        if not kept.issuperset(record.attributes):
            left += [(record.id, name, value) for name, value in record.attributes.items() if name not in kept]
    getters = [*_getters(shown, book.lexicon), *(_own_getter(name, floats=name in decimal) for name in own)]
    headed = [*shown, *(Column(f"attributes.{name}", text_to_cell(name), "own") for name in own)]
    if kind == "landscape":
        book.write_settings(headed, [get(records[0]) for get in getters], empty=examples)
        return
    rows = ([get(record) for get in getters] for record in records)
    example = guide.example(kind, headed, lang) if examples else None
    book.write_table(kind, headed, rows, len(records), example=example, hidden=kind in KEPT)


def _said(one: Evidence) -> Iterator[str]:
    """Name the parts of a piece of evidence that have no column unless they are used."""
    if one.reported_by:
        yield "reported_by"
    if one.survey:
        yield "survey"
    if one.said is not None:
        yield from ("said.kind", "said.intensity", "said.status")


def _own_columns(kind: str, records: Iterable[Record]) -> list[str]:
    """Return the own columns that become columns: whose name stands in one cell and is told apart from every other one."""
    counts = Counter(name for record in records for name in record.attributes)
    words = Counter(map(plain, counts))
    taken = {plain(one.header) for lang in ("de", "en") for one in columns(kind, lang)}
    good = [
        name
        for name in counts
        if len(name) <= 100 and words[plain(name)] == 1 and plain(name) not in taken and text_to_cell(name) == name
        if "\n" not in name and "\t" not in name
    ]
    chosen = {name for name, _count in Counter({name: counts[name] for name in good}).most_common(OWN_COLUMNS)}
    return [name for name in good if name in chosen]


def _all_decimal(records: Iterable[Record], name: str) -> bool:
    values = [one.attributes[name] for one in records if name in one.attributes]
    return bool(values) and all(isinstance(one, float) for one in values)


def _own_getter(name: str, *, floats: bool) -> Callable[[Record], Any]:
    def get(record: Record) -> Any:
        attributes = record.attributes
        return own_to_cell(attributes[name], floats=floats) if name in attributes else ""

    return get


def _getters(shown: Iterable[Column], lexicon: Lexicon) -> Iterator[Callable[[Record], Any]]:
    for column in shown:
        encode = encoder(column, lexicon)
        if column.field == "evidence":
            yield _evidence_getter(column.part, encode)
        else:
            yield _plain_getter(attrgetter(column.path), encode)


def _plain_getter(value_of: Callable[[Record], Any], encode: Encode) -> Callable[[Record], Any]:
    return lambda record: encode(value_of(record))


def _evidence_getter(part: str, encode: Encode) -> Callable[[Record], Any]:
    cell = _evidence_cell(part, encode)
    return lambda record: cell(record.evidence[0]) if record.evidence else ""


def _evidence_cell(part: str, encode: Encode) -> Callable[[Evidence], Any]:
    """Return what makes the cell of a part of evidence; where all parts are empty, the first cell says that it is there."""
    head, _dot, of_said = part.partition(".")
    blank = Evidence()

    def get(one: Evidence) -> Any:
        if of_said:
            if one.said is None:
                return ""
            cell = encode(getattr(one.said, of_said))
            return EMPTY if of_said == "kind" and cell == "" else cell
        cell = encode(getattr(one, head))
        return EMPTY if head == "source" and cell == "" and one == blank else cell

    return get


# -------------------------------------------------------------------------------------- several rows for one record


def _write_details(book: Book, landscape: Landscape, left: Sequence[tuple[str, str, Any]]) -> None:
    lang = book.lexicon.lang
    shown = _Shown(landscape)
    rows: Mapping[str, list[Line]] = {
        "figures": list(_figures(landscape, book.lexicon)),
        "evidence": list(_further_evidence(landscape, book.lexicon, shown)),
        "attributes": [(shown(key), text_to_cell(name) or EMPTY, own_to_cell(value)) for key, name, value in left],
    }
    for what in DETAILS:
        if rows[what] or what != "attributes":
            book.write_table(what, detail_columns(what, lang), rows[what], len(rows[what]))


class _Shown:
    """Name any record, with its id."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape, self._names = landscape, names_of(landscape)

    def __call__(self, key: str) -> str:
        return text_to_cell(f"{title(self._landscape.get(key), self._names)} [{key}]")


def _figures(landscape: Landscape, lexicon: Lexicon) -> Iterator[Line]:
    columns_ = detail_columns("figures", lexicon.lang)
    district, _year, _key, value = (encoder(one, lexicon) for one in columns_)
    for one in landscape.table(District).values():
        for year, figures in one.figures.items():
            if not figures:
                yield district(one.id), year, "", ""
            for key, figure in figures.items():
                yield district(one.id), year, key, value(figure)


def _further_evidence(landscape: Landscape, lexicon: Lexicon, shown: _Shown) -> Iterator[Line]:
    parts = detail_columns("evidence", lexicon.lang)[1:]
    getters = [_evidence_cell(one.part, encoder(one, lexicon)) for one in parts]
    for record in landscape.records():
        for one in record.evidence[1:]:
            yield [shown(record.id), *(get(one) for get in getters)]
