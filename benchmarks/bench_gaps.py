"""How long both lists of gaps take from the columns of a store, against reading these; and how it grows with size."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.analysis.coverage import coverage
from netmap.analysis.cube import supply_of
from netmap.analysis.gap_rows import Gaps
from netmap.analysis.gaps import gaps
from netmap.analysis.unconnected import unconnected
from netmap.changes import diff
from netmap.landscape import Landscape
from netmap.model import Inventory, Need, Record
from netmap.network.arrays import Arrays
from netmap.store.sqlite import SQLiteStore

BOUND = 5.0
GROWTH = 1.3
SIZE = 20_000
SMALLEST, LARGEST = 200, 200_000
UNKNOWNS: dict[int, dict[str, object]] = {
    0: {"citywide": True, "districts": ()},
    1: {"districts": ()},
    2: {"districts": ()},
    3: {"target_groups": ()},
    4: {"target_groups": ("all",)},
}
"""What every tenth offer does not say, or says of the whole city."""


def run(quick: bool = False, *, large: bool = False) -> list[Row]:
    """Measure 20,000 actors, 40,000 offers, 60,000 ties, 400 districts; a tenth if `quick`, ten times that if `large`."""
    size, rounds = (SIZE // 10, 3) if quick else (SIZE, 5)
    return [*_measured(size, rounds), *_growth(size, rounds), *(_reported() if large else ())]


def city(actors: int) -> Landscape:
    """Return a made-up city of so many actors: districts in proportion, and all that is not known in real lists.

    One offer in ten is city-wide, two name no district, one no group, one is for all; one actor in ten is city-wide. Half of
    the districts have a number of newcomers, every third area has been asked completely, another in part.
    """
    districts = max(2, actors // 50)
    made = synthetic_landscape(actors, 3 * actors, 2 * actors, districts=districts)
    changed: list[Record] = []
    for n, offer in enumerate(made.offers.values()):
        changed.append(offer.model_copy(update=UNKNOWNS.get(n % 10, {})))
    changed += [
        one.model_copy(update={"citywide": True, "districts": ()})
        for n, one in enumerate(made.actors.values())
        if n % 10 == 0
    ]
    changed += [Need(id=f"need-{n}", district=f"district-{n}", persons=20 + n, year=2019) for n in range(0, districts, 2)]
    states = ("complete", "partial", None)
    changed += [
        Inventory.model_validate({"id": f"inventory-{n}", "area": area, "state": states[n % 3], "date": "2020"})
        for n, area in enumerate(made.vocabulary["areas"])
        if states[n % 3]
    ]
    return made.replace(changed)


def lists(columns: Arrays) -> Gaps:
    """Make both lists from columns alone."""
    found = coverage(columns)
    return gaps(supply_of(columns).frame, coverage=found, unconnected=unconnected(columns))


def _measured(size: int, rounds: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, SQLiteStore(Path(folder) / "gaps.db") as store:
        store.apply(diff(None, city(size)), author="bench")
        columns = store.arrays()
        lists(columns)
        pairs = [(_seconds(lambda: lists(columns)), _seconds(store.arrays)) for _ in range(rounds)]
    mine, read = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    name = f"gaps: both lists / reading the arrays, {size:,} actors"
    yield Row(name, ratio, BOUND, "<=", f"{mine:.3f} s / {read:.3f} s")


def _growth(size: int, rounds: int) -> Iterator[Row]:
    """Compare the time an actor takes in cities of growing size with that in the smallest."""
    sizes = [one for one in (SMALLEST, 2_000, 20_000) if one <= size]
    columns = {one: columns_of(city(one)) for one in sizes}
    for found in columns.values():
        lists(found)
    turns = [{one: _seconds(partial(lists, columns[one]), size // one) for one in sizes} for _ in range(rounds)]
    for one in sizes[1:]:
        ratio = statistics.median(turn[one] / one / (turn[SMALLEST] / SMALLEST) for turn in turns)
        took = statistics.median(turn[one] for turn in turns)
        yield Row(f"gaps: growth from {SMALLEST} to {one:,} / linear", ratio, GROWTH, "<=", f"{took:.3f} s")


def columns_of(landscape: Landscape) -> Arrays:
    """Return a landscape's columns, as a store would give them."""
    from netmap.network.arrays import arrays

    return arrays(landscape)


def _reported() -> Iterator[Row]:
    columns = columns_of(city(LARGEST))
    took = _seconds(lambda: lists(columns))
    yield Row(f"gaps: both lists, {LARGEST:,} actors, in seconds", took, float("inf"), "<=", "reported, not bounded")


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the time of one round, of several where it is too short to measure; without what Python tidies up between."""
    gc.collect()
    times = min(max(times, 1), 20)
    return seconds(lambda: [work() for _ in range(times)], 1) / times


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv, large="--large" in sys.argv)) else 1)
