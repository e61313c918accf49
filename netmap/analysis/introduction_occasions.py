"""What two actors could meet for: a wish, a gap, a transition, the border; each as those on its one and its other side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np

from netmap.analysis.border import Border
from netmap.analysis.border_offices import OfficeRow
from netmap.analysis.gap_rows import GapRow
from netmap.analysis.transition_rows import TransitionRow
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Actor
from netmap.network.arrays import STATUSES, Arrays

WEIGHTS: Final[Mapping[str, float]] = {
    "unregulated": 100,
    "nothing_recorded": 45,
    "single_contacts": 25,
    "office": 40,
    "area": 35,
}
"""What a transition in its state, or a border, weighs beside the gaps' own scores; for sorting only."""
CONFIRMED: Final = 100.0
"""What weighs so much, or more, somebody has said or confirmed: wishes, the gaps of the first list, the unregulated."""
_TOGETHER: Final = frozenset({"coordinate"})
_REACHING: Final = frozenset({"uncovered", "thin", "single_provider"})


@dataclass(frozen=True)
class Occasion:
    """Hold why actors of one side should meet those of the other, for each pair of `sides`; both may be the same."""

    kind: Literal["wish", "gap", "transition", "border"]
    id: str
    reason_de: str
    reason_en: str
    weight: float
    area: str
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def wishes(landscape: Landscape, columns: Arrays) -> Iterator[Occasion]:
    """Yield the wished, then the planned cooperations of working kinds, each as an occasion of its two ends."""
    kinds = landscape.vocabulary["tie_kinds"]
    for status, weight in (("wished", 2000.0), ("planned", 1000.0)):
        for at in np.flatnonzero((columns.status == STATUSES.index(status)) & columns.working).tolist():
            term = kinds.get(columns.kinds[at])
            de, en = (_wish(status, term.label(lang) if term else columns.kinds[at], lang) for lang in ("de", "en"))
            first, second = columns.actor_ids[columns.source[at]], columns.actor_ids[columns.target[at]]
            yield Occasion("wish", columns.tie_ids[at], de, en, weight, "", (((first,), (second,)),))


def _wish(status: str, kind: str, lang: str) -> str:
    _ = translator(lang)
    text = _("wished cooperation ({kind})") if status == "wished" else _("planned cooperation ({kind})")
    return text.format(kind=kind)


def from_gaps(rows: Sequence[GapRow], today: Landscape) -> Iterator[Occasion]:
    """Yield an occasion for each gap that two actors could close together.

    Several providers without a tie should meet each other. Where an area has no, too little, or one offer for a group or
    district, those who are active or offer something in the area should meet those who are not, but serve the group and are
    in the district (where the gap names both). What nobody has asked about is no gap, and gives none; neither does what
    names neither group nor district. `today` is cut to the day.
    """
    offering: dict[str, set[str]] = {}
    for offer in today.offers.values():
        offering.setdefault(offer.area, set()).update(offer.providers)
    for row in rows:
        sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        if row.rule in _TOGETHER:
            sides = (row.actors, row.actors)
        elif row.rule in _REACHING and (row.groups or row.districts):
            active = (one.id for one in today.actors.values() if row.area in one.areas)
            able = offering.get(row.area, set()).union(active)
            near = (one.id for one in today.actors.values() if one.id not in able and _reaches(one, row))
            sides = (tuple(sorted(able)), tuple(near))
        if all(sides):
            weight = row.score + (CONFIRMED if row.list == "action" else 0.0)
            yield Occasion("gap", row.id, row.sentence_de, row.sentence_en, weight, row.area, (sides,))


def _reaches(actor: Actor, row: GapRow) -> bool:
    """Tell whether an actor is known to serve the groups of a gap, and to be in its districts."""
    groups = not row.groups or not {"all", *row.groups}.isdisjoint(actor.target_groups)
    return groups and (not row.districts or actor.citywide or not set(row.districts).isdisjoint(actor.districts))


def from_transitions(rows: Sequence[TransitionRow]) -> Iterator[Occasion]:
    """Yield an occasion for each transition that is not agreed: every two of those who should connect it are its sides."""
    for row in rows:
        there = [one.actors for one in row.connecting if one.actors]
        if row.state in WEIGHTS and len(there) > 1:
            de, en = (_transition(row, lang) for lang in ("de", "en"))
            yield Occasion("transition", row.id, de, en, WEIGHTS[row.state], "", tuple(combinations(there, 2)))


def _transition(row: TransitionRow, lang: str) -> str:
    _ = translator(lang)
    text = {
        "unregulated": _("transition {label}: confirmed as not regulated"),
        "nothing_recorded": _("transition {label}: no cooperation recorded yet"),
        "single_contacts": _("transition {label}: single contacts recorded only"),
    }[row.state]
    return text.format(label=row.label_en if lang == "en" else row.label_de)


def from_border(found: Border, today: Landscape) -> Iterator[Occasion]:
    """Yield an occasion for each office, and each area, of which no tie across the border is recorded.

    An office should meet those outside who are active in its areas; one whose areas are not known gives none, and neither
    does the coordinating office, which is to bring others together.
    """
    outside: dict[str, list[str]] = {}
    for one in today.actors.values():
        for area in one.areas if one.sector == "outside" else ():
            outside.setdefault(area, []).append(one.id)
    for office in found.offices:
        others = {one for area in office.areas for one in outside.get(area, ())}
        if office.state == "none" and others and office.actor != today.settings.coordinating_office:
            de, en = (_office(office, today, lang) for lang in ("de", "en"))
            sides = (((office.actor,), tuple(sorted(others))),)
            area = office.areas[0] if len(office.areas) == 1 else ""
            yield Occasion("border", f"border/{office.actor}", de, en, WEIGHTS["office"], area, sides)
    for row in found.areas:
        if row.state in {"none", "office_only"} and row.inside and row.outside:
            de, en = (_border(today.vocabulary.label("areas", row.area, lang), lang) for lang in ("de", "en"))
            yield Occasion("border", f"border/{row.area}", de, en, WEIGHTS["area"], row.area, ((row.inside, row.outside),))


def _border(area: str, lang: str) -> str:
    return translator(lang)("{area}: no cooperation across the border of the administration recorded yet").format(area=area)


def _office(row: OfficeRow, today: Landscape, lang: str) -> str:
    text = translator(lang)("{area}: {office} – no cooperation with anybody outside recorded yet")
    return text.format(area=", ".join(today.vocabulary.label("areas", one, lang) for one in row.areas), office=row.name)
