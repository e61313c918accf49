"""The landscape as columns, as it stands on a day: what stores give fast, and what every network is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress, repeat
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Record, Survey
from netmap.network.day import FRESH, STALE, UNDATED, Bools, Day, Ints, bools, day_of, each, first, ints
from netmap.network.supply import OfferRow, Pairs, ReachRow, Supply, frame_of, offer_row, reach_row, supply
from netmap.reports import Heard, Report, confirmation, heard
from netmap.values import Confirmation
from netmap.vocabulary import Vocabulary, vocabulary

__all__ = [
    "CONFIRMATIONS", "CONFIRMED", "DOCUMENTED", "FRESH", "ONE_SIDED", "STALE", "STATUSES", "UNANSWERED", "UNDATED",
    "ActorRow", "Arrays", "Bools", "Floats", "ForumRow", "Ints", "MembershipRow", "OfferRow", "ReachRow", "TieRow",
    "arrays", "from_rows", "reporters_text",
]  # fmt: skip

Floats = NDArray[np.float64]

ABSENT: Final = ("planned", "ended", "later")
STATUSES: Final = ("existing", "planned", "wished", "ended")
EXISTING: Final = STATUSES.index("existing")
CONFIRMATIONS: Final[tuple[Confirmation, ...]] = ("documented", "one_sided", "confirmed", "unanswered")
DOCUMENTED, ONE_SIDED, CONFIRMED, UNANSWERED = range(len(CONFIRMATIONS))


@dataclass(frozen=True, eq=False)
class Absent:
    """Hold the cooperations that are recorded but do not exist on the day, in the order of their ids.

    `kind` is a position in ABSENT: planned or wished, ended, or beginning later (itself or one of its ends). `ends` pairs
    them with the actors that do exist, by position. Ties of an actor with itself and internal kinds are not in it.
    """

    ids: tuple[str, ...]
    kind: Ints
    ends: Pairs


@dataclass(frozen=True, eq=False)
class Arrays:
    """Hold actors, cooperations, forums and memberships as columns, in the order of their ids, as they stand on a day.

    Actors are referred to by position. `part_of` is -1 where there is none; `intensity` 0 where it is not known;
    `freshness` is UNDATED, STALE or FRESH; `confirmation` a position in CONFIRMATIONS, `status` one in
    STATUSES. Cooperations of internal kinds (conflict) are not in it. `supply` holds what is offered to whom and where,
    `absent` what does not exist on the day; both are None only where columns are made for a network alone.
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
    supply: Supply | None = None
    absent: Absent | None = None


ActorRow = tuple[str, str, str, str, str | None, bool | int, str | None, str | None]
TieRow = tuple[str, str, str, str, str, int | None, str | None, str | None, str | None, str | None]
ForumRow = tuple[str, str, str | None, str | None]
MembershipRow = tuple[str, str, str, str, str | None, str | None, str | None]


def arrays(
    landscape: Landscape, *, at: dt.date | None = None, offers: bool = True, ties: Literal["all", "bare", "none"] = "all"
) -> Arrays:
    """Return a landscape's columns as they stand on a day, the reference date by default.

    What is not asked about may be left out, since columns take their time: `offers` where it is about a network only; of
    the `ties`, that is cooperations, when they were seen and who reported them ("bare"), or all of them ("none").

    >>> from netmap.model import Actor, Settings
    >>> arrays(Landscape(Settings(id="c", name="C"), [Actor(id="b", name="B"), Actor(id="a", name="A")])).actor_ids
    ('a', 'b')
    """
    return from_rows(
        ((a.id, a.name, a.type, a.sector, a.part_of, a.one_person, a.since, a.until) for a in landscape.actors.values()),
        (
            (c.id, c.source, c.target, c.kind, c.status, c.intensity, seen, told, c.since, c.until)
            for c in (landscape.cooperations.values() if ties != "none" else ())
            for seen, told in (_told(c) if ties == "all" else ("", ""),)
        ),
        ((f.id, f.nature, f.since, f.until) for f in landscape.forums.values()),
        ((m.id, m.actor, m.forum, m.role, _seen(m), m.since, m.until) for m in landscape.memberships.values()),
        day=at or landscape.reference_date(),
        months=landscape.settings.thresholds.stale_after_months,
        terms=landscape.vocabulary,
        reach=(reach_row(vars(a), _seen(a)) for a in landscape.actors.values()) if offers else (),
        offers=(offer_row(vars(o), _seen(o)) for o in landscape.offers.values()) if offers else (),
        surveys=landscape.surveys.values(),
        frame=frame_of(landscape) if offers else None,
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
    reach: Iterable[ReachRow] = (),
    offers: Iterable[OfferRow] = (),
    surveys: Iterable[Survey] = (),
    frame: Landscape | None = None,
) -> Arrays:
    """Build the columns from rows as a store has them: dates as written, `day` picks what holds.

    Rows are (id, name, type, sector, part_of, one_person, since, until) for actors; (id, source, target, kind, status,
    intensity, seen, reporters, since, until) for cooperations; (id, nature, since, until) for forums; (id, actor, forum,
    role, seen, since, until) for memberships. `seen` are the dates of all pieces of evidence as one text joined by commas,
    in any order, `reporters` who reported them (see `reporters_text`); None or "" where there are none. What
    refers to an actor or forum that does not hold on the day is left out. `reach` and `offers` are rows of
    `netmap.network.supply`, which are taken where `frame` gives the records that they are measured by.
    """
    terms = terms or vocabulary()
    days = day_of(day, months)
    everyone, told, seats = list(actors), list(ties), list(memberships)
    held = sorted(row for row in everyone if days.holds(row[6], row[7]))
    ids, names, types, sectors, parents, one_person, _since, _until = zip(*held, strict=True) if held else repeat((), 8)
    where = {one: index for index, one in enumerate(ids)}
    meetings = sorted(row for row in forums if days.holds(row[2], row[3]))
    tied = _tie_columns(told, where, days, terms, _heard(surveys, seats, day))
    existing = frozenset(compress(tied["tie_ids"], tied["status"] == EXISTING))
    return Arrays(
        day=day,
        actor_ids=ids,
        names=names,
        types=types,
        sectors=sectors,
        part_of=ints(map(where.get, parents, repeat(-1))),
        one_person=bools(map(bool, one_person)),
        forum_ids=tuple(row[0] for row in meetings),
        natures=tuple(row[1] for row in meetings),
        **tied,
        **_member_columns(seats, where, {row[0]: index for index, row in enumerate(meetings)}, days, terms),
        supply=None if frame is None else supply(offers, reach, where, _with_office(frame, everyone), days),
        absent=None if frame is None else _absent(told, existing, where, {row[0]: row[6] for row in everyone}, days, terms),
    )


def _with_office(frame: Landscape, actors: Iterable[ActorRow]) -> Landscape:
    office = frame.settings.coordinating_office
    return frame.replace(Actor(id=row[0], name=row[1]) for row in actors if row[0] == office)


def _seen(record: Record) -> str:
    evidence = record.evidence
    if len(evidence) == 1:  # most have one: nothing to join
        return evidence[0].seen or ""
    return ",".join(one.seen for one in evidence if one.seen)


def _told(tie: Cooperation) -> tuple[str, str]:
    """Return when a tie was seen, and who reported it."""
    if len(tie.evidence) == 1 and not tie.evidence[0].reported_by:
        return tie.evidence[0].seen or "", ""
    reports = [(one.reported_by, one.survey, one.seen) for one in tie.evidence if one.reported_by]
    return _seen(tie), reporters_text(reports) if reports else ""


def reporters_text(reports: Iterable[Report]) -> str:
    """Return who reported a tie, in which survey and when, as one text.

    >>> reporters_text([("vhs", "wave-1", "2024-03"), ("amt", None, None)])
    'vhs@wave-1@2024-03,amt@@'
    """
    return ",".join(f"{who}@{survey or ''}@{seen or ''}" for who, survey, seen in reports)


def _heard(surveys: Iterable[Survey], memberships: Iterable[MembershipRow], day: dt.date) -> Heard:
    held = list(surveys)
    members: dict[str, set[str]] = {}
    days = day_of(day)
    for row in memberships if held else ():
        if days.holds(row[5], row[6]):
            members.setdefault(row[2], set()).add(row[1])
    return heard(held, members, day)


def _tie_columns(
    ties: Iterable[TieRow], where: dict[str, int], days: Day, terms: Vocabulary, known: Heard
) -> dict[str, Any]:
    words = terms["tie_kinds"]
    internal = {key for key, term in words.items() if term.get("internal", False)}
    directed = {key for key, term in words.items() if term.get("directed", False)}
    idle = {key for key, term in words.items() if not term.get("working", True)}
    holds = cache(days.holds)  # of the same few days, many times
    rows = sorted(
        row for row in ties if row[3] not in internal and row[1] in where and row[2] in where and holds(row[8], row[9])
    )
    ids, source, target, kinds, status, intensity, seen, _told, _since, until = (
        zip(*rows, strict=True) if rows else repeat((), 10)
    )
    codes = ints(each(STATUSES.index, status))
    codes[(codes == STATUSES.index("ended")) & bools(map(bool, until))] = EXISTING  # not yet ended on this day
    return {
        "tie_ids": ids,
        "kinds": kinds,
        "source": ints(map(where.__getitem__, source)),
        "target": ints(map(where.__getitem__, target)),
        "status": codes,
        "intensity": ints(one or 0 for one in intensity),
        "freshness": ints(each(days.freshness, seen)),
        "confirmation": ints(_confirmation(row, known) if row[7] else DOCUMENTED for row in rows),
        "directed": bools(each(directed.__contains__, kinds)),
        "working": bools(each(lambda kind: kind not in idle, kinds)),
    }


def _absent(
    ties: Iterable[TieRow],
    existing: Collection[str],
    where: dict[str, int],
    since: dict[str, str | None],
    days: Day,
    terms: Vocabulary,
) -> Absent:
    """Build the columns of the cooperations that do not exist; `existing` has the ids of those that do."""
    internal = {key for key, term in terms["tie_kinds"].items() if term.get("internal", False)}
    found: list[tuple[str, int, str, str]] = []
    for row in ties:
        if row[0] in existing or row[3] in internal or row[1] == row[2]:
            continue
        starts = [one for one in (row[8], since.get(row[1]), since.get(row[2])) if one]
        later = any(first(one) > days.today for one in starts)
        kind = "later" if later else "planned" if row[4] in {"planned", "wished"} else "ended"
        found.append((row[0], ABSENT.index(kind), row[1], row[2]))
    found.sort()
    ends = [(place, where[end]) for place, row in enumerate(found) for end in row[2:] if end in where]
    return Absent(
        ids=tuple(row[0] for row in found),
        kind=ints(row[1] for row in found),
        ends=Pairs(ints(place for place, _end in ends), ints(end for _place, end in ends)),
    )


def _confirmation(row: TieRow, known: Heard) -> int:
    """Return what is known of a tie that somebody reported."""
    pieces = (one.split("@") for one in (row[7] or "").split(","))
    reports = ((who, survey or None, seen or None) for who, survey, seen in pieces)
    return CONFIRMATIONS.index(confirmation(row[1], row[2], reports, known, kind=row[3]))


def _member_columns(
    memberships: Iterable[MembershipRow], where: dict[str, int], forums: dict[str, int], days: Day, terms: Vocabulary
) -> dict[str, Any]:
    guests = {key for key, term in terms["roles"].items() if not term.get("counts", True)}
    rows = sorted(
        (row for row in memberships if row[1] in where and row[2] in forums and days.holds(row[5], row[6])),
        key=lambda row: row[0],
    )
    return {
        "member_actor": ints(where[row[1]] for row in rows),
        "member_forum": ints(forums[row[2]] for row in rows),
        "member_counts": bools(row[3] not in guests for row in rows),
        "member_freshness": ints(each(days.freshness, [row[4] for row in rows])),
    }
