"""How long introductions take on a large network, against reading the arrays that they are made from, and how that grows.

Run as `python -m benchmarks.bench_introductions [--quick]`.
"""

from __future__ import annotations

import sys
from functools import partial
from statistics import median

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.analysis.introduction_occasions import Occasion
from netmap.analysis.introductions import introductions
from netmap.landscape import Landscape
from netmap.network.graph import arrays

BOUND = 5.0
GROWTH = 1.3
"""At most so many times what growing with the number of actors and ties would give."""


def run(quick: bool = False) -> list[Row]:
    """Measure 200 to 20,000 actors with three ties each, and an occasion for every area; up to 2,000 if `quick`."""
    small, large = 200, 2_000 if quick else 20_000
    cities = [synthetic_landscape(size, 3 * size, 0, forums=size // 100) for size in (small, large)]
    rounds = 3 if quick else 5
    # turn by turn, since what else the machine does slows all of them
    times = [[_times(one, _occasions(one)) for one in cities] for _ in range(rounds)]
    (_small_read, small_found), (read, found) = (
        [median(turn[size][job] for turn in times) for job in (0, 1)] for size in (0, 1)
    )
    detail = f"{large:,} actors, {3 * large:,} ties: {found:.2f} s, arrays {read:.2f} s"
    growth = found / small_found / (large / small)
    return [
        Row("introductions: ten pairs / reading the arrays", found / read, BOUND, "<=", detail),
        Row("introductions: growth / linear", growth, GROWTH, "<=", f"{small:,} actors: {small_found:.3f} s"),
    ]


def _times(city: Landscape, occasions: list[Occasion]) -> tuple[float, float]:
    columns = arrays(city)
    return seconds(partial(arrays, city), 1), seconds(partial(introductions, city, occasions, columns=columns), 1)


def _occasions(city: Landscape) -> list[Occasion]:
    """Return for each area that the administration should meet the outside in it: every tenth with all the others."""
    found = []
    for area in city.vocabulary["areas"]:
        here = [one for one in city.actors.values() if area in one.areas]
        inside = tuple(one.id for one in here if one.sector == "inside")
        outside = tuple(one.id for one in here if one.sector == "outside")
        found.append(Occasion("border", f"border/{area}", area, area, 35.0, area, ((inside, outside),)))
    return found


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
