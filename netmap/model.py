"""The records a landscape consists of: frozen, no input or output.

Unknown is a value of its own everywhere: an empty tuple, an empty text and None say "not known", never "all", never "no".
Vocabulary keys (areas, types, kinds ...) are only checked for their form here; whether the vocabulary knows them is a
question for `netmap.checks`, which can name the line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from netmap.values import (
    Attributes,
    Basis,
    Freshness,
    Id,
    Intensity,
    Key,
    Level,
    Name,
    OptionalKey,
    PartialDate,
    Text,
    YesNo,
    YesNoUnknown,
    first_day,
    freshness,
    last_day,
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Said(_Frozen):
    """Keep what one source said of a cooperation, as it gave it."""

    kind: OptionalKey = ""
    intensity: Intensity | None = None
    status: OptionalKey = ""


class Evidence(_Frozen):
    """Say where a statement comes from, and when it was seen there."""

    source: Text = ""
    url: Text = ""
    seen: PartialDate | None = None
    reported_by: Id | None = None
    survey: Id | None = None
    said: Said | None = None


class Record(_Frozen):
    """Be one thing that a landscape knows; `version` counts its writes to a store and is no part of its content."""

    kind_name: ClassVar[str] = ""

    id: Id
    version: int = Field(default=0, ge=0)
    since: PartialDate | None = None
    until: PartialDate | None = None
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    publish: YesNo = False
    attributes: Attributes = Field(default_factory=dict)

    def holds_at(self, day: dt.date) -> bool:
        """Tell whether the record holds on a day; an unknown end or start does not exclude.

        >>> Actor(id="a", name="A", since="2018", until="2018-03").holds_at(dt.date(2018, 3, 31))
        True
        """
        starts = self.since is None or first_day(self.since) <= day
        return starts and (self.until is None or day <= last_day(self.until))

    def last_seen(self, day: dt.date) -> str | None:
        """Return the newest date on or before `day` at which evidence was seen, as written; None where there is none.

        A partial date counts from its first day, so that evidence of "2018" is known by mid-2018, and ages from its last.

        >>> Actor(id="a", name="A", evidence=(Evidence(seen="2016"), Evidence(seen="2030"))).last_seen(dt.date(2018, 1, 1))
        '2016'
        """
        if len(self.evidence) == 1:  # as most have: thousands are asked for every list
            seen = self.evidence[0].seen
            return seen if seen is not None and first_day(seen) <= day else None
        known = [one.seen for one in self.evidence if one.seen is not None and first_day(one.seen) <= day]
        return max(known, key=last_day) if len(known) > 1 else known[0] if known else None

    def freshness(self, day: dt.date, months: int = 36) -> Freshness:
        """Tell whether the newest dated evidence is fresh or stale on a day, or whether nothing dated is known.

        >>> Actor(id="a", name="A", evidence=(Evidence(seen="2016-05"),)).freshness(dt.date(2020, 1, 1))
        'stale'
        """
        return freshness(self.last_seen(day), day, months)

    def same_content(self, other: Record) -> bool:
        """Tell whether two records say the same, their versions aside."""
        if type(self) is not type(other):
            return False
        mine, others = self.__dict__, other.__dict__
        return all(value == others[name] for name, value in mine.items() if name != "version")


class Thresholds(_Frozen):
    """Hold the numbers at which netmap starts to speak; a landscape may set its own."""

    stale_after_months: int = Field(default=36, ge=1, le=600)
    thin_persons_per_place: float = Field(default=20, gt=0)
    coordinate_providers: int = Field(default=3, ge=2)
    small_count: int = Field(default=5, ge=2)
    survey_warn: float = Field(default=0.80, gt=0, le=1)
    survey_bands: float = Field(default=0.65, gt=0, le=1)
    introductions: int = Field(default=10, ge=0, le=10)


class Settings(Record):
    """Describe the landscape itself; its id is the landscape's. `disclaimer` stands on every output."""

    kind_name = "landscape"

    name: Name
    municipality: Text = ""
    ags: Annotated[str, StringConstraints(pattern=r"^(\d{5}|\d{8})?$")] = ""
    inhabitants: int | None = Field(default=None, ge=0)
    coordinating_office: Id | None = None
    as_of: PartialDate | None = None
    disclaimer: Text = ""
    thresholds: Thresholds = Thresholds()


class Actor(Record):
    """Record an organisation, office or function inside or outside the administration; never a person."""

    kind_name = "actor"

    name: Name
    short_name: Text = ""
    aliases: tuple[Name, ...] = ()
    description: Text = ""
    type: OptionalKey = ""
    sector: Literal["inside", "outside", "unknown"] = "unknown"
    part_of: Id | None = None
    areas: tuple[Key, ...] = ()
    target_groups: tuple[Key, ...] = ()
    districts: tuple[Id, ...] = ()
    citywide: YesNo = False
    address: Text = ""
    coordinates: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] | None = None
    municipality: Text = ""
    languages: tuple[Key, ...] = ()
    website: Text = ""
    one_person: YesNo = False
    protected: YesNo = False


class Cooperation(Record):
    """Record that two actors work together, plan to, wish to, or did."""

    kind_name = "cooperation"

    source: Id
    target: Id
    kind: Key = "unspecified"
    intensity: Intensity | None = None
    status: Literal["existing", "planned", "wished", "ended"] = "existing"

    @property
    def reporters(self) -> frozenset[str]:
        """Return which of its two ends reported the cooperation (what that says of it: `netmap.reports`)."""
        return frozenset(one.reported_by for one in self.evidence if one.reported_by in {self.source, self.target})


class Forum(Record):
    """Record a Gremium, network, agreement or event that actors are members of."""

    kind_name = "forum"

    name: Name
    short_name: Text = ""
    aliases: tuple[Name, ...] = ()
    kind: OptionalKey = ""
    nature: Literal["standing", "event", "agreement", "unknown"] = "unknown"
    level: Literal["strategic", "operative", "unknown"] = "unknown"
    mandate: Text = ""
    topics: tuple[Name, ...] = ()
    lead: Id | None = None
    reports_to: Id | None = None
    areas: tuple[Key, ...] = ()
    target_groups: tuple[Key, ...] = ()
    meetings_per_year: float | None = Field(default=None, ge=0)
    hours_per_meeting: float | None = Field(default=None, ge=0)
    members_complete: PartialDate | None = None


class Membership(Record):
    """Record that an actor belongs to a forum, in a role."""

    kind_name = "membership"

    actor: Id
    forum: Id
    role: OptionalKey = ""


class Offer(Record):
    """Record what actors offer to newcomers in one education area."""

    kind_name = "offer"

    name: Name
    description: Text = ""
    providers: tuple[Id, ...] = ()
    area: OptionalKey = ""
    format: OptionalKey = ""
    target_groups: tuple[Key, ...] = ()
    districts: tuple[Id, ...] = ()
    citywide: YesNo = False
    languages: tuple[Key, ...] = ()
    cefr_from: Level = ""
    cefr_to: Level = ""
    capacity: int | None = Field(default=None, ge=0)
    capacity_basis: Basis = "unknown"
    free_of_charge: YesNoUnknown = None
    childcare: YesNoUnknown = None
    accessible: YesNoUnknown = None
    url: Text = ""


class Need(Record):
    """Record how many persons of a target group may need something; no district means the whole city."""

    kind_name = "need"

    area: Key = "all"
    target_group: Key = "all"
    district: Id | None = None
    persons: int = Field(ge=0)
    basis: Basis = "unknown"
    indicator: OptionalKey = ""
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    estimate: YesNo = False
    how: Text = ""


class District(Record):
    """Record a part of the city, its neighbours, and its figures by year and key."""

    kind_name = "district"

    name: Name
    code: Text = ""
    neighbours: tuple[Id, ...] = ()
    figures: dict[int, dict[Key, float]] = Field(default_factory=dict)


class Inventory(Record):
    """Record what has been asked: only a complete inventory turns an empty cell into a gap.

    No target group means all groups, no district the whole city.
    """

    kind_name = "inventory"

    area: Key
    target_group: OptionalKey = ""
    district: Id | None = None
    state: Literal["complete", "partial", "not_needed"]
    reason: Text = ""
    by: Text = ""
    date: PartialDate | None = None

    @model_validator(mode="after")
    def _reason_given(self) -> Self:
        if self.state == "not_needed" and not self.reason.strip():
            raise ValueError("not_needed needs a reason")
        return self


class Survey(Record):
    """Record one wave of asking: whom (actors, or forums for all of their members), who answered, on which coded sheet.

    `codes` say whose sheet is whose, `returned` which came back; the sheet of a forum speaks for those present only. `kinds`
    of cooperation were asked for, none given: of any; who was not asked for a kind has not denied it.
    """

    kind_name = "survey"

    name: Name
    wave: Text = ""
    date: PartialDate | None = None
    asked: tuple[Id, ...] = ()
    answered: tuple[Id, ...] = ()
    kinds: tuple[Key, ...] = ()
    codes: dict[str, Id] = Field(default_factory=dict)
    returned: tuple[Name, ...] = ()


class Expectation(Record):
    """Change, add or drop one entry of the catalogue of expected actors for this landscape."""

    kind_name = "expectation"

    key: Key
    dropped: YesNo = False
    reason: Text = ""
    label_de: Text = ""
    label_en: Text = ""
    areas: tuple[Key, ...] = ()
    sector: Literal["inside", "outside", "either", ""] = ""
    types: tuple[Key, ...] = ()
    scope: Literal["city", "district", "per_n_inhabitants", ""] = ""
    minimum: int | None = Field(default=None, ge=0)
    per_n: int | None = Field(default=None, ge=1)
    floor: int | None = Field(default=None, ge=0)
    importance: Literal["core", "recommended", "optional", ""] = ""
    responsible: Literal["city", "land", "bund", "third", ""] = ""
    mandatory: YesNoUnknown = None
    legal_basis: Text = ""
    may_be_regional: YesNoUnknown = None
    typical_names: tuple[Name, ...] = ()
    type_suffices: YesNoUnknown = None
    rationale_en: Text = ""
    source_url: Text = ""
    basis_kind: OptionalKey = ""
    land_specific: Text = ""


class Answer(Record):
    """Record what someone said about an expected actor, or about a transition; no district means the whole city.

    Of a transition `present` means that a procedure is agreed (`source` names it), `missing` that nothing is regulated.
    """

    kind_name = "answer"

    expectation: OptionalKey = ""
    transition: OptionalKey = ""
    answer: Literal["present", "missing", "elsewhere"]
    actors: tuple[Id, ...] = ()
    district: Id | None = None
    by: Text = ""
    source: Text = ""
    date: PartialDate | None = None

    @model_validator(mode="after")
    def _about_one(self) -> Self:
        if bool(self.expectation) == bool(self.transition):
            raise ValueError("either expectation or transition is given")
        return self


class GapNote(Record):
    """Follow up a gap or an introduction: who, until when, with what result; `dropped` is never proposed again."""

    kind_name = "gap_note"

    gap: Name
    status: Literal["open", "in_work", "done", "dropped"] = "open"
    responsible: Text = ""
    due: PartialDate | None = None
    result: Text = ""


class Snapshot(Record):
    """Name a state of the landscape, for a meeting or a report."""

    kind_name = "snapshot"

    name: Name
    date: PartialDate
    revision: int = Field(ge=0)


class ColumnMapping(Record):
    """Remember which columns of a foreign list mean what."""

    kind_name = "mapping"

    name: Name
    format: Text = ""
    columns: dict[str, str] = Field(default_factory=dict)


class Position(Record):
    """Place an actor or forum on the map; y grows downwards, one unit is one pixel at zoom 1."""

    kind_name = "position"

    subject: Id
    view: Key = "landscape"
    x: float = Field(ge=-1e6, le=1e6)
    y: float = Field(ge=-1e6, le=1e6)
    pinned: YesNo = False


class Scene(Record):
    """Save a picture of the map with a caption; `state` is what follows the # in the map's address."""

    kind_name = "scene"

    title: Name
    caption: Text = ""
    view: Key = "landscape"
    order: int = 0
    state: Text = ""


class Query(Record):
    """Save a question of the landscape's own: which records, filtered (any of the values), grouped, counted, sorted."""

    kind_name = "query"

    label_de: Name
    label_en: Text = ""
    records: Key
    filter: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    group_by: OptionalKey = ""
    count: YesNo = False
    sort: OptionalKey = ""


class Decision(Record):
    """Keep the decision whether two records mean the same; one of them may since be gone, merged into the other."""

    kind_name = "decision"

    first: Id
    second: Id
    verdict: Literal["same", "different"]
    by: Text = ""
    date: PartialDate | None = None


class Term(Record):
    """Add a term to a vocabulary of this landscape, or override one; `fields` are those of the vocabulary's file."""

    kind_name = "term"

    vocabulary: Key
    key: Key
    label_de: Name
    label_en: Text = ""
    fields: Attributes = Field(default_factory=dict)


KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        cls.kind_name: cls
        for cls in (
            Settings, Term, District, Actor, Cooperation, Forum, Membership, Offer, Need, Inventory, Survey, Expectation,
            Answer, GapNote, Snapshot, ColumnMapping, Position, Scene, Query, Decision,
        )
    }
)  # fmt: skip
"""Every record kind by its name, in the order in which records are written: what is referred to comes first."""

REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "landscape": {"coordinating_office": ("actor",)},
        "district": {"neighbours": ("district",)},
        "actor": {"part_of": ("actor",), "districts": ("district",)},
        "cooperation": {"source": ("actor",), "target": ("actor",)},
        "forum": {"lead": ("actor",), "reports_to": ("forum", "actor")},
        "membership": {"actor": ("actor",), "forum": ("forum",)},
        "offer": {"providers": ("actor",), "districts": ("district",)},
        "need": {"district": ("district",)},
        "inventory": {"district": ("district",)},
        "survey": {"asked": ("actor", "forum"), "answered": ("actor", "forum")},
        "answer": {"actors": ("actor",), "district": ("district",)},
        "position": {"subject": ("actor", "forum")},
    }
)
"""Which fields of which kind hold ids of other records, and of which kinds those may be (evidence: see `references`)."""


def references(record: Record) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (field, id, kinds allowed) for every reference that a record makes to others.

    >>> list(references(Cooperation(id="a--b", source="a", target="b")))
    [('source', 'a', ('actor',)), ('target', 'b', ('actor',))]
    """
    for field, kinds in REFERENCES.get(record.kind_name, {}).items():
        value = getattr(record, field)
        if isinstance(value, str):
            yield field, value, kinds
        elif value:
            for one in value:
                yield field, one, kinds
    for one in record.evidence:
        if one.reported_by:
            yield "evidence", one.reported_by, ("actor",)
        if one.survey:
            yield "evidence", one.survey, ("survey",)


# ------------------------------------------------------------------------------------------------------------- revisions


class Revision(_Frozen):
    """Say who changed a store, when and why; numbers count from 1, revision 0 is the empty store."""

    number: int = Field(ge=1)
    author: str
    reason: str = ""
    at: dt.datetime
    changes: int = Field(default=0, ge=0)


class Change(_Frozen):
    """Say what one revision did to one record; `before` and `after` are None where there was or is none."""

    revision: Revision
    kind: str
    id: str
    before: Record | None = None
    after: Record | None = None

    @property
    def action(self) -> Literal["added", "changed", "removed"]:
        """Name what happened to the record."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"
