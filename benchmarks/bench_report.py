"""How long the pack for a meeting takes against the map alone, how reports grow with the landscape, what a query costs."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.report import Row, processor_seconds
from benchmarks.synthetic import synthetic_landscape, unprotected
from netmap.analysis.queries import Given, ask, questions
from netmap.changes import diff
from netmap.cli.packing import packed
from netmap.editions import view
from netmap.landscape import Landscape
from netmap.network.cohesion import distances, undirected
from netmap.network.graph import network
from netmap.network.measures import betweenness
from netmap.store.sqlite import SQLiteStore

ROOT: Final = Path(__file__).resolve().parent.parent
SMALL, LARGE = 500, 5_000
NEEDS_A_FORUM: Final = frozenset({"forum_members", "members_without_tie"})


def run(quick: bool) -> Iterator[Row]:
    """Measure the real example, and cities of 500 and 5,000 actors with twice as many offers; fewer rounds if `quick`."""
    rounds = 2 if quick else 5
    with tempfile.TemporaryDirectory() as name:
        yield _pack(Path(name), rounds)
        yield _growth(rounds)
        yield from _queries(Path(name), 500 if quick else LARGE, rounds)


def _pack(folder: Path, rounds: int) -> Row:
    """Compare whole commands by what they keep the processor: what else the machine does makes no difference."""
    store = folder / "rostock.db"
    _netmap("--store", str(store), "load", str(ROOT / "graphs" / "rostock"), "--yes", "--author", "bench")
    ours, alone = [], []
    for _round in range(rounds):
        ours.append(_netmap("--store", str(store), "pack", str(folder / "pack")))
        alone.append(_netmap("--store", str(store), "map", "--output", str(folder / "map.html")))
    said = f"{min(ours):.2f} s, netmap map {min(alone):.2f} s"
    return Row("report: netmap pack / netmap map, graphs/rostock", min(ours) / min(alone), 4.0, "<=", said)


def _netmap(*words: str) -> float:
    """Run a command as a user does and return for how many seconds it kept the processor."""
    before = os.times()
    subprocess.run([sys.executable, str(ROOT / "cli.py"), *words], check=True, capture_output=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def _growth(rounds: int) -> Row:
    """Compare the time for each actor of two cities, what the bare kernels take subtracted from both."""
    cities = {size: _city(size) for size in (SMALL, LARGE)}
    _each(cities[SMALL])  # what is imported on the first call is not measured
    ratios, said = [], ""
    for _round in range(min(rounds, 2)):
        each = {size: (_each(city) - _kernels(city)) / size for size, city in cities.items()}
        ratios.append(each[LARGE] / each[SMALL])
        said = f"{1000 * each[LARGE]:.2f} ms an actor, {1000 * each[SMALL]:.2f} ms at {SMALL}"
    return Row(f"report: pack for each actor, {LARGE:,} / {SMALL} actors", min(ratios), 1.3, "<=", said)


def _city(actors: int) -> Landscape:
    from netmap.cli.making import place_all

    return place_all(unprotected(synthetic_landscape(actors, 3 * actors, 2 * actors, districts=20, forums=actors // 50)))


def _each(city: Landscape) -> float:
    city = city.replace()  # of a landscape that nobody has looked at before
    return processor_seconds(lambda: packed(city, day=city.reference_date(), edition="meeting", lang="de"))


def _kernels(city: Landscape) -> float:
    """Return what distances and paths between all pairs take: their number grows with the square of the actors."""
    net = network(view(city, "meeting"))

    def every() -> None:
        distances(net)
        betweenness(undirected(net))

    return processor_seconds(every)


def _queries(folder: Path, actors: int, rounds: int) -> Iterator[Row]:
    """Compare reading a landscape and asking it a question, each that there is, with reading it alone.

    Each question is asked of a landscape just read, of which nothing is known yet; what earlier rounds left behind is
    cleared away before, so that no round pays for another.
    """
    with SQLiteStore(folder / "city.db") as store:
        store.apply(diff(None, _city(actors)), author="bench")
        known = store.read()
        for name in questions(known):
            given = Given(forum=next(iter(known.forums))) if name in NEEDS_A_FORUM else Given()
            pairs = [_read_and_asked(store, name, given) for _round in range(rounds)]
            reading, asking = (min(times) for times in zip(*pairs, strict=True))
            said = f"{reading + asking:.2f} s, reading alone {reading:.2f} s"
            ratio = (reading + asking) / reading
            yield Row(f"report: netmap query {name} / reading, {actors:,} actors", ratio, 1.3, "<=", said)


def _read_and_asked(store: SQLiteStore, name: str, given: Given) -> tuple[float, float]:
    read: list[Landscape] = []
    gc.collect()
    reading = processor_seconds(lambda: read.append(store.read()))
    gc.collect()
    return reading, processor_seconds(lambda: ask(read[0], name, given))
