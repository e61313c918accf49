"""Run every benchmark and print one table: `python -m benchmarks [--quick] [NAME ...]`; 1 when a bound does not hold."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.report import Row, print_rows


def names() -> list[str]:
    """Return the benchmarks there are, by name and in order."""
    return sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def measure(chosen: Sequence[str], *, quick: bool) -> Iterator[Row]:
    """Yield the rows of the chosen benchmarks, each as soon as it is measured."""
    for name in chosen:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        yield from importlib.import_module(f"benchmarks.bench_{name}").run(quick)


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(names())} (all, if none is named)")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller data")
    given = parser.parse_args()
    unknown = sorted(set(given.names) - set(names()))
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(names())}")
    return 0 if print_rows(measure(given.names or names(), quick=given.quick)) else 1


if __name__ == "__main__":
    sys.exit(main())
