"""What would change if somebody left or two got to know each other: before and after, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from netmap.analysis.brokers import BrokerRow, Progress, brokers
from netmap.analysis.coverage import coverage
from netmap.analysis.rows import CoverageCell, label
from netmap.analysis.structure import structure
from netmap.analysis.supposed import Link, supposed
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import Actor, Forum
from netmap.network.cohesion import distances
from netmap.network.graph import Network, Ties, network
from netmap.network.removal import removal

FIGURES = ("actors", "ties", "components", "isolates", "largest_component", "density", "fragmentation", "mean_degree")


@dataclass(frozen=True)
class FigureRow:
    """Hold one figure of the whole network before and after, under the key that `netmap explain` knows."""

    measure: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class BrokerChange:
    """Hold how one actor's position changes; None where it is in one of the two networks only."""

    actor: str
    name: str
    band_before: str | None
    band_after: str | None
    rank_before: int | None
    rank_after: int | None
    betweenness_before: float | None
    betweenness_after: float | None


@dataclass(frozen=True)
class CutpointChange:
    """Hold how many actors would hang on one actor alone, before and after; 0 where nobody does."""

    actor: str
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class CellChange:
    """Hold a field of the coverage cube whose state changes, as keys and as words in the language asked for."""

    cell: str
    area: str
    group: str
    district: str | None
    before: str
    after: str
    words_before: str
    words_after: str


@dataclass(frozen=True)
class ForumChange:
    """Hold a forum whose members or lead change; None after where it is taken out itself."""

    forum: str
    name: str
    members_before: int
    members_after: int | None
    lead_before: str | None
    lead_after: str | None


@dataclass(frozen=True)
class WhatIf:
    """Hold what would change; lists hold only what does. `parted` would leave the largest part, `joined` come to it."""

    removed: tuple[str, ...]
    removed_names: tuple[str, ...]
    added: tuple[Link, ...]
    figures: tuple[FigureRow, ...]
    parted: tuple[tuple[str, str], ...]
    joined: tuple[tuple[str, str], ...]
    brokers: tuple[BrokerChange, ...]
    cutpoints: tuple[CutpointChange, ...]
    cells: tuple[CellChange, ...]
    forums: tuple[ForumChange, ...]
    offers: tuple[tuple[str, str], ...]
    ties: Ties
    day: str


def whatif(
    landscape: Landscape,
    *,
    remove: Collection[str] = (),
    add: Sequence[Link] = (),
    ties: Ties = "working",
    without: Collection[str] = (),
    at: dt.date | None = None,
    lang: str = "de",
    progress: Progress | None = None,
) -> WhatIf:
    """Return what would change if actors or forums were gone and ties or seats were there, on a day.

    With an actor go its one-person offices, its ties and memberships, and the offers that nobody else provides; `offers`
    names these. What is added counts as existing and confirmed by evidence of the day. `without` are left out of both
    networks. The landscape stays as it is. Ids that are no actor or forum of the day raise NetmapError, all at once, said in
    `lang`. Pass the whole landscape, not one already cut to a day. `progress` is told the share of work done.

    >>> from netmap.model import Cooperation, Settings
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = whatif(Landscape(Settings(id="c", name="C"), records), remove=["b"])
    >>> {row.measure: (row.before, row.after) for row in found.figures}["components"]
    (1, 2)
    """
    day = at or landscape.reference_date()
    changed = supposed(landscape, remove=remove, add=add, at=day, lang=lang)
    today, after = landscape.at(day), changed.at(day)
    nets = [
        network(one, ties=ties, at=day, without=[gone for gone in without if gone in cut.actors], lang=lang)
        for one, cut in ((landscape, today), (changed, after))
    ]
    pair = (landscape, changed)
    tell = progress or _nobody
    tell(0.1)
    figures, cells = _figures(pair, nets, day, ties, without), _cells(pair, day, lang)
    tell(0.5)
    positions = _brokers(pair, day, ties, without)
    tell(0.9)
    gone = sorted(one for one in (*today.actors, *today.forums) if one not in after.actors and one not in after.forums)
    return WhatIf(
        removed=tuple(gone),
        removed_names=tuple(_name(today, one) for one in gone),
        added=tuple(add),
        figures=tuple(figures),
        parted=tuple(_moved(nets[0], nets[1])),
        joined=tuple(_moved(nets[1], nets[0])),
        brokers=tuple(positions),
        cutpoints=tuple(_cutpoints(nets)),
        cells=tuple(cells),
        forums=tuple(_forums(today, after)),
        offers=tuple((one.id, one.name) for one in today.offers.values() if one.id not in after.offers),
        ties=ties,
        day=day.isoformat(),
    )


def _nobody(_share: float) -> None: ...


def _name(landscape: Landscape, record_id: str) -> str:
    record = landscape.get(record_id)
    return record.name if isinstance(record, Actor | Forum) else record_id


def _figures(
    pair: Sequence[Landscape], nets: Sequence[Network], day: dt.date, ties: Ties, without: Collection[str]
) -> list[FigureRow]:
    found = [structure(one, ties=ties, at=day, without=_there(one, without, day)) for one in pair]
    rows = [FigureRow(name, getattr(found[0], name), getattr(found[1], name)) for name in FIGURES]
    far = [distances(net) for net in nets]
    rows.append(FigureRow("average_distance", far[0].mean, far[1].mean))
    rows.append(FigureRow("diameter", far[0].diameter, far[1].diameter))
    return rows


def _there(landscape: Landscape, ids: Collection[str], day: dt.date) -> list[str]:
    return [one for one in ids if one in landscape.actors and landscape.actors[one].holds_at(day)]


def _moved(before: Network, after: Network) -> list[tuple[str, str]]:
    """Return who is in the largest part of the one network, and in the other network, but not in its largest part."""
    leaving = _largest(before) & set(after.ids) - _largest(after)
    rows = [(one, name) for one, name in zip(before.ids, before.names, strict=True) if one in leaving]
    return sorted(rows, key=lambda row: (alphabetical(row[1]), row[0]))


def _largest(net: Network) -> set[str]:
    gone = removal(net)
    if not len(gone.component_sizes) or gone.component_sizes.max() < 2:
        return set()
    largest = int(gone.component_sizes.argmax())
    return {one for one, part in zip(net.ids, gone.component.tolist(), strict=True) if part == largest}


def _brokers(pair: Sequence[Landscape], day: dt.date, ties: Ties, without: Collection[str]) -> list[BrokerChange]:
    """Return the actors that enter or leave a band, those in front before the others."""
    before, after = (
        {row.actor: row for row in brokers(one, ties=ties, at=day, without=_there(one, without, day), intervals=False).rows}
        for one in pair
    )
    every: Mapping[str, BrokerRow] = {**after, **before}
    rows = []
    for one, row in every.items():
        old, new = before.get(one), after.get(one)
        if (old and old.band) != (new and new.band):
            rows.append(
                BrokerChange(
                    actor=one,
                    name=row.name,
                    band_before=old.band if old else None,
                    band_after=new.band if new else None,
                    rank_before=old.rank if old else None,
                    rank_after=new.rank if new else None,
                    betweenness_before=old.betweenness if old else None,
                    betweenness_after=new.betweenness if new else None,
                )
            )
    return sorted(rows, key=lambda row: (row.rank_before or len(every), alphabetical(row.name), row.actor))


def _cutpoints(nets: Sequence[Network]) -> list[CutpointChange]:
    """Return the actors on whom alone more or fewer others would hang, without those that are taken out."""
    before, after = ({one: int(n) for one, n in zip(net.ids, removal(net).cut_off, strict=True)} for net in nets)
    names = dict(zip(nets[1].ids, nets[1].names, strict=True))
    rows = [
        CutpointChange(one, names[one], before.get(one, 0), after[one]) for one in after if before.get(one, 0) != after[one]
    ]
    return sorted(rows, key=lambda row: (-abs(row.after - row.before), alphabetical(row.name), row.actor))


def _cells(pair: Sequence[Landscape], day: dt.date, lang: str) -> list[CellChange]:
    before, after = ({cell.id: cell for cell in coverage(one, at=day, lang=lang).cells} for one in pair)
    return [_cell(cell, after[key], lang) for key, cell in before.items() if cell.state != after[key].state]


def _cell(before: CoverageCell, after: CoverageCell, lang: str) -> CellChange:
    return CellChange(
        cell=before.id,
        area=before.area,
        group=before.group,
        district=before.district,
        before=before.state,
        after=after.state,
        words_before=label(before, lang=lang),
        words_after=label(after, lang=lang),
    )


def _forums(today: Landscape, after: Landscape) -> list[ForumChange]:
    rows = []
    for one in today.forums.values():
        still = after.forums.get(one.id)
        mine, theirs = _members(today, one.id), _members(after, one.id)
        lead = still.lead if still else None
        if still is None or mine != theirs or lead != one.lead:
            rows.append(
                ForumChange(
                    forum=one.id,
                    name=one.name,
                    members_before=len(mine),
                    members_after=len(theirs) if still else None,
                    lead_before=_name(today, one.lead) if one.lead else None,
                    lead_after=_name(after, lead) if lead else None,
                )
            )
    return sorted(rows, key=lambda row: (alphabetical(row.name), row.forum))


def _members(landscape: Landscape, forum: str) -> set[str]:
    return {one.actor for one in landscape.memberships.values() if one.forum == forum}
