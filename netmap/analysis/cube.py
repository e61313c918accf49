"""The fields of the coverage cube: which there are, what stands in each, what was asked, how many persons there may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN
from netmap.landscape import Landscape
from netmap.model import Actor, Inventory, Need, Offer
from netmap.network.graph import Network, network
from netmap.values import first_day, last_day
from netmap.vocabulary import Term

ALL: Final = "all"
DIMENSIONS: Final = ("age", "status", "life_situation", "learning", "multiplier")
LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2")
EVERYWHERE: Final = "*"
"""Stands for all districts at once; never an id, which has no asterisk."""


@dataclass(frozen=True)
class OfferFilter:
    """Say which offers are asked for; what an offer does not say of itself counts neither as yes nor as no."""

    language: str = ""
    cefr: str = ""
    childcare: bool | None = None
    accessible: bool | None = None
    free: bool | None = None

    def admits(self, offer: Offer) -> bool | None:
        """Tell whether an offer is asked for; None where that is not known."""
        answers = [
            (offer.languages and self.language in offer.languages) if self.language else True,
            _level_within(offer, self.cefr) if self.cefr else True,
            *(
                None if given is None else given == wanted
                for given, wanted in (
                    (offer.childcare, self.childcare),
                    (offer.accessible, self.accessible),
                    (offer.free_of_charge, self.free),
                )
                if wanted is not None
            ),
        ]
        if any(answer is False for answer in answers):
            return False
        return None if any(answer is None or answer == () for answer in answers) else True


def _level_within(offer: Offer, level: str) -> bool | None:
    if not offer.cefr_from and not offer.cefr_to:
        return None
    asked = LEVELS.index(level)
    if offer.cefr_from and asked < LEVELS.index(offer.cefr_from):
        return False
    if offer.cefr_to and asked > LEVELS.index(offer.cefr_to):
        return False
    return True if (offer.cefr_from and offer.cefr_to) or level in {offer.cefr_from, offer.cefr_to} else None


# ------------------------------------------------------------------------------------------------------- what is asked for


@dataclass(frozen=True)
class Frame:
    """Hold the cube without its contents: which cells there are, what was asked, how many persons there may be."""

    day: dt.date
    stale_after: int
    thin_from: float
    crowd: int
    dimension: str
    areas: Mapping[str, Term]
    groups: tuple[str, ...]
    districts: tuple[str, ...]
    inventories: Mapping[str, list[Inventory]]
    needs: Mapping[tuple[str, str, str | None], Need]
    ties: Network
    seats: Mapping[str, int]


def frame_of(landscape: Landscape, dimension: str, day: dt.date) -> Frame:
    """Return the fields of the cube as they stand on a day."""
    words, limits, today = landscape.vocabulary, landscape.settings.thresholds, landscape.at(day)
    ties = network(landscape, ties="working", at=day)
    seats = {one: place for place, one in enumerate(ties.ids)}
    inventories: dict[str, list[Inventory]] = {}
    for one in today.inventories.values():
        if one.date is None or first_day(one.date) <= day:
            inventories.setdefault(one.area, []).append(one)
    return Frame(
        day=day,
        stale_after=limits.stale_after_months,
        thin_from=limits.thin_persons_per_place,
        crowd=limits.coordinate_providers,
        dimension=dimension,
        areas={key: term for key, term in words["areas"].items() if not term.get("cross_cutting", False)},
        groups=tuple(key for key, term in words["target_groups"].items() if term.get("dimension") == dimension),
        districts=tuple(one.id for one in sorted(today.districts.values(), key=lambda d: (d.code, d.name, d.id))),
        inventories=inventories,
        needs=_newest_needs(today.needs.values(), day),
        ties=ties,
        seats=seats,
    )


def _newest_needs(needs: Iterable[Need], day: dt.date) -> dict[tuple[str, str, str | None], Need]:
    """Return for each area, group and district the newest need known by the day; of one year the larger."""
    newest: dict[tuple[str, str, str | None], Need] = {}
    for need in sorted(needs, key=lambda one: (one.year or 0, one.persons, one.id)):
        if need.year is None or need.year <= day.year:
            newest[need.area, need.target_group, need.district] = need
    return newest


def is_local(area: Term, group: str) -> bool:
    """Tell whether district detail matters for a group in an area."""
    return bool(area.get("local", False)) or group in (area.get("local_groups") or ())


def cells(frame: Frame) -> Iterator[tuple[str, str, str | None]]:
    """Yield area, group and district (None: the city) of each field."""
    for key, area in frame.areas.items():
        for group in frame.groups:
            yield key, group, None
            if is_local(area, group):
                for district in frame.districts:
                    yield key, group, district


def margins(frame: Frame, area: str | None, district: str | None) -> Iterator[tuple[str, str, str | None]]:
    """Yield area, group and district of each margin, and of the rows of unknown group."""
    for key, term in frame.areas.items():
        if area in {None, key}:
            where = (None, *frame.districts) if is_local(term, ALL_GROUPS) else (None,)
            for place in where:
                if district in {None, place}:
                    yield key, ALL_GROUPS, place
                    yield key, GROUP_UNKNOWN, place
    if area is None and district is None:
        for group in (*frame.groups, GROUP_UNKNOWN, ALL_GROUPS):
            yield "", group, None


# ------------------------------------------------------------------------------------------------------- what is recorded


@dataclass
class Content:
    """Hold what stands in one field; `unsettled` offers lack the property that is asked for, `unplaced` ones a district."""

    specific: list[Offer] = field(default_factory=list)
    general: list[Offer] = field(default_factory=list)
    unsettled: int = 0
    unplaced: list[Offer] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)


@dataclass
class Sheet:
    """Hold the contents of all fields, by area ("" for all), group and place (None: the city; "*": every district)."""

    contents: dict[tuple[str, str, str | None], Content] = field(default_factory=dict)
    offers: int = 0
    area_unknown: int = 0

    def at(self, area: str, group: str, place: str | None) -> Content:
        """Return the contents of one field, empty where nothing was put there."""
        return self.contents.setdefault((area, group, place), Content())


def filled(frame: Frame, today: Landscape, wanted: OfferFilter) -> Sheet:
    """Lay offers and active actors out over the fields; `today` is the landscape of the frame's day."""
    sheet, everywhere = offers_only(frame, today.offers.values(), wanted), set(frame.districts)
    for actor in sorted(today.actors.values(), key=lambda one: one.id):
        if actor.id == today.settings.coordinating_office:
            continue  # who keeps the list is in every field, and serves in none
        areas = [one for one in frame.areas if one in actor.areas]
        for area in (*areas, "") if areas else ():
            for group in _rows_of(frame, actor.target_groups):
                for place in _whereabouts(actor.districts, actor.citywide, everywhere):
                    sheet.at(area, group, place).actors.append(actor)
    return sheet


def offers_only(frame: Frame, offers: Iterable[Offer], wanted: OfferFilter) -> Sheet:
    """Lay offers out over the fields, whatever day they are of."""
    sheet, everywhere = Sheet(), set(frame.districts)
    for offer in sorted(offers, key=lambda one: one.id):
        admitted = wanted.admits(offer)
        if admitted is False:
            continue
        sheet.offers += admitted is True
        sheet.area_unknown += admitted is True and not offer.area
        if offer.area in frame.areas:
            _lay_out(sheet, frame, offer, everywhere, admitted)
    return sheet


def _lay_out(sheet: Sheet, frame: Frame, offer: Offer, everywhere: set[str], admitted: bool | None) -> None:
    places = _whereabouts(offer.districts, offer.citywide, everywhere)
    for area in (offer.area, ""):
        for group in _rows_of(frame, offer.target_groups):
            specific = group in offer.target_groups or group in {ALL_GROUPS, GROUP_UNKNOWN}
            for place in places:
                content = sheet.at(area, group, place)
                if admitted is None:
                    content.unsettled += 1
                    continue
                (content.specific if specific else content.general).append(offer)
                if len(places) == 1:
                    content.unplaced.append(offer)


def _rows_of(frame: Frame, groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows in which something for these groups counts; the margin over all groups is always one of them."""
    if ALL in groups:
        return (*frame.groups, ALL_GROUPS)
    named = tuple(group for group in frame.groups if group in groups)
    return (*(named or (GROUP_UNKNOWN,)), ALL_GROUPS)


def _whereabouts(districts: tuple[str, ...], citywide: bool, everywhere: set[str]) -> tuple[str | None, ...]:
    """Return the places of something: always the city; all districts listed is the same as citywide."""
    if citywide or (everywhere and everywhere.issubset(districts)):
        return None, EVERYWHERE
    return None, *(one for one in dict.fromkeys(districts) if one in everywhere)


def need_of(frame: Frame, area: str, group: str, district: str | None) -> Need | None:
    """Return the need of just this cell: that for all newcomers weighs the margins over all groups, nothing else.

    The city's is the sum of its districts', where it has none of its own and they all have one of one year and basis.
    """
    key = area or ALL, group or ALL
    found = frame.needs.get((*key, district))
    if found is not None or district is not None or not frame.districts:
        return found
    parts = [frame.needs.get((*key, one)) for one in frame.districts]
    known = [one for one in parts if one is not None]
    if len(known) < len(parts) or len({(one.year, one.basis) for one in known}) > 1:
        return None
    persons = sum(one.persons for one in known)
    return known[0].model_copy(update={"district": None, "persons": persons, "estimate": any(one.estimate for one in known)})


def inventory_of(frame: Frame, area: str, group: str, district: str | None) -> Inventory | None:
    """Return the most specific inventory that applies: a group's before a district's, the newest of equals."""
    fitting = [
        one
        for one in frame.inventories.get(area, ())
        if one.target_group in {"", ALL, group} and one.district in {None, district}
    ]
    return max(fitting, key=_precedence, default=None)


def _precedence(one: Inventory) -> tuple[int, bool, dt.date, str]:
    group, place = one.target_group not in {"", ALL}, one.district is not None
    return group + place, group, last_day(one.date) if one.date else dt.date.min, one.id
