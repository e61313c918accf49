"""The rows of the two lists: what there is to be done, and what is to be cleared up first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

List = Literal["action", "clarify"]
Kind = Literal["coverage", "actors", "expected", "transition"]
Priority = Literal["high", "middle", "low"]

HIGH: Final = 50
MIDDLE: Final = 35


@dataclass(frozen=True)
class GapRow:
    """Hold one entry of a list. `id` is rule and key, and stays the same from run to run.

    `kind` says what it is about: fields of the coverage, actors, an expected actor or a transition. `score` is only for
    sorting: the points of the rule (see `netmap.analysis.gaps` and `netmap.analysis.gap_expected`), less for what is beside
    the main point, plus up to 15 for the persons concerned (5 x log10) and up to 10 for the records concerned. From 50 on a
    row is high, from 35 middle; where offers may belong there but do not say so, at most middle.
    `districts` are those that a folded row stands for; `evidence` holds ids of records it rests on. `status`, `result` and a
    responsible of one's own come from the notes on gaps.
    """

    id: str
    list: List
    kind: Kind
    rule: str
    priority: Priority
    score: float
    sentence_de: str
    sentence_en: str
    reasons_de: tuple[str, ...]
    reasons_en: tuple[str, ...]
    responsible_de: str
    responsible_en: str
    lever_de: str
    lever_en: str
    next_step_de: str
    next_step_en: str
    area: str
    groups: tuple[str, ...]
    districts: tuple[str, ...]
    persons: int | None
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    status: Literal["open", "in_work", "done"] = "open"
    due: str | None = None
    result: str = ""


@dataclass(frozen=True)
class Gaps:
    """Hold both lists, highest first, and how much was looked at; `dropped` counts what a note says not to propose again.

    `expected` counts the expected actors and transitions that were looked at, `answered` those that somebody has answered.
    `day` is the one that all of it is as of.
    """

    action: tuple[GapRow, ...]
    clarify: tuple[GapRow, ...]
    checked: int
    total: int
    not_asked: int
    expected: int
    answered: int
    weighed: bool
    dropped: int
    day: str


def priority(score: float) -> Priority:
    """Return what a score means to people.

    >>> priority(50), priority(49.9), priority(34.9)
    ('high', 'middle', 'low')
    """
    return "high" if score >= HIGH else "middle" if score >= MIDDLE else "low"
