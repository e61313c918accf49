"""The comparison of two moments as an edition may show it, though the whole landscapes are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.analysis.border import Border
    from netmap.analysis.change_course import Four
    from netmap.analysis.change_rows import Comparison, FindingChange, Moment, RecordChange, RecordChanges
    from netmap.analysis.gap_rows import Gaps
    from netmap.analysis.rows import Coverage
    from netmap.editions import Edition
    from netmap.network.arrays import Arrays
    from netmap.network.graph import Network

S = TypeVar("S")
T = TypeVar("T")


def comparison_of(then: Moment, now: Moment, *, edition: Edition = "internal", lang: Language = "de") -> Comparison:
    """Return all that differs between two moments (see `netmap.analysis.change_rows`), the earlier one first.

    Who is protected in one of the two is so in both. What an edition withholds is looked at, and not named: records that it
    does not show, who stands where in the network, and offices by their ties.
    """
    from netmap.analysis.change import compare
    from netmap.analysis.change_course import course
    from netmap.analysis.change_findings import asked_counts, border_changes, coverage_changes, figures, gaps_followed
    from netmap.analysis.change_rows import Comparison
    from netmap.analysis.rows import field_name
    from netmap.cli.border import shown_border
    from netmap.editions import shows

    then, now = _guarded(then, now)
    found = compare(then, now)
    looks = _each(course(then, now, found).steps, lambda one: _looked_at(one, edition, lang))
    cubes, borders, lists = (_each(looks, attrgetter(name)) for name in ("cube", "border", "gaps"))
    words, seen = now.known.vocabulary, _each(borders, lambda one: shown_border(one, edition))
    return Comparison(
        then=then,
        now=now,
        records=found if edition == "internal" else _shown(then, now, edition),
        fields=coverage_changes(cubes, lambda cell: field_name(cell, now.known, lang=lang)),
        border=border_changes(seen, lambda area: words.label("areas", area, lang)),
        brokers=_positions(looks, then, now) if shows(edition, "rankings") else None,
        gaps=gaps_followed(lists, now.known),
        figures=figures(borders, cubes, lists),
        asked=asked_counts(then, now),
    )


@dataclass(frozen=True, eq=False)
class _Look:
    """Hold what is found at one moment: its columns are read once for all of it."""

    columns: Arrays
    cube: Coverage
    border: Border
    gaps: Gaps


def _looked_at(one: Moment, edition: Edition, lang: Language) -> _Look:
    from netmap.analysis.border import border
    from netmap.cli.cubes import both_cubes, find_gaps, narrowed
    from netmap.network.arrays import arrays

    columns = arrays(one.known, at=one.day)
    cubes = both_cubes(one.known, edition=edition, columns=columns, at=one.day, lang=lang)
    return _Look(
        columns,
        narrowed(cubes, one.known, edition=edition),
        border(one.known, at=one.day, columns=columns),
        find_gaps(one.known, day=one.day, edition=edition, lang=lang, columns=columns, cubes=cubes),
    )


def _each(given: Four[S], made: Callable[[S], T]) -> Four[T]:
    """Make something of four things, of those that are the same one once."""
    done: dict[int, T] = {}
    for one in given:
        if id(one) not in done:
            done[id(one)] = made(one)
    return done[id(given[0])], done[id(given[1])], done[id(given[2])], done[id(given[3])]


def _positions(looks: Four[_Look], then: Moment, now: Moment) -> tuple[FindingChange, ...]:
    from netmap.analysis.brokers import standing_of
    from netmap.analysis.change_findings import broker_changes
    from netmap.cli.kernels import quick_igraph
    from netmap.network.graph import network
    from netmap.titles import names_of

    quick_igraph()
    names = names_of(then.known) | names_of(now.known)
    nets = _each(looks, lambda one: network(one.columns))
    return broker_changes(_each(_told_apart(nets), standing_of), names)


def _told_apart(nets: Four[Network]) -> Four[Network]:
    """Return the networks, each in the place of those after it with the same actors and ties: only their age differs."""
    kept: list[Network] = []
    for one in nets:
        kept.append(next((earlier for earlier in kept if _same_ties(earlier, one)), one))
    return kept[0], kept[1], kept[2], kept[3]


def _same_ties(one: Network, other: Network) -> bool:
    if one.ids != other.ids or not np.array_equal(one.ranked, other.ranked):
        return False
    return all(np.array_equal(*both) for both in zip(one.arcs(), other.arcs(), strict=True))


def _guarded(then: Moment, now: Moment) -> tuple[Moment, Moment]:
    """Return both moments with those protected who are so in one of them."""
    from netmap.editions import protected_actors

    hidden = {*protected_actors(then.known), *protected_actors(now.known)}

    def guarded(one: Moment) -> Moment:
        actors = (actor for key, actor in one.known.actors.items() if key in hidden and not actor.protected)
        marked = [actor.model_copy(update={"protected": True}) for actor in actors]
        return replace(one, known=one.known.replace(marked)) if marked else one

    return guarded(then), guarded(now)


def _shown(then: Moment, now: Moment, edition: Edition) -> RecordChanges:
    """Return what became of the records that an edition shows, of what is known now or else was known then.

    Of fields that it does not show, and of who reported what, it says nothing.
    """
    from netmap.analysis.change import compare
    from netmap.editions import view

    known = {one.id for one in now.known.records()}
    before = (one.id for one in view(then.known, edition).records())
    only = {one.id for one in view(now.known, edition).records()} | {key for key in before if key not in known}
    found = compare(then, now, only=only)
    rows = (replace(row, fields=_fields(row, edition)) for row in found.rows)
    return replace(found, rows=tuple(row for row in rows if row.fields or row.change not in {"filled", "restated"}))


def _fields(row: RecordChange, edition: Edition) -> tuple[str, ...]:
    from netmap.editions import shown_fields

    seen = shown_fields(row.kind, edition)
    return row.fields if seen is None else tuple(name for name in row.fields if name in seen)
