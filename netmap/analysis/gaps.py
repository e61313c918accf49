"""The two ranked lists: what there is to be done (Handlungsbedarf), and what is to be cleared up first (Zu klären).

Only what somebody has looked at and found wanting is in the first; where nobody looked, the list says so, and whom to ask.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from netmap.analysis.expected_rows import ExpectedRow
from netmap.analysis.gap_cases import cases
from netmap.analysis.gap_expected import from_expected, from_transitions
from netmap.analysis.gap_rows import GapRow, Gaps, List, priority
from netmap.analysis.gap_words import Case, checked, lever, next_step, reasons, responsible, subject
from netmap.analysis.rows import DOUBTFUL, Coverage, UnconnectedRow
from netmap.analysis.transition_rows import TransitionRow
from netmap.landscape import Landscape
from netmap.model import GapNote, Need

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
UNASSIGNED, UNASSIGNED_TOP = 15, 39.9
"""Points less, and at most so many, where offers that name no group or no district may belong to a field nobody asked for.

The most is less than the least that a field has of which nothing at all is recorded (50 - PART).
"""


def gaps(
    landscape: Landscape,
    *,
    coverage: Coverage,
    unconnected: Sequence[UnconnectedRow] = (),
    expected: Sequence[ExpectedRow] = (),
    transitions: Sequence[TransitionRow] = (),
) -> Gaps:
    """Return both lists from a cube, the actors without cooperation, the expected actors and the transitions.

    Action needs a complete inventory, or somebody's Answer; everything else that is open is to be cleared up. There the
    districts of an area and group are one row, and the actors without cooperation are one row an area; among what is to be
    done, the districts are one row in which one inventory found nothing. Groups that an area
    is not mainly about are listed, in one row, only where an inventory asked for just them or an offer names them. What a
    note calls `dropped` is left out. Nothing open gives two empty lists: `summary` then says what was checked.

    >>> from netmap.model import Settings
    >>> from netmap.analysis.coverage import coverage
    >>> empty = Landscape(Settings(id="c", name="C"))
    >>> found = gaps(empty, coverage=coverage(empty))
    >>> len(found.action), found.clarify[0].rule
    (0, 'not_recorded')
    """
    living = _living(landscape, coverage.day) if coverage.weighed else {}
    rows = [_row(landscape, coverage, case, living) for case in cases(landscape, coverage, unconnected)]
    rows += [*from_expected(expected, landscape, living), *from_transitions(transitions, landscape)]
    kept = sorted(_noted(rows, landscape), key=lambda row: -row.score)  # equals stay in the order of the vocabulary
    return Gaps(
        action=tuple(row for row in kept if row.list == "action"),
        clarify=tuple(row for row in kept if row.list == "clarify"),
        checked=coverage.checked,
        total=coverage.total,
        not_asked=coverage.not_asked,
        expected=len({row.key for row in expected}) + len(transitions),
        answered=len({row.key for row in expected if row.answer}) + sum(row.answer is not None for row in transitions),
        weighed=coverage.weighed,
        dropped=len(rows) - len(kept),
        day=coverage.day,
    )


# ------------------------------------------------------------------------------------------------------- from cases to rows


def _row(landscape: Landscape, coverage: Coverage, case: Case, living: Mapping[str, Need]) -> GapRow:
    case = _weighed(case, living)
    districts = case.districts
    if case.part:
        districts = tuple(sorted(districts, key=lambda one: -living[one].persons if one in living else 0))
    case = replace(case, districts=districts, of=case.of or len(coverage.districts))
    score = _score(case)
    return GapRow(
        id=case.id,
        list=case.list,
        kind="actors" if case.rule == "no_cooperation" else "coverage",
        rule=case.rule,
        priority=priority(score),
        score=score,
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
    )


def _score(case: Case) -> float:
    score = float(POINTS[case.list, case.rule] - PART * case.part - BESIDE * case.beside)
    score += min(15.0, 5 * math.log10(1 + (case.persons or 0))) + min(10.0, 5 * math.log10(max(1, case.count)))
    if case.list == "clarify" and case.rule in DOUBTFUL and any(cell.may_belong for cell in case.cells):
        score = min(UNASSIGNED_TOP, score - UNASSIGNED)
    return round(score, 3)


def _weighed(case: Case, living: Mapping[str, Need]) -> Case:
    """Return a case with the persons known for its very fields; else, for districts, the need of all groups there."""
    own = [cell for cell in case.cells if cell.persons is not None]
    if own:
        persons = [cell.persons or 0 for cell in own]
        most = max(persons) if len(case.groups) > 1 else sum(persons)
        return replace(case, persons=most, estimate=any(cell.persons_estimate for cell in own))
    known = [living[one] for one in case.districts if one in living]
    if not known:
        return case
    return replace(
        case,
        persons=sum(one.persons for one in known),
        own_persons=False,
        estimate=any(one.estimate for one in known),
    )


def _living(landscape: Landscape, day: str) -> dict[str, Need]:
    """Return for each district the newest need in all areas of all newcomers that is known by a day."""
    return {
        need.district: need
        for need in sorted(landscape.needs.values(), key=lambda one: (one.year or 0, one.persons))
        if need.area == "all" and need.target_group == "all" and need.district is not None
        if need.year is None or need.year <= int(day[:4])
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
            yield replace(row, status=note.status, due=note.due, result=note.result, responsible_de=de, responsible_en=en)


def summary(found: Gaps, *, lang: str = "de") -> str:
    """Say how much was checked, that nothing was found where that is so, and by what the lists are sorted."""
    return checked(found, lang=lang)
