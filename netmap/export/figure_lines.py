"""The lines of a printed map: which of them there are, in what colour, width and pattern, and how parallel ones part."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from netmap.landscape import Landscape
from netmap.locale import N_
from netmap.model import Cooperation, Record
from netmap.network.arrays import Floats

WORKING: Final = "#56616b"
OTHER: Final = "#9aa4ad"
MEMBER: Final = "#b59a3c"
MOST_BENT: Final = 0.6
STEP: Final = 0.14
CURVE: Final = 9
"""So many points draw a bent line."""

WORDS: Final[Mapping[str, str]] = {
    "working": N_("Working together"),
    "other": N_("Money, contract, carrier, supervision"),
    "member": N_("Member of a forum"),
}
"""What a line without a status means."""


@dataclass(frozen=True)
class Line:
    """Hold a line between two signs: what it means, and how it looks.

    `bend` is how far its middle lies to the left of the straight line, as a share of its length.
    """

    source: str
    target: str
    meaning: str
    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    directed: bool = False
    bend: float = 0.0

    @property
    def old(self) -> bool:
        """Tell whether it is dashed for its age."""
        return bool(self.dashes) and self.meaning in WORDS


def lines_of(shown: Landscape, day: dt.date, palette: Mapping[str, Mapping[str, str]], *, forums: bool) -> list[Line]:
    """Return a line for each cooperation that is not over, and with `forums` for each membership."""
    months = shown.settings.thresholds.stale_after_months
    ties = [one for _key, one in sorted(shown.cooperations.items()) if one.status != "ended" and one.source != one.target]
    found = [_line(one, bend, shown, day, palette) for one, bend in zip(ties, _bends(ties), strict=True)]
    if forums:
        found += [
            Line(one.actor, one.forum, "member", MEMBER, 0.5, _dashes(one, day, months))
            for _key, one in sorted(shown.memberships.items())
        ]
    return found


def _dashes(record: Record, day: dt.date, months: int) -> tuple[float, ...]:
    return () if record.freshness(day, months) == "fresh" else (4.0, 2.2)


def _line(tie: Cooperation, bend: float, shown: Landscape, day: dt.date, palette: Mapping[str, Mapping[str, str]]) -> Line:
    term = shown.vocabulary["tie_kinds"].get(tie.kind)
    working = term is not None and bool(term.get("working"))
    directed = term is not None and bool(term.get("directed"))
    if tie.status != "existing":
        colour = palette.get(tie.status, {}).get("colour", OTHER)
        return Line(tie.source, tie.target, tie.status, colour, 0.9, (1.2, 1.8), directed, bend)
    dashes = _dashes(tie, day, shown.settings.thresholds.stale_after_months)
    look = ("working", WORKING, 0.9) if working else ("other", OTHER, 0.6)
    return Line(tie.source, tie.target, *look, dashes, directed, bend)


def _bends(ties: Sequence[Cooperation]) -> Iterator[float]:
    """Yield how each tie is bent: several between the same two part to both sides, by turns."""
    pairs = [(min(one.source, one.target), max(one.source, one.target)) for one in ties]
    between, turns = Counter(pairs), Counter[tuple[str, str]]()
    for one, pair in zip(ties, pairs, strict=True):
        step = min(STEP, MOST_BENT / max(1, between[pair] - 1))
        bend = (turns[pair] - (between[pair] - 1) / 2) * step
        turns[pair] += 1
        yield bend if one.source == pair[0] else -bend


def path_of(line: Line, start: Floats, end: Floats, reach: float) -> Floats:
    """Return the points of a line from rim to rim of its two signs: two of a straight one, more of a bent one.

    Two signs on the same spot give none.

    >>> path_of(Line("a", "b", "working", "#000000", 1.0), np.array([0.0, 0.0]), np.array([10.0, 0.0]), 2.0).tolist()
    [[2.0, 0.0], [8.0, 0.0]]
    """
    step = end - start
    length = float(np.hypot(*step))
    if length <= 2 * reach:
        return np.zeros((0, 2))
    side = np.array([step[1], -step[0]])
    middle = (start + end) / 2 + side * line.bend * 2
    share = np.linspace(0.0, 1.0, CURVE if line.bend else 2)[:, None]
    points = (1 - share) ** 2 * start + 2 * share * (1 - share) * middle + share**2 * end
    points[0] += _towards(points[0], points[1], reach)
    points[-1] += _towards(points[-1], points[-2], reach)
    return np.asarray(points, dtype=np.float64)


def _towards(start: Floats, end: Floats, reach: float) -> Floats:
    step = end - start
    return np.asarray(step / max(float(np.hypot(*step)), 1e-9) * reach)
