"""The states of expected actors: from what fits one, and what somebody answered, to what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from netmap.analysis.expected_ground import Ground
from netmap.analysis.expected_matches import confirmed
from netmap.analysis.expected_rows import ExpectedState, Match
from netmap.model import Answer
from netmap.values import first_day, last_day

SURE: Final = frozenset({"confirmed", "type", "format"})
"""The reasons that need no confirming."""


@dataclass(frozen=True)
class Case:
    """Hold what there is to a row: what fits in the city or district, what may be there, and where it is next door."""

    pool: tuple[Match, ...]
    needed: int
    district: str | None = None
    unplaced: tuple[Match, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """Hold the state of a case, what fills it, what are hints only, and how sure that is."""

    state: ExpectedState
    fills: tuple[Match, ...]
    hints: tuple[Match, ...]
    recorded: int
    sure: bool
    contradicted: bool = False


def looked(place: Ground, case: Case, answer: Answer | None) -> Looked:
    """Return the state of a case, and what fills it.

    A "no" of somebody who looked outdoes what only names say, but not what was seen since.
    """
    fills = _wholes_first(place, [one for one in case.pool if not one.hint])
    hints = tuple(one for one in case.pool if one.hint)
    said = answer.answer if answer else ""
    if answer is not None and answer.actors and said != "missing":
        named = confirmed(place, answer.actors)
        ids = {one.subject for one in named}
        if said == "elsewhere":
            return Looked("elsewhere", tuple(named), _without(case.pool, ids), len(named), sure=True)
        fills, hints = (*named, *_without(fills, ids)), _without(hints, ids)
    if answer is not None and said in {"missing", "elsewhere"}:
        kept = tuple(one for one in fills if one.how in SURE or _newer(one, answer))
        if not kept:
            state: ExpectedState = "missing" if said == "missing" else "elsewhere"
            return Looked(state, (), (*_as_hints(fills), *hints), 0, sure=True)
        fills, hints = kept, (*_as_hints(_without(fills, {one.subject for one in kept})), *hints)
    recorded = _organisations(place, fills)
    certain = [one for one in fills if one.how in SURE]
    solid = recorded if len(certain) == len(fills) else _organisations(place, certain)
    sure = said == "present" or solid >= min(recorded, case.needed)
    enough = recorded >= case.needed
    if answer is not None and said == "present" and not answer.actors:
        enough = True  # somebody looked and found it there, whatever the guide value says
        if not fills:
            return Looked("present", (), hints, 0, sure=True)
    against = (said == "missing" and enough) or said == "elsewhere"
    return Looked(_state(fills, enough=enough), fills, hints, recorded, sure=sure and bool(fills), contradicted=against)


def _wholes_first(place: Ground, fills: Sequence[Match]) -> tuple[Match, ...]:
    """Return matches with parts of others last, and without forums that are called as an actor is."""
    ids, actors = {one.subject for one in fills}, place.actors
    names = {one.name for one in fills if one.kind == "actor"}
    kept = [one for one in fills if one.kind == "actor" or one.name not in names]
    return tuple(sorted(kept, key=lambda one: one.subject in actors and actors[one.subject].part_of in ids))


def _state(fills: Sequence[Match], *, enough: bool) -> ExpectedState:
    if not fills:
        return "not_recorded"
    if not enough:
        return "too_few"
    return "present" if any(one.contact in {"working", "withheld"} for one in fills) else "no_cooperation_recorded"


def _without(matches: Iterable[Match], ids: set[str]) -> tuple[Match, ...]:
    return tuple(one for one in matches if one.subject not in ids)


def _as_hints(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(one._replace(against="answer") for one in matches)


def _newer(match: Match, answer: Answer) -> bool:
    """Tell whether something was seen after somebody had said that there is no such thing."""
    if match.last_seen is None or answer.date is None:
        return False
    return first_day(match.last_seen) > last_day(answer.date)


def _organisations(place: Ground, fills: Sequence[Match]) -> int:
    """Count what fills an entry, the parts of one organisation with it once."""
    ids = {one.subject for one in fills}
    actors = place.actors
    count = 0
    for one in ids:
        passed, above = {one}, actors[one].part_of if one in actors else None
        while above is not None and above in actors and above not in passed and above not in ids:
            passed.add(above)
            above = actors[above].part_of
        count += above not in ids or above in passed
    return count
