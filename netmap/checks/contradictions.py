"""Checks of what contradicts itself, or cannot be meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from math import cos, hypot, radians
from statistics import median
from typing import Any

from netmap.checks.finding import Check, Context, Finding
from netmap.landscape import Landscape
from netmap.locale import N_, number
from netmap.model import Actor, Cooperation, Offer, Record
from netmap.reports import actors_of
from netmap.values import first_day, last_day

_KM_PER_DEGREE = 111.2
_FAR_KM = 100


def citywide_and_districts(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find actors and offers that are citywide and in single districts at once."""
    candidates: list[Actor | Offer] = [*landscape.actors.values(), *landscape.offers.values()]
    return (Finding(record, "districts") for record in candidates if record.citywide and record.districts)


def level_order(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find offers whose lowest language level lies above their highest."""
    for offer in landscape.offers.values():
        if offer.cefr_to and offer.cefr_from > offer.cefr_to:
            yield Finding(offer, "cefr_from", {"low": offer.cefr_from, "high": offer.cefr_to})


def answered_unasked(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find surveys that were answered by actors who were not asked."""
    members: dict[str, set[str]] = {}
    for one in landscape.memberships.values():  # of any day: who was a member then may be none today
        members.setdefault(one.forum, set()).add(one.actor)
    for survey in landscape.surveys.values():
        asked = {*survey.asked, *actors_of(survey.asked, members)}
        for actor in survey.answered:
            if actor not in asked:
                yield Finding(survey, "answered", {"given": actor})


def alike(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find cooperations of the same two actors, of the same kind and status, at the same time."""
    directed = {key for key, term in context.vocabulary["tie_kinds"].items() if term.get("directed")}
    groups: dict[tuple[Any, ...], list[Cooperation]] = {}
    for tie in landscape.cooperations.values():
        turn = tie.source > tie.target and tie.kind not in directed
        ends = (tie.target, tie.source) if turn else (tie.source, tie.target)
        groups.setdefault((*ends, tie.kind, tie.status), []).append(tie)
    for group in groups.values():
        yield from _overlapping(group) if len(group) > 1 else ()


def _overlapping(group: Sequence[Cooperation]) -> Iterator[Finding]:
    """Find, by start, the ties that begin before all earlier ones have ended, each once."""
    turn = sorted(range(len(group)), key=lambda one: _first(group[one]))
    longest = turn[0]
    for one in turn[1:]:
        if _first(group[one]) <= _last(group[longest]):
            yield Finding(group[max(one, longest)], "", {"given": group[min(one, longest)].id})
        longest = max(longest, one, key=lambda place: _last(group[place]))


def _first(record: Record) -> dt.date:
    return first_day(record.since) if record.since else dt.date.min


def _last(record: Record) -> dt.date:
    return last_day(record.until) if record.until else dt.date.max


def members_twice(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find memberships of the same actor in the same forum and role at the same time."""
    first: dict[tuple[str, str, str], Record] = {}
    for one in landscape.memberships.values():
        before = first.setdefault((one.actor, one.forum, one.role), one)
        if before is not one and _overlap(before, one):
            yield Finding(one, "", {"given": before.id})


def _overlap(one: Record, other: Record) -> bool:
    """Tell whether two records may hold on the same day; unknown ends may."""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def event_with_meetings(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find events that are said to meet several times a year."""
    for forum in landscape.forums.values():
        if forum.nature == "event" and (forum.meetings_per_year or 0) > 1:
            yield Finding(forum, "meetings_per_year", {"n": f"{forum.meetings_per_year:g}"})


def far_away(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find actors more than 100 km from the middle (the median) of all; at least three have to have coordinates."""
    located = [(actor, actor.coordinates) for actor in landscape.actors.values() if actor.coordinates]
    if len(located) < len(("one", "two", "three")):
        return
    north = median(place[0] for _actor, place in located)
    east = median(place[1] for _actor, place in located)
    for actor, place in located:
        away = _KM_PER_DEGREE * hypot(place[0] - north, (place[1] - east) * cos(radians(north)))
        if away > _FAR_KM:
            yield Finding(actor, "coordinates", {"km": number(away, context.lang)})


def alone(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find offices of one person that belong to nothing: their ties have nowhere to roll up to."""
    for actor in landscape.actors.values():
        if actor.one_person and actor.part_of is None:
            yield Finding(actor, "one_person")


CHECKS = (
    Check(
        "citywide_and_districts", "warning", True, citywide_and_districts, N_("citywide and in single districts at once"),
        N_("the record is citywide and names single districts"), N_("Keep one of the two."),
    ),
    Check(
        "level_order", "error", True, level_order, N_("language levels in the wrong order"),
        N_("the lowest language level ({low}) lies above the highest ({high})"), N_("Swap the two."),
    ),
    Check(
        "answered_unasked", "warning", True, answered_unasked, N_("answers of actors who were not asked"),
        N_("“{given}” has answered without being asked"), N_("Add it to “asked”."),
    ),
    Check(
        "same_cooperation", "warning", True, alike, N_("cooperations recorded twice"),
        N_("the cooperation “{given}” says the same: the same two, kind and status at the same time"),
        N_("Keep one, with the evidence of both, or tell them apart by their dates."),
    ),
    Check(
        "same_membership", "warning", True, members_twice, N_("memberships recorded twice"),
        N_("the membership “{given}” says the same: actor, forum and role at the same time"),
        N_("Keep one, with the evidence of both, or tell them apart by their dates."),
    ),
    Check(
        "event_with_meetings", "warning", True, event_with_meetings, N_("events with several meetings a year"),
        N_("an event takes place once, {n} meetings a year are given"),
        N_("Write “standing”, or one record for each event."),
    ),
    Check(
        "far_away", "warning", True, far_away, N_("coordinates far away"),
        N_("the place lies {km} km from the middle of the landscape"), N_("Latitude comes first, then longitude."),
    ),
    Check(
        "one_person_alone", "warning", False, alone, N_("offices of one person that belong to nothing"),
        N_("the office of one person belongs to no actor into which its ties could be counted"), N_("Add “part_of”."),
    ),
)  # fmt: skip
