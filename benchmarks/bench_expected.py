"""How long the expected actors, the transitions and a register compare take, and how that grows with the landscape.

Run as `python -m benchmarks.bench_expected [--quick]`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.analysis.expected import expected
from netmap.analysis.transitions import transitions
from netmap.landscape import Landscape
from netmap.network.arrays import arrays

READING_BOUND = 5.0
"""At most so many times as long as making the arrays of the same landscape."""
GROWTH_BOUND = 1.3
"""The time for one actor of a large landscape, against that of a hundredth of it."""
SIZES = (200, 2_000, 20_000)
DISTRICTS = 400


def run(quick: bool = False) -> list[Row]:
    """Measure at 200, 2,000 and 20,000 actors, with twice as many offers and three times as many ties; less if `quick`."""
    sizes = SIZES[:2] if quick else SIZES
    cities = {size: city(size) for size in sizes}
    largest, smallest = max(sizes), min(sizes)
    rows = []
    for name, job in (("expected", expected), ("transitions", transitions)):
        read, took = _times(cities[largest], job, 3)
        per_actor = {size: seconds(partial(job, cities[size]), 3) / size for size in sizes}
        table = ", ".join(f"{size:,}: {1e6 * each:.0f} µs" for size, each in per_actor.items())
        detail = f"{largest:,} actors: {took:.2f} s, arrays {read:.2f} s"
        rows.append(Row(f"{name}: both languages / making the arrays", took / read, READING_BOUND, "<=", detail))
        growth = per_actor[largest] / per_actor[smallest]
        rows.append(Row(f"{name}: growth beyond linear", growth, GROWTH_BOUND, "<=", f"per actor {table}"))
    return rows


def city(size: int) -> Landscape:
    """Return a landscape of so many actors, with the districts of a large city."""
    return synthetic_landscape(size, 3 * size, 2 * size, forums=size // 100, districts=min(DISTRICTS, size // 10))


def _times(landscape: Landscape, job: Callable[[Landscape], object], rounds: int) -> tuple[float, float]:
    """Return the median times of making the arrays and of the job, turn by turn: what slows one slows the other."""
    times = [(seconds(partial(arrays, landscape), 1), seconds(partial(job, landscape), 1)) for _ in range(rounds)]
    return median(one for one, _other in times), median(other for _one, other in times)


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
