"""Transitions between stages of life: who should connect them, and what is recorded among these.

Single contacts are no procedure; that one is agreed, or that nothing is regulated, somebody has to say (an Answer).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from netmap.analysis.expected_matches import Found, Matched, matched
from netmap.analysis.expected_ties import offices
from netmap.analysis.transition_rows import Connection, TransitionRow, TransitionState
from netmap.analysis.transition_words import next_step, sentence
from netmap.landscape import Landscape
from netmap.locale import alphabetical, at_once
from netmap.model import Answer
from netmap.network.arrays import STALE, STATUSES, Arrays, Bools, Ints
from netmap.values import known_by, newest_last
from netmap.vocabulary import Term


def transitions(
    landscape: Landscape, *, at: dt.date | None = None, worded: bool = True, looked_at: Matched | None = None
) -> tuple[TransitionRow, ...]:
    """Return what is recorded of each transition on a day, in the order of the vocabulary.

    "agreed" needs an Answer that it is present, with its source; "unregulated" one that it is missing. Otherwise contacts
    among the connecting actors are "single_contacts", and none of them "nothing_recorded". Who connects goes by type, name
    and offers, as with the expected actors; hints count for nothing. Without `worded` the sentences stay empty.
    `looked_at` saves to look again for what `netmap.analysis.expected_matches.matched` found. Pass the whole landscape,
    not one cut to a day.

    >>> from netmap.model import Settings
    >>> found = transitions(Landscape(Settings(id="c", name="C")))
    >>> len(found), {row.state for row in found}
    (20, {'nothing_recorded'})
    """
    terms = landscape.vocabulary["transitions"]
    seen = looked_at or matched(landscape, at=at, withhold=True, only=connecting(landscape))
    columns, day = seen.place.columns, seen.place.day
    field = _Field(
        columns=columns,
        office=offices(columns),
        seats={one: seat for seat, one in enumerate(columns.actor_ids)},
        used=_used(columns),
        there=_there(seen.found, landscape, day),
        bodies=_bodies(seen.found),
        labels={entry.key: (entry.label_de, entry.label("en")) for entry in seen.place.entries},
        answers=_answers(landscape, day),
    )
    rows = (_row(landscape, field, term, day) for term in terms.values())
    return tuple(with_words(row, landscape) if worded else row for row in rows)


def connecting(landscape: Landscape) -> frozenset[str]:
    """Return the expected actors that are to connect the stages of any transition: no others are looked at.

    >>> from netmap.model import Settings
    >>> "jobcenter" in connecting(Landscape(Settings(id="c", name="C")))
    True
    """
    return frozenset(key for term in landscape.vocabulary["transitions"].values() for key in term["connecting"])


@dataclass(frozen=True, eq=False)
class _Field:
    """Hold what all transitions are looked up in."""

    columns: Arrays
    office: Ints
    seats: Mapping[str, int]
    used: Bools
    there: Mapping[str, Sequence[str]]
    bodies: Mapping[str, Sequence[str]]
    labels: Mapping[str, tuple[str, str]]
    answers: Mapping[str, Answer]


def _there(found: Found, landscape: Landscape, day: dt.date) -> dict[str, list[str]]:
    """Return the actors recorded for each expected actor, parts of others last; those of Answers are among them."""
    there = {
        key: [one.subject for one in fits.values() if not one.hint and one.kind == "actor"] for key, fits in found.items()
    }
    for one in landscape.table(Answer).values():
        if one.expectation in there and one.answer != "missing" and one.holds_at(day) and known_by(one.date, day):
            there[one.expectation] = list(dict.fromkeys([*there[one.expectation], *one.actors]))
    known = {one: landscape.actors[one] for some in there.values() for one in some if one in landscape.actors}
    names = dict(zip(known, at_once(alphabetical, (one.name for one in known.values())), strict=True))
    return {
        key: sorted(some, key=lambda one: (one in known and known[one].part_of in beside, names.get(one, ""), one))
        for key, some in there.items()
        for beside in [set(some)]
    }


def _bodies(found: Found) -> dict[str, list[str]]:
    """Return the forums recorded for each expected actor: a network may be one of those that connect."""
    return {
        key: [one.subject for one in fits.values() if not one.hint and one.kind == "forum"] for key, fits in found.items()
    }


def _answers(landscape: Landscape, day: dt.date) -> dict[str, Answer]:
    """Return the newest Answer on each transition that holds on a day; one that it is agreed counts with its source only."""
    return {
        one.transition: one
        for one in sorted(landscape.table(Answer).values(), key=lambda one: (newest_last(one.date), one.id))
        if one.transition and one.holds_at(day) and known_by(one.date, day)
        if one.answer == "missing" or (one.answer == "present" and one.source.strip())
    }


# ---------------------------------------------------------------------------------------------------------- what connects


def _row(landscape: Landscape, field: _Field, term: Term, day: dt.date) -> TransitionRow:
    keys = [key for key in term["connecting"] if key in field.labels]
    seats = field.seats
    sides = np.zeros(len(seats), dtype=np.int64)
    for bit, key in enumerate(keys):
        for one in field.there[key]:
            if one in seats:
                sides[seats[one]] |= 1 << bit
    bodies = {one: bit for bit, key in enumerate(keys) for one in field.bodies[key]}
    own = np.array([1 << bodies[one] if one in bodies else 0 for one in field.columns.forum_ids], dtype=np.int64)
    ties, forums = _ties(field, sides), _forums(field.columns, sides, own)
    return _told(landscape, field, term, keys, ties, forums, day)


def _ties(field: _Field, sides: Ints) -> Ints:
    """Return the positions of the cooperations between different sides; a one-person office is on its office's, too."""
    columns = field.columns
    office = field.office
    both = sides | sides[office]
    a, b = both[columns.source], both[columns.target]
    apart = office[columns.source] != office[columns.target]
    return np.flatnonzero(field.used & apart & _differ(a, b)).astype(np.int64)


def _used(columns: Arrays) -> Bools:
    """Tell which cooperations are contacts: existing ones of working kinds, and contracts."""
    contracts = np.array([kind == "contract" for kind in columns.kinds], dtype=np.bool_)
    return np.asarray((columns.status == STATUSES.index("existing")) & (columns.working | contracts), dtype=np.bool_)


def _differ(a: Ints, b: Ints) -> Bools:
    """Tell where two sets of sides (as bits) hold two different ones, one each."""
    single = (a & (a - 1)) == 0
    return np.asarray((a != 0) & (b != 0) & ~(single & (a == b)), dtype=np.bool_)


def _forums(columns: Arrays, sides: Ints, own: Ints) -> Ints:
    """Return the positions of the standing forums and agreements with counting members of different sides.

    A forum that is one of the sides itself (`own` side, as bits) needs one member of another.
    """
    counts = columns.member_counts & (sides[columns.member_actor] != 0)
    where, who = columns.member_forum[counts], sides[columns.member_actor[counts]]
    all_sides = own.copy()
    np.bitwise_or.at(all_sides, where, who)
    members = np.bincount(where, minlength=len(columns.forum_ids)) + (own != 0)
    lasting = np.array([nature in {"standing", "agreement"} for nature in columns.natures], dtype=np.bool_)
    several = (all_sides & (all_sides - 1)) != 0
    return np.flatnonzero(lasting & several & (members > 1)).astype(np.int64)


# ------------------------------------------------------------------------------------------------------------------ rows


def _told(
    landscape: Landscape, field: _Field, term: Term, keys: Sequence[str], ties: Ints, forums: Ints, day: dt.date
) -> TransitionRow:
    columns, answer = field.columns, field.answers.get(term.key)
    tie_ids = tuple(columns.tie_ids[one] for one in ties.tolist())
    forum_ids = tuple(columns.forum_ids[one] for one in forums.tolist())
    connecting = tuple(Connection(key, *field.labels[key], tuple(field.there[key])) for key in keys)
    agreements = [columns.tie_ids[one] for one in ties.tolist() if columns.kinds[one] == "contract"]
    agreements += [columns.forum_ids[one] for one in forums.tolist() if columns.natures[one] == "agreement"]
    return TransitionRow(
        id=f"transition/{term.key}",
        key=term.key,
        state=_state(answer, bool(tie_ids or forum_ids)),
        label_de=term.label("de"),
        label_en=term.label("en"),
        from_stage=term["from_stage"],
        to_stage=term["to_stage"],
        connecting=connecting,
        ties=tie_ids,
        forums=forum_ids,
        agreements=tuple(agreements),
        stale=bool(tie_ids) and not forum_ids and bool((columns.freshness[ties] == STALE).all()),
        reason_de=str(term.get("reason_de", "")),
        answer=answer.id if answer else None,
        answer_by=answer.by.strip() if answer else "",
        answer_source=answer.source.strip() if answer else "",
        answer_date=answer.date if answer else None,
        last_seen=_last_seen(landscape, tie_ids, forum_ids, day),
        actors=tuple(sorted({one for side in connecting for one in side.actors})),
        evidence=tuple(sorted({*tie_ids, *forum_ids, *([answer.id] if answer else [])})),
        **_NO_WORDS,
    )


_NO_WORDS: Final[dict[str, Any]] = dict.fromkeys(("sentence_de", "sentence_en", "next_step_de", "next_step_en"), "")


def with_words(row: TransitionRow, landscape: Landscape) -> TransitionRow:
    """Return a row with its sentences, from what it holds and the names in a landscape."""
    return replace(
        row,
        sentence_de=sentence(row, landscape, lang="de"),
        sentence_en=sentence(row, landscape, lang="en"),
        next_step_de=next_step(row, landscape, lang="de"),
        next_step_en=next_step(row, landscape, lang="en"),
    )


def named_only(row: TransitionRow, shown: Landscape) -> TransitionRow:
    """Return a row that names only what is in another landscape, such as what an edition shows, and not who answered.

    Its state stays.
    """
    named: dict[str, Any] = {
        field: tuple(one for one in getattr(row, field) if one in shown)
        for field in ("ties", "forums", "agreements", "actors", "evidence")
    }
    sides = tuple(replace(side, actors=tuple(one for one in side.actors if one in shown)) for side in row.connecting)
    return with_words(replace(row, connecting=sides, answer_by="", **named), shown)


def _state(answer: Answer | None, contacts: bool) -> TransitionState:
    if answer is not None:
        return "agreed" if answer.answer == "present" else "unregulated"
    return "single_contacts" if contacts else "nothing_recorded"


def _last_seen(landscape: Landscape, ties: Sequence[str], forums: Sequence[str], day: dt.date) -> str | None:
    found = [landscape.cooperations[one].last_seen(day) for one in ties]
    found += [landscape.forums[one].last_seen(day) for one in forums]
    return max(filter(None, found), default=None)
