"""Expected actors: which kinds of actors a city should have, what is recorded of each, and what nobody has asked yet.

Nothing is missing here before somebody has said so: without an Answer the worst is "not recorded".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from netmap.analysis.expected_ground import Ground
from netmap.analysis.expected_matches import Found, Matched, candidates, matched
from netmap.analysis.expected_rows import Expected, ExpectedRow, Match
from netmap.analysis.expected_states import Case, looked
from netmap.analysis.expected_words import next_step, sentence
from netmap.catalogue import Entry, dropped
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import Answer, District, Inventory
from netmap.values import known_by, newest_last

ASKED_FIRST: Final = 10
"""So many actors of the right type and area are named as whom to ask."""


def expected(
    landscape: Landscape,
    *,
    at: dt.date | None = None,
    withhold: bool = False,
    worded: bool = True,
    looked_at: Matched | None = None,
) -> Expected:
    """Return what is recorded of each expected actor on a day, in the order of the catalogue, then of the districts.

    An entry of scope "district" gives a row for each district of at least its `floor` of inhabitants (or of unknown size),
    and for smaller ones where an actor is recorded there or next to it; without districts it is one row for the city. One
    "per n inhabitants" needs `minimum` for each full n of them, at least `minimum`. A state goes by the first that holds:
    "missing" or "elsewhere" (an Answer says so, and nothing newer is recorded), "not_recorded" (nothing is recorded that
    fills it), "too_few", "no_cooperation_recorded" (none of the matches has a cooperation other than information that is
    not stale), "present". With `withhold` it is not said whose cooperations are recorded, and who gave an Answer, for
    editions that do not show it; without `worded` the sentences stay empty, for those who read the states only.
    `looked_at` saves to look again for what `netmap.analysis.expected_matches.matched` found
    (on that day, withheld as it was). Pass the whole landscape, not one already cut to a day.

    >>> from netmap.model import Actor, Settings
    >>> office = Actor(id="a", name="Jobcenter", type="jobcenter")
    >>> found = expected(Landscape(Settings(id="c", name="C"), [office]))
    >>> {row.key: row.state for row in found.rows if row.key in {"jobcenter", "library"}}
    {'jobcenter': 'no_cooperation_recorded', 'library': 'not_recorded'}
    """
    seen = looked_at or matched(landscape, at=at, withhold=withhold)
    place, day = seen.place, seen.place.day
    entries = place.entries
    city = _City(
        place, seen.found, _answers(landscape, day), _inventories(landscape, day), _sizes(landscape, day),
        _inhabitants(landscape, day), worded,
    )  # fmt: skip
    rows = [row for entry in entries for row in _rows(city, entry)]
    return Expected(
        rows=tuple(rows),
        answered=sum(row.answer is not None for row in rows),
        below_floor={entry.key: n for entry in entries if (n := len(_small(city, entry)))},
        dropped=len(dropped(landscape)),
        inhabitants=city.inhabitants,
        day=day.isoformat(),
    )


@dataclass(frozen=True)
class _City:
    place: Ground
    found: Found
    answers: Mapping[tuple[str, str | None], Answer]
    inventories: Mapping[tuple[str, str | None], Inventory]
    sizes: Mapping[str, float]
    inhabitants: int | None
    worded: bool


# ------------------------------------------------------------------------------------------------- what is known of the city


def _answers(landscape: Landscape, day: dt.date) -> dict[tuple[str, str | None], Answer]:
    """Return the newest Answer on each expected actor and district (None: the city) given by a day and holding on it."""
    found: dict[tuple[str, str | None], Answer] = {}
    for one in sorted(landscape.table(Answer).values(), key=lambda one: (newest_last(one.date), one.id)):
        if one.expectation and one.holds_at(day) and known_by(one.date, day):
            found[one.expectation, one.district] = one
    return found


def _inventories(landscape: Landscape, day: dt.date) -> dict[tuple[str, str | None], Inventory]:
    """Return the newest inventory of all groups of each area and district that holds on a day."""
    found: dict[tuple[str, str | None], Inventory] = {}
    for one in sorted(landscape.inventories.values(), key=lambda one: (newest_last(one.date), one.id)):
        whole = one.target_group in {"", "all"} and one.state != "not_needed"
        if whole and one.holds_at(day) and known_by(one.date, day):
            found[one.area, one.district] = one
    return found


def _sizes(landscape: Landscape, day: dt.date) -> dict[str, float]:
    """Return the inhabitants of the districts of which they are known, by the newest figures that are not of later."""
    return {one.id: size for one in landscape.districts.values() if (size := _size(one, day.year)) is not None}


def _size(district: District, year: int) -> float | None:
    for then in sorted(district.figures, reverse=True):
        figures = district.figures[then]
        size = figures.get("inhabitants", figures.get("population"))
        if then <= year and size is not None:
            return size
    return None


def _inhabitants(landscape: Landscape, day: dt.date) -> int | None:
    """Return the inhabitants as the settings say, else the sum over the districts where all are known."""
    if landscape.settings.inhabitants is not None:
        return landscape.settings.inhabitants
    sizes = _sizes(landscape, day)
    return round(sum(sizes.values())) if sizes and len(sizes) == len(landscape.districts) else None


# ------------------------------------------------------------------------------------------------------------------ rows


def _rows(city: _City, entry: Entry) -> list[ExpectedRow]:
    """Return the rows of one entry: one for the city, or one for each district that counts."""
    pool = tuple(city.found[entry.key].values())
    districts = city.place.landscape.districts
    if entry.scope != "district" or not districts:
        return [_row(city, entry, Case(pool, needed=_needed(city, entry)))]
    near: dict[str, list[Match]] = {}
    for one in pool:
        for district in districts if one.citywide else one.districts:
            near.setdefault(district, []).append(one)
    unplaced = tuple(one for one in pool if not one.districts and not one.citywide and not one.hint)
    small = _small(city, entry)
    in_order = sorted(districts.values(), key=lambda one: (one.code, alphabetical(one.name), one.id))
    rows = (_row(city, entry, _case(near, one, unplaced, entry, small)) for one in in_order)
    return [row for row in rows if row.district not in small or row.recorded or row.answer]


def _case(
    near: Mapping[str, Sequence[Match]], district: District, unplaced: tuple[Match, ...], entry: Entry, small: set[str]
) -> Case:
    """Return the case of a district; one too small for an actor of its own has those next to it, too."""
    own = tuple(near.get(district.id, ()))
    around = tuple(one for one in district.neighbours if any(not match.hint for match in near.get(one, ())))
    if district.id in small and not any(not match.hint for match in own):
        own += tuple({match.subject: match for one in around for match in near[one]}.values())
    return Case(own, max(1, entry.minimum), district.id, unplaced, around)


def _small(city: _City, entry: Entry) -> set[str]:
    """Return the districts that are too small to expect an actor of their own."""
    if entry.scope != "district" or not entry.floor:
        return set()
    return {one for one, size in city.sizes.items() if size < entry.floor}


def _needed(city: _City, entry: Entry) -> int:
    """Return the guide value: one for each full n inhabitants, where their number is known."""
    if entry.per_n and city.inhabitants is not None:
        return max(entry.minimum, entry.minimum * (city.inhabitants // entry.per_n))
    return entry.minimum


def _row(city: _City, entry: Entry, case: Case) -> ExpectedRow:
    place, answer = city.place, _answer(city, entry, case.district)
    seen = looked(place, case, answer)
    inventory = _inventory(city, entry, case.district)
    fills, hints, state = seen.fills, seen.hints, seen.state
    ask: tuple[str, ...] = ()
    if state in {"not_recorded", "too_few"}:
        taken = {one.subject for one in (*fills, *hints)}
        unplaced = tuple(one.subject for one in case.unplaced[:ASKED_FIRST])
        ask = unplaced if case.district else candidates(place, entry, taken, ASKED_FIRST)
    row = ExpectedRow(
        id="/".join(["expected", entry.key, *([case.district] if case.district else [])]),
        key=entry.key,
        district=case.district,
        state=state,
        label_de=entry.label_de,
        label_en=entry.label("en"),
        areas=entry.areas,
        sector=entry.sector,
        types=entry.types,
        scope=entry.scope,
        needed=case.needed,
        recorded=seen.recorded,
        sure=seen.sure,
        importance=entry.importance,
        responsible=entry.responsible,
        mandatory=entry.mandatory,
        legal_basis=entry.legal_basis,
        rationale_en=entry.rationale_en,
        may_be_regional=entry.may_be_regional,
        matches=fills,
        hints=hints,
        ask=ask,
        unplaced=len(case.unplaced),
        neighbours=case.neighbours,
        answer=answer.id if answer else None,
        answer_by=answer.by.strip() if answer and not place.withhold else "",
        answer_source=answer.source.strip() if answer else "",
        answer_date=answer.date if answer else None,
        asked=_asked(answer, inventory),
        contradicted=seen.contradicted,
        last_seen=max((one.last_seen for one in fills if one.last_seen), default=None),
        actors=tuple(one.subject for one in fills),
        evidence=_evidence(fills, answer, inventory),
        sentence_de="",
        sentence_en="",
        next_step_de="",
        next_step_en="",
    )
    return _worded(row, place.landscape) if city.worded else row


def _worded(row: ExpectedRow, landscape: Landscape) -> ExpectedRow:
    return replace(
        row,
        sentence_de=sentence(row, landscape, lang="de"),
        sentence_en=sentence(row, landscape, lang="en"),
        next_step_de=next_step(row, landscape, lang="de"),
        next_step_en=next_step(row, landscape, lang="en"),
    )


def _evidence(fills: Sequence[Match], answer: Answer | None, inventory: Inventory | None) -> tuple[str, ...]:
    ids = {one.subject for one in fills} | {one.offer for one in fills if one.offer}
    return tuple(sorted(ids | {one.id for one in (answer, inventory) if one is not None}))


def _answer(city: _City, entry: Entry, district: str | None) -> Answer | None:
    """Return the Answer that applies: a district's own; else the city's, but "present" there is not everywhere."""
    own = city.answers.get((entry.key, district))
    whole = city.answers.get((entry.key, None))
    if own is None and district is not None and whole is not None and whole.answer != "present":
        return whole
    return own


def _inventory(city: _City, entry: Entry, district: str | None) -> Inventory | None:
    """Return the newest inventory of the entry's first area that applies, a district's own before the city's."""
    first = entry.areas[0] if entry.areas else ""
    for area in (first, "all"):
        for where in (district, None):
            if (found := city.inventories.get((area, where))) is not None:
                return found
    return None


def _asked(answer: Answer | None, inventory: Inventory | None) -> Literal["answer", "complete", "partial", ""]:
    """Say how somebody looked; an Answer that names actors says that these are there, not that there are no others."""
    if answer is not None and not (answer.answer == "present" and answer.actors):
        return "answer"
    if inventory is None or inventory.state == "not_needed":
        return ""
    return inventory.state
