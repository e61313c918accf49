"""The rows that one analysis gives and another one takes, and the words for their states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from netmap.landscape import Landscape
from netmap.locale import date, number, translator
from netmap.titles import name_of

CoverageState = Literal[
    "not_needed",
    "not_recorded",
    "uncovered",
    "active_only",
    "stale_only",
    "single_provider",
    "thin",
    "coordinate",
    "covered",
]
STATES: Final[tuple[CoverageState, ...]] = (
    "not_needed", "not_recorded", "uncovered", "active_only", "stale_only", "single_provider", "thin", "coordinate",
    "covered",
)  # fmt: skip
"""The states of a cell, in the order in which they are tried: the first that holds."""

ALL_GROUPS: Final = ""
GROUP_UNKNOWN: Final = "group_unknown"


@dataclass(frozen=True)
class CoverageCell:
    """Hold what is recorded in one field of the cube: an area, a target group, and a district or (None) the whole city.

    `group` is "" in the margin over all groups and "group_unknown" where what is recorded names no group of the dimension;
    `area` is "" in the margins over all areas. `unspecific`: only offers for all newcomers stand here. `unplaced` counts the
    offers of this area and group, city-wide, whose district is not known, `ungrouped` those of this area whose group is not,
    `unsettled` those of which a filter's property is not known. `persons` and `places` are None where not known;
    `persons_per_place` where both are, on the same basis. `inventory` is the id of the most specific one that applies,
    `asked` its state. `last_seen` is the newest evidence of the offers, or of the active actors where there are no offers.
    """

    id: str
    area: str
    dimension: str
    group: str
    district: str | None
    state: CoverageState
    offers: tuple[str, ...]
    fresh_offers: int
    unspecific: bool
    unplaced: int
    ungrouped: int
    unsettled: int
    providers: tuple[str, ...]
    active_actors: tuple[str, ...]
    persons: int | None
    persons_year: int | None
    persons_estimate: bool
    places: int | None
    persons_per_place: float | None
    inventory: str | None
    inventory_date: str | None
    asked: Literal["complete", "partial", "not_needed", ""]
    reason: str
    evidence_years: tuple[int, ...]
    last_seen: str | None


@dataclass(frozen=True)
class Coverage:
    """Hold the cube's cells, its margins, and how much of it has been asked.

    `total` counts the cells; `checked` those with a complete inventory or declared not needed; `not_asked` those with none.
    `margins` are the rows over all groups or all areas, and those of unknown group. `area_unknown` counts the offers that
    name no area. `weighed` tells whether any need is known.
    """

    cells: tuple[CoverageCell, ...]
    margins: tuple[CoverageCell, ...]
    dimension: str
    groups: tuple[str, ...]
    areas: tuple[str, ...]
    districts: tuple[str, ...]
    total: int
    checked: int
    not_asked: int
    offers: int
    area_unknown: int
    weighed: bool


@dataclass(frozen=True)
class UnconnectedRow:
    """Hold one actor of which no cooperation is recorded.

    `forums` are the ids of those it is a member of, `planned` of the cooperations planned or wished, `ended` of those that
    ended. `shares_forum`: it counts as a member of a standing forum or agreement that others are members of, too.
    """

    actor: str
    name: str
    sector: str
    type: str
    areas: tuple[str, ...]
    forums: tuple[str, ...]
    shares_forum: bool
    planned: tuple[str, ...]
    ended: tuple[str, ...]
    freshness: Literal["fresh", "stale", "undated"]
    last_seen: str | None


# ----------------------------------------------------------------------------------------------------------------- words


def label(cell: CoverageCell, *, lang: str = "de") -> str:
    """Say in words what the state of a cell is, with the date or the reason that belongs to it."""
    _ = translator(lang)
    when = date(cell.inventory_date, lang) if cell.inventory_date else _("date unknown")
    seen = cell.last_seen[:4] if cell.last_seen else _("date unknown")
    return {
        "not_needed": _("Not intended (reason: {reason})"),
        "not_recorded": _("No offer recorded – asked in part only")
        if cell.asked
        else _("No offer recorded – not asked yet"),
        "uncovered": _("No offer there (surveyed on {when})"),
        "active_only": _("Actors are active here, no offer recorded yet"),
        "stale_only": _("Last evidence {seen} – please confirm"),
        "single_provider": _("Only one provider recorded"),
        "thin": _("Offer scarce in relation to the estimated need"),
        "coordinate": _("Several providers – check coordination"),
        "covered": _("Offers recorded"),
    }[cell.state].format(reason=cell.reason, when=when, seen=seen)


def sentence(cell: CoverageCell, landscape: Landscape, *, lang: str = "de") -> str:
    """Say which cell it is, what its state is, and what may belong to it but does not say so."""
    _ = translator(lang)
    words = landscape.vocabulary
    group = {ALL_GROUPS: _("all target groups"), GROUP_UNKNOWN: _("target group not known")}.get(cell.group)
    place = cell.district and name_of(cell.district, landscape)
    where = [
        words.label("areas", cell.area, lang) if cell.area else _("all areas"),
        group or words.label("target_groups", cell.group, lang),
        *([place] if place else []),
    ]
    hints = [
        text.format(n=number(n, lang))
        for n, text in (
            (cell.unplaced if cell.district else 0, _("offers whose district is not known: {n}")),
            (cell.ungrouped, _("offers whose target group is not known: {n}")),
            (cell.unsettled, _("offers of which the property asked for is not known: {n}")),
        )
        if n and cell.state in {"not_recorded", "uncovered", "active_only"}
    ]
    tail = f" ({'; '.join(hints)})" if hints else ""
    return f"{', '.join(where)}: {label(cell, lang=lang)}{tail}"


def summary(found: Coverage, *, lang: str = "de") -> str:
    """Say how much of the cube has been asked, and by what the rows can be weighed."""
    _ = translator(lang)
    says = _("Checked: {checked} of {total} fields; {not_asked} have not been asked yet.").format(
        checked=number(found.checked, lang), total=number(found.total, lang), not_asked=number(found.not_asked, lang)
    )
    if not found.weighed:
        says += " " + _("No figures on need – sorted by importance (guide value).")
    return says
