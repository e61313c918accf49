"""What reads otherwise in the findings between two moments, and whether that is age, change or knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from netmap.analysis.border import Border
from netmap.analysis.broker_comparison import Standing
from netmap.analysis.change_course import Four
from netmap.analysis.change_rows import (
    About,
    AskedCount,
    Cause,
    FigureChange,
    FindingChange,
    GapFollowed,
    Moment,
    causes_of,
)
from netmap.analysis.gap_changes import gap_changes, things
from netmap.analysis.gap_rows import Gaps
from netmap.analysis.response import answers
from netmap.analysis.rows import Coverage, CoverageCell
from netmap.landscape import Landscape
from netmap.model import Answer, GapNote
from netmap.reports import confirmation_of, heard_in
from netmap.values import known_by

_Named = Mapping[str, tuple[str, str]]
"""By id, how a thing is called and in which state it is."""


def coverage_changes(cubes: Four[Coverage], name: Callable[[CoverageCell], str]) -> tuple[FindingChange, ...]:
    """Return the fields whose state differs, in the order of the cube; `name` calls a field as people do."""
    cells = _four(cubes, lambda cube: {cell.id: (name(cell), cell.state) for cell in cube.cells})
    return tuple(_differing("field", cells))


def border_changes(borders: Four[Border], area: Callable[[str], str]) -> tuple[FindingChange, ...]:
    """Return the offices and education areas whose ties across the border read otherwise; `area` names one."""
    offices = _four(borders, lambda one: {row.actor: (row.name, row.state) for row in one.offices})
    areas = _four(borders, lambda one: {row.area: (area(row.area), row.state) for row in one.areas})
    return (*_differing("office", offices), *_differing("area", areas))


def broker_changes(found: Four[Standing], names: Mapping[str, str]) -> tuple[FindingChange, ...]:
    """Return the actors, by their `names`, that came into another band, or became or ceased to be the only way to others.

    Bands, and not ranks, are compared: a rank moves whenever anybody else's does.
    """
    rows = _four(found, lambda one: {key: (names.get(key, key), position(key, one)) for key in one.band})
    return tuple(_differing("broker", rows))


def position(actor: str, found: Standing) -> str:
    """Return the band of an actor, and whether it is a cutpoint, as one state: `top`, `others+cutpoint`."""
    return found.band[actor] + ("+cutpoint" if actor in found.cutpoints else "")


def figures(borders: Four[Border], cubes: Four[Coverage], lists: Four[Gaps]) -> tuple[FigureChange, ...]:
    """Return the figures of both moments: of the border, of how much was asked, of the two lists."""
    told: dict[str, list[float | None]] = {
        "pairs_across": [one.across for one in borders],
        "pairs_inside": [one.within_inside for one in borders],
        "pairs_outside": [one.within_outside for one in borders],
        "ei_index": [one.ei_index for one in borders],
        "fields_asked": [one.checked for one in cubes],
        "fields": [one.total for one in cubes],
        "action": [len(one.action) for one in lists],
        "clarify": [len(one.clarify) for one in lists],
    }
    return tuple(FigureChange(name, values[0], values[2], values[3]) for name, values in told.items())


def _four(given: Four[object], told: Callable[..., _Named]) -> Four[_Named]:
    first, second, third, last = given
    return told(first), told(second), told(third), told(last)


def _differing(about: About, states: Four[_Named]) -> Iterator[FindingChange]:
    """Yield what differs at the end, by id; `causes` say at which steps."""
    every = dict.fromkeys(key for one in (states[3], states[0]) for key in one)
    for key in every:
        told = [one[key][1] if key in one else None for one in states]
        if told[0] != told[3]:
            name = next(one[key][0] for one in reversed(states) if key in one)
            yield FindingChange(about, key, name, told[0], told[3], causes_of(told))


# -------------------------------------------------------------------------------------------------------------------- gaps

_Said = frozenset[tuple[str, str]]
"""What the lists say of the things that a row is about: each rule that holds, and in which list."""
_Thing = tuple[str, str, str]


def gaps_followed(lists: Four[Gaps], now: Landscape) -> tuple[GapFollowed, ...]:
    """Return what closed, changed and is new in the two lists, and what each comes from."""
    told = [_said_of_things(one) for one in lists]
    dropped = {one.gap for one in now.table(GapNote).values() if one.status == "dropped"}
    rows = {row.id: row for one in lists for row in (*one.action, *one.clarify)}
    followed = []
    for change in gap_changes(lists[0], lists[3]):
        if change.change == "closed" and change.id in dropped:
            followed.append(GapFollowed(change, ("dropped",)))
            continue
        about = {thing for key in (change.before, change.id) if key in rows for thing in things(rows[key])}
        followed.append(GapFollowed(change, _causes(told, about)))
    return tuple(followed)


def _said_of_things(found: Gaps) -> dict[_Thing, _Said]:
    said: dict[_Thing, _Said] = {}
    for row in (*found.action, *found.clarify):
        for thing in things(row):
            said[thing] = said.get(thing, frozenset()) | {(row.rule, row.list)}
    return said


def _causes(told: list[dict[_Thing, _Said]], about: Iterable[_Thing]) -> tuple[Cause, ...]:
    each = list(about)
    return causes_of([[one.get(thing) for thing in each] for one in told])


# -------------------------------------------------------------------------------------------------------- what was asked

_SURE: Final = frozenset({"complete", "not_needed"})


def asked_counts(then: Moment, now: Moment) -> tuple[AskedCount, ...]:
    """Return how much had been asked and answered by both moments, and how much of what stands had fresh evidence."""
    before, after = _asked(then), _asked(now)
    return tuple(AskedCount(what, before[what], after[what]) for what in after)


def _asked(moment: Moment) -> dict[str, int]:
    known, day = moment.known, moment.day
    asked, known_then = answers(known, at=day), heard_in(known, at=day)
    standing = known.at(day)
    ties = [one for one in standing.cooperations.values() if one.status == "existing"]
    inventories = [one for one in known.inventories.values() if known_by(one.date, day)]
    said = [one for tie in ties for one in tie.evidence if one.reported_by and known_by(one.seen, day)]
    months = known.settings.thresholds.stale_after_months
    return {
        "actors_asked": len(asked),
        "actors_answered": sum(asked.values()),
        "ties_reported": len(said),
        "ties_confirmed": sum(confirmation_of(one, known_then) == "confirmed" for one in ties),
        "ties_fresh": sum(one.freshness(day, months) == "fresh" for one in ties),
        "offers_fresh": sum(one.freshness(day, months) == "fresh" for one in standing.offers.values()),
        "inventories_complete": sum(one.state in _SURE for one in inventories),
        "inventories_partial": sum(one.state == "partial" for one in inventories),
        "expectations_answered": sum(known_by(one.date, day) for one in known.table(Answer).values()),
    }
