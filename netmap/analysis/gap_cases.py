"""Which fields and actors are one row of the two lists: what is open, folded so that one sentence is true of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, Literal

from netmap.analysis.gap_words import Case
from netmap.analysis.rows import GROUP_UNKNOWN, Coverage, CoverageCell, UnconnectedRow
from netmap.landscape import Landscape

LISTED: Final = frozenset({"uncovered", "thin", "single_provider", "coordinate"})
SILENT: Final = frozenset({"not_needed", "covered"})


def cases(landscape: Landscape, coverage: Coverage, unconnected: Sequence[UnconnectedRow]) -> Iterator[Case]:
    """Yield a case for each row of the lists, in the order of the vocabulary."""
    yield from _fields(landscape, coverage)
    yield from _group_unknown(coverage)
    yield from _district_unknown(coverage)
    yield from _actors(landscape, unconnected)


def _fields(landscape: Landscape, coverage: Coverage) -> Iterator[Case]:
    """Yield a case for each open field, the districts of an area and group folded, and the groups beside the main ones."""
    for area, of_area in groupby(coverage.cells, key=lambda cell: cell.area):
        main = _main_groups(landscape, area) & set(coverage.groups) or set(coverage.groups)
        beside: list[CoverageCell] = []
        for group, of_group in groupby(of_area, key=lambda cell: cell.group):
            cells = [cell for cell in of_group if group in main or _is_meant(cell, landscape)]
            yield from _acted([cell for cell in cells if _is_action(cell)], landscape)
            open_cells = [cell for cell in cells if cell.state not in SILENT and not _is_action(cell)]
            if group in main:
                yield from _folded(open_cells)
            else:
                beside += [cell for cell in open_cells if cell.district is None]
        for alike in _alike(beside):
            yield _case("clarify", alike[0].state, alike, beside=True)


def _main_groups(landscape: Landscape, area: str) -> set[str]:
    return set(landscape.vocabulary["areas"][area].get("main_groups") or ())


def _is_meant(cell: CoverageCell, landscape: Landscape) -> bool:
    """Tell whether somebody had a group in mind that an area is not mainly about: in an inventory, or in an offer."""
    asked = landscape.inventories.get(cell.inventory or "")
    return (asked is not None and asked.target_group == cell.group) or bool(cell.offers and not cell.unspecific)


def _is_action(cell: CoverageCell) -> bool:
    return cell.state in LISTED and cell.asked == "complete"


def _acted(cells: list[CoverageCell], landscape: Landscape) -> Iterator[Case]:
    """Yield a case for each field, those in one where one inventory found nothing in all of them.

    Where it found nothing in the whole city, its districts say nothing new.
    """
    bare: dict[str, list[CoverageCell]] = {}
    for cell in cells:
        asked = landscape.inventories.get(cell.inventory or "")
        if cell.state == "uncovered" and cell.district is not None and asked is not None and asked.district is None:
            bare.setdefault(asked.id, []).append(cell)
        else:
            yield _case("action", cell.state, (cell,))
    told = {cell.inventory for cell in cells if cell.state == "uncovered" and cell.district is None}
    for asked_id, alike in bare.items():
        if asked_id not in told:
            yield _case("action", "uncovered", tuple(alike), part=True)


def _folded(cells: list[CoverageCell]) -> Iterator[Case]:
    """Yield the city's case, then one for the districts of each state; where the city has nothing, they say nothing new."""
    city = next((cell for cell in cells if cell.district is None), None)
    if city is not None:
        yield _case("clarify", city.state, (city,))
    for alike in _alike([cell for cell in cells if cell.district is not None]):
        same = city is not None and (city.state, city.asked) == (alike[0].state, alike[0].asked)
        if city is None or city.offers or not same:
            yield _case("clarify", alike[0].state, alike, part=True)


def _alike(cells: Iterable[CoverageCell]) -> list[tuple[CoverageCell, ...]]:
    """Put cells together of which one sentence is true: those of one state that were asked alike."""
    found: dict[tuple[str, str], list[CoverageCell]] = {}
    for cell in cells:
        found.setdefault((cell.state, cell.asked), []).append(cell)
    return [tuple(alike) for _key, alike in sorted(found.items())]


def _case(
    which: Literal["action", "clarify"],
    rule: str,
    cells: tuple[CoverageCell, ...],
    *,
    part: bool = False,
    beside: bool = False,
) -> Case:
    first = cells[0]
    groups = tuple(dict.fromkeys(cell.group for cell in cells))
    districts = tuple(cell.district for cell in cells if cell.district is not None)
    last = ["districts"] if part else list(districts)
    if (part or beside) and first.asked:
        last.append(first.asked)
    offers = set().union(*(cell.offers for cell in cells))
    actors = set().union(*(cell.providers or cell.active_actors for cell in cells))
    return Case(
        id="/".join([rule, first.area, "other-groups" if beside else first.group, *last]),
        list=which,
        rule=rule,
        area=first.area,
        groups=groups,
        districts=districts,
        cells=cells,
        count=len(cells),
        part=part,
        beside=beside,
        actors=tuple(sorted(actors)),
        evidence=tuple(sorted(offers | actors | {cell.inventory for cell in cells if cell.inventory})),
    )


def _group_unknown(coverage: Coverage) -> Iterator[Case]:
    """Yield a case for the offers of an area that do not say for whom they are."""
    of_area = {cell.area: cell for cell in coverage.margins if not cell.group and cell.area and cell.district is None}
    for cell in coverage.margins:
        if cell.group == GROUP_UNKNOWN and cell.area and cell.district is None and cell.offers:
            case = replace(_case("clarify", "group_unknown", (cell,)), id=f"group_unknown/{cell.area}", groups=())
            yield replace(case, count=len(cell.offers), of=len(of_area[cell.area].offers))


def _district_unknown(coverage: Coverage) -> Iterator[Case]:
    """Yield a case for the offers that do not say where they are, of areas and groups for which nearness matters."""
    near: dict[str, set[str]] = {}
    for cell in coverage.cells:
        if cell.district is not None and not cell.formats:
            near.setdefault(cell.area, set()).add(cell.group)
    whole = {(cell.area, cell.group): cell for cell in (*coverage.cells, *coverage.margins) if cell.district is None}
    for area, local in near.items():
        if (area, "") not in whole:  # the cube was asked for a district only
            continue
        cell, groups = whole[area, ""], tuple(one for one in coverage.groups if one in local)
        every = len(groups) == len(coverage.groups)
        may_serve = {one for group in (*groups, GROUP_UNKNOWN) for one in whole[area, group].offers}
        counted = [one for one in cell.offers if every or one in may_serve]
        unplaced = tuple(one for one in counted if one in coverage.unplaced)
        if unplaced:
            case = replace(_case("clarify", "district_unknown", (cell,)), id=f"district_unknown/{area}")
            case = replace(case, groups=() if every else groups, evidence=unplaced, count=len(unplaced), of=len(counted))
            yield replace(case, actors=tuple(sorted({a for one in unplaced for a in coverage.unplaced[one]})))


def _actors(landscape: Landscape, unconnected: Sequence[UnconnectedRow]) -> Iterator[Case]:
    """Yield a case for the actors without cooperation of each area; one in several areas is in each of their rows."""
    of_area: dict[str, list[UnconnectedRow]] = {}
    for row in unconnected:
        if row.actor != landscape.settings.coordinating_office:
            for area in row.areas or ("",):
                of_area.setdefault(area, []).append(row)
    for area, rows in of_area.items():
        actors = tuple(row.actor for row in rows)
        yield Case(
            id=f"no_cooperation/{area or 'area-unknown'}",
            list="clarify",
            rule="no_cooperation",
            area=area,
            count=len(rows),
            planned=sum(bool(row.planned) for row in rows),
            ended=sum(bool(row.ended) for row in rows),
            later=sum(bool(row.later) for row in rows),
            actors=actors,
            evidence=tuple(sorted(actors)),
        )
