"""The cube and the lists as an edition may show them, though the whole landscape is looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.analysis.expected_rows import ExpectedRow
    from netmap.analysis.gap_rows import GapRow, Gaps
    from netmap.analysis.rows import Coverage, CoverageCell
    from netmap.analysis.transition_rows import TransitionRow
    from netmap.editions import Edition
    from netmap.landscape import Landscape
    from netmap.network.arrays import Arrays


def cube_of(landscape: Landscape, *, edition: Edition = "internal", **options: Any) -> Coverage:
    """Return the cube (see `netmap.analysis.coverage`) as an edition may show it.

    The whole landscape is looked at, so that nothing is called open only because the edition withholds it; needs that it
    withholds weigh nothing. Below city level cells are left out whose state would tell of a protected place.
    """
    from netmap.analysis.coverage import coverage
    from netmap.editions import view

    if edition == "internal":
        return coverage(landscape, **options)
    shown = view(landscape, edition)
    cube = coverage(without_hidden_needs(landscape, shown), **options)
    seen = {one.id: one for one in coverage(shown, **options).cells}
    kept = [
        _named_only(one, shown) if one.district is None else seen[one.id]
        for one in cube.cells
        if one.district is None or (one.id in seen and one.state == seen[one.id].state)
    ]
    margins = [_named_only(one, shown) for one in cube.margins if one.district is None]
    return replace(cube, cells=tuple(kept), margins=tuple(margins))


def without_hidden_needs(landscape: Landscape, shown: Landscape) -> Landscape:
    """Return the landscape without the numbers of persons that an edition withholds."""
    return landscape.replace(without=set(landscape.needs) - set(shown.needs))


def _named_only(cell: CoverageCell, shown: Landscape) -> CoverageCell:
    """Return a cell that names only what the edition shows; how many there are is still told by its state and words."""

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ids if one in shown)

    return replace(
        cell,
        offers=named(cell.offers),
        may_belong=named(cell.may_belong),
        other_days=named(cell.other_days),
        providers=named(cell.providers),
        active_actors=named(cell.active_actors),
        inventory=cell.inventory if cell.inventory in shown else None,
    )


def find_gaps(
    landscape: Landscape,
    *,
    day: dt.date | None = None,
    area: str | None = None,
    dimension: str = "age",
    edition: Edition = "internal",
    lang: Language = "de",
) -> Gaps:
    """Put the two lists together from the cube, the expected actors and the transitions.

    Where the edition shows them, the actors without cooperation are in them, too. The whole landscape is looked at, so that
    nothing is called open only because the edition withholds it. Below city level cells are left out whose state would tell
    of a protected place; of actors and evidence the edition's own are named, and of notes only that a row was dropped.
    """
    from netmap.analysis.coverage import coverage
    from netmap.analysis.gaps import gaps
    from netmap.analysis.unconnected import unconnected
    from netmap.editions import shows, view
    from netmap.network.arrays import arrays

    known, columns = landscape, arrays(landscape, at=day)
    cube = coverage(columns, area=area, dimension=dimension, lang=lang)
    if edition != "internal":
        shown = view(landscape, edition)
        known = _without_notes(without_hidden_needs(landscape, shown), edition)
        cube = coverage(known, at=day, area=area, dimension=dimension, lang=lang)
        small = cube_of(landscape, edition=edition, at=day, area=area, dimension=dimension, lang=lang)
        near = {one.id: one for one in small.cells if one.district is not None}
        cells = (one if one.district is None else near.get(one.id) for one in cube.cells)
        cube = replace(cube, cells=tuple(one for one in cells if one is not None))
    alone = unconnected(columns) if shows(edition, "unconnected") and area is None else []
    wanted, across = _asked_about(landscape, columns, area, edition=edition)
    found = gaps(known, coverage=cube, unconnected=alone, expected=wanted, transitions=across)
    if edition == "internal":
        return found
    return replace(
        found,
        action=tuple(_row_named_only(row, shown) for row in found.action),
        clarify=tuple(_row_named_only(row, shown) for row in found.clarify),
    )


def _asked_about(
    landscape: Landscape, columns: Arrays, area: str | None, *, edition: Edition
) -> tuple[list[ExpectedRow], list[TransitionRow]]:
    """Return the expected actors and the transitions as an edition may show them; of one area, those that concern it."""
    from netmap.analysis.expected_matches import matched
    from netmap.cli.expected import find_expected, find_transitions
    from netmap.editions import view

    day = columns.day
    seen = matched(landscape, columns=columns) if edition == "internal" else None
    wanted = find_expected(landscape, day=day, edition=edition, looked_at=seen).rows
    across = find_transitions(landscape, view(landscape, edition), day=day, edition=edition, looked_at=seen)
    stage = landscape.vocabulary["areas"][area].get("stage") if area else None
    return (
        [row for row in wanted if area is None or area in row.areas],
        [row for row in across if area is None or stage in {row.from_stage, row.to_stage}],
    )


def _without_notes(landscape: Landscape, edition: Edition) -> Landscape:
    """Return the landscape with nothing of the notes on gaps but which are not to be proposed again."""
    from netmap.editions import shows
    from netmap.model import GapNote

    if shows(edition, "notes"):
        return landscape
    return landscape.replace(
        GapNote(id=one.id, gap=one.gap, status="dropped" if one.status == "dropped" else "open")
        for one in landscape.table(GapNote).values()
    )


def _row_named_only(row: GapRow, shown: Landscape) -> GapRow:
    return replace(
        row,
        actors=tuple(one for one in row.actors if one in shown),
        evidence=tuple(one for one in row.evidence if one in shown),
    )
