"""The landscape as columns, as it stands on a day: what stores give fast, and what every network is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from netmap.landscape import Landscape
from netmap.model import Record
from netmap.values import first_day, last_day, months_before
from netmap.vocabulary import Vocabulary, vocabulary

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

STATUSES: Final = ("existing", "planned", "wished", "ended")
UNDATED, STALE, FRESH = 0, 1, 2
DOCUMENTED, ONE_SIDED, CONFIRMED = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Arrays:
    """Hold actors, cooperations, forums and memberships as columns, in the order of their ids, as they stand on a day.

    Actors are referred to by position. `part_of` is -1 where there is none; `intensity` 0 where it is not known;
    `freshness` is UNDATED, STALE or FRESH; `confirmation` DOCUMENTED, ONE_SIDED or CONFIRMED; `status` a position in
    STATUSES. Cooperations of internal kinds (conflict) are not in it.
    """

    day: dt.date
    actor_ids: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    sectors: tuple[str, ...]
    part_of: Ints
    one_person: Bools
    tie_ids: tuple[str, ...]
    kinds: tuple[str, ...]
    source: Ints
    target: Ints
    status: Ints
    intensity: Ints
    freshness: Ints
    confirmation: Ints
    directed: Bools
    working: Bools
    forum_ids: tuple[str, ...]
    natures: tuple[str, ...]
    member_actor: Ints
    member_forum: Ints
    member_counts: Bools
    member_freshness: Ints


ActorRow = tuple[str, str, str, str, str | None, bool | int, str | None, str | None]
TieRow = tuple[str, str, str, str, str, int | None, str | None, str | None, str | None, str | None]
ForumRow = tuple[str, str, str | None, str | None]
MembershipRow = tuple[str, str, str, str, str | None, str | None, str | None]


def arrays(landscape: Landscape, *, at: dt.date | None = None) -> Arrays:
    """Return a landscape's columns as they stand on a day, the reference date by default.

    >>> from netmap.model import Actor, Settings
    >>> arrays(Landscape(Settings(id="c", name="C"), [Actor(id="b", name="B"), Actor(id="a", name="A")])).actor_ids
    ('a', 'b')
    """
    return from_rows(
        ((a.id, a.name, a.type, a.sector, a.part_of, a.one_person, a.since, a.until) for a in landscape.actors.values()),
        (
            (c.id, c.source, c.target, c.kind, c.status, c.intensity, _seen(c), _reporters(c), c.since, c.until)
            for c in landscape.cooperations.values()
        ),
        ((f.id, f.nature, f.since, f.until) for f in landscape.forums.values()),
        ((m.id, m.actor, m.forum, m.role, _seen(m), m.since, m.until) for m in landscape.memberships.values()),
        day=at or landscape.reference_date(),
        months=landscape.settings.thresholds.stale_after_months,
        terms=landscape.vocabulary,
    )


def from_rows(
    actors: Iterable[ActorRow],
    ties: Iterable[TieRow],
    forums: Iterable[ForumRow],
    memberships: Iterable[MembershipRow],
    *,
    day: dt.date,
    months: int = 36,
    terms: Vocabulary | None = None,
) -> Arrays:
    """Build the columns from rows as a store has them: dates as written, `day` picks what holds.

    Rows are (id, name, type, sector, part_of, one_person, since, until) for actors; (id, source, target, kind, status,
    intensity, seen, reporters, since, until) for cooperations; (id, nature, since, until) for forums; (id, actor, forum,
    role, seen, since, until) for memberships. `seen` and `reporters` are the dates and reporting actors of all pieces of
    evidence, each as one text joined by commas, in any order; None or "" where there are none. What refers to an actor or
    forum that does not hold on the day is left out.
    """
    terms = terms or vocabulary()
    days = _Day(day.toordinal(), months_before(day, months).toordinal())
    held = sorted(row for row in actors if days.holds(row[6], row[7]))
    where = {row[0]: index for index, row in enumerate(held)}
    meetings = sorted(row for row in forums if days.holds(row[2], row[3]))
    return Arrays(
        day=day,
        actor_ids=tuple(row[0] for row in held),
        names=tuple(row[1] for row in held),
        types=tuple(row[2] for row in held),
        sectors=tuple(row[3] for row in held),
        part_of=_ints(where.get(row[4] or "", -1) for row in held),
        one_person=_bools(bool(row[5]) for row in held),
        forum_ids=tuple(row[0] for row in meetings),
        natures=tuple(row[1] for row in meetings),
        **_tie_columns(ties, where, days, terms),
        **_member_columns(memberships, where, {row[0]: index for index, row in enumerate(meetings)}, days, terms),
    )


@dataclass(frozen=True)
class _Day:
    today: int
    fresh_from: int

    def holds(self, since: str | None, until: str | None) -> bool:
        return (not since or _first(since) <= self.today) and (not until or self.today <= _last(until))

    def freshness(self, seen: str | None) -> int:
        if not seen:
            return UNDATED
        newest = max((_last(one) for one in seen.split(",") if _first(one) <= self.today), default=0)
        return UNDATED if newest == 0 else (FRESH if newest >= self.fresh_from else STALE)


@lru_cache(maxsize=65536)
def _first(text: str) -> int:
    return first_day(text).toordinal()


@lru_cache(maxsize=65536)
def _last(text: str) -> int:
    return last_day(text).toordinal()


def _seen(record: Record) -> str:
    return ",".join(one.seen for one in record.evidence if one.seen)


def _reporters(record: Record) -> str:
    return ",".join(one.reported_by for one in record.evidence if one.reported_by)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)


def _tie_columns(ties: Iterable[TieRow], where: dict[str, int], days: _Day, terms: Vocabulary) -> dict[str, Any]:
    kinds = terms["tie_kinds"]
    internal = {key for key, term in kinds.items() if term.get("internal", False)}
    directed = {key for key, term in kinds.items() if term.get("directed", False)}
    idle = {key for key, term in kinds.items() if not term.get("working", True)}
    rows = sorted(
        (
            row
            for row in ties
            if row[3] not in internal and row[1] in where and row[2] in where and days.holds(row[8], row[9])
        ),
        key=lambda row: row[0],
    )
    return {
        "tie_ids": tuple(row[0] for row in rows),
        "kinds": tuple(row[3] for row in rows),
        "source": _ints(where[row[1]] for row in rows),
        "target": _ints(where[row[2]] for row in rows),
        # ended, but not yet on this day: it still existed
        "status": _ints(STATUSES.index("existing" if row[4] == "ended" and row[9] else row[4]) for row in rows),
        "intensity": _ints(row[5] or 0 for row in rows),
        "freshness": _ints(days.freshness(row[6]) for row in rows),
        "confirmation": _ints(_confirmation(row) for row in rows),
        "directed": _bools(row[3] in directed for row in rows),
        "working": _bools(row[3] not in idle for row in rows),
    }


def _confirmation(row: TieRow) -> int:
    return len({row[1], row[2]} & set(row[7].split(","))) if row[7] else DOCUMENTED


def _member_columns(
    memberships: Iterable[MembershipRow], where: dict[str, int], forums: dict[str, int], days: _Day, terms: Vocabulary
) -> dict[str, Any]:
    guests = {key for key, term in terms["roles"].items() if not term.get("counts", True)}
    rows = sorted(
        (row for row in memberships if row[1] in where and row[2] in forums and days.holds(row[5], row[6])),
        key=lambda row: row[0],
    )
    return {
        "member_actor": _ints(where[row[1]] for row in rows),
        "member_forum": _ints(forums[row[2]] for row in rows),
        "member_counts": _bools(row[3] not in guests for row in rows),
        "member_freshness": _ints(days.freshness(row[4]) for row in rows),
    }
