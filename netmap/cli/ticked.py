"""The way back of a working list: what was filled in becomes notes, answers and inventories, all in one revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netmap.cli.asked import Asked
from netmap.errors import DataError, Problem, StoreError
from netmap.locale import N_, translator

if TYPE_CHECKING:
    from netmap.analysis.ticked import Heard
    from netmap.analysis.todo import TodoRow
    from netmap.editions import Edition
    from netmap.files.working_list import Row, WorkingList
    from netmap.landscape import Landscape
    from netmap.model import Record
    from netmap.reconcile import Statement

_NOTED: Final = ("status", "responsible", "due", "result")


def read_ticked(asked: Asked, file: Path, *, dry_run: bool = False) -> None:
    """Read a working list back: show what it changes, ask, and write it as one revision.

    All that is wrong in it is refused at once, each with its cell, and the store is as it was. What others noted since the
    list was written stays, and is said.
    """
    from netmap.changes import apply, diff
    from netmap.cli.moments import written_from
    from netmap.files.working_list import read_working_list
    from netmap.reconcile import conflict_lines, reconcile

    here, _ = asked.here, asked.text
    given = read_working_list(file, lang=asked.lang)
    with here.store() as store:
        now = here.read(store)
        if given.landscape not in {"", now.settings.id}:
            text = _("This store holds the landscape “{old}”, the list is of “{new}”. Another store: --store PATH")
            raise StoreError(text.format(old=now.settings.id, new=given.landscape))
        told = _Told(given, written_from(store, given.revision, given.written) or now, now, asked.lang)
        notes, records = dict(told.notes()), list(told.records())
        _refuse(asked, file, [*given.problems, *told.problems])
        found = reconcile(notes, now, kinds=frozenset({"gap_note"}))
        noted = apply(now, found.changes) if found.changes else now
        after = noted.replace(records)
        changes = diff(now, after)
        _refuse(asked, file, _brought(now, after, asked.lang))
        for line in conflict_lines(found.conflicts, now, lang=asked.lang) if found.conflicts else ():
            here.say(_("Changed meanwhile by others; what they wrote stays:") + f" {line}")
        if dry_run:
            asked.look(changes, now, after)
            return
        asked.write(store, changes, now, after, reason=_("read in from {file}").format(file=file.name))
        dates = [one.date for one in records if getattr(one, "date", None)]  # type: ignore[attr-defined]
        asked.warn_of_later(max(dates, default=None), now)


def _brought(now: Landscape, after: Landscape, lang: str) -> list[Problem]:
    from netmap.checks import brought

    return [one for one in brought(now, after, lang=lang) if one.severity == "error"]


def _refuse(asked: Asked, file: Path, problems: list[Problem]) -> None:
    if problems:
        text = asked.text("{file}: not read in, {n} problems. The store is as it was.")
        raise DataError(text.format(file=file, n=len(problems)), problems)


class _Told:
    """Hold what a list says of the questions that there are, and collect what is wrong with it."""

    def __init__(self, given: WorkingList, base: Landscape, now: Landscape, lang: str) -> None:
        from netmap.cli.todo import todo_rows
        from netmap.model import GapNote

        self._given, self._now, self._lang = given, now, lang
        edition: Edition = "meeting" if given.what == "meeting" else "internal"
        states = (now,) if base is now else (now, base)
        rows = (row for state in states for row in todo_rows(state, edition=edition))
        self._rows: Mapping[str, TodoRow] = {row.id: row for row in rows}
        self._before = {one.gap: one for one in base.table(GapNote).values()}
        self._there = {one.gap: one for one in now.table(GapNote).values()}
        self.problems = [
            _problem(row.places["id"], _UNKNOWN, lang, given=row.id) for row in given.rows if not self._known(row.id)
        ]

    def _known(self, gap: str) -> bool:
        return gap in self._rows or gap in self._there

    def notes(self) -> Iterator[tuple[tuple[str, str], Statement]]:
        """Yield what the list says of each note, with what the note said when the list was written."""
        from netmap.analysis.ticked import NOTED
        from netmap.identifiers import generated_id
        from netmap.model import GapNote
        from netmap.reconcile import Statement

        for row in self._given.rows:
            basis = self._before.get(row.id)
            told = self._noted(row) | dict(NOTED.get(row.told.get("answer", ""), {}))  # type: ignore[call-overload]
            there = self._there.get(row.id)
            base = basis or GapNote(
                id=there.id if there else generated_id("gap_note", {"gap": row.id}, self._now), gap=row.id
            )
            said = base.model_copy(update=told)
            if self._known(row.id) and not said.same_content(base):
                yield ("gap_note", said.id), Statement(said, basis)

    def _noted(self, row: Row) -> dict[str, Any]:
        """Return the fields of a note that a row says; on the list of a meeting an empty cell says nothing."""
        told: dict[str, Any] = {name: row.told[name] for name in _NOTED if name in row.told}
        if self._given.what == "meeting":
            told = {name: text for name, text in told.items() if text}
        if "status" in told and not told["status"]:
            del told["status"]
        if "due" in told:
            told["due"] = told["due"] or None
        return told

    def records(self) -> Iterator[Record]:
        """Yield the answers and inventories that the list gives."""
        from netmap.analysis.ticked import NOTED, records_said

        for row in self._given.rows:
            said, about = row.told.get("answer", ""), self._rows.get(row.id)
            if not said or about is None or not self._may(row, said, about):
                continue
            heard, districts = self._heard(), self._districts(row, about)
            if said in NOTED or heard is None or districts is None:
                continue
            reason = row.told.get("result", "")
            if said == "not_needed" and not reason:
                self.problems.append(_problem(row.places["result"], _NO_REASON, self._lang))
                continue
            place = {"area": about.area, "groups": about.groups, "districts": districts}
            yield from records_said(said, row.id, **place, heard=heard, reason=reason)  # type: ignore[arg-type]

    def _may(self, row: Row, said: str, about: TodoRow) -> bool:
        from netmap.analysis.ticked import may_be_said
        from netmap.files.working_list import ANSWERS

        _ = translator(self._lang)
        fit = may_be_said(about.kind, row.id)
        if said not in fit:
            words = ", ".join(f"“{_(ANSWERS[one])}”" for one in fit)
            expected = _("one of {words} is expected").format(words=words) if fit else _("no answer can be given to it here")
            what = _("this is no answer to this question")
            self.problems.append(Problem(row.places["answer"], 0, "other_answer", "error", "", what, expected=expected))
        return said in fit

    def _heard(self) -> Heard | None:
        """Return who said it and when; where the head does not say it, that is a problem, told once."""
        from netmap.analysis.ticked import Heard
        from netmap.locale import date

        head, _ = self._given.head, translator(self._lang)
        missing = [name for name in ("forum", "date") if not head.get(name)]
        for name in missing:
            place = self._given.head_places.get(name, "")
            problem = _problem(place or self._given.path.name, _HEADLESS[name], self._lang)
            if problem not in self.problems and not self._given.problems:
                self.problems.append(problem)
        if missing:
            return None
        source = _("Meeting of {forum} on {day}").format(forum=head["forum"], day=date(head["date"], self._lang))
        return Heard(head["forum"], source, head["date"])

    def _districts(self, row: Row, about: TodoRow) -> tuple[str, ...] | None:
        """Return the ids of the districts that an answer is for; of one that is none, or where all were deleted, say so."""
        from netmap.search import fold

        names = [part.strip() for part in row.told.get("districts", "").replace("\n", ";").split(";") if part.strip()]
        known = {fold(name): one.id for one in self._now.districts.values() for name in (one.id, one.name, one.code) if name}
        wrong = [one for one in names if known.get(fold(one)) not in about.districts]
        if wrong:
            self.problems.append(_problem(row.places["districts"], _NO_DISTRICT, self._lang, given="; ".join(wrong)))
        elif about.districts and not names:
            self.problems.append(_problem(row.places["districts"], _WHICH_DISTRICT, self._lang))
        else:
            return tuple(known[fold(one)] for one in names)
        return None


_UNKNOWN: Final = (N_("there is no such question"), N_("Leave the column of ids as it is; all questions: netmap todo --all"))
_NO_REASON: Final = (N_("what is not intended wants a reason"), N_("Write it under “Result”."))
_NO_DISTRICT: Final = (N_("the question is not about this district"), N_("Leave those of the list, or delete some of them."))
_WHICH_DISTRICT: Final = (N_("it is not said for which districts"), N_("Put those back that the answer is for."))
_HEADLESS: Final[Mapping[str, tuple[str, str]]] = {
    "forum": (N_("it is not said who answered"), N_("Write the name of the forum above the list.")),
    "date": (N_("the day of the meeting is missing"), N_("Write it above the list, such as 01.03.2018.")),
}


def _problem(place: str, words: tuple[str, str], lang: str, *, given: str = "") -> Problem:
    _ = translator(lang)
    return Problem(place, 0, "working_list", "error", "", _(words[0]), given=given, mend=_(words[1]))
