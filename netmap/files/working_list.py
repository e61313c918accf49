"""A working list as an Excel file: what is open, filled in at a desk or in a meeting, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from netmap.errors import DataError, Problem
from netmap.files.workbook import opening
from netmap.files.workbook.cells import Cell, CellError, address, cell_to_text, version_of
from netmap.files.workbook.codec import cell_to_date
from netmap.files.workbook.opening import Sheet
from netmap.files.workbook.sheets import META
from netmap.files.workbook.words import plain
from netmap.locale import N_, translator

What = Literal["todo", "meeting"]
COLUMNS: Final[Mapping[str, str]] = {
    "part": N_("List"),
    "sentence": N_("Open question"),
    "next_step": N_("Next step"),
    "answer": N_("Answer of the meeting"),
    "districts": N_("Districts"),
    "status": N_("Status"),
    "proposed": N_("Responsible (proposal)"),
    "responsible": N_("Responsible"),
    "due": N_("Due"),
    "result": N_("Result"),
    "id": N_("Id"),
}
"""The headings; a list has those of them that it needs, in whatever order people put them."""
STATUSES: Final[Mapping[str, str]] = {
    "open": N_("open"),
    "in_work": N_("in work"),
    "done": N_("done"),
    "dropped": N_("dropped"),
}
ANSWERS: Final[Mapping[str, str]] = {
    "present": N_("is there"),
    "missing": N_("is missing"),
    "elsewhere": N_("provided from outside the city"),
    "agreed": N_("procedure agreed"),
    "unregulated": N_("not regulated"),
    "complete": N_("all were asked: there is no more"),
    "not_needed": N_("not intended (reason under result)"),
    "introduced": N_("introduced to each other"),
    "known": N_("know each other already"),
    "refused": N_("makes no sense"),
}
HEADS: Final[Mapping[str, str]] = {"forum": N_("Forum"), "date": N_("Day of the meeting")}
"""What stands above the list of a meeting, and may be filled in there."""
LONGEST: Final = 10_000
LANGUAGES: Final = ("de", "en")


@dataclass(frozen=True)
class Row:
    """Hold one filled-in row: the texts of its cells by column, keys for status and answer, and the address of each."""

    id: str
    told: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True)
class WorkingList:
    """Hold a working list that came back: what it was written from, what its head says, its rows, and what is wrong."""

    path: Path
    what: What
    landscape: str
    revision: int
    written: str
    head: Mapping[str, str]
    head_places: Mapping[str, str]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = field(default=())


def what_list(path: Path | str) -> What | None:
    """Tell which working list an Excel file is; None where it is none, or cannot be read."""
    try:
        sheets, _macros = opening.sheets_of(Path(path))
    except DataError:
        return None
    return _what(_meta(sheets))


def read_working_list(path: Path | str, *, lang: str = "de") -> WorkingList:
    """Read a working list that people filled in, whatever the order of its columns and rows, in German or English.

    What is wrong in it is collected in `problems`, each with its cell. Raises DataError where the file is no working list,
    protected, damaged or open in Excel.
    """
    path = Path(path)
    sheets, _macros = opening.sheets_of(path, lang=lang)
    meta = _meta(sheets)
    what = _what(meta)
    sheet = next((one for one in sheets if plain(one.name) != META and _head_row(one) is not None), None)
    if what is None or sheet is None:
        says = translator(lang)("{path} is no working list of netmap: netmap todo and netmap meeting write them.")
        raise DataError(says.format(path=path.name))
    at = _head_row(sheet) or 0
    problems: list[Problem] = []
    head, head_places = _head(sheet, at, problems, lang)
    rows = tuple(_rows(sheet, at, problems, lang))
    return WorkingList(
        path,
        what,
        meta.get("landscape", ""),
        version_of(meta.get("revision", "")),
        meta.get("written", ""),
        head,
        head_places,
        rows,
        tuple(problems),
    )


def _meta(sheets: Sequence[Sheet]) -> dict[str, str]:
    hidden = next((one for one in sheets if plain(one.name) == META), None)
    rows = hidden.rows if hidden is not None else ()
    return {cell_to_text(row[0]): cell_to_text(row[1]) for row in rows if len(row) > 1}


def _what(meta: Mapping[str, str]) -> What | None:
    return {"todo": "todo", "meeting": "meeting"}.get(meta.get("what", ""))  # type: ignore[return-value]


def words(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the keys by their labels in every language, and by themselves, as words are compared."""
    return {plain(one): key for key, text in texts.items() for one in (key, *(translator(lang)(text) for lang in LANGUAGES))}


_HEADINGS: Final = words(COLUMNS)


def _head_row(sheet: Sheet) -> int | None:
    """Return where the headings stand: the first row that names the id and the status."""
    for at, row in enumerate(sheet.rows[:50]):
        named = {_HEADINGS.get(plain(cell_to_text(cell))) for cell in row if cell != ""}
        if {"id", "status"} <= named:
            return at
    return None


def _head(sheet: Sheet, at: int, problems: list[Problem], lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands above the list beside the words for forum and day."""
    labels, told, places, days = words(HEADS), {}, {}, {}
    for number, row in enumerate(sheet.rows[:at], start=1):
        name = labels.get(plain(cell_to_text(row[0]).rstrip(":"))) if row else None
        if name is not None and len(row) > 1:
            told[name], places[name], days[name] = cell_to_text(row[1]), address(sheet.name, number, 1), row[1]
    if told.get("date"):
        told["date"] = _day(days["date"], places["date"], problems, lang)
    return told, places


def _rows(sheet: Sheet, at: int, problems: list[Problem], lang: str) -> Iterator[Row]:
    named = ((_HEADINGS.get(plain(cell_to_text(cell)), ""), place) for place, cell in enumerate(sheet.rows[at]))
    places_of = {name: place for name, place in named if name}
    seen: dict[str, str] = {}
    for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        told = {name: cell_to_text(row[place]) for name, place in places_of.items() if place < len(row)}
        places = {name: address(sheet.name, number, place) for name, place in places_of.items()}
        key = told.get("id", "")
        if not key:
            if any(told.get(name) for name in ("status", "answer", "responsible", "due")):
                problems.append(_problem(places["id"], "no_id", _NO_ID, lang))
            continue
        if key in seen:
            problems.append(_problem(places["id"], "twice", _TWICE, lang, given=f"{key}, {seen[key]}"))
            continue
        seen[key] = places["id"]
        due = row[places_of["due"]] if "due" in places_of and places_of["due"] < len(row) else ""
        yield Row(key, _keys(told, places, due, problems, lang), places)


_NO_ID: Final = (N_("the row has no id"), N_("Copy the id of the list here; what is new is recorded in netmap first."))
_TWICE: Final = (N_("this question stands here twice"), N_("Keep one of the two rows."))
_LONG: Final = (N_("this text is too long"), N_("Write at most 10,000 signs."))


def _keys(
    told: Mapping[str, str], places: Mapping[str, str], due: Cell, problems: list[Problem], lang: str
) -> dict[str, str]:
    """Return the texts of a row with keys for what was picked, and a date as netmap writes it."""
    found = dict(told)
    for name, texts in (("status", STATUSES), ("answer", ANSWERS)):
        if found.get(name):
            found[name] = _key(found[name], texts, places[name], problems, lang)
    if found.get("due"):
        found["due"] = _day(due, places["due"], problems, lang)
    long = [name for name in ("responsible", "result") if len(found.get(name, "")) > LONGEST]
    problems += [_problem(places[name], "too_long", _LONG, lang) for name in long]
    return found


def _key(text: str, texts: Mapping[str, str], place: str, problems: list[Problem], lang: str) -> str:
    known = words(texts)
    if plain(text) in known:
        return known[plain(text)]
    from rapidfuzz import fuzz, process

    _ = translator(lang)
    near = process.extractOne(plain(text), list(known), scorer=fuzz.WRatio, score_cutoff=75)
    expected = _("one of {words} is expected").format(words=", ".join(f"“{_(one)}”" for one in texts.values()))
    mend = _("Did you mean “{near}”?").format(near=_(texts[known[near[0]]])) if near else ""
    what = _("“{text}” is none of the words of this list").format(text=text[:60])
    problems.append(Problem(place, 0, "unknown_word", "error", "", what, expected=expected, mend=mend))
    return ""


def _day(cell: Cell, place: str, problems: list[Problem], lang: str) -> str:
    """Return the date of a cell as netmap writes it."""
    try:
        return cell_to_date(cell)
    except CellError as error:
        _ = translator(lang)
        expected, mend = _(error.expected), _(error.mend)
        given = f"“{cell_to_text(cell)[:60]}”"
        problems.append(Problem(place, 0, "no_date", "error", "", expected, given=given, mend=mend))
        return ""


def _problem(place: str, code: str, words_: tuple[str, str], lang: str, *, given: str = "") -> Problem:
    what, mend = (translator(lang)(one) for one in words_)
    return Problem(place, 0, code, "error", "", what, given=given, mend=mend)
