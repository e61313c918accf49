"""The cube and the lists as an edition may show them, though the whole landscape is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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
    return narrowed(both_cubes(landscape, edition=edition, **options), landscape, edition=edition)


def both_cubes(
    landscape: Landscape, *, edition: Edition, columns: Arrays | None = None, **options: Any
) -> tuple[Coverage, Coverage]:
    """Return the cube of the whole landscape, without needs that an edition withholds, and that of what it shows.

    `columns` are the landscape's on the day that is asked for, where they have been read already.
    """
    from netmap.analysis.coverage import coverage
    from netmap.editions import view

    shown = view(landscape, edition)
    weighed = without_hidden_needs(landscape, shown)
    whole = coverage(columns if columns is not None and weighed is landscape else weighed, **options)
    return whole, whole if shown is landscape else coverage(shown, **options)


def narrowed(cubes: tuple[Coverage, Coverage], landscape: Landscape, *, edition: Edition) -> Coverage:
    """Return of both cubes what an edition may show: cells below city level as it sees them, names that it knows."""
    from netmap.editions import view

    if edition == "internal":
        return cubes[0]
    shown = view(landscape, edition)
    cells = (_named_only(one, shown) if one.district is None else one for one in _safe_cells(cubes))
    margins = (_named_only(one, shown) for one in cubes[0].margins if one.district is None)
    return replace(cubes[0], cells=tuple(cells), margins=tuple(margins))


def _safe_cells(cubes: tuple[Coverage, Coverage]) -> Iterator[CoverageCell]:
    """Yield the cells of the whole; below city level those of the shown one, where these say the same."""
    whole, shown = cubes
    seen = {one.id: one for one in shown.cells}
    for one in whole.cells:
        if one.district is None:
            yield one
        elif one.id in seen and one.state == seen[one.id].state:
            yield seen[one.id]


def without_hidden_needs(landscape: Landscape, shown: Landscape) -> Landscape:
    """Return the landscape without the numbers of persons that an edition withholds; itself where it withholds none."""
    hidden = set(landscape.needs) - set(shown.needs)
    return landscape.replace(without=hidden) if hidden else landscape


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
    columns: Arrays | None = None,
    cubes: tuple[Coverage, Coverage] | None = None,
) -> Gaps:
    """Put the two lists together from the cube, the expected actors and the transitions.

    Where the edition shows them, the actors without cooperation are in them, too. The whole landscape is looked at, so that
    nothing is called open only because the edition withholds it. Below city level cells are left out whose state would tell
    of a protected place; of actors and evidence the edition's own are named, and of notes only that a row was dropped.
    `columns` and `cubes` are the landscape's, where they have been made already (see `both_cubes`).
    """
    from netmap.analysis.gaps import gaps
    from netmap.analysis.unconnected import unconnected
    from netmap.editions import shows, view
    from netmap.network.arrays import arrays

    columns = arrays(landscape, at=day) if columns is None else columns
    asked: dict[str, Any] = {"at": day, "area": area, "dimension": dimension, "lang": lang}
    cubes = cubes or both_cubes(landscape, edition=edition, columns=columns, **asked)
    cube = cubes[0] if edition == "internal" else replace(cubes[0], cells=tuple(_safe_cells(cubes)))
    shown = view(landscape, edition)
    known = _without_notes(without_hidden_needs(landscape, shown), edition)
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
    seen = matched(landscape, columns=columns, withhold=edition != "internal")
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
