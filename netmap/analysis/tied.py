"""What ties two actors, as it is recorded: cooperations and shared bodies, how old, how sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netmap.landscape import Landscape
from netmap.locale import alphabetical, date, translator
from netmap.model import Cooperation, Membership
from netmap.network.comembership import COUNTING_NATURES
from netmap.network.graph import Ties
from netmap.reports import Heard, confirmation_of, heard_in
from netmap.values import Confirmation, Freshness

ORDER: dict[str, int] = {"fresh": 0, "stale": 1, "undated": 2}


@dataclass(frozen=True)
class TiedRow:
    """Hold one cooperation, or one body that two actors share, as it is recorded.

    `record` is the id of the cooperation or forum, `name` the forum's, `kind` that of the cooperation. A shared body is as
    fresh as the older of the two memberships. `last_seen` is as written, None where nothing is dated.
    """

    record: str
    what: str
    kind: str
    name: str
    source: str
    target: str
    status: str
    intensity: int | None
    since: str | None
    freshness: Freshness
    last_seen: str | None
    confirmation: Confirmation | None


def office_of(landscape: Landscape, actor_id: str) -> str:
    """Return the first office above a one-person office that is none; any other actor is its own.

    >>> from netmap.model import Actor, Settings
    >>> people = [Actor(id="office", name="O"), Actor(id="person", name="P", one_person=True, part_of="office")]
    >>> office_of(Landscape(Settings(id="c", name="C"), people), "person")
    'office'
    """
    actor, passed = landscape.actors[actor_id], {actor_id}
    while actor.one_person and actor.part_of and actor.part_of in landscape.actors and actor.part_of not in passed:
        actor = landscape.actors[actor.part_of]
        passed.add(actor.id)
    return actor_id if actor.one_person else actor.id


def counts(tie: Cooperation, landscape: Landscape, ties: Ties) -> bool:
    """Tell whether a cooperation is among the ties that a question uses; one of an internal kind never is."""
    term = landscape.vocabulary["tie_kinds"].get(tie.kind)
    if tie.status != "existing" or ties == "forum" or (term is not None and term.get("internal", False)):
        return False
    return ties != "working" or term is None or bool(term.get("working", True))


def tied(tie: Cooperation, day: dt.date, months: int, known: Heard | None = None) -> TiedRow:
    """Return a cooperation as a row; where it is not `known` who answered, it does not tell who has reported it."""
    return TiedRow(
        record=tie.id,
        what="cooperation",
        kind=tie.kind,
        name="",
        source=tie.source,
        target=tie.target,
        status=tie.status,
        intensity=tie.intensity,
        since=tie.since,
        freshness=tie.freshness(day, months),
        last_seen=tie.last_seen(day),
        confirmation=None if known is None else confirmation_of(tie, known),
    )


def between(
    today: Landscape, first: str, second: str, *, ties: Ties = "working", fresh: bool = False, flags: bool = True
) -> list[TiedRow]:
    """Return what ties two actors on the landscape's day, cooperations first, the freshest before the others.

    What one-person offices have counts for what they are part of. `today` is a landscape cut to its day. Nothing gives none.
    """
    day, months = today.reference_date(), today.settings.thresholds.stale_after_months
    seats = {one: office_of(today, one) for one in today.actors}
    both, known = {first, second}, heard_in(today) if flags else None
    rows = [
        tied(one, day, months, known)
        for one in today.cooperations.values()
        if {seats[one.source], seats[one.target]} == both and counts(one, today, ties)
    ]
    if ties != "cooperation":
        rows += _shared(today, seats, first, second, day, months)
    kept = [row for row in rows if not fresh or row.freshness == "fresh"]
    return sorted(kept, key=lambda row: (row.what, ORDER[row.freshness], alphabetical(row.name), row.record))


def _shared(
    today: Landscape, seats: dict[str, str], first: str, second: str, day: dt.date, months: int
) -> Iterator[TiedRow]:
    roles = today.vocabulary["roles"]
    found: dict[str, dict[str, list[Membership]]] = {}
    for one in today.memberships.values():
        seat, term = seats[one.actor], roles.get(one.role)
        if seat in {first, second} and (term is None or term.get("counts", True)):
            found.setdefault(one.forum, {}).setdefault(seat, []).append(one)
    for forum_id, sides in found.items():
        forum = today.forums[forum_id]
        if len(sides) == 2 and forum.nature in COUNTING_NATURES:
            newest = [_newest(side, day, months) for side in sides.values()]
            oldest = max(newest, key=lambda one: (ORDER[one[0]], one[1] is None, one[1] or ""))
            yield TiedRow(
                forum_id, "forum", "", forum.name, first, second, "existing", None, None, oldest[0], oldest[1], None
            )


def _newest(side: Iterable[Membership], day: dt.date, months: int) -> tuple[Freshness, str | None]:
    return min(((one.freshness(day, months), one.last_seen(day)) for one in side), key=lambda one: ORDER[one[0]])


def age_words(freshness: Freshness, last_seen: str | None, *, lang: str = "de") -> str:
    """Say when a thing was last seen, and that it asks to be confirmed where that is long ago.

    >>> age_words("undated", None, lang="en")
    'undated'
    """
    _ = translator(lang)
    if freshness == "undated" or last_seen is None:
        return _("undated")
    last = _("last evidence {date}").format(date=date(last_seen, lang))
    return f"{last}, {_('old, please confirm')}" if freshness == "stale" else last


def tied_words(row: TiedRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say what a tie is, how close, how old, and who has reported it where the row tells."""
    _ = translator(lang)
    label = landscape.vocabulary.label
    if row.what == "forum":
        return _("both in: {forum} ({age})").format(forum=row.name, age=age_words(row.freshness, row.last_seen, lang=lang))
    # what is over, or has not begun, needs no fresh evidence
    freshness = "fresh" if row.status != "existing" and row.last_seen else row.freshness
    parts = [age_words(freshness, row.last_seen, lang=lang)]
    if row.intensity is not None:
        parts.insert(0, label("intensities", str(row.intensity), lang))
    if row.confirmation is not None:
        said = {
            "confirmed": _("confirmed by both"),
            "one_sided": _("reported by one side, not by the other"),
            "unanswered": _("reported by one side, the other has not answered"),
            "documented": "",
        }
        parts.append(said[row.confirmation])
    return f"{label('tie_kinds', row.kind, lang)} ({', '.join(part for part in parts if part)})"
