"""The two ranked lists: what there is to be done (Handlungsbedarf), and what is to be cleared up first (Zu klären).

Only what somebody has looked at and found wanting is in the first; where nobody looked, the list says so, and whom to ask.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from netmap.gap_words import Case, checked, lever, next_step, reasons, responsible, subject
from netmap.landscape import Landscape
from netmap.model import GapNote
from netmap.rows import GROUP_UNKNOWN, Coverage, CoverageCell, UnconnectedRow

List = Literal["action", "clarify"]
Priority = Literal["high", "middle", "low"]

POINTS: Final[Mapping[tuple[List, str], int]] = {
    ("action", "uncovered"): 80,
    ("action", "thin"): 60,
    ("action", "single_provider"): 50,
    ("action", "coordinate"): 40,
    ("clarify", "not_recorded"): 50,
    ("clarify", "thin"): 45,
    ("clarify", "active_only"): 40,
    ("clarify", "stale_only"): 35,
    ("clarify", "group_unknown"): 35,
    ("clarify", "district_unknown"): 30,
    ("clarify", "no_cooperation"): 30,
    ("clarify", "single_provider"): 25,
    ("clarify", "coordinate"): 20,
}
PART: Final = 10
"""Points less where only districts are concerned, and the city as a whole has offers."""
BESIDE: Final = 25
"""Points less for groups that an area is not mainly about (`main_groups` in the vocabulary of areas)."""
HIGH, MIDDLE = 50, 35
LISTED: Final = frozenset({"uncovered", "thin", "single_provider", "coordinate"})
SILENT: Final = frozenset({"not_needed", "covered"})


@dataclass(frozen=True)
class GapRow:
    """Hold one entry of a list. `id` is rule and key, and stays the same from run to run.

    `score` is only for sorting: the points of the rule (`POINTS`), less for what is beside the main point, plus up to 15
    for the persons concerned (5 x log10) and up to 10 for the records concerned. From 50 on a row is high, from 35 middle.
    `districts` are those that a folded row stands for; `evidence` holds ids of records it rests on. `status`, and a
    responsible of one's own, come from the notes on gaps.
    """

    id: str
    list: List
    rule: str
    priority: Priority
    score: float
    sentence_de: str
    sentence_en: str
    reasons_de: tuple[str, ...]
    reasons_en: tuple[str, ...]
    responsible_de: str
    responsible_en: str
    lever_de: str
    lever_en: str
    next_step_de: str
    next_step_en: str
    area: str
    groups: tuple[str, ...]
    districts: tuple[str, ...]
    persons: int | None
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    status: Literal["open", "in_work", "done"]
    due: str | None


@dataclass(frozen=True)
class Gaps:
    """Hold both lists, highest first, and how much was looked at; `dropped` counts what a note says not to propose again."""

    action: tuple[GapRow, ...]
    clarify: tuple[GapRow, ...]
    checked: int
    total: int
    not_asked: int
    weighed: bool
    dropped: int


def gaps(landscape: Landscape, *, coverage: Coverage, unconnected: Sequence[UnconnectedRow] = ()) -> Gaps:
    """Return both lists from a cube and the actors without cooperation.

    Action needs a complete inventory; everything else that is open is to be cleared up. There the districts of an area and
    group are one row, the groups that an area is not mainly about are one row, and the actors without cooperation are one
    row an area. What a note calls `dropped` is left out. Nothing open gives two empty lists: `summary` then says what was
    checked.

    >>> from netmap.model import Settings
    >>> from netmap.analysis.coverage import coverage
    >>> empty = Landscape(Settings(id="c", name="C"))
    >>> found = gaps(empty, coverage=coverage(empty))
    >>> len(found.action), found.clarify[0].rule
    (0, 'not_recorded')
    """
    cases = [*_fields(landscape, coverage), *_unknowns(coverage), *_actors(unconnected)]
    rows = [_row(landscape, coverage, case) for case in cases]
    kept = sorted(_noted(rows, landscape), key=lambda row: -row.score)  # equals stay in the order of the vocabulary
    return Gaps(
        action=tuple(row for row in kept if row.list == "action"),
        clarify=tuple(row for row in kept if row.list == "clarify"),
        checked=coverage.checked,
        total=coverage.total,
        not_asked=coverage.not_asked,
        weighed=coverage.weighed,
        dropped=len(rows) - len(kept),
    )


# ------------------------------------------------------------------------------------------------------- from cells to cases


def _fields(landscape: Landscape, coverage: Coverage) -> Iterator[Case]:
    """Yield a case for each open field, the districts of an area and group folded, and the groups beside the main ones."""
    for area, of_area in groupby(coverage.cells, key=lambda cell: cell.area):
        main = _main_groups(landscape, area) & set(coverage.groups) or set(coverage.groups)
        beside: list[CoverageCell] = []
        for group, of_group in groupby(of_area, key=lambda cell: cell.group):
            cells = list(of_group)
            yield from (_case("action", cell.state, (cell,)) for cell in cells if _is_action(cell))
            open_cells = [cell for cell in cells if cell.state not in SILENT and not _is_action(cell)]
            if group in main:
                yield from _folded(open_cells)
            else:
                beside += [cell for cell in open_cells if cell.district is None]
        for state, alike in _by_state(beside):
            yield _case("clarify", state, tuple(alike), beside=True)


def _main_groups(landscape: Landscape, area: str) -> set[str]:
    return set(landscape.vocabulary["areas"][area].get("main_groups") or ())


def _is_action(cell: CoverageCell) -> bool:
    return cell.state in LISTED and cell.asked == "complete"


def _folded(cells: list[CoverageCell]) -> Iterator[Case]:
    """Yield the city's case, then one for the districts of each state; where the city has nothing, they say nothing new."""
    city = next((cell for cell in cells if cell.district is None), None)
    if city is not None:
        yield _case("clarify", city.state, (city,))
    for state, alike in _by_state([cell for cell in cells if cell.district is not None]):
        if city is None or city.offers or state != city.state:
            yield _case("clarify", state, tuple(alike), part=True)


def _by_state(cells: Iterable[CoverageCell]) -> list[tuple[str, list[CoverageCell]]]:
    found: dict[str, list[CoverageCell]] = {}
    for cell in cells:
        found.setdefault(cell.state, []).append(cell)
    return sorted(found.items())


def _case(which: List, rule: str, cells: tuple[CoverageCell, ...], *, part: bool = False, beside: bool = False) -> Case:
    first = cells[0]
    groups = tuple(dict.fromkeys(cell.group for cell in cells))
    districts = tuple(cell.district for cell in cells if cell.district is not None)
    last = ["districts"] if part else list(districts)
    offers = {one for cell in cells for one in cell.offers}
    actors = {one for cell in cells for one in (cell.providers or cell.active_actors)}
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


def _unknowns(coverage: Coverage) -> Iterator[Case]:
    """Yield a case for the offers of an area that do not say for whom, or, where that matters, where they are."""
    of_area = {cell.area: cell for cell in coverage.margins if not cell.group and cell.area and cell.district is None}
    local = {cell.area for cell in coverage.cells if cell.district is not None}
    for cell in coverage.margins:
        if cell.group == GROUP_UNKNOWN and cell.area and cell.district is None and cell.offers:
            case = replace(_case("clarify", "group_unknown", (cell,)), id=f"group_unknown/{cell.area}", groups=())
            yield replace(case, count=len(cell.offers), of=len(of_area[cell.area].offers))
    for area, cell in of_area.items():
        if area in local and cell.unplaced:
            case = replace(_case("clarify", "district_unknown", (cell,)), id=f"district_unknown/{area}", groups=())
            yield replace(case, count=cell.unplaced, of=len(cell.offers))


def _actors(unconnected: Sequence[UnconnectedRow]) -> Iterator[Case]:
    of_area: dict[str, list[UnconnectedRow]] = {}
    for row in unconnected:
        of_area.setdefault(row.areas[0] if row.areas else "", []).append(row)
    for area, rows in of_area.items():
        actors = tuple(row.actor for row in rows)
        yield Case(
            id=f"no_cooperation/{area or 'area-unknown'}",
            list="clarify",
            rule="no_cooperation",
            area=area,
            count=len(rows),
            actors=actors,
            evidence=tuple(sorted(actors)),
        )


# ------------------------------------------------------------------------------------------------------- from cases to rows


def _row(landscape: Landscape, coverage: Coverage, case: Case) -> GapRow:
    living = _living(landscape) if coverage.weighed else {}
    persons, own = _persons(case, living)
    districts = sorted(case.districts, key=lambda one: -living.get(one, 0)) if case.part else case.districts
    case = replace(case, persons=persons, own_persons=own, districts=tuple(districts), of=case.of or len(coverage.districts))
    score = float(POINTS[case.list, case.rule] - PART * case.part - BESIDE * case.beside)
    score += min(15.0, 5 * math.log10(1 + (case.persons or 0))) + min(10.0, 5 * math.log10(max(1, case.count)))
    return GapRow(
        id=case.id,
        list=case.list,
        rule=case.rule,
        priority="high" if score >= HIGH else "middle" if score >= MIDDLE else "low",
        score=round(score, 3),
        sentence_de=subject(case, landscape, lang="de"),
        sentence_en=subject(case, landscape, lang="en"),
        reasons_de=reasons(case, lang="de"),
        reasons_en=reasons(case, lang="en"),
        responsible_de=responsible(landscape, lang="de"),
        responsible_en=responsible(landscape, lang="en"),
        lever_de=lever(case, lang="de"),
        lever_en=lever(case, lang="en"),
        next_step_de=next_step(case, lang="de"),
        next_step_en=next_step(case, lang="en"),
        area=case.area,
        groups=case.groups,
        districts=case.districts,
        persons=case.persons,
        actors=case.actors,
        evidence=case.evidence,
        status="open",
        due=None,
    )


def _persons(case: Case, living: Mapping[str, int]) -> tuple[int | None, bool]:
    """Return the persons known for these very fields, and True; else, for districts, the need of all groups there."""
    own = [cell.persons for cell in case.cells if cell.persons is not None]
    if own:
        return (max(own) if len(case.groups) > 1 else sum(own)), True
    known = [living[one] for one in case.districts if one in living]
    return (sum(known) if known else None), False


def _living(landscape: Landscape) -> dict[str, int]:
    """Return for each district the newest need in all areas of all newcomers."""
    return {
        need.district: need.persons
        for need in sorted(landscape.needs.values(), key=lambda one: (one.year or 0, one.persons))
        if need.area == "all" and need.target_group == "all" and need.district is not None
    }


def _noted(rows: Iterable[GapRow], landscape: Landscape) -> Iterator[GapRow]:
    """Yield the rows with what notes say of them, and without those that a note has dropped."""
    notes = {note.gap: note for note in landscape.table(GapNote).values()}
    for row in rows:
        note = notes.get(row.id)
        if note is None:
            yield row
        elif note.status != "dropped":
            de, en = note.responsible or row.responsible_de, note.responsible or row.responsible_en
            yield replace(row, status=note.status, due=note.due, responsible_de=de, responsible_en=en)


def summary(found: Gaps, *, lang: str = "de") -> str:
    """Say how much was checked, that nothing was found where that is so, and by what the lists are sorted."""
    return checked(
        found.checked,
        found.total,
        found.not_asked,
        empty=not found.action and not found.clarify,
        weighed=found.weighed,
        lang=lang,
    )
