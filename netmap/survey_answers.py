"""What came back from a survey, made part of the landscape: who reported which tie, new actors, offers, who has answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from netmap.disagreements import settled_intensity
from netmap.identifiers import generated_id, slug, unique
from netmap.landscape import Landscape
from netmap.locale import date, translator
from netmap.matching import Match, match_names
from netmap.model import Actor, Cooperation, Evidence, Offer, Record, Said, Survey
from netmap.reports import actors_of, members_of
from netmap.returned import NewActor, OfferSaid, Returned, TieSaid
from netmap.search import fold
from netmap.values import first_day, last_day

SURE: Final = frozenset({"same_name", "alias"})
"""The reasons of a match that need no second look, where nothing speaks against it."""


@dataclass(frozen=True)
class Merged:
    """Hold the records that are new or changed, the ids of those that go, and where in the sheets each comes from."""

    records: tuple[Record, ...]
    without: frozenset[str]
    places: Mapping[str, str]
    actors: tuple[Actor, ...]


# --------------------------------------------------------------------------------------------------------- new actors


def known_as(landscape: Landscape, sheets: Iterable[Returned]) -> dict[str, tuple[Match, ...]]:
    """Return of each new actor whom of the landscape it may mean, most alike first; empty where there is nobody."""
    new = {one.ref: one for sheet in sheets for one in sheet.new}
    found = match_names([one.name for one in new.values()], [one.town for one in new.values()], landscape)
    return dict(zip(new, found, strict=True))


def surely(matches: Sequence[Match]) -> str:
    """Return whom a new actor means beyond doubt, or nothing: the same name, only one, and nothing speaks against it."""
    sure = [one for one in matches if SURE & set(one.reasons) and not any(why.startswith("other_") for why in one.reasons)]
    return sure[0].id if len(sure) == 1 else ""


# ------------------------------------------------------------------------------------------------------------ merging


def merged(
    landscape: Landscape,
    survey: Survey,
    sheets: Sequence[Returned],
    *,
    seen: str,
    same: Mapping[str, str] | None = None,
    lang: str = "de",
) -> Merged:
    """Return what the sheets of a survey add to a landscape and change in it, all of them seen on one day.

    A tie that is there gets a piece of evidence for each end that names it; one that is not becomes a record. What an end
    had said in an earlier version of its sheet and says no more is withdrawn; a tie that rested on nothing else goes.
    `same` says of new actors (by `ref`) whom of the landscape they mean.
    """
    work = _Work(landscape, survey, seen, lang)
    work.name_new(sheets, same or {})
    for sheet in sheets:
        work.take(sheet)
    return work.result(sheets)


@dataclass
class _Work:
    landscape: Landscape
    survey: Survey
    seen: str
    lang: str
    ids: dict[str, str] = field(default_factory=dict)
    ties: dict[str, Cooperation] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._taken = {one.id for one in self.landscape.records()}
        self._index: dict[tuple[object, str, str], list[str]] = {}
        self._told: dict[tuple[str, str | None], set[str]] = {}
        day = first_day(self.seen)
        for tie in self.landscape.cooperations.values():
            for piece in tie.evidence:
                if piece.survey == self.survey.id and piece.said is not None:
                    self._told.setdefault((piece.source, piece.reported_by), set()).add(tie.id)
            if tie.until is None or last_day(tie.until) >= day:
                self._index.setdefault(self._ends(tie.source, tie.target, tie.kind, tie.status), []).append(tie.id)

    def _ends(self, source: str, target: str, kind: str, status: str) -> tuple[object, str, str]:
        term = self.landscape.vocabulary["tie_kinds"].get(kind)
        directed = term is None or bool(term.get("directed"))
        return (source, target) if directed else frozenset((source, target)), kind, status

    def _tie(self, key: str) -> Cooperation:
        return self.ties.get(key) or self.landscape.cooperations[key]

    # ------------------------------------------------------------------------------------------------------ new actors

    def name_new(self, sheets: Iterable[Returned], same: Mapping[str, str]) -> None:
        """Give each new actor its id: that of whom it means, or one of its own."""
        for sheet in sheets:
            for one in sheet.new:
                if one.ref not in self.ids:
                    self.ids[one.ref] = same.get(one.ref) or self._new_id(one.name)
                    if one.ref not in same:
                        self._add_actor(self.ids[one.ref], one, sheet)

    def _new_id(self, name: str) -> str:
        key = unique(slug(name, fallback="actor"), self._taken)
        self._taken.add(key)
        return key

    def _add_actor(self, key: str, one: NewActor, sheet: Returned) -> None:
        who = sheet.speakers[0] if len(sheet.speakers) == 1 else None
        piece = Evidence(source=self._source(sheet), seen=self.seen, reported_by=who, survey=self.survey.id)
        areas = (one.area,) if one.area else ()
        home = self.landscape.settings.municipality
        town = "" if fold(one.town) == fold(home) else one.town
        actor = Actor(id=key, name=one.name, areas=areas, municipality=town, evidence=(piece,))
        self.records[key] = actor
        self.places[key] = one.place
        self.actors.append(actor)

    # ------------------------------------------------------------------------------------------------------------ ties

    def _source(self, sheet: Returned) -> str:
        """Return what stands as the source: the survey, and the forum where it is a forum's sheet."""
        forum = self.landscape.forums.get(sheet.subject)
        return f"{self.survey.name}, {forum.name}" if forum else self.survey.name

    def take(self, sheet: Returned) -> None:
        """Take what a sheet says, and take back what it says no more."""
        source = self._source(sheet)
        said: dict[str, set[str]] = {}
        for one in sheet.ties:
            key = self._found(one) or self._begun(one)
            self.gone.discard(key)  # one takes it back, the other names it
            for who in one.reporters or (None,):
                self._add(key, one, source, who)
            said.setdefault(key, set()).update(one.reporters)
            self.places.setdefault(key, one.place)
        self._withdraw(sheet, source, said)
        for offer in sheet.offers:
            self._take_offer(offer, sheet, source)

    def _found(self, one: TieSaid) -> str:
        """Return the id of the tie that is meant, or nothing where there is none yet."""
        ends = self._ends(self._id(one.source), self._id(one.target), one.kind, one.status)
        return next(iter(self._index.get(ends, ())), "")

    def _id(self, end: str) -> str:
        return self.ids.get(end, end)

    def _begun(self, one: TieSaid) -> str:
        given = {"source": self._id(one.source), "target": self._id(one.target), "kind": one.kind}
        key = generated_id("cooperation", given, self._taken)
        self._taken.add(key)
        self.ties[key] = Cooperation.model_validate({"id": key, **given, "status": one.status, "intensity": one.intensity})
        self._index.setdefault(self._ends(given["source"], given["target"], one.kind, one.status), []).append(key)
        return key

    def _add(self, key: str, one: TieSaid, source: str, who: str | None) -> None:
        """Put what one end says into the evidence of a tie, in the place of what it said before in this survey."""
        tie = self._tie(key)
        # what none of the two says themselves is no report, and never settles what they do say
        said = Said(kind=one.kind, intensity=one.intensity, status=one.status) if who else None
        piece = Evidence(source=source, seen=self.seen, reported_by=who, survey=self.survey.id, said=said)
        before = [old for old in tie.evidence if self._same_voice(old, source, who)]
        if any(old.said == said for old in before):
            return  # said once more: it stays as it is, and so does what was settled since
        self.ties[key] = _without(tie, before, piece)

    def _same_voice(self, piece: Evidence, source: str, who: str | None) -> bool:
        return (piece.survey, piece.reported_by, piece.source) == (self.survey.id, who, source)

    def _withdraw(self, sheet: Returned, source: str, said: Mapping[str, set[str]]) -> None:
        """Take back what the speakers of a sheet had said in an earlier version of it; a tie without any word goes."""
        for who in sheet.speakers:
            for key in sorted(self._told.get((source, who), set())):
                if who not in said.get(key, set()):
                    tie = self._tie(key)
                    gone = [piece for piece in tie.evidence if piece.said and self._same_voice(piece, source, who)]
                    self.ties[key] = _without(tie, gone)
                    if not self.ties[key].evidence:
                        self.gone.add(key)

    # ---------------------------------------------------------------------------------------------------------- offers

    def _take_offer(self, one: OfferSaid, sheet: Returned, source: str) -> None:
        piece = Evidence(source=source, seen=self.seen, reported_by=sheet.subject, survey=self.survey.id)
        note = translator(self.lang)("{survey}, {date}: {text}").format(
            survey=self.survey.name, date=date(self.seen, self.lang), text=one.text
        )
        if one.verdict == "new":
            if not any(fold(offer.name) == fold(one.name) for offer in self._offers_of(sheet.subject)):
                key = self._new_id(one.name)
                areas = {"area": one.area, "note": note if one.text else ""}
                self.records[key] = Offer(id=key, name=one.name, providers=(sheet.subject,), evidence=(piece,), **areas)
                self.places[key] = one.place
            return
        offer = self.landscape.offers[one.offer]
        update: dict[str, object] = {}
        if one.verdict == "ended":
            update["until"] = offer.until or self.seen
        if piece not in offer.evidence:
            update["evidence"] = (*offer.evidence, piece)
        if one.text and note not in offer.note.splitlines():
            update["note"] = "\n".join(text for text in (offer.note, note) if text)
        self.records[offer.id] = offer.model_copy(update=update)
        self.places[offer.id] = one.place

    def _offers_of(self, actor: str) -> Iterator[Offer]:
        everything = {**self.landscape.offers, **{key: one for key, one in self.records.items() if isinstance(one, Offer)}}
        return (one for one in everything.values() if actor in one.providers)

    # ---------------------------------------------------------------------------------------------------------- result

    def result(self, sheets: Sequence[Returned]) -> Merged:
        """Return everything together, with the survey that knows now who has answered."""
        speakers = dict.fromkeys(who for sheet in sheets for who in sheet.speakers)
        asked = actors_of(self.survey.asked, members_of(self.landscape, first_day(self.seen)))
        survey = self.survey.model_copy(
            update={
                # whoever sat there and answered was asked, member or not
                "asked": (*self.survey.asked, *(one for one in speakers if one not in asked)),
                "answered": tuple(dict.fromkeys([*self.survey.answered, *speakers])),
                "returned": tuple(dict.fromkeys([*self.survey.returned, *(sheet.code for sheet in sheets)])),
            }
        )
        ties = [settled_intensity(one) for key, one in self.ties.items() if key not in self.gone]
        records = (*self.records.values(), *ties, survey)
        return Merged(records, frozenset(self.gone & self.landscape.cooperations.keys()), self.places, tuple(self.actors))


def _without(tie: Cooperation, gone: Sequence[Evidence], *more: Evidence) -> Cooperation:
    """Return a tie without some pieces of evidence, and with more; how close it is is unknown where only these said so."""
    kept = (*(one for one in tie.evidence if one not in gone), *more)
    said = {one.said.intensity for one in gone if one.said}
    lost = tie.intensity in said and tie.intensity not in {one.said.intensity for one in kept if one.said}
    return tie.model_copy(update={"evidence": kept, "intensity": None if lost else tie.intensity})
