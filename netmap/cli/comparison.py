"""The comparison of two moments as an edition may show it, though the whole landscapes are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.analysis.change_course import Four
    from netmap.analysis.change_rows import Comparison, FindingChange, Moment, RecordChange, RecordChanges
    from netmap.editions import Edition

S = TypeVar("S")
T = TypeVar("T")


def comparison_of(then: Moment, now: Moment, *, edition: Edition = "internal", lang: Language = "de") -> Comparison:
    """Return all that differs between two moments (see `netmap.analysis.change_rows`), the earlier one first.

    Who is protected in one of the two is so in both. What an edition withholds is looked at, and not named: records that it
    does not show, who stands where in the network, and offices by their ties.
    """
    from netmap.analysis.border import border
    from netmap.analysis.change import compare
    from netmap.analysis.change_course import course
    from netmap.analysis.change_findings import asked_counts, border_changes, coverage_changes, figures, gaps_followed
    from netmap.analysis.change_rows import Comparison
    from netmap.analysis.rows import field_name
    from netmap.cli.border import shown_border
    from netmap.cli.cubes import cube_of, find_gaps
    from netmap.editions import shows

    then, now = _guarded(then, now)
    found = compare(then, now)
    steps = course(then, now, found).steps
    cubes = _each(steps, lambda one: cube_of(one.known, edition=edition, at=one.day, lang=lang))
    borders = _each(steps, lambda one: border(one.known, at=one.day))
    lists = _each(steps, lambda one: find_gaps(one.known, day=one.day, edition=edition, lang=lang))
    words, seen = now.known.vocabulary, _each(borders, lambda one: shown_border(one, edition))
    return Comparison(
        then=then,
        now=now,
        records=found if edition == "internal" else _shown(then, now, edition),
        fields=coverage_changes(cubes, lambda cell: field_name(cell, now.known, lang=lang)),
        border=border_changes(seen, lambda area: words.label("areas", area, lang)),
        brokers=_positions(steps) if shows(edition, "rankings") else None,
        gaps=gaps_followed(lists, now.known),
        figures=figures(borders, cubes, lists),
        asked=asked_counts(then, now),
    )


def _each(given: Four[S], made: Callable[[S], T]) -> Four[T]:
    """Make something of four things, of those that are the same one once."""
    done: dict[int, T] = {}
    for one in given:
        if id(one) not in done:
            done[id(one)] = made(one)
    return done[id(given[0])], done[id(given[1])], done[id(given[2])], done[id(given[3])]


def _positions(steps: Four[Moment]) -> tuple[FindingChange, ...]:
    from netmap.analysis.brokers import standing_of
    from netmap.analysis.change_findings import broker_changes
    from netmap.cli.kernels import quick_igraph
    from netmap.titles import names_of

    quick_igraph()
    names = names_of(steps[0].known) | names_of(steps[3].known)
    return broker_changes(_each(steps, lambda one: standing_of(one.known, at=one.day)), names)


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
