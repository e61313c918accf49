"""What is gathered while foreign lists are read: records, who is called what, rows refused, and what there is to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from netmap.errors import Problem
from netmap.files.cells import folded, text
from netmap.files.columns import letter
from netmap.files.lists import Cell, Sheet
from netmap.files.refusals import of_record, shown
from netmap.files.shapes import Understood
from netmap.files.whois import Whois, known_actors, known_forums
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Actor, Cooperation, Evidence, Membership, Record
from netmap.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Options:
    """Hold what was asked for: direction, new ends, whether the list wins, where its statements come from."""

    directed: bool = False
    add_missing: bool = False
    overwrite: bool = False
    source: str = ""
    seen: str | None = None


@dataclass(frozen=True)
class Refused:
    """Hold a row that was not taken, as it stood in its sheet, with the reason; `column` is a letter, or empty."""

    sheet: Sheet
    headings: tuple[str, ...]
    row: int
    column: str
    reason: str
    cells: Sequence[Cell]
    mend: str = ""

    def problem(self, *, lang: str = "de") -> Problem:
        """Return the refusal as a problem with its place: the cell of a sheet, the line of a text with its column."""
        _ = translator(lang)
        index = _index(self.column)
        cell = shown(text(self.cells[index])) if 0 <= index < len(self.cells) else ""
        field = self.headings[index] if 0 <= index < len(self.headings) else ""
        named = any(f"{start}{cell}{end}" in self.reason for start, end in ("„“", "“”"))
        given = _("given is “{given}”").format(given=cell) if cell and not named else ""
        place, row, what = self.sheet.place, self.row, self.reason
        if self.column and self.sheet.named:
            place, row = f"{place}!{self.column}{row}", 0
        elif self.column:
            what = _("column “{heading}”: {reason}").format(heading=field or self.column, reason=what)
        return Problem(place, row, "refused_row", "error", field, what, given=given, mend=self.mend)


def _index(column: str) -> int:
    """Return the index of a column by its letters; -1 where there are none.

    >>> _index("A"), _index("AB"), _index("")
    (0, 27, -1)
    """
    number = 0
    for sign in column:
        number = number * 26 + ord(sign) - 64
    return number - 1


@dataclass
class Gathering:
    """Be the place where everything comes together; `new` are records by kind and id, the landscape's own ones mended."""

    old: Landscape
    options: Options
    lang: str
    actors: Whois
    forums: Whois
    new: dict[tuple[str, str], Record] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: dict[str, Evidence] = field(default_factory=dict)
    listed: bool = False
    waiting: dict[tuple[str, ...], dict[str, Cooperation]] | None = None
    members: dict[tuple[str, str], list[str]] | None = None
    met: set[str] = field(default_factory=set)

    @property
    def taken(self) -> set[str]:
        """Return all ids in use."""
        return self.actors.taken

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabularies of the landscape."""
        return self.old.vocabulary

    def record(self, kind: type[R], record_id: str) -> R | None:
        """Return a record as it is by now."""
        found = self.new.get((kind.kind_name, record_id)) or self.old.table(kind).get(record_id)
        return cast("R | None", found)

    def keep(self, record: Record) -> None:
        """Take a record that is new, or another than before."""
        self.new[record.kind_name, record.id] = record

    def key(self, vocabulary: str, shown: str) -> str | None:
        """Return the key of a term by its key or one of its labels, in any spelling; None where there is none."""
        if vocabulary not in self.words:
            terms = self.vocabulary[vocabulary]
            words = {folded(one): key for key, term in terms.items() for one in (term.label_en, term.label_de, key)}
            self.words[vocabulary] = words
        return self.words[vocabulary].get(folded(shown))

    def evidence(self, sheet: Sheet) -> Evidence:
        """Return where the statements of a sheet come from."""
        if sheet.file not in self.sources:
            self.sources[sheet.file] = Evidence(source=self.options.source or sheet.file, seen=self.options.seen)
        return self.sources[sheet.file]

    def refuse(self, found: Understood, at: int, reason: str, *, column: int | None = None, mend: str = "") -> None:
        """Refuse the row with this index below the headings."""
        cells = found.body[at]
        row = found.headings.first + at + 1
        place = "" if column is None else letter(column)
        self.refused.append(Refused(found.sheet, found.headings.texts, row, place, reason, cells, mend))

    def made(self, kind: type[R], given: Mapping[str, Any], found: Understood, at: int) -> R | None:
        """Return a record of a row, or refuse the row with what the model has against it."""
        try:
            return kind.model_validate(given)
        except ValidationError as error:
            one = next(of_record(error, kind, place="", line_of=lambda _path: 0, lang=self.lang))
            reason = ", ".join(part for part in (one.what, one.expected) if part)
            column = next(iter(found.indexes(one.field.partition(".")[0])), None)
            self.refuse(found, at, reason, column=column, mend=one.mend)
            return None


def gathering(old: Landscape, options: Options, *, lang: str = "de") -> Gathering:
    """Return a place to gather in, which knows who is in the landscape already."""
    taken = {record.id for record in old.records()}
    return Gathering(old, options, lang, known_actors(old, taken), known_forums(old, taken))


def completed(old: R, given: R, *, overwrite: bool) -> tuple[R, list[str]]:
    """Return a record with what another says beyond it, and the fields in which the two differ and the old one stands.

    Lists are joined, attributes are the list's own, evidence is added. Names and ids stay, the other name becomes an alias.
    """
    update: dict[str, Any] = {}
    differ: list[str] = []
    for name in type(given).model_fields:
        before, after = getattr(old, name), getattr(given, name)
        if name in {"id", "version", "name"} or after == before or not _says(type(given), name, after):
            continue
        if name == "attributes":
            update[name] = {**before, **after}
        elif isinstance(before, tuple) and name != "coordinates":
            update[name] = tuple(dict.fromkeys((*before, *after)))
        elif overwrite or not _says(type(old), name, before):
            update[name] = after
        else:
            differ.append(name)
    update = {name: value for name, value in update.items() if value != getattr(old, name)}
    return (old.model_copy(update=update) if update else old), differ


def _says(kind: type[Record], name: str, value: object) -> bool:
    """Tell whether a value says anything: the model's default of a field says that it is not known."""
    return bool(value) and value != kind.model_fields[name].get_default(call_default_factory=True)


def memberships_of(all_: Gathering) -> dict[tuple[str, str], list[str]]:
    """Return by which memberships somebody is in a forum already."""
    found: dict[tuple[str, str], list[str]] = {}
    there = {**all_.old.memberships, **{one.id: one for one in all_.new.values() if isinstance(one, Membership)}}
    for one in there.values():
        found.setdefault((one.actor, one.forum), []).append(one.id)
    return found


def actor_named(shown: str, all_: Gathering, sheet: Sheet, *, label: str = "") -> str:
    """Return the id of an actor called so, who is made where there is none."""
    found = all_.actors.find(shown)
    if found:
        return found
    name = label or shown
    record_id = all_.actors.new_id(shown, "actor")
    attributes = {"original_id": shown} if label and record_id != shown else {}
    all_.keep(Actor(id=record_id, name=name, evidence=(all_.evidence(sheet),), attributes=attributes))
    all_.actors.own.setdefault(shown, record_id)
    all_.actors.add(record_id, (name, shown))
    return record_id
