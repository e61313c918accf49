"""How fast the map opens, moves and is written, against pyvis' page and bare vis-network, in one and the same Chromium."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.map_pages import (
    BARE_DONE,
    CAP,
    NETMAP_DONE,
    PYVIS_DONE,
    chromium,
    frame_time,
    opening,
    write_bare,
    write_pyvis,
)
from benchmarks.report import Row, seconds
from benchmarks.synthetic import synthetic_landscape, unprotected
from netmap.cli.making import make_map, place_all
from netmap.export.map import write_map
from netmap.landscape import Landscape

SIZES = (500, 2_000, 5_000)
LARGE = 20_000
BASE, PER_RECORD, PER_TIE = 900_000, 250, 90
"""The bytes that a map's file may have: those of the page, and of each record on it."""


def run(quick: bool) -> Iterator[Row]:
    """Measure cities of 500 to 20,000 actors with three times as many ties; `quick` leaves the largest out."""
    sizes = SIZES[:2] if quick else SIZES
    rounds = 3 if quick else 5
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        cities = {size: _city(size) for size in sizes}
        ours = {}
        for size, city in cities.items():
            ours[size] = opening(browser, make_map(city, folder / f"{size}.html"), NETMAP_DONE, rounds)
            yield _against_pyvis(browser, city, folder, ours[size])
        if not quick:
            yield _large(browser, folder, ours[2_000], rounds)
        yield _panning(browser, cities[2_000], folder, rounds)
        largest = cities.get(SIZES[-1]) or _city(SIZES[-1])
        yield _writing(largest, folder)
        yield _size(largest, folder)


def _city(actors: int) -> Landscape:
    """Return a made-up city with a stored position for everybody: a map is drawn far more often than it is laid out."""
    return place_all(unprotected(synthetic_landscape(actors, 3 * actors, actors, forums=actors // 50)))


def _against_pyvis(browser: Any, city: Landscape, folder: Path, ours: float) -> Row:
    theirs = opening(browser, write_pyvis(city, folder / "pyvis.html"), PYVIS_DONE, 1)
    given_up = f" (given up after {CAP:.0f} s)" if theirs >= CAP else ""
    said = f"{ours:.2f} s until drawn and clickable, pyvis {theirs:.1f} s until stable{given_up}"
    return Row(f"map: opening / pyvis, {len(city.actors):,} actors", ours / theirs, 0.02, "<=", said)


def _large(browser: Any, folder: Path, small: float, rounds: int) -> Row:
    path = make_map(_city(LARGE), folder / "large.html")
    took = opening(browser, path, NETMAP_DONE, rounds)
    said = f"{took:.2f} s, 2,000 actors {small:.2f} s; {path.stat().st_size / 1e6:.1f} MB"
    return Row(f"map: opening {LARGE:,} actors / 2,000", took / small, 2.0, "<=", said)


def _panning(browser: Any, city: Landscape, folder: Path, rounds: int) -> Row:
    ours = make_map(city, folder / "full.html", full=True)
    bare = write_bare(city, list(city.positions.values()), folder / "bare.html")
    pairs = [(frame_time(browser, ours, NETMAP_DONE), frame_time(browser, bare, BARE_DONE)) for _round in range(rounds)]
    ratio, (mine, theirs) = min((one / other, (one, other)) for one, other in pairs)
    said = f"{mine:.1f} ms a frame while dragged, bare vis-network {theirs:.1f} ms"
    return Row(f"map: a frame / bare vis-network, {len(city.actors):,} actors in full", ratio, 2.0, "<=", said)


def _writing(city: Landscape, folder: Path) -> Row:
    """Measure the file alone, from what is in memory in both; what `netmap map` does beside it is told."""
    places, day, target = list(city.positions.values()), city.reference_date(), folder / "ours.html"
    pairs = [
        (
            seconds(lambda: write_map(city, places, target, day=day, full=True), 1),
            seconds(lambda: write_pyvis(city, target), 1),
        )
        for _turn in range(2)
    ]
    ratio, (ours, theirs) = max((other / one, (one, other)) for one, other in pairs)
    whole = seconds(lambda: make_map(city, target, full=True), 1)
    said = f"{ours:.2f} s, pyvis {theirs:.1f} s; with positions looked up and the data sentence {whole:.2f} s"
    return Row(f"map: pyvis / writing the file, {len(city.actors):,} actors", ratio, 10, ">=", said)


def _size(city: Landscape, folder: Path) -> Row:
    size = make_map(city, folder / "size.html", full=True).stat().st_size
    records = len(city.actors) + len(city.offers) + len(city.forums)
    ties = len(city.cooperations) + len(city.memberships)
    bound = BASE + PER_RECORD * records + PER_TIE * ties
    said = f"{size / 1e6:.2f} MB of {bound / 1e6:.2f} MB, {records:,} actors, offers and forums, {ties:,} ties"
    return Row("map: bytes of the file / 0.9 MB + 250 a record + 90 a tie", size / bound, 1.0, "<=", said)
