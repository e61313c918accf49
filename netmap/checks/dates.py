"""Checks of dates: what contradicts itself in time, and what time has overtaken."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.checks.finding import Check, Context, Finding, dated
from netmap.landscape import Landscape
from netmap.locale import N_
from netmap.locale import date as shown
from netmap.model import Record
from netmap.values import first_day, last_day


def ends_before_start(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find records whose last day lies before their first."""
    for record in dated(landscape.records()):
        if record.since and record.until and last_day(record.until) < first_day(record.since):
            yield Finding(record, "until", _dates(record, context))


def _dates(record: Record, context: Context) -> dict[str, object]:
    lang = context.lang
    return {"since": shown(record.since or "…", lang), "until": shown(record.until or "…", lang)}


def _sticks_out(inner: Record, outer: Record) -> str:
    """Return the field by which a record certainly reaches beyond another's life; partial dates get the benefit."""
    if outer.since and inner.since and last_day(inner.since) < first_day(outer.since):
        return "since"
    if outer.until and inner.until and first_day(inner.until) > last_day(outer.until):
        return "until"
    if outer.until and inner.since and first_day(inner.since) > last_day(outer.until):
        return "since"
    if outer.since and inner.until and last_day(inner.until) < first_day(outer.since):
        return "until"
    return ""


def membership_outside_forum(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find memberships that begin before their forum or end after it."""
    for membership in dated(landscape.memberships.values()):
        forum = landscape.forums.get(getattr(membership, "forum", ""))
        field = _sticks_out(membership, forum) if forum else ""
        if forum and field:
            yield Finding(membership, field, {"name": forum.name, **_dates(forum, context)})


def outside_actor(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find cooperations and memberships that begin before one of their actors or end after it."""
    lived = {actor.id: actor for actor in dated(landscape.actors.values())}
    for tie in dated([*landscape.cooperations.values(), *landscape.memberships.values()] if lived else []):
        for end in ("source", "target", "actor"):
            actor = lived.get(getattr(tie, end, ""))
            field = _sticks_out(tie, actor) if actor else ""
            if actor and field:
                yield Finding(tie, field, {"given": actor.id, **_dates(actor, context)})


def ended_without_until(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find cooperations that ended on no known day: they count as ended at every date."""
    for tie in landscape.cooperations.values():
        if tie.status == "ended" and tie.until is None:
            yield Finding(tie, "status")


def planned_but_started(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find cooperations still called planned though their start has passed: they never become existing by themselves."""
    for tie in landscape.cooperations.values():
        if tie.status == "planned" and tie.since is not None and last_day(tie.since) < context.day:
            yield Finding(tie, "status", _dates(tie, context))


def existing_but_over(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find cooperations still called existing though their last day has passed."""
    for tie in landscape.cooperations.values():
        if tie.status == "existing" and tie.until is not None and last_day(tie.until) < context.day:
            yield Finding(tie, "status", _dates(tie, context))


def seen_in_future(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find evidence that was seen on a day that has not come yet."""
    for record in landscape.records():
        for one in record.evidence:
            if one.seen is not None and one.seen > context.today.isoformat() and first_day(one.seen) > context.today:
                yield Finding(record, "evidence", {"given": shown(one.seen, context.lang)})
                break


CHECKS = (
    Check(
        "until_before_since", "error", True, ends_before_start, N_("records that end before they begin"),
        N_("the last day ({until}) lies before the first ({since})"), N_("Mend “since” or “until”."),
    ),
    Check(
        "membership_outside_forum", "warning", True, membership_outside_forum,
        N_("memberships outside their forum's life"),
        N_("the membership reaches beyond the life of “{name}” ({since} to {until})"), N_("Mend one of the dates."),
    ),
    Check(
        "outside_actor", "warning", True, outside_actor, N_("ties outside their actor's life"),
        N_("the tie reaches beyond the life of “{given}” ({since} to {until})"), N_("Mend one of the dates."),
    ),
    Check(
        "ended_without_until", "warning", False, ended_without_until, N_("ended cooperations without a last day"),
        N_("the cooperation has ended, but its last day is not known: it counts as ended at every date"),
        N_("Add “until”; a year is enough."),
    ),
    Check(
        "planned_but_started", "warning", False, planned_but_started, N_("planned cooperations whose start has passed"),
        N_("the cooperation is planned, but was to begin on {since}"),
        N_("Ask whether it exists by now (existing), or from which other day on."),
    ),
    Check(
        "existing_but_over", "warning", False, existing_but_over, N_("existing cooperations whose last day has passed"),
        N_("the cooperation is called existing, but its last day was {until}"), N_("Ask, and write “ended” or another day."),
    ),
    Check(
        "seen_in_future", "warning", True, seen_in_future, N_("evidence from the future"),
        N_("the evidence was seen on {given}, a day that has not come yet"), N_("Mend “seen”."),
    ),
)  # fmt: skip
