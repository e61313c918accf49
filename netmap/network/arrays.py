"""The landscape as columns, as it stands on a day: what stores give fast, and what every network is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

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


def arrays(landscape: Landscape, *, at: dt.date | None = None, offers: bool = True) -> Arrays:
    """Return a landscape's columns as they stand on a day, the reference date by default; `offers` False: for networks.

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
    where = {row[0]: index for index, row in enumerate(held)}
    meetings = sorted(row for row in forums if days.holds(row[2], row[3]))
    return Arrays(
        day=day,
        actor_ids=tuple(row[0] for row in held),
        names=tuple(row[1] for row in held),
        types=tuple(row[2] for row in held),
        sectors=tuple(row[3] for row in held),
        part_of=ints(where.get(row[4] or "", -1) for row in held),
        one_person=bools(bool(row[5]) for row in held),
        forum_ids=tuple(row[0] for row in meetings),
        natures=tuple(row[1] for row in meetings),
        **_tie_columns(told, where, days, terms, _heard(surveys, seats, day)),
        **_member_columns(seats, where, {row[0]: index for index, row in enumerate(meetings)}, days, terms),
        supply=None if frame is None else supply(offers, reach, where, _with_office(frame, everyone), days),
        absent=None if frame is None else _absent(told, where, {row[0]: row[6] for row in everyone}, days, terms),
    )


def _with_office(frame: Landscape, actors: Iterable[ActorRow]) -> Landscape:
    office = frame.settings.coordinating_office
    return frame.replace(Actor(id=row[0], name=row[1]) for row in actors if row[0] == office)


def _seen(record: Record) -> str:
    if len(record.evidence) == 1:  # most have one: nothing to join
        return record.evidence[0].seen or ""
    return ",".join(one.seen for one in record.evidence if one.seen)


def _reporters(tie: Cooperation) -> str:
    reports = [(one.reported_by, one.survey, one.seen) for one in tie.evidence if one.reported_by]
    return reporters_text(reports) if reports else ""


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
        "source": ints(where[row[1]] for row in rows),
        "target": ints(where[row[2]] for row in rows),
        # ended, but not yet on this day: it still existed
        "status": ints(STATUSES.index("existing" if row[4] == "ended" and row[9] else row[4]) for row in rows),
        "intensity": ints(row[5] or 0 for row in rows),
        "freshness": ints(each(days.freshness, [row[6] for row in rows])),
        "confirmation": ints(_confirmation(row, known) for row in rows),
        "directed": bools(row[3] in directed for row in rows),
        "working": bools(row[3] not in idle for row in rows),
    }


def _absent(
    ties: Iterable[TieRow], where: dict[str, int], since: dict[str, str | None], days: Day, terms: Vocabulary
) -> Absent:
    internal = {key for key, term in terms["tie_kinds"].items() if term.get("internal", False)}
    found: list[tuple[str, int, str, str]] = []
    for row in ties:
        if row[3] in internal or row[1] == row[2]:
            continue
        held = row[1] in where and row[2] in where and days.holds(row[8], row[9])
        if held and (row[4] == "existing" or (row[4] == "ended" and row[9])):
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
    if not row[7]:
        return DOCUMENTED
    pieces = (one.split("@") for one in row[7].split(","))
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
