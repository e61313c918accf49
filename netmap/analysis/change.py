"""What became of records between two moments: what began and ended, told apart from what was only learnt.

Two times are told apart (R. T. Snodgrass, Developing Time-Oriented Database Applications in SQL, 1999, ch. 10): when
something held, and when it was known. The first moment is looked at twice, by what was known then and by what is known at
the second: between these two it can only be knowledge that has changed, and after them only the city.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netmap.analysis.change_rows import (
    COMPARED,
    Became,
    Moment,
    Reason,
    RecordChange,
    RecordChanges,
    RecordCount,
    RecordKind,
)
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import KINDS, Cooperation, Decision, Record
from netmap.titles import names_of, title
from netmap.values import first_day, newest_last

_NO_CONTENT: Final = frozenset({"id", "version", "evidence", "note", "publish", "attributes", "status"})
_UNKNOWN: Final = (None, "", (), "unknown", "unspecified", "unspecified_directed")


def compare(then: Moment, now: Moment, *, only: Container[str] | None = None) -> RecordChanges:
    """Return what became of actors, cooperations, forums, memberships and offers between two moments.

    Cooperations count where they exist; what is planned or wished does not. A record that is known only now is `new` only
    where it says that it began after the first moment. `only` looks at the records with these ids, None at all of them. Give
    the whole landscapes, not some cut to a day, the earlier one first. Between two equal landscapes of one day nothing
    changed.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id="a", name="A"), Actor(id="b", name="B")]
    >>> old = Landscape(Settings(id="c", name="C"), records)
    >>> later = Cooperation(id="t", source="a", target="b", since="2021")
    >>> first, second = Moment(old, dt.date(2020, 1, 1)), dt.date(2022, 1, 1)
    >>> [(row.change, row.id) for row in compare(first, Moment(old.replace([later]), second)).rows]
    [('new', 't')]
    >>> earlier = later.model_copy(update={"since": None})
    >>> [(row.change, row.reason) for row in compare(first, Moment(old.replace([earlier]), second)).rows]
    [('found', 'start_unknown')]
    """
    views = _Views(then.known.at(then.day), now.known.at(then.day), now.known.at(now.day))
    rows, counts = [], []
    for kind in COMPARED:
        sides = _sides(kind, then, now, views, only)
        found = [*_came_and_went(sides), *_kept(sides)]
        rows += sorted(found, key=lambda row: (_ORDER.index(row.change), alphabetical(row.name), row.id))
        counts.append(_count(sides, found))
    return RecordChanges(tuple(rows), tuple(counts))


_ORDER: Final[tuple[Became, ...]] = (
    "new", "gone", "found", "withdrawn", "first_seen", "reconfirmed", "filled", "restated", "aged",
)  # fmt: skip


@dataclass(frozen=True)
class _Views:
    """Hold the first moment as known then and as known now, and the second moment."""

    then: Landscape
    since_known: Landscape
    now: Landscape


@dataclass(frozen=True)
class _Sides:
    """Hold one kind's records that stand at the first moment as known `then`, there as known now (`known`), and `now`."""

    kind: RecordKind
    first: Moment
    second: Moment
    then: Mapping[str, Record]
    known: frozenset[str]
    now: Mapping[str, Record]
    names: Mapping[str, str]


def _sides(kind: RecordKind, first: Moment, second: Moment, views: _Views, only: Container[str] | None) -> _Sides:
    then, known, now = (_standing(one, kind, only) for one in (views.then, views.since_known, views.now))
    there = set(known)
    if kind == "cooperation" and first.day < second.day:
        there = _by_word_of_then(there, then, first.known.cooperations, second.known.cooperations)
    names = names_of(first.known) | names_of(second.known)
    return _Sides(kind, first, second, then, frozenset(there), now, names)


def _standing(landscape: Landscape, kind: RecordKind, only: Container[str] | None) -> Mapping[str, Record]:
    table = landscape.table(KINDS[kind])
    asked = {key: one for key, one in table.items() if only is None or key in only}
    return {key: one for key, one in asked.items() if not isinstance(one, Cooperation) or one.status == "existing"}


def _by_word_of_then(
    there: set[str], then: Mapping[str, Record], old: Mapping[str, Cooperation], new: Mapping[str, Cooperation]
) -> set[str]:
    """Return which ties stood at the first moment, by the word of then where what is known now has no date.

    What was called planned or wished then, and exists now, has begun since; what existed then and is ended now, has ended.
    """
    begun = {key for key in there - then.keys() if key in old and old[key].status in _OPEN and new[key].since is None}
    over = {key for key in then.keys() - there if key in new and new[key].status == "ended" and new[key].until is None}
    return (there - begun) | over


_OPEN: Final = frozenset({"planned", "wished"})


# ----------------------------------------------------------------------------------------------------------- came and went


def _came_and_went(sides: _Sides) -> Iterator[RecordChange]:
    """Yield what was learnt of the first moment, and what happened after it; a record may have both."""
    for key in sides.known - sides.then.keys():
        yield _row(sides, key, "found", "start_unknown" if _record(sides, key).since is None else "earlier")
    for key in sides.then.keys() - sides.known:
        yield _row(sides, key, "withdrawn", _why_withdrawn(sides, key))
    for key in sides.now.keys() - sides.known:
        earlier = sides.first.known.cooperations.get(key)
        yield _row(sides, key, "new", "planned" if earlier is not None and earlier.status in _OPEN else "")
    for key in sides.known - sides.now.keys():
        yield _row(sides, key, "gone", "end_unknown" if _ended_some_day(_record(sides, key)) else "")


def _record(sides: _Sides, key: str) -> Record:
    """Return a record as it is known now, else as it was known then."""
    return sides.second.known.table(KINDS[sides.kind]).get(key) or sides.then[key]


def _ended_some_day(record: Record) -> bool:
    return isinstance(record, Cooperation) and record.status == "ended" and record.until is None


def _why_withdrawn(sides: _Sides, key: str) -> Reason:
    record = sides.second.known.table(KINDS[sides.kind]).get(key)
    if record is None:
        decided = sides.second.known.table(Decision).values()
        return "merged" if any(key in {one.first, one.second} and one.verdict == "same" for one in decided) else "deleted"
    if record.since is not None and first_day(record.since) > sides.first.day:
        return "later"
    return "end_unknown" if _ended_some_day(record) else "ended_before"


def _row(sides: _Sides, key: str, change: Became, reason: Reason = "", fields: tuple[str, ...] = ()) -> RecordChange:
    return RecordChange(sides.kind, change, key, title(_record(sides, key), sides.names), reason, fields)


# ------------------------------------------------------------------------------------------------------------ what stayed


def _kept(sides: _Sides) -> Iterator[RecordChange]:
    """Yield what is better known, said otherwise or grown old of the records that stand at both moments."""
    days = (sides.first.day, sides.second.day)
    months = [one.known.settings.thresholds.stale_after_months for one in (sides.first, sides.second)]
    for key in sides.then.keys() & sides.now.keys() & sides.known:
        old, new = sides.then[key], sides.now[key]
        if _first_seen_between(new, days):
            yield _row(sides, key, "first_seen")
        elif _seen_again(old, new, days):
            yield _row(sides, key, "reconfirmed")
        if old is not new and not old.same_content(new):
            yield from _retold(sides, key, old, new)
        if old.freshness(days[0], months[0]) == "fresh" != new.freshness(days[1], months[1]):
            yield _row(sides, key, "aged")


def _first_seen_between(record: Record, days: tuple[dt.date, dt.date]) -> bool:
    """Tell whether nothing says that a record was there on the first day, only that it was by the second."""
    if record.since is not None or record.last_seen(days[1]) is None:
        return False
    return all(one.seen is not None and first_day(one.seen) > days[0] for one in record.evidence)


def _seen_again(old: Record, new: Record, days: tuple[dt.date, dt.date]) -> bool:
    if newest_last(new.last_seen(days[1])) > newest_last(old.last_seen(days[0])):
        return True
    if not isinstance(old, Cooperation) or not isinstance(new, Cooperation):
        return False
    return len(new.reporters) > len(old.reporters)


def _retold(sides: _Sides, key: str, old: Record, new: Record) -> Iterator[RecordChange]:
    differing = [name for name in type(new).model_fields if name not in _NO_CONTENT]
    differing = [name for name in differing if getattr(old, name) != getattr(new, name)]
    filled = tuple(name for name in differing if _unsaid(name, getattr(old, name)))
    restated = tuple(name for name in differing if name not in filled)
    if filled:
        yield _row(sides, key, "filled", fields=filled)
    if restated:
        yield _row(sides, key, "restated", fields=restated)


def _unsaid(name: str, value: object) -> bool:
    """Tell whether a field was left open: without `citywide` nothing is said, all other yes and no are answers."""
    return value in _UNKNOWN or (name == "citywide" and value is False)


def _count(sides: _Sides, rows: list[RecordChange]) -> RecordCount:
    def told(change: Became) -> int:
        return sum(row.change == change for row in rows)

    return RecordCount(
        kind=sides.kind,
        then=len(sides.then),
        new=told("new"),
        gone=told("gone"),
        found=told("found"),
        withdrawn=told("withdrawn"),
        reconfirmed=told("reconfirmed"),
        now=len(sides.now),
    )
