"""The coverage cube: what is recorded for which target group in which area and district, and what was never asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from netmap.analysis.cube import (
    DIMENSIONS,
    EVERYWHERE,
    LEVELS,
    Frame,
    OfferFilter,
    Sheet,
    cells,
    filled,
    frame_of,
    inventory_of,
    margins,
    need_of,
    offers_only,
)
from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN, Coverage, CoverageCell, CoverageState, label, sentence, summary
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Actor, Inventory, Need, Offer, Record
from netmap.values import last_day
from netmap.vocabulary import Vocabulary

__all__ = ["OfferFilter", "coverage", "label", "sentence", "summary"]


def coverage(
    landscape: Landscape,
    *,
    dimension: str = "age",
    area: str | None = None,
    group: str | None = None,
    district: str | None = None,
    wanted: OfferFilter | None = None,
    at: dt.date | None = None,
    lang: str = "de",
) -> Coverage:
    """Return the cube of area x target group x district as it stands on a day, the reference date by default.

    Groups are those of one `dimension`. Districts have cells of their own only where the vocabulary says that nearness
    matters; everything else is looked at for the whole city. An offer for all newcomers counts for every group, marked
    unspecific; one that names no group of the dimension only in the row `group_unknown`; one of unknown district only for
    the city. Without offers, actors or needs all cells are `not_recorded`. `area`, `group` (which chooses its dimension) and
    `district` narrow the cells; `wanted` the offers. Unknown keys raise NetmapError, said in `lang`. Pass the whole
    landscape, not one already cut to a day.

    >>> from netmap.model import Settings
    >>> empty = coverage(Landscape(Settings(id="c", name="C")))
    >>> {cell.state for cell in empty.cells}, empty.total, empty.checked
    ({'not_recorded'}, 64, 0)
    """
    _check(landscape, area, district, wanted, lang)
    dimension = _dimension(landscape, dimension, group, lang)
    day = at or landscape.reference_date()
    frame = frame_of(landscape, dimension, day)
    today = landscape.at(day)
    sheet = filled(frame, today, wanted or OfferFilter())
    gone = [one for one in landscape.offers.values() if one.id not in today.offers]
    other_days = offers_only(frame, gone, wanted or OfferFilter())
    found = [
        _cell(frame, sheet, other_days, *place)
        for place in cells(frame)
        if (area or place[0]) == place[0] and (group or place[1]) == place[1] and (district is None or place[2] == district)
    ]
    sums = [_cell(frame, sheet, other_days, *place) for place in margins(frame, area, district)]
    return Coverage(
        cells=tuple(found),
        margins=tuple(sums),
        dimension=dimension,
        groups=tuple(one for one in frame.groups if group in {None, one}),
        areas=tuple(one for one in frame.areas if area in {None, one}),
        districts=frame.districts,
        total=len(found),
        checked=sum(cell.asked in {"complete", "not_needed"} for cell in found),
        not_asked=sum(not cell.asked for cell in found),
        offers=sheet.offers,
        area_unknown=sheet.area_unknown,
        weighed=bool(frame.needs),
        day=day.isoformat(),
    )


def _check(
    landscape: Landscape,
    area: str | None,
    district: str | None,
    wanted: OfferFilter | None,
    lang: str,
) -> None:
    """Refuse keys that the cube does not have, and say which it has."""
    _ = translator(lang)
    words = landscape.vocabulary
    cube = [key for key, term in words["areas"].items() if not term.get("cross_cutting", False)]
    if area is not None and area not in cube:
        text = _("There is no education area “{given}” here. Possible are: {known}.")
        if area in words["areas"]:
            text = _("“{given}” is a cross-cutting field, which this overview leaves out. Possible are: {known}.")
        raise NetmapError(text.format(given=area, known=_named(words, "areas", cube, lang)))
    if district is not None and district not in landscape.districts:
        known = ", ".join(f"{one.id} ({one.name})" for one in landscape.districts.values()) or _("none recorded yet")
        text = _("There is no district “{given}” here. Possible are: {known}.")
        raise NetmapError(text.format(given=district, known=known))
    if wanted and wanted.cefr and wanted.cefr not in LEVELS:
        text = _("There is no language level “{given}”. Possible are: {known}.")
        raise NetmapError(text.format(given=wanted.cefr, known=", ".join(LEVELS)))


def _named(words: Vocabulary, name: str, keys: Iterable[str], lang: str) -> str:
    return ", ".join(f"{key} ({words.label(name, key, lang)})" for key in keys)


def _dimension(landscape: Landscape, given: str, group: str | None, lang: str) -> str:
    """Return the dimension that is asked for, which is that of a group where one is given."""
    _ = translator(lang)
    words = landscape.vocabulary
    if given not in DIMENSIONS:
        text = _("Target groups are not told apart by “{given}”. Possible are: {known}.")
        raise NetmapError(text.format(given=given, known=", ".join(DIMENSIONS)))
    if group is None:
        return given
    groups = words["target_groups"]
    if group not in groups or groups[group].get("dimension") not in DIMENSIONS:
        known = _named(words, "target_groups", (key for key, term in groups.items() if term.get("dimension") == given), lang)
        text = _("There is no target group “{given}” here. Possible are for example: {known}.")
        raise NetmapError(text.format(given=group, known=known))
    return str(groups[group]["dimension"])


def _cell(frame: Frame, sheet: Sheet, other_days: Sheet, area: str, group: str, district: str | None) -> CoverageCell:
    where = (None,) if district is None else (EVERYWHERE, district)
    contents = [sheet.at(area, group, place) for place in where]
    gone = [one.id for place in where for at in [other_days.at(area, group, place)] for one in (*at.specific, *at.general)]
    specific = [offer for content in contents for offer in content.specific]
    offers = sorted([*specific, *(one for content in contents for one in content.general)], key=lambda one: one.id)
    actors = sorted((one for content in contents for one in content.actors), key=lambda one: one.id)
    inventory = inventory_of(frame, area, group, district)
    need = need_of(frame, area, group, district)
    places = _places_for(offers, need)
    unplaced = {one.id for one in sheet.at(area, group, None).unplaced}
    ungrouped = _ungrouped(sheet, area, group, district)
    unsettled = sum(content.unsettled for content in contents)
    witnesses: list[Record] = [*(offers or actors)]
    seen = [one for record in witnesses if (one := record.last_seen(frame.day))]
    per_place = need.persons / places if need and places else None
    return CoverageCell(
        id="/".join(("coverage", area or "all-areas", group or "all-groups", *([district] if district else []))),
        area=area,
        dimension=frame.dimension,
        group=group,
        district=district,
        state=_state(frame, offers, actors, inventory, unsettled, need, places),
        offers=tuple(one.id for one in offers),
        fresh_offers=sum(one.freshness(frame.day, frame.stale_after) == "fresh" for one in offers),
        unspecific=bool(offers) and not specific,
        unplaced=len(unplaced),
        ungrouped=len(ungrouped),
        may_belong=tuple(sorted(ungrouped | (unplaced if district else set()))),
        unsettled=unsettled,
        other_days=tuple(sorted(gone)),
        providers=_providers(offers),
        active_actors=tuple(one.id for one in actors),
        persons=need.persons if need else None,
        persons_year=need.year if need else None,
        persons_estimate=need.estimate if need else False,
        places=places,
        persons_per_place=per_place,
        inventory=inventory.id if inventory else None,
        inventory_date=inventory.date if inventory else None,
        asked=inventory.state if inventory else "",
        reason=inventory.reason if inventory and inventory.state == "not_needed" else "",
        evidence_years=tuple(sorted({int(one[:4]) for one in seen})),
        last_seen=max(seen, key=last_day, default=None),
    )


def _ungrouped(sheet: Sheet, area: str, group: str, district: str | None) -> set[str]:
    """Return the offers of unknown group that may belong to a cell: in a district also those of unknown district."""
    if group in {ALL_GROUPS, GROUP_UNKNOWN}:
        return set()
    places = (None,) if district is None else (EVERYWHERE, district)
    found = [one for place in places for one in sheet.at(area, GROUP_UNKNOWN, place).specific]
    return {one.id for one in (*found, *(sheet.at(area, GROUP_UNKNOWN, None).unplaced if district else ()))}


def _providers(offers: Iterable[Offer]) -> tuple[str, ...]:
    return tuple(sorted({one for offer in offers for one in offer.providers}))


def _state(
    frame: Frame,
    offers: list[Offer],
    actors: list[Actor],
    inventory: Inventory | None,
    unsettled: int,
    need: Need | None,
    places: int | None,
) -> CoverageState:
    """Return the first state that holds, in the order of `STATES`."""
    asked = inventory.state if inventory else ""
    if asked == "not_needed":
        return "not_needed"
    if not offers:
        if actors:
            return "active_only"
        # an offer of which a filter's property is unknown may be just what is asked for
        return "uncovered" if asked == "complete" and not unsettled else "not_recorded"
    if all(one.freshness(frame.day, frame.stale_after) == "stale" for one in offers):
        return "stale_only"
    providers = _providers(offers)
    if len(providers) == 1 and all(one.providers for one in offers):
        return "single_provider"
    if need and places is not None and need.persons > frame.thin_from * places:
        return "thin"
    return "coordinate" if len(providers) >= frame.crowd and not _tied(frame, providers) else "covered"


def _tied(frame: Frame, providers: tuple[str, ...]) -> bool:
    """Tell whether any two of the providers are tied; one without a seat of its own (one person) is in its office's."""
    seats = [frame.seats[one] for one in providers if one in frame.seats]
    part = frame.ties.adjacency[seats][:, seats]
    return bool(part.nnz)


def _places_for(offers: list[Offer], need: Need | None) -> int | None:
    """Return the places for a need; None unless every offer says how many, on the need's basis (stock, or per year)."""
    if need is None or need.basis == "unknown" or not offers:
        return None
    known = [one.capacity for one in offers if one.capacity is not None and one.capacity_basis == need.basis]
    return sum(known) if len(known) == len(offers) else None
