"""How long it takes to compare two moments, against looking at each of them once for the same findings.

Between the two moments lie two more (what only grew old, what also happened), so that four are looked at, and what became of
each record is found as well. The yardstick makes cube, border, lists of gaps and bands of both moments.
Run as `python -m benchmarks.bench_compare [--quick]`.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Sequence
from functools import partial
from statistics import median

from benchmarks.report import Row, print_rows, processor_seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.analysis.border import border
from netmap.analysis.brokers import standing_of
from netmap.analysis.change_rows import Moment
from netmap.cli.comparison import comparison_of
from netmap.cli.cubes import cube_of, find_gaps
from netmap.editions import EDITIONS, Edition
from netmap.landscape import Landscape
from netmap.network.graph import network

BOUND = 2.5
CHANGED = 20
"""Every so many-th tie began between the two moments, as many were learnt of."""


def run(quick: bool = False) -> list[Row]:
    """Measure 2,000 actors with 6,000 ties in the editions that may see it; a fifth of it if `quick`."""
    size = 400 if quick else 2_000
    city = synthetic_landscape(size, 3 * size, size, forums=size // 100)
    then, now = _moments(city)
    return [_row(then, now, edition, size) for edition in EDITIONS if edition != "public"]


def _moments(city: Landscape) -> tuple[Moment, Moment]:
    """Return a city before and after two years in which ties began, and others were learnt of."""
    ties = random.Random(0).sample(list(city.cooperations.values()), len(city.cooperations) // (CHANGED // 2))
    begun, learnt = ties[::2], ties[1::2]
    before = city.replace(without=[one.id for one in learnt])
    after = city.replace(one.model_copy(update={"since": "2019-05"}) for one in begun)
    return Moment(before, dt.date(2018, 12, 31)), Moment(after, dt.date(2020, 12, 31))


def _row(then: Moment, now: Moment, edition: Edition, size: int) -> Row:
    pairs = []
    for _round in range(4):
        # each of a landscape of its own, which nobody has looked at before
        first, second, *alone = (Moment(one.known.replace(), one.day) for one in (then, now, then, now))
        jobs = (partial(comparison_of, first, second, edition=edition), partial(_looked_at, alone, edition))
        pairs.append([processor_seconds(job) for job in jobs])
    # the first round imports what it needs
    ours, theirs = (median(column) for column in zip(*pairs[1:], strict=True))
    said = f"{size:,} actors: {ours:.1f} s, two moments {theirs:.1f} s"
    return Row(f"compare: {edition} edition / both moments alone", ours / theirs, BOUND, "<=", said)


def _looked_at(moments: Sequence[Moment], edition: Edition) -> None:
    for one in moments:
        cube_of(one.known, edition=edition, at=one.day)
        find_gaps(one.known, day=one.day, edition=edition)
        border(one.known, at=one.day)
        if edition == "internal":
            standing_of(network(one.known, at=one.day))


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
