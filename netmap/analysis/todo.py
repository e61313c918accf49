"""The working list: what is open, in work and overdue, from the lists of gaps, the introductions and the notes on both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from netmap.analysis.gap_rows import GapRow, Gaps
from netmap.analysis.introductions import Introductions
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import GapNote
from netmap.titles import name_of, names_of, title
from netmap.values import last_day

Part = Literal["action", "clarify", "introduction", "closed"]
State = Literal["overdue", "in_work", "open", "done", "dropped"]

STATES: Final[tuple[State, ...]] = ("overdue", "in_work", "open", "done", "dropped")
"""The states of what is to be done, the most urgent first."""
_PARTS: Final[tuple[Part, ...]] = ("action", "introduction", "clarify", "closed")
_INTRODUCTION: Final = "introduction/"


@dataclass(frozen=True)
class TodoRow:
    """Hold one entry of the working list.

    `part` is the list it comes from; `closed`: there is a note on it, and the lists do not have it any more. `status` is
    what the note says, `state` is that or `overdue`, where its last day has passed and it is not done. `responsible` is who
    sees to it by the note, empty where nobody does; `proposed_de` who could, by the list.
    """

    id: str
    part: Part
    kind: str
    state: State
    status: Literal["open", "in_work", "done", "dropped"]
    responsible: str
    proposed_de: str
    proposed_en: str
    due: str | None
    result: str
    sentence_de: str
    sentence_en: str
    next_step_de: str
    next_step_en: str
    area: str
    groups: tuple[str, ...]
    districts: tuple[str, ...]


@dataclass(frozen=True)
class Office:
    """Count what one office sees to: what is not done yet, and of this what is overdue."""

    name: str
    open: int
    overdue: int


def todo(landscape: Landscape, gaps: Gaps, introductions: Introductions, *, day: dt.date | None = None) -> list[TodoRow]:
    """Return the working list as of a day: overdue first, then in work, open, done, dropped; in each the order of the lists.

    Every gap and every introduction proposed is on it, whether anybody sees to it or not; and every note, also where what
    it is on is closed by now.

    >>> from netmap.analysis.gap_rows import Gaps
    >>> from netmap.model import Settings
    >>> note = GapNote(id="n", gap="uncovered/clubs/adults", due="2020", responsible="Amt", status="in_work")
    >>> empty = Gaps((), (), 0, 0, 0, 0, 0, False, 0, "2021-01-01")
    >>> city = Landscape(Settings(id="c", name="C"), [note])
    >>> [(row.part, row.state) for row in todo(city, empty, Introductions((), 0, 0, 0, ""), day=dt.date(2021, 1, 1))]
    [('closed', 'overdue')]
    """
    when = day or landscape.reference_date()
    notes = {one.gap: one for one in landscape.table(GapNote).values()}
    rows = [_of_gap(row) for row in (*gaps.action, *gaps.clarify)]
    rows += [
        _row(pair.id, "introduction", "introduction", (pair.sentence_de, pair.sentence_en)) for pair in introductions.rows
    ]
    there = {row.id for row in rows}
    rows += [_of_note(one, landscape) for one in notes.values() if one.gap not in there]
    rows = [_noted(row, notes.get(row.id), when) for row in rows]
    place = {state: number for number, state in enumerate(STATES)}
    return sorted(rows, key=lambda row: (place[row.state], row.due or "9999", _PARTS.index(row.part)))


def chosen(rows: Iterable[TodoRow], *, responsible: str | None = None, overdue: bool = False) -> list[TodoRow]:
    """Return the rows of whoever's name has a text in it, or only those that are overdue.

    Whose an entry is says its note; where that is silent, the list's proposal.
    """
    wanted = alphabetical(responsible or "")
    return [
        row
        for row in rows
        if (not overdue or row.state == "overdue") and any(wanted in alphabetical(name) for name in _names(row))
    ]


def offices(rows: Iterable[TodoRow]) -> list[Office]:
    """Return who sees to how much that is not done, by name; what nobody sees to yet counts for nobody."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        if row.responsible and row.state in {"overdue", "in_work", "open"}:
            count = counts.setdefault(row.responsible, [0, 0])
            count[0] += 1
            count[1] += row.state == "overdue"
    return [Office(name, *counts[name]) for name in sorted(counts, key=alphabetical)]


def _names(row: TodoRow) -> Iterator[str]:
    if row.responsible:
        yield row.responsible
    else:
        yield from (row.proposed_de, row.proposed_en)


def _row(
    key: str, part: Part, kind: str, sentences: tuple[str, str], steps: tuple[str, str] = ("", ""), of: GapRow | None = None
) -> TodoRow:
    """Return a row on which nobody has noted anything yet."""
    return TodoRow(
        id=key,
        part=part,
        kind=kind,
        state="open",
        status="open",
        responsible="",
        proposed_de=of.responsible_de if of else "",
        proposed_en=of.responsible_en if of else "",
        due=None,
        result="",
        sentence_de=sentences[0],
        sentence_en=sentences[1],
        next_step_de=steps[0],
        next_step_en=steps[1],
        area=of.area if of else "",
        groups=of.groups if of else (),
        districts=of.districts if of else (),
    )


def _of_gap(row: GapRow) -> TodoRow:
    steps = row.next_step_de, row.next_step_en
    return _row(row.id, row.list, row.kind, (row.sentence_de, row.sentence_en), steps, row)


def _of_note(note: GapNote, landscape: Landscape) -> TodoRow:
    """Return the row of a note on what no list has: an introduction that was refused or done, a gap that is closed."""
    if note.gap.startswith(_INTRODUCTION):
        names = " – ".join(name_of(one, landscape) for one in note.gap.removeprefix(_INTRODUCTION).split("/"))
        return _row(note.gap, "introduction", "introduction", (names, names))
    de, en = (title(note, names_of(landscape, lang=lang)) for lang in ("de", "en"))
    return _row(note.gap, "closed", "", (de, en))


def _noted(row: TodoRow, note: GapNote | None, day: dt.date) -> TodoRow:
    """Return a row with what its note says; who sees to it by the note takes the place of who could by the list."""
    if note is None:
        return row
    late = note.due is not None and last_day(note.due) < day
    state: State = "overdue" if late and note.status in {"open", "in_work"} else note.status
    told = replace(row, state=state, status=note.status, due=note.due, result=note.result)
    return replace(told, responsible=note.responsible, proposed_de="", proposed_en="") if note.responsible else told
