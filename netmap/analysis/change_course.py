"""The way from one moment to another in steps: what grew old, what happened, what was learnt, each by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from netmap.analysis.change_rows import REAL, Moment, RecordChanges
from netmap.landscape import Landscape
from netmap.model import Answer, Cooperation, Evidence, Inventory, Need, Record, Survey, references
from netmap.values import known_by

T = TypeVar("T")
Four = tuple[T, T, T, T]
"""Something then, when all had only grown old, with what happened, and with all that is known now."""


@dataclass(frozen=True)
class Course:
    """Hold four moments: `then`; `aged`, as if only time had passed; `changed`, with what happened beside; and `now`.

    Between the first two there is only age, between the next two only what began and ended, between the last two only what
    was learnt: found later, confirmed again, asked, answered, said otherwise.
    """

    then: Moment
    aged: Moment
    changed: Moment
    now: Moment

    @property
    def steps(self) -> Four[Moment]:
        """Return the four in their order."""
        return (self.then, self.aged, self.changed, self.now)


def course(then: Moment, now: Moment, found: RecordChanges) -> Course:
    """Return the steps between two moments, from what became of the records between them (see `change.compare`).

    Of two moments of one day the first three steps are the same: nothing can have grown old or happened.
    """
    if then.day == now.day:
        return Course(then, then, then, now)
    still = _standing_still(_asked_by(then), then.day, now.day)
    return Course(then, Moment(still, now.day), Moment(_happened(found, still, now), now.day), now)


def _asked_by(moment: Moment) -> Landscape:
    """Return a landscape without what was asked, answered, counted and seen after its day."""
    known, day = moment.known, moment.day
    asked = (one for one in known.records() if isinstance(one, Answer | Inventory | Survey))
    later = [one.id for one in asked if not known_by(one.date, day)]
    later += [one.id for one in known.needs.values() if _counted_after(one, day)]
    return known.replace(_seen_by(known.records(), day), without=later)


def _counted_after(need: Need, day: dt.date) -> bool:
    return need.year is not None and need.year > day.year


def _seen_by(records: Iterable[Record], day: dt.date) -> Iterator[Record]:
    for one in records:
        kept: tuple[Evidence, ...] = tuple(seen for seen in one.evidence if known_by(seen.seen, day))
        if len(kept) < len(one.evidence) and not isinstance(one, Answer | Inventory | Survey | Need):
            yield one.model_copy(update={"evidence": kept})


def _standing_still(landscape: Landscape, day: dt.date, later: dt.date) -> Landscape:
    """Return a landscape in which nothing begins or ends after a day, up to a later one."""
    kept, unborn = [], []
    for one in landscape.records():
        if one.holds_at(day):
            if one.until is not None and not one.holds_at(later):
                kept.append(one.model_copy(update=_lasting(one)))
        elif one.holds_at(later):
            unborn.append(one.id)
    return landscape.replace(kept, without=unborn)


def _lasting(record: Record) -> dict[str, Any]:
    exists = isinstance(record, Cooperation) and record.status == "ended"
    return {"until": None} | ({"status": "existing"} if exists else {})


def _happened(found: RecordChanges, still: Landscape, now: Moment) -> Landscape:
    """Return what was known then with all that began and ended since, as it is recorded now and not as it was expected then.

    What began may be of somebody who was not known then: they come along, since without them it could not have begun.
    """
    rows = [row for row in found.rows if row.change in REAL and row.id in now.known]
    real = [now.known.get(row.id) for row in rows]
    return still.replace([*_needed(real, still, now.known), *real])


def _needed(records: Iterable[Record], there: Landscape, known: Landscape) -> Iterator[Record]:
    """Yield what records refer to and a landscape lacks, and what that refers to in turn."""
    asked, open_ones = set(), list(records)
    while open_ones:
        for _field, key, _kinds in references(open_ones.pop()):
            if key not in asked and key not in there and key in known:
                asked.add(key)
                open_ones.append(known.get(key))
                yield known.get(key)
