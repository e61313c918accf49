"""From the rows of a questionnaire to what they say: ties, new actors, offers, who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, TypeVar

from netmap.errors import Problem
from netmap.files.questionnaires import cells
from netmap.files.questionnaires.finding import Table
from netmap.files.workbook.cells import Cell, CellError, cell_to_text
from netmap.files.workbook.words import Words, names, plain
from netmap.landscape import Landscape
from netmap.locale import N_, translator
from netmap.model import Decision
from netmap.questionnaires import BACK, WISH
from netmap.returned import NewActor, OfferSaid, Returned, TieSaid, Verdict

T = TypeVar("T")
Row = Sequence[Cell]
_ABOUT: Final = frozenset({"id", "area", "name", "type", "place"})
"""The columns that say who is meant; all others of a sheet with ties are kinds of cooperation, or the wish."""
_WISHED: Final = "unspecified"
LONGEST: Final = 200
"""So many signs at most are a name."""
_SHEETS: Final[Mapping[str, str]] = {"ties": "ties", "present": "present", "pairs": "ties"}
"""The words by which the sheets that are needed are called."""
_VERDICTS: Final[Mapping[str, Verdict]] = {
    "right_yes": "right", "right_changed": "changed", "right_ended": "ended", "right_new": "new",
}  # fmt: skip


class Known:
    """Know the words of a landscape in which people answer."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.names = Words(names(landscape, ["actor"]))
        words = landscape.vocabulary
        self.areas = {word: key for key, term in words["areas"].items() for word in (term.label_de, term.label_en) if word}
        steps = [(int(key), term) for key, term in words["intensities"].items()]
        self.steps = {plain(word): step for step, term in steps for word in (term.label_de, term.label_en)}
        decided = [one for one in landscape.table(Decision).values() if one.verdict == "same"]
        self._now = {old: new for one in decided for old, new in ((one.first, one.second), (one.second, one.first))}

    def actor(self, key: str, name: str) -> str:
        """Return the id of whom a row means, by its hidden id or its name; empty where there is nobody."""
        for one in (key, self._now.get(key, "")):
            if one in self.landscape.actors:
                return one
        meant = self.names.meant(name) if name else ()
        return meant[0] if len(meant) == 1 and meant[0] in self.landscape.actors else ""


@dataclass
class Sheet:
    """Read the tables of one questionnaire; what cannot be read is noted down in `problems`, the rest in `remarks`."""

    known: Known
    subject: str
    tables: Mapping[str, Table]
    meta: Mapping[str, str]
    lang: str
    problems: list[Problem]
    remarks: list[str]
    spoken: bool = False
    ties: list[TieSaid] = field(default_factory=list)
    new: list[NewActor] = field(default_factory=list)
    offers: list[OfferSaid] = field(default_factory=list)

    def returned(self, file: str, code: str) -> Returned:
        """Return what the questionnaire says."""
        speakers: tuple[str, ...] = (self.subject,)
        self._missing(file, ("present", "pairs") if self.subject in self.known.landscape.forums else ("ties",))
        if self.subject in self.known.landscape.forums:
            speakers = tuple(self._present())
            self._pairs(speakers)
        self._ties()
        self._others()
        self._offers()
        said = tuple(self.ties), tuple(self.new), tuple(self.offers)
        return Returned(code, self.subject, file, speakers, *said, spoken=self.spoken)

    def _missing(self, file: str, needed: Sequence[str]) -> None:
        """Note down sheets that are gone, without which silence would be taken for an answer, and columns that are."""
        _, words = translator(self.lang), self.known.landscape.vocabulary["questionnaire"]
        for form in needed:
            table = self.tables.get(form)
            if table is None:
                what = _("the sheet “{sheet}” is missing").format(sheet=words[f"sheet_{_SHEETS[form]}"].label(self.lang))
                mend = _("Copy the answers into the questionnaire as it was sent out.")
                self.problems.append(Problem(file, 0, "no_sheet", "error", "", what, mend=mend))
                continue
            start = f"heading {form}:"
            asked = {name.removeprefix(start): text for name, text in self.meta.items() if name.startswith(start)}
            if gone := [text for column, text in asked.items() if column not in table.columns and column != "id"]:
                text = _("{file}: these columns are missing, so nothing was read there: {columns}")
                self.remarks.append(text.format(file=file, columns="; ".join(gone)))

    # ------------------------------------------------------------------------------------------------- one actor's sheet

    def _ties(self) -> None:
        table = self._table("ties")
        for number, row in self._filled(table, self._asked(table)):
            self.spoken = True  # a “no” as well
            actor = self.known.actor(table.words(row, "id"), table.words(row, "name"))
            if actor and actor != self.subject:
                self._said(table, number, row, actor)
            else:
                mend = N_("Please put the answer beside a name of the list, or onto the sheet for others.")
                self._problem(table, number, "name", "nobody", N_("nobody of the landscape stands in this line"), mend)

    def _others(self) -> None:
        table = self._table("new")
        for number, row in self._filled(table, [*self._asked(table), "name", "place", "area"]):
            name = cells.name(table.words(row, "name"))
            if not name:
                what = N_("something is filled in, but no name")
                self._problem(table, number, "name", "no_name", what, N_("Fill in the name, or empty the line."))
                continue
            actor = self._end(table, number, row, name)
            if actor:
                self._said(table, number, row, actor)

    def _end(self, table: Table, number: int, row: Row, name: str, column: str = "name") -> str:
        """Return whom a written name means: somebody of the list, or somebody new."""
        known = self.known.actor("", name)
        if known:
            if known != self.subject:
                return known
            self._problem(table, number, column, "itself", N_("that is the one who answers"), N_("Empty the line."))
            return ""
        if len(name) > LONGEST:
            what = N_("that is too long for a name")
            self._problem(table, number, column, "too_long", what, N_("Write the name only, without further words."))
            return ""
        area = self._read(table, number, row, "area", lambda cell: cells.word(cell, self.known.areas)) or ""
        town = cells.name(table.words(row, "place"))
        one = NewActor(name, town[:LONGEST], area, table.place(number, column))
        self.new.append(one)
        return one.ref

    def _asked(self, table: Table) -> list[str]:
        return [one for one in table.columns if one not in _ABOUT]

    def _said(self, table: Table, number: int, row: Row, actor: str) -> None:
        """Take each kind of cooperation that a line names, and the wish."""
        for column in self._asked(table):
            if column == WISH:
                if self._read(table, number, row, column, cells.mark):
                    self._tie(table, number, column, (self.subject, actor), _WISHED, None)
                continue
            found = self._read(table, number, row, column, lambda cell: cells.strength(cell, self.known.steps))
            if found and found[0]:
                back = column.endswith(BACK)
                ends = (actor, self.subject) if back else (self.subject, actor)
                self._tie(table, number, column, ends, column.removesuffix(BACK), found[1])

    def _tie(self, table: Table, number: int, column: str, ends: tuple[str, str], kind: str, intensity: int | None) -> None:
        wish = column == WISH
        place = table.place(number, column)
        self.ties.append(TieSaid((self.subject,), *ends, kind, intensity, "wished" if wish else "existing", place))

    def _offers(self) -> None:
        table = self._table("offers")
        words = {text: key for key in _VERDICTS if (text := self.meta.get(f"right {key}", ""))}
        for number, row in self._filled(table, ["name", "area", "right", "changed"]):
            key = table.words(row, "id")
            offer = self.known.landscape.offers.get(key)
            text, name = table.words(row, "changed"), cells.name(table.words(row, "name"))
            right = self._read(table, number, row, "right", lambda cell: cells.word(cell, words))
            verdict = _VERDICTS.get(right or "")
            if offer is None and not name:
                if text or verdict:
                    self._problem(table, number, "name", "no_name", N_("something is filled in, but no name"),
                                  N_("Fill in the name, or empty the line."))  # fmt: skip
            elif offer is None:
                area = self._read(table, number, row, "area", lambda cell: cells.word(cell, self.known.areas)) or ""
                self.offers.append(OfferSaid("", name[:LONGEST], area, "new", text, table.place(number, "name")))
            elif verdict or text:
                said: Verdict = "changed" if verdict in {None, "new"} else verdict
                self.offers.append(OfferSaid(key, offer.name, offer.area, said, text, table.place(number, "right")))

    # ------------------------------------------------------------------------------------------------- a forum's sheet

    def _present(self) -> Iterator[str]:
        table = self._table("present")
        for number, row in self._filled(table, ["name", "present"]):
            key, name = table.words(row, "id"), cells.name(table.words(row, "name"))
            marked = self._read(table, number, row, "present", cells.mark)
            # who is written into a free line is there, with or without an x
            if not marked and (key or not name):
                continue
            if actor := self.known.actor(key, name):
                yield actor
            else:
                what = N_("nobody recorded has this name, so nobody can speak for it")
                mend = N_("Pick the name from the list, or record the actor first: netmap add actor")
                self._problem(table, number, "name", "nobody", what, mend)

    def _pairs(self, present: Sequence[str]) -> None:
        table = self._table("pairs")
        words = {text: key.removeprefix("kind ") for key, text in self.meta.items() if key.startswith("kind ")}
        for number, row in self._filled(table, ["who", "partner", "kind", "strength"]):
            if not present:
                mend = N_("Mark on the sheet of those present who has helped to fill this in.")
                self._problem(table, number, "who", "nobody_present", N_("nobody is marked as present"), mend)
                return
            who, partner = (self._written(table, number, row, column) for column in ("who", "partner"))
            kind = self._read(table, number, row, "kind", lambda cell: cells.word(cell, words))
            found = self._read(table, number, row, "strength", lambda cell: cells.strength(cell, self.known.steps))
            if not who or not partner or kind is None or found is None:
                continue
            if who == partner:
                self._problem(table, number, "partner", "itself", N_("both are the same"), N_("Name two of them."))
                continue
            wish = kind == WISH
            reporters = tuple(one for one in (who, partner) if one in present)
            self.ties.append(
                TieSaid(
                    reporters,
                    who,
                    partner,
                    _WISHED if wish or not kind else kind,
                    None if wish else found[1],
                    "wished" if wish else "existing",
                    table.place(number, "who"),
                )
            )

    def _written(self, table: Table, number: int, row: Row, column: str) -> str:
        name = cells.name(table.words(row, column))
        if name:
            return self._end(table, number, row, name, column)
        self._problem(table, number, column, "no_name", N_("something is filled in, but no name"),
                      N_("Fill in the name, or empty the line."))  # fmt: skip
        return ""

    # --------------------------------------------------------------------------------------------------------- cells

    def _table(self, form: str) -> Table:
        """Return a sheet of the questionnaire, without columns and lines where it is gone."""
        return self.tables.get(form) or Table("", "", {}, ())

    def _filled(self, table: Table, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """Yield the lines in which one of some columns holds something."""
        places = [table.columns[one] for one in columns if one in table.columns]
        if not places:
            return
        # one place twice, since of a single one no tuple is made
        told = itemgetter(places[0], *places)
        for number, row in table.rows:
            if any(told(row)):
                yield number, row

    def _read(self, table: Table, number: int, row: Row, column: str, decode: Callable[[Cell], T]) -> T | None:
        """Return what a cell says; None, and a problem noted down, where it cannot be read."""
        at = table.columns.get(column, -1)
        cell = row[at] if 0 <= at < len(row) else ""
        try:
            return decode(cell)
        except CellError as error:
            _ = translator(self.lang)
            given = _("given: “{text}”").format(text=cell_to_text(cell)[:80])
            place = table.place(number, column)
            mend = _("Correct the cell, or empty it.")
            heading = self.meta.get(f"heading {self._form(table)}:{column}", column)
            what = _("“{field}” cannot be read").format(field=heading)
            self.problems.append(
                Problem(place, 0, "cell", "error", column, what, _(error.expected).format(**error.values), given, mend)
            )
            return None

    def _form(self, table: Table) -> str:
        return next((key for key, one in self.tables.items() if one is table), "")

    def _problem(self, table: Table, number: int, column: str, code: str, what: str, mend: str) -> None:
        _ = translator(self.lang)
        self.problems.append(Problem(table.place(number, column), 0, code, "error", column, _(what), mend=_(mend)))
