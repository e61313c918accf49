"""Dates as rows have them, looked at from one day: what holds, what is fresh, what was seen last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from netmap.values import first_day, last_day, months_before

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

UNDATED, STALE, FRESH = 0, 1, 2
NEVER: Final = 0
"""Stands for the day of what was not seen; real days count from 1."""


@dataclass(frozen=True)
class Day:
    """Hold a day, and the first day that evidence still counts as fresh from, both as ordinals."""

    today: int
    fresh_from: int

    def holds(self, since: str | None, until: str | None) -> bool:
        """Tell whether a record with these dates holds on the day."""
        return (not since or first(since) <= self.today) and (not until or self.today <= last(until))

    def newest(self, seen: str | None) -> str:
        """Return the newest of dates joined by commas that is known by the day, as written; "" where there is none.

        >>> day_of(dt.date(2018, 6, 30)).newest("2017,2018-01,2019")
        '2018-01'
        """
        if not seen:
            return ""
        if "," not in seen:
            return seen if first(seen) <= self.today else ""
        return max((one for one in seen.split(",") if first(one) <= self.today), key=last, default="")

    def freshness(self, seen: str | None) -> int:
        """Return UNDATED, STALE or FRESH, by the newest date."""
        newest = self.newest(seen)
        return UNDATED if not newest else (FRESH if last(newest) >= self.fresh_from else STALE)


def day_of(day: dt.date, months: int = 36) -> Day:
    """Return a day from which what was seen more than so many months before is stale."""
    return Day(day.toordinal(), months_before(day, months).toordinal())


@lru_cache(maxsize=65536)
def first(text: str) -> int:
    """Return the ordinal of the first day of a partial date."""
    return first_day(text).toordinal()


@lru_cache(maxsize=65536)
def last(text: str) -> int:
    """Return the ordinal of the last day of a partial date."""
    return last_day(text).toordinal()


def each(ask: Callable[[K], V], values: Sequence[K]) -> Iterator[V]:
    """Yield the answer to each value, asking once for each different one: columns say few things many times.

    >>> list(each(len, ["2018", "2018-03", "2018"]))
    [4, 7, 4]
    """
    answers = {one: ask(one) for one in set(values)}
    return map(answers.__getitem__, values)


def ints(values: Iterable[int]) -> Ints:
    """Return whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)


def bools(values: Iterable[bool]) -> Bools:
    """Return truths as an array."""
    return np.fromiter(values, dtype=np.bool_)
