"""The border between the administration and all others: who has a recorded tie across it, and how often it is crossed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from netmap.analysis.border_offices import OfficeRow, tied
from netmap.analysis.border_offices import offices as offices_of
from netmap.analysis.chance import ChanceRow, against_chance
from netmap.landscape import Landscape
from netmap.network.arrays import Arrays, Bools, Ints, arrays
from netmap.network.graph import Network, Ties, network
from netmap.network.mixing import SEVERAL, ei_index

AreaState = Literal["nobody", "none", "office_only", "old_only", "tied"]
Grouping = Literal["sector", "area"]

UNKNOWN: Final = "unknown"
_MIXED: Final = frozenset({SEVERAL, UNKNOWN})
_ORDER: Final = ("none", "nobody", "office_only", "old_only", "tied")


@dataclass(frozen=True)
class AreaRow:
    """Hold one education area and the recorded ties across the border in it.

    A tie across the border is one of an area where one of its ends is active in it. `inside` and `outside` are the ids of
    the actors of the area, `unsettled` those whose sector is not known. `ties` counts the tied pairs, `fresh_ties` those
    of fresh evidence, `office_ties` the coordinating office's, which tell nothing of others. The first `state` that holds:
    `tied`, `old_only`, `office_only` (all ties are the coordinating office's), `nobody` (one side has no actor recorded in
    the area, the coordinating office aside), `none`.
    """

    area: str
    state: AreaState
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    unsettled: tuple[str, ...]
    ties: int
    fresh_ties: int
    office_ties: int


@dataclass(frozen=True)
class Border:
    """Hold who has ties across the border, and how ties mix by sector and area.

    `offices` and `areas` are those without a tie first. `across`, `within_inside`, `within_outside` count tied pairs,
    `unsettled` those with an end whose sector is not known; `ei_index` goes from -1 (no tie crosses) to 1 (all do), None
    without ties. The mixing counts `mixing_ties` pairs of cooperations only: a forum ties all of its members at once.
    """

    offices: tuple[OfficeRow, ...]
    areas: tuple[AreaRow, ...]
    sector_mixing: tuple[ChanceRow, ...]
    area_mixing: tuple[ChanceRow, ...]
    across: int
    within_inside: int
    within_outside: int
    unsettled: int
    ei_index: float | None
    mixing_ties: int
    ties: Ties
    fresh: bool
    day: str


def border(
    landscape: Landscape,
    *,
    ties: Ties = "working",
    fresh: bool = False,
    at: dt.date | None = None,
    columns: Arrays | None = None,
) -> Border:
    """Return the recorded ties across the administration's border on a day, the reference date by default.

    Nobody is said to lack contacts: `none` means that none is recorded. Offices of one person are counted with what they are
    part of; actors whose sector is not known are on neither side. With `fresh` old and undated ties do not count at all.
    Pass the whole landscape, not one already cut to a day; `columns` are its own on that day, where they have been read
    already. An empty landscape gives areas with `nobody`.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id="amt", name="Amt", sector="inside"), Actor(id="vhs", name="VHS", sector="outside")]
    >>> border(Landscape(Settings(id="c", name="C"), records)).offices[0].state
    'none'
    >>> tied = Cooperation(id="t", source="amt", target="vhs")
    >>> border(Landscape(Settings(id="c", name="C"), [*records, tied])).offices[0].state
    'old_only'
    """
    day = at or landscape.reference_date()
    columns = arrays(landscape, at=day) if columns is None else columns
    net = network(columns, ties=ties, fresh=fresh)
    recent = network(columns, ties=ties, fresh=True)
    sectors = np.array(net.sectors, dtype=object)
    pairs = tied(net)
    across, inside, outside = (_between(pairs, sectors, one) for one in _SIDES)
    alone = network(_without_forums(columns), ties=ties, fresh=fresh)
    active = _active(net, landscape)
    words = landscape.vocabulary
    order = [*words["areas"], SEVERAL, UNKNOWN]
    return Border(
        offices=tuple(offices_of(landscape, columns, net, recent)),
        areas=tuple(_areas(landscape, columns, ties=ties, fresh=fresh)),
        sector_mixing=tuple(
            against_chance(alone, alone.sectors, order=list(landscape.vocabulary["sectors"]), unasked={UNKNOWN})
        ),
        area_mixing=tuple(against_chance(alone, [_area_group(one) for one in active], order=order, unasked=_MIXED)),
        across=int(across.sum()),
        within_inside=int(inside.sum()),
        within_outside=int(outside.sum()),
        unsettled=len(pairs) - int(across.sum() + inside.sum() + outside.sum()),
        ei_index=ei_index(net)[0],
        mixing_ties=alone.pairs,
        ties=ties,
        fresh=fresh,
        day=day.isoformat(),
    )


_SIDES: Final = (("inside", "outside"), ("inside", "inside"), ("outside", "outside"))


def _between(pairs: Ints, sectors: np.ndarray[tuple[int], np.dtype[np.object_]], sides: tuple[str, str]) -> Bools:
    first, second = sectors[pairs[:, 0]], sectors[pairs[:, 1]]
    either: Bools = ((first == sides[0]) & (second == sides[1])) | ((first == sides[1]) & (second == sides[0]))
    return either


def _without_forums(columns: Arrays) -> Arrays:
    none, no = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
    return replace(columns, member_actor=none, member_forum=none, member_counts=no, member_freshness=none)


def _active(net: Network, landscape: Landscape) -> list[tuple[str, ...]]:
    return [landscape.actors[one].areas for one in net.ids]


def _area_group(areas: Sequence[str]) -> str:
    return areas[0] if len(set(areas)) == 1 else SEVERAL if areas else UNKNOWN


# ----------------------------------------------------------------------------------------------------------------- areas


def _areas(landscape: Landscape, columns: Arrays, *, ties: Ties, fresh: bool) -> list[AreaRow]:
    # an office of one person has areas that what it is part of has not, so each stands for itself here
    each = replace(columns, one_person=np.zeros_like(columns.one_person))
    net = network(each, ties=ties, fresh=fresh)
    pairs, new, active = tied(net), tied(network(each, ties=ties, fresh=True)), _active(net, landscape)
    sectors = np.array(net.sectors, dtype=object)
    crossing, recently = (one[_between(one, sectors, _SIDES[0])] for one in (pairs, new))
    office = landscape.settings.coordinating_office
    seat = net.ids.index(office) if office in net.ids else -1
    rows = []
    for area, term in landscape.vocabulary["areas"].items():
        if term.get("cross_cutting"):
            continue
        here = np.array([area in areas for areas in active], dtype=np.bool_)
        own, recent = crossing[_touching(crossing, here)], recently[_touching(recently, here)]
        offices, recent_offices = (int((one == seat).any(axis=1).sum()) for one in (own, recent))
        sides = {
            key: tuple(net.ids[at] for at in np.flatnonzero(here & (sectors == key)).tolist())
            for key in ("inside", "outside", "unknown")
        }
        both_sides = bool(set(sides["inside"]) - {office}) and bool(set(sides["outside"]) - {office})
        row = AreaRow(
            area=area,
            state="none",
            inside=sides["inside"],
            outside=sides["outside"],
            unsettled=sides["unknown"],
            ties=len(own),
            fresh_ties=len(recent),
            office_ties=offices,
        )
        rows.append(replace(row, state=_area_state(row, recent_offices, both_sides=both_sides)))
    return sorted(rows, key=lambda row: _ORDER.index(row.state))  # equals stay in the order of the vocabulary


def _touching(pairs: Ints, here: Bools) -> Bools:
    touching: Bools = here[pairs[:, 0]] | here[pairs[:, 1]]
    return touching


def _area_state(row: AreaRow, recent_offices: int, *, both_sides: bool) -> AreaState:
    if row.ties > row.office_ties:
        return "tied" if row.fresh_ties > recent_offices else "old_only"
    if row.ties:
        return "office_only"
    return "none" if both_sides else "nobody"
