"""The rows that benchmarks give, and the table they are printed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Literal


@dataclass(frozen=True)
class Row:
    """Hold one measured ratio and its bound; `detail` says what was divided by what."""

    name: str
    ratio: float
    bound: float
    better: Literal["<=", ">="] = "<="
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the ratio keeps its bound."""
        return self.ratio <= self.bound if self.better == "<=" else self.ratio >= self.bound


def seconds(run: Callable[[], object], rounds: int = 5) -> float:
    """Return the median time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return median(times)


def processor_seconds(run: Callable[[], object]) -> float:
    """Return how long a run keeps the processor, in seconds: what else the machine does makes no difference."""
    start = process_time()
    run()
    return process_time() - start


def print_rows(rows: Iterable[Row]) -> bool:
    """Print a table of ratios; return whether all keep their bounds."""
    rows = list(rows)
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        verdict = "ok  " if row.holds else "FAIL"
        print(f"{verdict}  {row.name:<{width}}  {row.ratio:8.2f} {row.better} {row.bound:g}   {row.detail}")
    return all(row.holds for row in rows)
