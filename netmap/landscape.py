"""The landscape: all records of one city, by kind and id, and its state on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

from netmap.errors import UnknownRecordError
from netmap.model import (
    KINDS,
    REFERENCES,
    Actor,
    Cooperation,
    District,
    Forum,
    Inventory,
    Membership,
    Need,
    Offer,
    Position,
    Record,
    Settings,
    Survey,
    Term,
)
from netmap.values import last_day
from netmap.vocabulary import Vocabulary, vocabulary

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Landscape:
    """Hold all records of one landscape, by kind and id, never to be changed.

    Attributes such as `actors` are read-only mappings from id to record, in the order given. Records of a kind with the
    same id: the last one stands (checks name the first). Two landscapes are equal if their records are, order aside.
    `seen_by` names the edition whose view it is (see `netmap.editions.view`); what is added or put in place ends that.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="city", name="City"), [Actor(id="a", name="A")])
    >>> city.actors["a"].name, len(city)
    ('A', 2)
    """

    def __init__(self, settings: Settings, records: Iterable[Record] = (), *, seen_by: str = "") -> None:
        self.settings = settings
        self.seen_by = seen_by
        tables: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for record in records:
            if not isinstance(record, Settings):
                tables[record.kind_name][record.id] = record
        tables["landscape"][settings.id] = settings
        self._tables = tables
        self._made: dict[str, Any] = {}

    def table(self, kind: type[R]) -> Mapping[str, R]:
        """Return the records of one kind by id."""
        return MappingProxyType(cast("dict[str, R]", self._tables[kind.kind_name]))

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Return the actors by id."""
        return self.table(Actor)

    @property
    def cooperations(self) -> Mapping[str, Cooperation]:
        """Return the cooperations by id."""
        return self.table(Cooperation)

    @property
    def forums(self) -> Mapping[str, Forum]:
        """Return the forums by id."""
        return self.table(Forum)

    @property
    def memberships(self) -> Mapping[str, Membership]:
        """Return the memberships by id."""
        return self.table(Membership)

    @property
    def offers(self) -> Mapping[str, Offer]:
        """Return the offers by id."""
        return self.table(Offer)

    @property
    def needs(self) -> Mapping[str, Need]:
        """Return the needs by id."""
        return self.table(Need)

    @property
    def districts(self) -> Mapping[str, District]:
        """Return the districts by id."""
        return self.table(District)

    @property
    def inventories(self) -> Mapping[str, Inventory]:
        """Return the inventories by id."""
        return self.table(Inventory)

    @property
    def surveys(self) -> Mapping[str, Survey]:
        """Return the surveys by id."""
        return self.table(Survey)

    @property
    def positions(self) -> Mapping[str, Position]:
        """Return the map positions by id."""
        return self.table(Position)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabularies with this landscape's own terms."""
        return vocabulary(self.table(Term).values())

    def records(self) -> Iterator[Record]:
        """Yield every record, settings first, kind by kind."""
        for table in self._tables.values():
            yield from table.values()

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))

    def __contains__(self, record_id: object) -> bool:
        return any(record_id in table for table in self._tables.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Landscape) and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]

    def get(self, record_id: str) -> Record:
        """Return the record with this id; raise UnknownRecordError naming the nearest ids."""
        for table in self._tables.values():
            if record_id in table:
                return table[record_id]
        from difflib import get_close_matches

        near = get_close_matches(record_id, [record.id for record in self.records()], n=3, cutoff=0.6)
        raise UnknownRecordError(record_id, near)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what is made of this landscape under a key, made when it is first asked for: a landscape never changes.

        >>> from netmap.model import Settings
        >>> city = Landscape(Settings(id="c", name="C"))
        >>> city.once("names", list) is city.once("names", list), city.replace().once("names", dict)
        (True, {})
        """
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    def reference_date(self, today: dt.date | None = None) -> dt.date:
        """Return the day that ages count from: `as_of`'s last day, else today."""
        if self.settings.as_of:
            return last_day(self.settings.as_of)
        return today or dt.date.today()

    def replace(self, records: Iterable[Record] = (), *, without: Iterable[str] = ()) -> Landscape:
        """Return a landscape with these records added or put in place of those with their ids, and some left out."""
        gone = set(without)
        tables = {kind: {key: one for key, one in table.items() if key not in gone} for kind, table in self._tables.items()}
        settings = self.settings
        for record in records:
            if isinstance(record, Settings):
                settings = record
            else:
                tables[record.kind_name][record.id] = record
        return Landscape(settings, (one for table in tables.values() for one in table.values()))

    def at(self, day: dt.date) -> Landscape:
        """Return the state on a day, which becomes its `as_of`.

        Records that hold on the day stay. A cooperation `ended` with a last day on or after the day counts as existing;
        `ended` without one is ended at every date; `planned` and `wished` never become existing by themselves.
        References to records that do not hold on the day are dropped, and with them the cooperations, memberships and
        positions that lose an end, the needs, inventories and answers that lose their district, and the offers that lose
        their last provider.

        >>> tie = Cooperation(id="a--b", source="a", target="b", status="ended", until="2018")
        >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B"), tie])
        >>> city.at(dt.date(2018, 6, 1)).cooperations["a--b"].status
        'existing'
        >>> len(city.at(dt.date(2019, 1, 1)).cooperations)
        0
        """
        settings = self.settings.model_copy(update={"as_of": day.isoformat()})
        made = Landscape(settings, seen_by=self.seen_by)
        for kind in (kind for kind in self._tables if kind != Settings.kind_name):
            made._tables[kind] = {
                key: one if always else _as_of_day(one)
                for key, one in self._tables[kind].items()
                # most records say nothing of when they hold, and hold on any day
                if (always := one.since is None and one.until is None) or one.holds_at(day)
            }
        return made if len(made) == len(self) else _settled(list(made.records()), self.seen_by)

    def without(self, gone: Iterable[str]) -> Landscape:
        """Return the landscape after some records were deleted: whatever referred to them does so no more.

        What would say something else without them goes, too: their cooperations, memberships and positions, needs,
        inventories and answers of a district, offers of a last provider. Evidence stays, without who reported it,
        or in which survey.
        """
        lost = frozenset(gone)
        return _settled(
            [
                _uncoded(_unreported(one, lost), lost)
                for one in self.records()
                if one.id not in lost or isinstance(one, Settings)
            ]
        )


def _settled(held: list[Record], seen_by: str = "") -> Landscape:
    """Return the landscape of records without references to what is not among them."""
    # an offer or a tie may hang on an actor that hangs on nothing: one pass over the kinds in order is not enough
    # where forums report to forums, so go on until nothing more falls away
    while True:
        present = {one.id for one in held}
        kept = [cut for one in held if (cut := _cut(one, present)) is not None]
        if len(kept) == len(held):
            settings = next(one for one in kept if isinstance(one, Settings))
            return Landscape(settings, kept, seen_by=seen_by)
        held = kept


def _unreported(record: Record, lost: frozenset[str]) -> Record:
    """Drop from a record's evidence who reported it, and in which survey, where that is lost."""
    if not any({one.reported_by, one.survey} & lost for one in record.evidence):
        return record
    gone = ({name: None for name in ("reported_by", "survey") if getattr(one, name) in lost} for one in record.evidence)
    evidence = tuple(one.model_copy(update=update) for one, update in zip(record.evidence, gone, strict=True))
    return record.model_copy(update={"evidence": evidence})


def _uncoded(record: Record, lost: frozenset[str]) -> Record:
    """Drop from a survey the codes of who is lost."""
    if not isinstance(record, Survey) or lost.isdisjoint(record.codes.values()):
        return record
    codes = {code: one for code, one in record.codes.items() if one not in lost}
    return record.model_copy(update={"codes": codes, "returned": tuple(one for one in record.returned if one in codes)})


def _as_of_day(record: Record) -> Record:
    if isinstance(record, Cooperation) and record.status == "ended" and record.until is not None:
        return record.model_copy(update={"status": "existing"})
    return record


_LOST_WITH_AN_END = frozenset({"cooperation", "membership", "position", "need", "inventory", "answer"})
"""Without its end such a record would say something else: what was asked in one district was not asked in the city."""


def _cut(record: Record, present: set[str]) -> Record | None:
    """Drop a record's references to what is not present; None where nothing of it is left."""
    update: dict[str, Any] = {}
    for field in REFERENCES.get(record.kind_name, {}):
        value = getattr(record, field)
        if isinstance(value, str) and value not in present:
            if record.kind_name in _LOST_WITH_AN_END:
                return None
            update[field] = None
        elif isinstance(value, tuple) and not present.issuperset(value):
            update[field] = tuple(one for one in value if one in present)
    if isinstance(record, Offer) and record.providers and update.get("providers") == ():
        return None
    return record.model_copy(update=update) if update else record
