"""How long both lists of gaps take, against reading the columns of a store; and how that grows with the landscape.

Fields, actors without cooperation, expected actors and transitions are all in it, as in `netmap gaps`; names, which the
expected actors go by, are in no column, so these are looked for among the records.
"""

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
from netmap.analysis.expected import expected
from netmap.analysis.expected_matches import matched
from netmap.analysis.gap_rows import Gaps
from netmap.analysis.gaps import gaps
from netmap.analysis.transitions import transitions
from netmap.analysis.unconnected import unconnected
from netmap.changes import diff
from netmap.landscape import Landscape
from netmap.model import Inventory, Need, Record
from netmap.network.arrays import Arrays, arrays
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


def run(quick: bool = False) -> list[Row]:
    """Measure 20,000 actors, 40,000 offers, 60,000 ties, 400 districts; report ten times that; a tenth if `quick`."""
    size, rounds = (SIZE // 10, 3) if quick else (SIZE, 5)
    return [*_measured(size, rounds), *_growth(size, rounds), *(() if quick else _reported())]


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


def lists(columns: Arrays, known: Landscape) -> Gaps:
    """Make both lists, as `netmap gaps` does."""
    seen = matched(known, columns=columns)
    return gaps(
        supply_of(columns).frame,
        coverage=coverage(columns),
        unconnected=unconnected(columns),
        expected=expected(known, looked_at=seen).rows,
        transitions=transitions(known, looked_at=seen),
    )


def _measured(size: int, rounds: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, SQLiteStore(Path(folder) / "gaps.db") as store:
        known = city(size)
        store.apply(diff(None, known), author="bench")
        columns = store.arrays()
        lists(columns, known)
        pairs = [(_seconds(lambda: lists(columns, known)), _seconds(store.arrays)) for _ in range(rounds)]
    mine, read = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    name = f"gaps: both lists / reading the arrays, {size:,} actors"
    yield Row(name, ratio, BOUND, "<=", f"{mine:.3f} s / {read:.3f} s")


def _growth(size: int, rounds: int) -> Iterator[Row]:
    """Compare the time an actor takes in cities of growing size with that in the smallest."""
    sizes = [one for one in (SMALLEST, 2_000, 20_000) if one <= size]
    cities = {one: city(one) for one in sizes}
    given = {one: (arrays(known), known) for one, known in cities.items()}
    for found in given.values():
        lists(*found)
    turns = [{one: _seconds(partial(lists, *given[one]), size // one) for one in sizes} for _ in range(rounds)]
    for one in sizes[1:]:
        ratio = statistics.median(turn[one] / one / (turn[SMALLEST] / SMALLEST) for turn in turns)
        took = statistics.median(turn[one] for turn in turns)
        yield Row(f"gaps: growth from {SMALLEST} to {one:,} / linear", ratio, GROWTH, "<=", f"{took:.3f} s")


def _reported() -> Iterator[Row]:
    known = city(LARGEST)
    columns = arrays(known)
    took = _seconds(lambda: lists(columns, known))
    yield Row(f"gaps: both lists, {LARGEST:,} actors, in seconds", took, float("inf"), "<=", "reported, not bounded")


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the time of one round, of several where it is too short to measure; without what Python tidies up between."""
    gc.collect()
    times = min(max(times, 1), 20)
    return seconds(lambda: [work() for _ in range(times)], 1) / times


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
