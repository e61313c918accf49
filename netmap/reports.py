"""Who reported a tie, and what that makes of it: confirmed, one-sided, not answered yet, or known from others only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from netmap.landscape import Landscape
from netmap.model import Cooperation, Survey
from netmap.values import Confirmation, known_by, newest_last

Report = tuple[str, str | None, str | None]
"""Who reported a tie, in which survey, and when that was seen; the last two may be unknown."""


@dataclass(frozen=True)
class Heard:
    """Hold who had answered which surveys by a day: what a tie that was not named can be measured by.

    `dates` are those of the surveys held by then, the earliest day where one has none; `answered` gives of each actor the
    surveys it has answered, `kinds` of each survey the kinds of cooperation that it asked for, none: any.
    """

    day: dt.date
    dates: Mapping[str, dt.date]
    answered: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def since(self, actor: str, report: Report, kind: str = "") -> bool:
        """Tell whether an actor answered the survey of a report, or one no older, and was asked for a kind there."""
        _who, survey, seen = report
        surveys = {one for one in self.answered.get(actor, ()) if not kind or kind in self.kinds.get(one, {kind})}
        if not surveys or survey in surveys:
            return bool(surveys)
        when = self.dates.get(survey or "", newest_last(seen))
        return any(self.dates[one] >= when for one in surveys)


def heard(surveys: Iterable[Survey], members: Mapping[str, Iterable[str]], day: dt.date) -> Heard:
    """Return who had answered which surveys by a day; `members` are those of the forums on that day, who answer for them."""
    held = [one for one in surveys if known_by(one.date, day)]
    answered: dict[str, set[str]] = {}
    for survey in held:
        for actor in actors_of(survey.answered, members):
            answered.setdefault(actor, set()).add(survey.id)
    dates = {one.id: newest_last(one.date) for one in held}
    kinds = {one.id: frozenset(one.kinds) for one in held if one.kinds}
    return Heard(day, dates, {actor: frozenset(ids) for actor, ids in answered.items()}, kinds)


def heard_in(landscape: Landscape, *, at: dt.date | None = None) -> Heard:
    """Return who had answered which surveys of a landscape by a day, the reference date by default."""
    day = at or landscape.reference_date()
    return heard(landscape.surveys.values(), members_of(landscape, day), day)


def members_of(landscape: Landscape, day: dt.date) -> dict[str, set[str]]:
    """Return the members of each forum on a day."""
    found: dict[str, set[str]] = {one: set() for one in landscape.forums}
    for one in landscape.memberships.values():
        if one.holds_at(day):
            found.setdefault(one.forum, set()).add(one.actor)
    return found


def actors_of(ids: Iterable[str], members: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the actors among ids of actors and forums, the members standing for their forum."""
    found: set[str] = set()
    for one in ids:
        found.update(members.get(one, (one,)))
    return found


def confirmation(source: str, target: str, reports: Iterable[Report], known: Heard, *, kind: str = "") -> Confirmation:
    """Tell what the reports make of a tie of a kind between two actors.

    Confirmed: both ends reported it. One-sided: one end did, and the other, asked no earlier and for this kind as well,
    answered without naming it. Unanswered: one end did, and of the other there is no such answer, so that its silence says
    nothing. Documented: nobody but others or papers told of it. A report counts from its day on.

    >>> nobody = Heard(dt.date(2024, 1, 1), {}, {})
    >>> confirmation("a", "b", [("a", None, None)], nobody), confirmation("a", "b", [("c", None, None)], nobody)
    ('unanswered', 'documented')
    """
    told: dict[str, list[Report]] = {}
    for one in reports:
        if one[0] in {source, target} and known_by(one[2], known.day):
            told.setdefault(one[0], []).append(one)
    if len(told) != 1:
        return "confirmed" if told else "documented"
    who, said = next(iter(told.items()))
    other = target if who == source else source
    return "one_sided" if any(known.since(other, one, kind) for one in said) else "unanswered"


def confirmation_of(tie: Cooperation, known: Heard) -> Confirmation:
    """Tell what its evidence makes of a recorded tie (see `confirmation`)."""
    return confirmation(tie.source, tie.target, reports_of(tie), known, kind=tie.kind)


def reports_of(tie: Cooperation) -> list[Report]:
    """Return who reported a tie, piece by piece."""
    return [(one.reported_by, one.survey, one.seen) for one in tie.evidence if one.reported_by]
