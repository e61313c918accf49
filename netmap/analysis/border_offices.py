"""The actors of the administration, each with its recorded ties to the outside, and what else is recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.network.arrays import STATUSES, Arrays, Ints
from netmap.network.graph import Network

OfficeState = Literal["none", "part_only", "unsettled", "old_only", "tied"]
_ORDER: Final = ("none", "unsettled", "part_only", "old_only", "tied")


@dataclass(frozen=True)
class OfficeRow:
    """Hold one actor of the administration and its recorded ties across the border.

    `outside`, `inside` and `unsettled` are the ids of its partners by sector, `parts` those of its parts that have a tie to
    the outside. `planned` are the cooperations with the outside that are planned or wished, `uncounted` those that exist but
    are no ties here (of another kind, or left out by their age); `forums` all that it is in, in whatever role. The first
    `state` that holds: `tied` (a tie of fresh evidence to the outside), `old_only` (all of them old or undated), `part_only`
    (a part of it has one), `unsettled` (ties only to partners whose sector is not known), `none` (none recorded).
    """

    actor: str
    name: str
    type: str
    areas: tuple[str, ...]
    state: OfficeState
    outside: tuple[str, ...]
    inside: tuple[str, ...]
    unsettled: tuple[str, ...]
    parts: tuple[str, ...]
    planned: tuple[str, ...]
    uncounted: tuple[str, ...]
    forums: tuple[str, ...]


def offices(landscape: Landscape, columns: Arrays, net: Network, recent: Network) -> list[OfficeRow]:
    """Return the actors of the administration, those without a tie to the outside first, then by name.

    `net` and `recent` are networks of the columns, `recent` with ties of fresh evidence only.
    """
    partners, fresh = _partners(net), _partners(recent)
    crossing = {one for one, by_sector in partners.items() if by_sector["outside"]}
    parts, others, forums = _parts(columns), _beside(columns), _forums(columns)
    rows = []
    for at, one in enumerate(net.ids):
        if net.sectors[at] != "inside" or not net.ranked[at]:
            continue
        own, more = partners.get(one, _NOBODY), others.get(one, {})
        # of what counts, the partners tell
        uncounted = [tie for other, tie in more.get("existing", ()) if other not in own["outside"]]
        row = OfficeRow(
            actor=one,
            name=net.names[at],
            type=net.types[at],
            areas=landscape.actors[one].areas,
            state="none",
            outside=own["outside"],
            inside=own["inside"],
            unsettled=own["unknown"],
            parts=tuple(sorted(parts.get(one, set()) & crossing)),
            planned=tuple(sorted(tie for _other, tie in more.get("planned", ()))),
            uncounted=tuple(sorted(uncounted)),
            forums=forums.get(one, ()),
        )
        rows.append(replace(row, state=_office_state(row, fresh.get(one, _NOBODY))))
    return sorted(rows, key=lambda row: (_ORDER.index(row.state), alphabetical(row.name), row.actor))


_Partners = Mapping[str, Mapping[str, tuple[str, ...]]]
_NOBODY: Final[Mapping[str, tuple[str, ...]]] = {"outside": (), "inside": (), "unknown": ()}


def _office_state(row: OfficeRow, fresh: Mapping[str, tuple[str, ...]]) -> OfficeState:
    if row.outside:
        return "tied" if fresh["outside"] else "old_only"
    return "part_only" if row.parts else "unsettled" if row.unsettled else "none"


def tied(net: Network) -> Ints:
    """Return the tied pairs of an undirected network as positions in it, a row for each (pairs x 2)."""
    sources, targets, _weights = net.arcs()
    pairs: Ints = np.column_stack([sources, targets])
    return pairs


def _partners(net: Network) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for each actor inside the administration its partners by sector, each sorted by id."""
    found: dict[str, dict[str, set[str]]] = {}
    pairs = tied(net)
    both = np.concatenate([pairs, pairs[:, ::-1]]).tolist()
    for one, other in both:
        if net.sectors[one] == "inside":
            found.setdefault(net.ids[one], {key: set() for key in _NOBODY})[net.sectors[other]].add(net.ids[other])
    return {one: {key: tuple(sorted(ids)) for key, ids in sides.items()} for one, sides in found.items()}


def _parts(columns: Arrays) -> dict[str, set[str]]:
    """Return for each actor all that is part of it, over however many levels."""
    found: dict[str, set[str]] = {}
    for start in range(len(columns.actor_ids)):
        passed, above = {start}, int(columns.part_of[start])
        while above >= 0 and above not in passed:
            found.setdefault(columns.actor_ids[above], set()).add(columns.actor_ids[start])
            passed.add(above)
            above = int(columns.part_of[above])
    return found


def _beside(columns: Arrays) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return for each actor inside its cooperations with the outside by status (planned: or wished), with the partner."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    rows = zip(columns.source.tolist(), columns.target.tolist(), columns.status.tolist(), columns.tie_ids, strict=True)
    for source, target, status, tie in rows:
        said = STATUSES[status].replace("wished", "planned")
        for one, other in ((source, target), (target, source)):
            if columns.sectors[one] == "inside" and columns.sectors[other] == "outside":
                ties = found.setdefault(columns.actor_ids[one], {}).setdefault(said, [])
                ties.append((columns.actor_ids[other], tie))
    return found


def _forums(columns: Arrays) -> dict[str, tuple[str, ...]]:
    """Return for each actor the forums that it is in, in whatever role."""
    found: dict[str, set[str]] = {}
    for one, forum in zip(columns.member_actor.tolist(), columns.member_forum.tolist(), strict=True):
        found.setdefault(columns.actor_ids[one], set()).add(columns.forum_ids[forum])
    return {one: tuple(sorted(forums)) for one, forums in found.items()}
