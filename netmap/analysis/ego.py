"""The page one reads before a visit: who an actor is, what it offers, where it sits, whom it works with, what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from netmap.analysis.response import answers
from netmap.analysis.tied import ORDER, TiedRow, office_of, tied
from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import Actor, Cooperation, Offer
from netmap.network.comembership import COUNTING_NATURES
from netmap.network.graph import Network, Ties, network
from netmap.network.paths import within
from netmap.reports import Heard, heard_in
from netmap.values import Freshness, last_day


@dataclass(frozen=True)
class PartnerRow:
    """Hold one cooperation of the actor, with the partner at its other end; `out` where the actor is its source."""

    actor: str
    name: str
    sector: str
    out: bool
    tie: TiedRow


@dataclass(frozen=True)
class SeatRow:
    """Hold one body that the actor belongs to: in which role, with how many others, and how old that is.

    `complete` is the day up to which its list of members is complete, None where nobody has said so.
    """

    forum: str
    name: str
    kind: str
    nature: str
    role: str
    leads: bool
    others: int
    complete: str | None
    freshness: Freshness
    last_seen: str | None


@dataclass(frozen=True)
class OfferRow:
    """Hold one offer of the actor; `with_others` names those who provide it, too."""

    offer: str
    name: str
    area: str
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    cefr_from: str
    cefr_to: str
    capacity: int | None
    with_others: tuple[str, ...]
    freshness: Freshness
    last_seen: str | None


@dataclass(frozen=True)
class SecondRow:
    """Hold an actor that is two or more steps away, and through which of the actor's own partners it is reached."""

    actor: str
    name: str
    steps: int
    through: tuple[str, ...]


@dataclass(frozen=True)
class Ego:
    """Hold what is recorded around one actor on a day.

    `partners` are existing cooperations of every kind but those of internal ones (`conflicts`), the freshest first; `plans`
    are planned or wished, `ended` are over. `meets` names the actors it shares two or more bodies with while no
    cooperation with them is recorded. `parts` are what is part of it; their own ties are not counted, unless they are
    one-person offices. `further` are actors farther than one step, up to `steps`, by the ties of `ties`. `asked` and
    `answered` tell of surveys. `shown` is False where the edition withholds its ties.
    """

    actor: Actor
    parts: tuple[tuple[str, str], ...]
    offers: tuple[OfferRow, ...]
    forums: tuple[SeatRow, ...]
    partners: tuple[PartnerRow, ...]
    plans: tuple[PartnerRow, ...]
    ended: tuple[PartnerRow, ...]
    conflicts: tuple[PartnerRow, ...]
    meets: tuple[tuple[str, str, int], ...]
    further: tuple[SecondRow, ...]
    asked: bool | None
    answered: bool | None
    shown: bool
    steps: int
    ties: Ties
    day: str


def ego(
    landscape: Landscape,
    actor_id: str,
    *,
    steps: int = 1,
    ties: Ties = "working",
    at: dt.date | None = None,
    shown: bool = True,
    flags: bool = True,
    lang: str = "de",
) -> Ego:
    """Return what is recorded around an actor on a day, the reference date by default.

    What one-person offices of the actor have counts as its own; asked for such an office itself, only what is its own. An
    id that is no actor's of the day raises UnknownRecordError. `shown` is False where an edition withholds its ties,
    `flags` where it withholds who has reported what: confirmations, asked and answered are then None. Pass the whole
    landscape (or its view), not one already cut to a day.
    """
    day = at or landscape.reference_date()
    today = landscape.at(day)
    actor = _actor(today, actor_id)
    own = {actor_id} | {one for one in today.actors if office_of(today, one) == actor_id}
    rows = _partners(landscape, today, own, day, heard_in(landscape, at=day) if flags else None)
    net = network(landscape, ties=ties, at=day, lang=lang)
    told = answers(landscape, at=day)
    return Ego(
        actor=actor,
        parts=_named(today, (one.id for one in today.actors.values() if one.part_of == actor_id)),
        offers=tuple(_offers(today, own, day)),
        forums=tuple(_seats(today, own, day)),
        partners=tuple(rows["existing"]),
        plans=tuple(rows["planned"]),
        ended=tuple(rows["ended"]),
        conflicts=tuple(rows["conflict"]),
        meets=tuple(_meets(landscape, today, actor_id, day)),
        further=tuple(_further(net, actor_id, steps)),
        asked=not own.isdisjoint(told) if flags else None,
        answered=any(told.get(one, False) for one in own) if flags else None,
        shown=shown,
        steps=steps,
        ties=ties,
        day=day.isoformat(),
    )


def _actor(today: Landscape, actor_id: str) -> Actor:
    found = today.get(actor_id)
    if not isinstance(found, Actor):
        raise UnknownRecordError(actor_id)
    return found


def _named(today: Landscape, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((one, today.actors[one].name) for one in ids), key=lambda pair: alphabetical(pair[1])))


_PLACES = {"existing": "existing", "planned": "planned", "wished": "planned", "ended": "ended"}


def _partners(
    landscape: Landscape, today: Landscape, own: set[str], day: dt.date, known: Heard | None
) -> dict[str, list[PartnerRow]]:
    """Return the actor's cooperations by what they are; of those that are over, also such that ended before the day."""
    months = landscape.settings.thresholds.stale_after_months
    kinds = landscape.vocabulary["tie_kinds"]
    found: dict[str, list[PartnerRow]] = {"existing": [], "planned": [], "ended": [], "conflict": []}
    every = {**{one.id: one for one in _over(landscape, day)}, **today.cooperations}
    for one in every.values():
        ends = {one.source, one.target} - own
        if len(ends) != 1 or not own & {one.source, one.target}:
            continue
        other = landscape.actors[ends.pop()]
        term = kinds.get(one.kind)
        internal = term is not None and bool(term.get("internal", False))
        place = "conflict" if internal else _PLACES[one.status if one.id in today.cooperations else "ended"]
        found[place].append(PartnerRow(other.id, other.name, other.sector, one.source in own, tied(one, day, months, known)))
    for rows in found.values():
        rows.sort(key=lambda row: (ORDER[row.tie.freshness], alphabetical(row.name), row.tie.record))
    return found


def _over(landscape: Landscape, day: dt.date) -> Iterable[Cooperation]:
    return (one for one in landscape.cooperations.values() if one.until is not None and last_day(one.until) < day)


def _offers(today: Landscape, own: set[str], day: dt.date) -> list[OfferRow]:
    months = today.settings.thresholds.stale_after_months

    def row(one: Offer) -> OfferRow:
        others = [today.actors[other].name for other in one.providers if other not in own]
        return OfferRow(
            offer=one.id,
            name=one.name,
            area=one.area,
            target_groups=one.target_groups,
            languages=one.languages,
            cefr_from=one.cefr_from,
            cefr_to=one.cefr_to,
            capacity=one.capacity,
            with_others=tuple(sorted(others, key=alphabetical)),
            freshness=one.freshness(day, months),
            last_seen=one.last_seen(day),
        )

    rows = [row(one) for one in today.offers.values() if own & set(one.providers)]
    return sorted(rows, key=lambda one: (one.area, alphabetical(one.name), one.offer))


def _seats(today: Landscape, own: set[str], day: dt.date) -> list[SeatRow]:
    months = today.settings.thresholds.stale_after_months
    members: dict[str, set[str]] = {}
    for one in today.memberships.values():
        members.setdefault(one.forum, set()).add(one.actor)
    rows = []
    for one in today.memberships.values():
        if one.actor in own:
            forum = today.forums[one.forum]
            rows.append(
                SeatRow(
                    forum=forum.id,
                    name=forum.name,
                    kind=forum.kind,
                    nature=forum.nature,
                    role=one.role,
                    leads=forum.lead in own,
                    others=len(members[forum.id] - own),
                    complete=forum.members_complete,
                    freshness=one.freshness(day, months),
                    last_seen=one.last_seen(day),
                )
            )
    return sorted(rows, key=lambda row: (alphabetical(row.name), row.forum, row.role))


MEET_AT_LEAST = 2


def _meets(landscape: Landscape, today: Landscape, actor_id: str, day: dt.date) -> list[tuple[str, str, int]]:
    """Return with whom the actor shares two or more counting bodies, no cooperation being recorded; the most first."""
    counting = {one.id for one in today.forums.values() if one.nature in COUNTING_NATURES}
    sits: dict[str, set[str]] = {}
    for one in today.memberships.values():
        if one.forum in counting:
            sits.setdefault(office_of(today, one.actor), set()).add(one.forum)
    net = network(landscape, ties="cooperation", at=day)
    seats = {one: seat for seat, one in enumerate(net.ids)}
    near = within(net, seats[actor_id], 1) if actor_id in seats else {}
    mine = sits.get(actor_id, set())
    rows = [
        (one, today.actors[one].name, len(mine & forums))
        for one, forums in sits.items()
        if one != actor_id and len(mine & forums) >= MEET_AT_LEAST and seats.get(one, -1) not in near
    ]
    return sorted(rows, key=lambda row: (-row[2], alphabetical(row[1]), row[0]))


def _further(net: Network, actor_id: str, steps: int) -> list[SecondRow]:
    """Return who lies farther than one step, nearest first, and through which partner; nobody for a one-person office."""
    if actor_id not in net.ids or steps < 2:
        return []
    start = net.ids.index(actor_id)
    far = within(net, start, steps)
    partners = [seat for seat, step in far.items() if step == 1]
    reach = {seat: within(net, seat, steps - 1) for seat in partners}
    rows = []
    for seat, step in far.items():
        if step > 1:
            through = [net.names[one] for one in partners if reach[one].get(seat) == step - 1]
            rows.append(SecondRow(net.ids[seat], net.names[seat], step, tuple(sorted(through, key=alphabetical))))
    return sorted(rows, key=lambda row: (row.steps, alphabetical(row.name), row.actor))
