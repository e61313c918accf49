"""The forums (Gremien): who sits in them, who reports to whom, what none of them deals with, what they cost in hours."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from netmap.analysis.expected_rows import ExpectedRow
from netmap.analysis.forum_overlap import overlap, seat_of
from netmap.analysis.forum_rows import Complete, ForumRow, Forums, LoadRow, Presence, TurnoverRow, WithoutForum
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import Actor, Forum
from netmap.network.comembership import COUNTING_NATURES
from netmap.values import first_day, last_day, months_before

MIGRANTS: Final = "migrant_org"
"""The type of the organisations of migrants; types of which it is the parent are such, too."""
SELF_ORGANISED: Final = "migrant_self_organisation"
"""The area of whoever else speaks for migrants, such as an elected council."""
_NATURES: Final = ("standing", "agreement", "unknown", "event")


def forums(landscape: Landscape, *, expected: Sequence[ExpectedRow] = (), at: dt.date | None = None) -> Forums:
    """Return the forums of a day (the reference date by default), and what is said of all of them together.

    `expected` are the rows of the expected actors: which of them are recorded, but sit in no forum. Nothing is said to be
    without a member, or without a forum, but only that none is recorded, unless the list of members is complete. Pass the
    whole landscape, not one already cut to a day. An empty landscape gives no forums, and all areas and groups without.

    >>> from netmap.model import Settings
    >>> found = forums(Landscape(Settings(id="c", name="C"), [Forum(id="f", name="F")]))
    >>> found.rows[0].complete, found.rows[0].administration, found.load
    ('unknown', 'none_recorded', ())
    """
    day = at or landscape.reference_date()
    today = landscape.at(day)
    seats = members_of(today)
    seen = _last_seen(today, day)
    rows = [_row(today, one, seats[one.id], seen.get(one.id), day) for one in today.forums.values()]
    rows.sort(key=lambda row: (_NATURES.index(row.nature), alphabetical(row.name), row.id))
    lasting = [row for row in rows if row.nature in COUNTING_NATURES]
    return Forums(
        rows=tuple(rows),
        without=tuple(_without(today, lasting, expected)),
        load=tuple(_load(today, lasting)),
        overlap=tuple(overlap(today, [row for row in rows if row.nature == "standing"])),
        day=day.isoformat(),
    )


def members_of(today: Landscape) -> dict[str, dict[str, bool]]:
    """Return for each forum all that are in it, by id, and whether they count as members."""
    roles = today.vocabulary["roles"]
    found: dict[str, dict[str, bool]] = {one: {} for one in today.forums}
    for one in sorted(today.memberships.values(), key=lambda one: one.actor):
        counts = bool(roles[one.role].get("counts", True)) if one.role in roles else True
        found[one.forum][one.actor] = found[one.forum].get(one.actor, False) or counts
    return found


def completeness(forum: Forum, day: dt.date, months: int) -> Complete:
    """Tell whether a forum's list of members is complete on a day: confirmed by then, and not longer ago than `months`.

    >>> one = Forum(id="f", name="F", members_complete="2018")
    >>> [completeness(one, dt.date(year, 12, 31), 36) for year in (2017, 2018, 2022)]
    ['unknown', 'complete', 'old']
    """
    if forum.members_complete is None or first_day(forum.members_complete) > day:
        return "unknown"
    return "complete" if last_day(forum.members_complete) >= months_before(day, months) else "old"


def _row(today: Landscape, forum: Forum, seats: Mapping[str, bool], seen: str | None, day: dt.date) -> ForumRow:
    members = tuple(one for one, counts in seats.items() if counts)
    actors = [today.actors[one] for one in members]
    sectors = Counter(one.sector for one in actors)
    areas = Counter(area for one in actors for area in one.areas)
    complete = completeness(forum, day, today.settings.thresholds.stale_after_months)
    lead = [today.actors[forum.lead]] if forum.lead is not None and forum.lead in today.actors else []
    return ForumRow(
        id=forum.id,
        name=forum.name,
        kind=forum.kind,
        nature=forum.nature,
        level=forum.level,
        mandate=forum.mandate,
        topics=forum.topics,
        areas=forum.areas,
        target_groups=forum.target_groups,
        lead=forum.lead,
        reports_to=forum.reports_to,
        reported_by=tuple(sorted(one.id for one in today.forums.values() if one.reports_to == forum.id)),
        members=members,
        guests=tuple(one for one, counts in seats.items() if not counts),
        inside=sectors["inside"],
        outside=sectors["outside"],
        unsettled=sectors["unknown"],
        member_areas=tuple(sorted(areas.items(), key=lambda pair: (-pair[1], pair[0]))),
        complete=complete,
        complete_on=forum.members_complete,
        administration=_presence(
            complete,
            any(one.sector == "inside" for one in [*actors, *lead]),
            unsettled=any(one.sector == "unknown" for one in actors),
        ),
        migrants=_presence(complete, any(of_migrants(one, today) for one in [*actors, *lead])),
        last_seen=seen,
    )


def _last_seen(today: Landscape, day: dt.date) -> dict[str, str]:
    """Return the newest evidence of each forum by a day: where somebody was seen in it, it was seen, too."""
    found: dict[str, str] = {}
    witnesses = [(one.id, one) for one in today.forums.values()]
    for forum, one in (*witnesses, *((seat.forum, seat) for seat in today.memberships.values())):
        if seen := one.last_seen(day):
            found[forum] = max(seen, found.get(forum, ""))
    return found


def _presence(complete: Complete, there: bool, *, unsettled: bool = False) -> Presence:
    if there:
        return "present"
    return "none" if complete == "complete" and not unsettled else "none_recorded"


def of_migrants(actor: Actor, landscape: Landscape) -> bool:
    """Tell whether an actor is an organisation of migrants, or speaks for them: by its type, a type below, or its area."""
    types, kind, passed = landscape.vocabulary["actor_types"], actor.type, set()
    while kind in types and kind not in passed and kind != MIGRANTS:
        passed.add(kind)
        kind = str(types[kind].get("parent", ""))
    return kind == MIGRANTS or SELF_ORGANISED in actor.areas


# ------------------------------------------------------------------------------------------------------- what has no forum


def _without(today: Landscape, rows: Sequence[ForumRow], expected: Sequence[ExpectedRow]) -> Iterator[WithoutForum]:
    words = today.vocabulary
    areas = {key: term for key, term in words["areas"].items() if not term.get("cross_cutting")}
    groups = {key: term for key, term in words["target_groups"].items() if term.get("dimension") != "general"}
    covered = {area for row in rows for area in row.areas}
    nameless = sum(not row.areas for row in rows)
    for key, term in areas.items():
        if key not in covered:
            through = _through(rows, {one.id for one in today.actors.values() if key in one.areas})
            yield WithoutForum("area", key, term.label_de, term.label_en, through, nameless, len(rows), ())
    covered = {group for row in rows for group in row.target_groups}
    nameless = sum(not row.target_groups for row in rows)
    for key, term in groups.items():
        if not covered & {key, "all"}:
            through = _through(rows, {one.id for one in today.actors.values() if key in one.target_groups})
            yield WithoutForum("group", key, term.label_de, term.label_en, through, nameless, len(rows), ())
    seated = {one for row in rows for one in (*row.members, *row.guests, *([row.lead] if row.lead else []))}
    for one in expected:
        matches = {match.subject: match.kind for match in one.matches}
        # where a forum itself fills the entry, nobody need sit in one
        if one.district is None and set(matches.values()) == {"actor"} and seated.isdisjoint(matches):
            yield WithoutForum("expected", one.key, one.label_de, one.label_en, (), 0, len(rows), tuple(sorted(matches)))


def _through(rows: Iterable[ForumRow], actors: set[str]) -> tuple[str, ...]:
    return tuple(row.id for row in rows if not actors.isdisjoint(row.members))


# ------------------------------------------------------------------------------------------------------------------ load


def _load(today: Landscape, rows: Iterable[ForumRow]) -> list[LoadRow]:
    seats: dict[str, set[str]] = {}
    for row in rows:
        for one in row.members:
            seats.setdefault(seat_of(one, today), set()).add(row.id)
    found = [_loaded(today, today.actors[actor], sorted(sits)) for actor, sits in seats.items()]
    kept = (row for row in found if not today.actors[row.actor].one_person)
    return sorted(kept, key=lambda row: (-(row.hours or 0), -len(row.forums), alphabetical(row.name), row.actor))


def _loaded(today: Landscape, actor: Actor, sits: Sequence[str]) -> LoadRow:
    hours = {one: hours_of(today.forums[one]) for one in sits}
    timed = tuple(one for one in sits if hours[one] is not None)
    return LoadRow(
        actor=actor.id,
        name=actor.name,
        sector=actor.sector,
        forums=tuple(sits),
        timed=timed,
        hours=sum(hours[one] or 0 for one in timed) if timed else None,
    )


def hours_of(forum: Forum) -> float | None:
    """Return how many hours a year a forum meets; None where meetings or hours are not recorded."""
    if forum.meetings_per_year is None or forum.hours_per_meeting is None:
        return None
    return forum.meetings_per_year * forum.hours_per_meeting


# -------------------------------------------------------------------------------------------------------------- turnover


def turnover(old: Landscape, new: Landscape, *, then: dt.date, now: dt.date) -> list[TurnoverRow]:
    """Return who joined and left each lasting forum between two days: of `old` on `then`, of `new` on `now`.

    Both may be the same landscape. Only where the list of members was complete on both days is anything said; who joined at
    an unknown date counts as in it on both. Forums of one day only, and events, are left out.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Forum(id="f", name="F", nature="standing")])
    >>> [(row.complete_then, row.joined) for row in turnover(city, city, then=dt.date(2018, 1, 1), now=dt.date(2019, 1, 1))]
    [('unknown', ())]
    """
    before, after = old.at(then), new.at(now)
    lists = [_members(before), _members(after)]
    found = []
    for forum in after.forums.values():
        if forum.nature not in COUNTING_NATURES or forum.id not in before.forums:
            continue
        was = completeness(before.forums[forum.id], then, old.settings.thresholds.stale_after_months)
        is_now = completeness(forum, now, new.settings.thresholds.stale_after_months)
        first, second = (one[forum.id] if was == is_now == "complete" else set() for one in lists)
        found.append(
            TurnoverRow(
                id=forum.id,
                name=forum.name,
                joined=tuple(sorted(second - first)),
                left=tuple(sorted(first - second)),
                stayed=tuple(sorted(first & second)),
                complete_then=was,
                complete_now=is_now,
                then=then.isoformat(),
                now=now.isoformat(),
            )
        )
    return sorted(found, key=lambda row: (alphabetical(row.name), row.id))


def _members(today: Landscape) -> dict[str, set[str]]:
    return {key: {one for one, counts in seats.items() if counts} for key, seats in members_of(today).items()}
