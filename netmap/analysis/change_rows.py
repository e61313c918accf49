"""The rows of a comparison: what became of records, of findings, of what was asked, and what each change comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from netmap.analysis.gap_changes import GapChange
from netmap.landscape import Landscape

RecordKind = Literal["actor", "cooperation", "forum", "membership", "offer"]
Became = Literal["new", "gone", "found", "withdrawn", "first_seen", "reconfirmed", "filled", "restated", "aged"]
Reason = Literal["", "planned", "end_unknown", "start_unknown", "earlier", "ended_before", "later", "merged", "deleted"]
Cause = Literal["age", "change", "answers", "dropped"]
About = Literal["field", "office", "area", "broker"]

COMPARED: Final[tuple[RecordKind, ...]] = ("actor", "cooperation", "forum", "membership", "offer")
"""The kinds of records that stand for something in the city, in the order in which they are told."""
REAL: Final = frozenset({"new", "gone"})
"""What happened in the city between the two moments; all else is what was learnt, or has grown old."""


@dataclass(frozen=True)
class Moment:
    """Hold one side of a comparison: all that was known, and the day that is looked at."""

    known: Landscape
    day: dt.date


@dataclass(frozen=True)
class RecordChange:
    """Hold what became of one record between two moments.

    What happened: `new` (it began after the first moment; `planned`: it was recorded as planned or wished then), `gone` (it
    ended since; `end_unknown`: it was there by what was known then, and is recorded as ended now).
    What was learnt: `found` (it is known only now; `earlier`: it was there at the first moment, `start_unknown`: since when
    is not known, so it is not called new), `withdrawn` (it does not hold of then by what is known now: it `ended_before`,
    began `later`, its end is not known (`end_unknown`), it was `merged` with another one or its record `deleted`).
    Of what stands at both: `first_seen` (its beginning is not known, and all evidence by the second moment is later than the
    first), `reconfirmed` (there is newer evidence, or both ends report it now), `filled` and `restated` (`fields` that are
    known now, or said otherwise: a change or a correction, which the record does not tell), `aged` (its evidence has grown
    old). One record may have several of these.
    """

    kind: RecordKind
    change: Became
    id: str
    name: str
    reason: Reason = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordCount:
    """Hold how many records of a kind there are: `now` is `then` + `found` - `withdrawn` + `new` - `gone`."""

    kind: RecordKind
    then: int
    new: int
    gone: int
    found: int
    withdrawn: int
    reconfirmed: int
    now: int


@dataclass(frozen=True)
class RecordChanges:
    """Hold what became of all records, kind by kind, and how many there are."""

    rows: tuple[RecordChange, ...]
    counts: tuple[RecordCount, ...]

    def of(self, change: Became, kind: RecordKind | None = None) -> tuple[RecordChange, ...]:
        """Return the rows of one change, of one kind of records or of all."""
        return tuple(row for row in self.rows if row.change == change and kind in {None, row.kind})


@dataclass(frozen=True)
class FindingChange:
    """Hold one finding that reads otherwise at the second moment; None where it is of only one of the two.

    `about` a field of the coverage, an office or an education area at the border, or an actor's position (its band).
    `causes` tell what it comes from: `age` (evidence has grown old), `change` (something in the city began or ended),
    `answers` (more is known). The states are those of `netmap.analysis.rows`, `border` and `broker_comparison`.
    """

    about: About
    id: str
    name: str
    before: str | None
    after: str | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class FigureChange:
    """Hold one figure then, what it would be now by age and change alone, and what it is now with all that was learnt."""

    figure: str
    then: float | None
    without_answers: float | None
    now: float | None


@dataclass(frozen=True)
class GapFollowed:
    """Hold what became of an entry of the lists of gaps, and what it comes from; `dropped`: a note says not to ask again."""

    gap: GapChange
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class AskedCount:
    """Hold how much had been asked and answered at both moments."""

    what: str
    then: int
    now: int


@dataclass(frozen=True)
class Comparison:
    """Hold all that differs between two moments; `brokers` is None where nobody is to see them."""

    then: Moment
    now: Moment
    records: RecordChanges
    fields: tuple[FindingChange, ...]
    border: tuple[FindingChange, ...]
    brokers: tuple[FindingChange, ...] | None
    gaps: tuple[GapFollowed, ...]
    figures: tuple[FigureChange, ...]
    asked: tuple[AskedCount, ...]


def causes_of(states: Iterable[object]) -> tuple[Cause, ...]:
    """Return at which steps a finding changed, of four: then, grown old, with what happened, with all that is known.

    >>> causes_of(["covered", "stale_only", "stale_only", "covered"]), causes_of([1, 1, 2, 2])
    (('age', 'answers'), ('change',))
    """
    told = list(states)
    steps: tuple[Cause, ...] = ("age", "change", "answers")
    return tuple(step for step, before, after in zip(steps, told, told[1:], strict=False) if before != after)
