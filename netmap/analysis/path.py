"""How one gets from one actor to another: the shortest and the strongest ways, and who stands between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from netmap.analysis.tied import TiedRow, between, office_of, tied_words
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import date, full_stop, number, translator
from netmap.network.graph import Network, Ties, network, ties_words
from netmap.network.paths import SHOWN, Ways, ways


@dataclass(frozen=True)
class StepRow:
    """Hold one step of a way: from whom to whom, what ties them, and how strongly (summed over all of that)."""

    source: str
    source_name: str
    target: str
    target_name: str
    strength: float
    ties: tuple[TiedRow, ...]


@dataclass(frozen=True)
class WayRow:
    """Hold one way: `shortest` or `strongest` or `both`, its actors from start to end, and its steps.

    `cost` is the sum of 1/strength: the smaller, the stronger. `oldest` is the oldest of the ages of its steps, each
    step as fresh as the freshest of what ties it.
    """

    kind: str
    actors: tuple[str, ...]
    names: tuple[str, ...]
    length: int
    cost: float
    oldest: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class BetweenRow:
    """Hold one actor between: `always` on every shortest way, `needed` where without it no way is recorded at all."""

    actor: str
    name: str
    sector: str
    always: bool
    needed: bool


@dataclass(frozen=True)
class Paths:
    """Hold the ways from `source` to `target`; no `ways` and no `length` where none is recorded.

    `shortest_ways` counts them all; at most five are shown. One-person offices stand for what they are part of: `source`
    and `target` are then that office, `asked_source` and `asked_target` what was asked for.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    asked_source: str
    asked_target: str
    length: int | None
    shortest_ways: int
    ways: tuple[WayRow, ...]
    between: tuple[BetweenRow, ...]
    ties: Ties
    directed: bool
    fresh: bool
    day: str


def paths(
    landscape: Landscape,
    source: str,
    target: str,
    *,
    ties: Ties = "working",
    directed: bool = False,
    fresh: bool = False,
    without: Collection[str] = (),
    at: dt.date | None = None,
    shown: int = SHOWN,
    flags: bool = True,
    lang: str = "de",
) -> Paths:
    """Return the shortest ways from one actor to another, the strongest of them first, and the strongest of all ways.

    The strongest way has the least sum of 1/strength (Newman 2001), strength being the sum of intensities, an unknown one 1,
    and of 1/(k-1) for each shared body of k members. Both ids must be actors of the day, else NetmapError is raised, said
    in `lang`; so for an actor that `without` leaves out. Without
    `flags` nothing tells who has reported what. Pass the whole landscape, not one already cut to a day.
    """
    day = at or landscape.reference_date()
    today = landscape.at(day)
    net = network(landscape, ties=ties, directed=directed, fresh=fresh, at=day, without=without, lang=lang)
    seats = {one: seat for seat, one in enumerate(net.ids)}
    ends = [_seat(one, today, seats, lang) for one in (source, target)]
    found = ways(net, *ends, shown=shown)
    rows = [_way(net, path, "shortest", today, fresh=fresh, flags=flags) for path in found.shortest]
    if found.strongest in found.shortest:
        at_place = found.shortest.index(found.strongest)
        rows[at_place] = replace(rows[at_place], kind="both")
    elif found.strongest:
        rows.append(_way(net, found.strongest, "strongest", today, fresh=fresh, flags=flags))
    first, last = (net.ids[end] for end in ends)
    return Paths(
        source=first,
        source_name=today.actors[first].name,
        target=last,
        target_name=today.actors[last].name,
        asked_source=source,
        asked_target=target,
        length=rows[0].length if rows else None,
        shortest_ways=found.count,
        ways=tuple(rows),
        between=tuple(_between(net, found)),
        ties=ties,
        directed=directed,
        fresh=fresh,
        day=day.isoformat(),
    )


def _seat(actor_id: str, today: Landscape, seats: dict[str, int], lang: str) -> int:
    if actor_id not in today.actors or office_of(today, actor_id) not in seats:
        text = translator(lang)("There is no actor with this id, or not on that day: {ids}")
        raise NetmapError(text.format(ids=actor_id))
    return seats[office_of(today, actor_id)]


def _way(net: Network, path: tuple[int, ...], kind: str, today: Landscape, *, fresh: bool, flags: bool) -> WayRow:
    steps = [_step(net, a, b, today, fresh=fresh, flags=flags) for a, b in pairwise(path)]
    ages = [min((tie.freshness for tie in step.ties), key=_AGES.index, default="undated") for step in steps]
    return WayRow(
        kind=kind,
        actors=tuple(net.ids[seat] for seat in path),
        names=tuple(net.names[seat] for seat in path),
        length=len(steps),
        cost=sum(1 / step.strength for step in steps),
        oldest=max(ages, key=_AGES.index, default=""),
        steps=tuple(steps),
    )


_AGES = ("fresh", "stale", "undated")


def _step(net: Network, a: int, b: int, today: Landscape, *, fresh: bool, flags: bool) -> StepRow:
    return StepRow(
        source=net.ids[a],
        source_name=net.names[a],
        target=net.ids[b],
        target_name=net.names[b],
        strength=float(net.strength[a, b]),
        ties=tuple(between(today, net.ids[a], net.ids[b], ties=net.ties, fresh=fresh, flags=flags)),
    )


def _between(net: Network, found: Ways) -> list[BetweenRow]:
    """Return who stands between on the ways shown, in the order from the start."""
    seats = list(dict.fromkeys(seat for path in (*found.shortest, found.strongest) for seat in path[1:-1]))
    return [
        BetweenRow(net.ids[seat], net.names[seat], net.sectors[seat], seat in found.always, seat in found.needed)
        for seat in seats
    ]


# ----------------------------------------------------------------------------------------------------------------- words


def sentences(found: Paths, *, lang: str = "de") -> list[str]:
    """Say how far one is from the other, and who stands between on every way."""
    _ = translator(lang)
    says = [
        _("Counted: {kinds}, existing on {day}.").format(kinds=ties_words(found.ties, lang=lang), day=date(found.day, lang))
    ]
    if found.fresh:
        says.append(_("Only fresh ones: what is old or undated is left out."))
    if found.directed:
        says.append(_("Directions count; a tie without one counts in both."))
    names = {"a": found.source_name, "b": found.target_name}
    for asked, office, name in (
        (found.asked_source, found.source, found.source_name),
        (found.asked_target, found.target, found.target_name),
    ):
        if asked != office:
            says.append(_("{id} is a one-person office: its ties count for {office}.").format(id=asked, office=name))
    if found.length is None:
        says.append(_("No way from {a} to {b} is recorded. That does not mean that there is none.").format(**names))
    elif found.length == 0:
        says.append(full_stop(_("Both are the same actor: {a}.").format(**names)))
    elif found.length == 1:
        says.append(_("{a} and {b} are tied directly.").format(**names))
    else:
        says += _far(found, names, lang)
    return says


def _far(found: Paths, names: dict[str, str], lang: str) -> list[str]:
    _ = translator(lang)
    text = _("From {a} to {b} it is {d} steps; one shortest way is recorded.")
    if found.shortest_ways > 1:
        text = _("From {a} to {b} it is {d} steps; {n} shortest ways are recorded.")
    says = [text.format(**names, d=number(found.length or 0, lang), n=number(found.shortest_ways, lang))]
    needed = [one.name for one in found.between if one.needed]
    always = [one.name for one in found.between if one.always and not one.needed]
    if needed:
        says.append(_("Every recorded way leads through: {names}").format(names="; ".join(needed)))
    if always:
        says.append(_("Every shortest way leads through (longer ones lead round): {names}").format(names="; ".join(always)))
    return says


def step_words(step: StepRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say what ties the two actors of a step."""
    return "; ".join(tied_words(one, landscape, lang=lang) for one in step.ties)
