"""How long the embedded store takes to write and to read a landscape, against bare SQLite with the same rows."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.changes import ChangeSet, diff
from netmap.network.arrays import arrays
from netmap.store.sqlite import SQLiteStore

BOUND = 3.0
COLUMNS = {
    "revision": "number, author, reason, at, changes",
    "record": "id, kind, version, data",
    "reference": "record, field, target",
    "change": "revision, kind, id, version, data",
}
Rows = dict[str, list[tuple[object, ...]]]


def run(quick: bool = False) -> list[Row]:
    """Measure a landscape of 5,000 actors, 15,000 ties and 5,000 offers; a fifth of it if `quick`."""
    size = 1_000 if quick else 5_000
    changes = diff(None, synthetic_landscape(size, 3 * size, size))
    with tempfile.TemporaryDirectory() as name:
        return [*_measured(changes, Path(name), 3 if quick else 7)]


def _measured(changes: ChangeSet, folder: Path, rounds: int) -> Iterator[Row]:
    files = (folder / f"{number}.db" for number in count())
    full = next(files)
    with SQLiteStore(full) as store:
        store.apply(changes, author="bench")
        with closing(sqlite3.connect(full)) as db:
            rows = {table: db.execute(f"SELECT {names} FROM {table}").fetchall() for table, names in COLUMNS.items()}
        yield _row("store: apply / bare executemany", _apply(changes, files), _bare(rows, files), BOUND, rounds)
        # beyond what was asked for: the short way to the arrays must be the shorter one
        whole = _timed(lambda: arrays(store.read()))
        yield _row("store: arrays / arrays of the records read", _timed(store.arrays), whole, 1.0, rounds)


def _row(name: str, ours: Callable[[], float], theirs: Callable[[], float], bound: float, rounds: int) -> Row:
    """Take the median of the ratios of turns: what else the machine does then slows both."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    mine, yardstick = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return Row(name, ratio, bound, "<=", f"{mine:.3f} s / {yardstick:.3f} s")


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    return lambda: seconds(work, 1)


def _apply(changes: ChangeSet, files: Iterator[Path]) -> Callable[[], float]:
    def once() -> float:
        with SQLiteStore(next(files)) as store:
            return seconds(lambda: store.apply(changes, author="bench"), 1)

    return once


def _bare(rows: Rows, files: Iterator[Path]) -> Callable[[], float]:
    """Write the same rows into the same schema with the same settings, in one transaction."""

    def once() -> float:
        file = next(files)
        SQLiteStore(file).close()
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys = ON")
            return seconds(lambda: _write(db, rows), 1)

    return once


def _write(db: sqlite3.Connection, rows: Rows) -> None:
    db.execute("BEGIN IMMEDIATE")
    for table, names in COLUMNS.items():
        marks = ", ".join("?" for _ in names.split(","))
        db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows[table])
    db.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
