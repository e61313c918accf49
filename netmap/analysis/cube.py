"""The fields of the coverage cube: which there are, what was asked, how many persons there may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netmap.analysis.offer_filter import OfferFilter
from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN
from netmap.model import Inventory, Need
from netmap.network.arrays import Arrays
from netmap.network.day import Ints
from netmap.network.graph import Network, network, seats
from netmap.network.supply import ALL, Supply
from netmap.values import known_by, newest_last
from netmap.vocabulary import Term

__all__ = ["ALL", "DIMENSIONS", "Frame", "OfferFilter"]

DIMENSIONS: Final = ("age", "status", "life_situation", "learning", "multiplier")

Place = tuple[str, str, str | None]
"""An area, a target group and a district (None: the city)."""


@dataclass(frozen=True)
class Frame:
    """Hold the cube without its contents: which cells there are, what was asked, how many persons there may be.

    `seats` are the places of the actors among the `ties`; `inventories` the newest of each area, group ("":
    all) and district (None: the city).
    """

    columns: Arrays
    supply: Supply
    day: dt.date
    stale_after: int
    thin_from: float
    crowd: int
    dimension: str
    areas: Mapping[str, Term]
    groups: tuple[str, ...]
    districts: tuple[str, ...]
    inventories: Mapping[Place, Inventory]
    needs: Mapping[Place, Need]
    ties: Network
    seats: Ints


def frame_of(columns: Arrays, dimension: str) -> Frame:
    """Return the fields of the cube as they stand on the columns' day; ValueError where these have no offers."""
    supply, day = supply_of(columns), columns.day
    known = supply.frame
    limits, today = known.settings.thresholds, known.at(day)
    return Frame(
        columns=columns,
        supply=supply,
        day=day,
        stale_after=limits.stale_after_months,
        thin_from=limits.thin_persons_per_place,
        crowd=limits.coordinate_providers,
        dimension=dimension,
        areas={key: term for key, term in known.vocabulary["areas"].items() if not term.get("cross_cutting", False)},
        groups=tuple(key for key, term in known.vocabulary["target_groups"].items() if term.get("dimension") == dimension),
        districts=supply.districts,
        inventories=_newest_inventories(today.inventories.values(), day),
        needs=_newest_needs(today.needs.values(), day),
        ties=network(columns, ties="working"),
        seats=seats(columns),
    )


def supply_of(columns: Arrays) -> Supply:
    """Return the offers that columns hold; ValueError where they were made for a network only."""
    if columns.supply is None:
        raise ValueError("these columns hold no offers: arrays(landscape, offers=True) is expected")
    return columns.supply


def _newest_needs(needs: Iterable[Need], day: dt.date) -> dict[Place, Need]:
    """Return for each area, group and district the newest need known by the day; of one year the larger."""
    newest: dict[Place, Need] = {}
    for need in sorted(needs, key=lambda one: (one.year or 0, one.persons, one.id)):
        if need.year is None or need.year <= day.year:
            newest[need.area, need.target_group, need.district] = need
    return newest


def _newest_inventories(inventories: Iterable[Inventory], day: dt.date) -> dict[Place, Inventory]:
    """Return for each area, group and district the newest inventory known by the day."""
    newest: dict[Place, Inventory] = {}
    for one in sorted(inventories, key=lambda one: (newest_last(one.date), one.id)):
        if known_by(one.date, day):
            newest[one.area, "" if one.target_group == ALL else one.target_group, one.district] = one
    return newest


def is_local(area: Term, group: str) -> bool:
    """Tell whether district detail matters for a group in an area, whatever the format of an offer."""
    return bool(area.get("local", False)) or group in (area.get("local_groups") or ())


def near_formats(frame: Frame, area: str, group: str) -> tuple[str, ...]:
    """Return the formats for which nearness matters where it does not for the rest of an area (language cafés).

    They give district detail to the main groups of the area, or to all, where none of these is in the dimension.
    """
    term = frame.areas[area]
    main = set(term.get("main_groups") or ()) & set(frame.groups) or set(frame.groups)
    return tuple(term.get("local_formats") or ()) if group in main and not is_local(term, group) else ()


def cells(frame: Frame) -> Iterator[Place]:
    """Yield area, group and district (None: the city) of each field."""
    for key, area in frame.areas.items():
        for group in frame.groups:
            yield key, group, None
            if is_local(area, group) or near_formats(frame, key, group):
                for district in frame.districts:
                    yield key, group, district


def margins(frame: Frame, area: str | None, district: str | None) -> Iterator[Place]:
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


def need_of(frame: Frame, area: str, group: str, district: str | None) -> Need | None:
    """Return the need of just this cell: that for all newcomers weighs the margins over all groups, nothing else.

    The city's is the sum of its districts', where it has none of its own and they all have one of one year and basis; that
    of all groups the sum of the groups' of the dimension, on the same terms (an estimate: ages overlap).
    """
    found = _own_need(frame, area or ALL, group or ALL, district)
    if found is None and group == ALL_GROUPS:
        found = _sum_of([_own_need(frame, area or ALL, one, district) for one in frame.groups])
        return found and found.model_copy(update={"target_group": ALL, "estimate": True})
    return found


def _own_need(frame: Frame, area: str, group: str, district: str | None) -> Need | None:
    found = frame.needs.get((area, group, district))
    if found is not None or district is not None:
        return found
    found = _sum_of([frame.needs.get((area, group, one)) for one in frame.districts])
    return found and found.model_copy(update={"district": None})


def _sum_of(parts: list[Need | None]) -> Need | None:
    """Return the sum of needs; None unless all are known, of one year and one basis."""
    known = [one for one in parts if one is not None]
    if not known or len(known) < len(parts) or len({(one.year, one.basis) for one in known}) > 1:
        return None
    persons, estimate = sum(one.persons for one in known), any(one.estimate for one in known)
    return known[0].model_copy(update={"persons": persons, "estimate": estimate})


def inventory_of(frame: Frame, area: str, group: str, district: str | None) -> Inventory | None:
    """Return the most specific inventory that applies: a group's before a district's, the newest of equals."""
    for wanted in dict.fromkeys([(group, district), (group, None), ("", district), ("", None)]):
        if found := frame.inventories.get((area, *wanted)):
            return found
    return None
