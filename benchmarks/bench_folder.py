"""How long a folder takes to be read and checked, against plain PyYAML on the same files.

Run as `python -m benchmarks.bench_folder [--quick]`.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import yaml

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.checks import check
from netmap.files.folder import read_folder, write_folder
from netmap.landscape import Landscape

BOUND = 3.0


def run(quick: bool = False) -> list[Row]:
    """Measure a folder of 5,000 actors, 15,000 ties and 5,000 offers; a fifth of it if `quick`."""
    size = 1_000 if quick else 5_000
    city = synthetic_landscape(size, 3 * size, size)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(city, folder)
        times = [
            [seconds(partial(job, folder, city), 1) for job in (_plain, _read, _read_and_check, _write)]
            for _ in range(3 if quick else 5)
        ]  # turn by turn, since what else the machine does slows all of them
    plain, read, both, written = (median(column) for column in zip(*times, strict=True))
    detail = f"of {size:,} actors: {both:.2f} s, CSafeLoader {plain:.2f} s, of it reading {read:.2f} s"
    return [
        Row("folder: read and check / CSafeLoader", both / plain, BOUND, "<=", detail),
        Row("folder: write / CSafeLoader", written / plain, BOUND, "<=", f"{written:.2f} s"),
    ]


def _plain(folder: Path, _city: Landscape) -> None:
    for path in sorted(folder.glob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def _read(folder: Path, _city: Landscape) -> None:
    read_folder(folder)


def _read_and_check(folder: Path, _city: Landscape) -> None:
    reading = read_folder(folder)
    check(reading.landscape, reading.places)


def _write(folder: Path, city: Landscape) -> None:
    write_folder(city, folder)


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
