"""The rows that one analysis gives and another one takes, and the words for their states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

FULL_DATE: Final = len("2018-11-30")
ALL_GROUPS: Final = ""
GROUP_UNKNOWN: Final = "group_unknown"
DOUBTFUL: Final = frozenset({"not_recorded", "uncovered", "active_only", "stale_only", "single_provider", "thin"})
"""The states that one more offer could change: where offers may belong to such a cell, its sentence says so."""
EMPTY: Final = frozenset({"not_recorded", "uncovered", "active_only"})
"""The states of cells without an offer."""


@dataclass(frozen=True)
class CoverageCell:
    """Hold what is recorded in one field of the cube: an area, a target group, and a district or (None) the whole city.

    `group` is "" in the margin over all groups and "group_unknown" where what is recorded names no group of the dimension;
    `area` is "" in the margins over all areas. `formats` are the only ones that count where nearness matters for these and
    not for the whole area; empty: all do. `unspecific`: only offers for all newcomers stand here. `unplaced` counts the
    offers of this area and group, city-wide, whose district is not known; `ungrouped` those of this area whose group is not,
    in a district those that may be there; `may_belong` holds the ids of both, in the city of the latter only. `unsettled`
    counts those of which a filter's property is not known; `other_days` holds the ids of those that do not exist on the day,
    but did or will. `persons` and `places` are None where not known;
    `persons_per_place` where both are, on the same basis. `inventory` is the id of the most specific one that applies,
    `asked` its state. `last_seen` is the newest evidence of the offers, or of the active actors where there are no offers.
    """

    id: str
    area: str
    dimension: str
    group: str
    district: str | None
    formats: tuple[str, ...]
    state: CoverageState
    offers: tuple[str, ...]
    fresh_offers: int
    unspecific: bool
    unplaced: int
    ungrouped: int
    may_belong: tuple[str, ...]
    unsettled: int
    other_days: tuple[str, ...]
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
    name no area; `unplaced` are those that name no district of the day, each with its providers.
    `weighed` tells whether any need is known. `day` is the one that all of it is as of.
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
    unplaced: Mapping[str, tuple[str, ...]]
    weighed: bool
    day: str


@dataclass(frozen=True)
class UnconnectedRow:
    """Hold one actor of which no cooperation is recorded.

    `forums` are the ids of those it is a member of, `planned` of the cooperations planned or wished, `ended` of those that
    had ended by the day, `later` of those that begin after it. `shares_forum`: it counts as a member of a standing forum or
    agreement that others are members of, too.
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
    later: tuple[str, ...]
    freshness: Literal["fresh", "stale", "undated"]
    last_seen: str | None


# ----------------------------------------------------------------------------------------------------------------- words


def state_name(state: CoverageState, *, lang: str = "de") -> str:
    """Name a state by itself, without the dates and reasons of a cell.

    >>> state_name("not_recorded", lang="en")
    'No offer recorded'
    """
    _ = translator(lang)
    return {
        "not_needed": _("Not intended"),
        "not_recorded": _("No offer recorded"),
        "uncovered": _("No offer there, somebody has looked"),
        "active_only": _("Actors recorded, no offer yet"),
        "stale_only": _("Last evidence is old – please confirm"),
        "single_provider": _("Only one provider recorded"),
        "thin": _("Offer scarce in relation to the estimated need"),
        "coordinate": _("Several providers – check coordination"),
        "covered": _("Offers recorded"),
    }[state]


def label(cell: CoverageCell, *, lang: str = "de") -> str:
    """Say in words what the state of a cell is, with the date or the reason that belongs to it."""
    return state_words((cell,), lang=lang)


def state_words(cells: Sequence[CoverageCell], *, lang: str = "de") -> str:
    """Say in words what the one state of some cells is, all asked alike; what belongs to one only is said of one only."""
    _ = translator(lang)
    cell = cells[0]
    when = date(cell.inventory_date, lang) if cell.inventory_date else _("date unknown")
    seen = cell.last_seen[:4] if cell.last_seen else _("date unknown")
    words = {
        "not_needed": _("Not intended (reason: {reason})"),
        "uncovered": _("No offer there (surveyed on {when})")
        if len(cell.inventory_date or "") == FULL_DATE
        else _("No offer there (surveyed {when})"),
        "stale_only": _("Last evidence {seen} – please confirm")
        if len(cells) == 1
        else _("Last evidence is old – please confirm"),
        "single_provider": _("Only one provider recorded"),
        "thin": _("Offer scarce in relation to the estimated need"),
        "coordinate": _("Several providers – check coordination"),
        "covered": _("Offers recorded"),
    }.get(cell.state)
    if words is None:
        words = _active(cells, lang) if cell.state == "active_only" else _not_recorded(cells, lang)
    return words.format(reason=cell.reason, when=when, seen=seen)


def _not_recorded(cells: Sequence[CoverageCell], lang: str) -> str:
    """Say that nothing is recorded; where offers may belong there, only that none is assigned."""
    _ = translator(lang)
    asked = cells[0].asked
    if asked == "complete":  # somebody looked, but offers do not say whether they are what the filter asks for
        return _("No such offer recorded")
    if any(cell.may_belong for cell in cells):
        return _("No offer assigned – asked in part only") if asked else _("No offer assigned – not asked yet")
    if any(cell.other_days for cell in cells):
        return (
            _("No existing offer recorded – asked in part only")
            if asked
            else _("No existing offer recorded – not asked yet")
        )
    return _("No offer recorded – asked in part only") if asked else _("No offer recorded – not asked yet")


def _active(cells: Sequence[CoverageCell], lang: str) -> str:
    _ = translator(lang)
    n = len(set().union(*(cell.active_actors for cell in cells)))
    if any(cell.may_belong for cell in cells):
        text = _("One actor is recorded for this, no offer assigned yet")
        return text if n == 1 else _("{n} actors are recorded for this, no offer assigned yet").format(n=number(n, lang))
    text = _("One actor is recorded for this, no offer yet")
    return text if n == 1 else _("{n} actors are recorded for this, no offer yet").format(n=number(n, lang))


def doubts(cells: Sequence[CoverageCell], *, lang: str = "de") -> list[str]:
    """Say how many offers may belong to cells of one state, but name no group or no district; nothing where none could.

    >>> doubts((), lang="en")
    []
    """
    if not cells or cells[0].state not in DOUBTFUL:
        return []
    _ = translator(lang)
    offers = set().union(*(cell.may_belong for cell in cells))
    unplaced = max(cell.unplaced if cell.district else 0 for cell in cells)
    unsettled = max(cell.unsettled for cell in cells)
    group = {
        "age": _("no age group"),
        "status": _("no residence status"),
        "life_situation": _("no life situation"),
        "learning": _("no level of learning"),
        "multiplier": _("no professionals"),
    }[cells[0].dimension]
    gone = {one for cell in cells for one in cell.other_days} if cells[0].state in EMPTY else ()
    text = _("one offer has ended or begins later") if len(gone) == 1 else _("{n} offers have ended or begin later")
    return [
        (_("one offer names {what}") if n == 1 else _("{n} offers name {what}")).format(n=number(n, lang), what=what)
        for n, what in (
            (len(offers) - unplaced, group),
            (unplaced, _("no district")),
            (unsettled, _("nothing on what was asked for")),
        )
        if n
    ] + ([text.format(n=number(len(gone), lang))] if gone else [])


def sentence(cell: CoverageCell, landscape: Landscape, *, lang: str = "de") -> str:
    """Say which cell it is, what its state is, and what may belong to it but does not say so."""
    says = "; ".join([label(cell, lang=lang), *doubts((cell,), lang=lang)])
    return f"{field_name(cell, landscape, lang=lang)}: {says}"


def field_name(cell: CoverageCell, landscape: Landscape, *, lang: str = "de") -> str:
    """Return how a cell is called: its area, target group, and where it has them its district and formats."""
    _ = translator(lang)
    words = landscape.vocabulary
    group = {ALL_GROUPS: _("all target groups"), GROUP_UNKNOWN: _("target group not known")}.get(cell.group)
    place = cell.district and name_of(cell.district, landscape)
    where = [
        words.label("areas", cell.area, lang) if cell.area else _("all areas"),
        group or words.label("target_groups", cell.group, lang),
        *([place] if place else []),
        *format_names(cell, landscape, lang=lang),
    ]
    return ", ".join(where)


def format_names(cell: CoverageCell, landscape: Landscape, *, lang: str) -> list[str]:
    """Return in one text, or none, of which formats alone a cell speaks."""
    words = landscape.vocabulary
    names = [words.label("offer_formats", one, lang) for one in cell.formats]
    return [translator(lang)(" or ").join(names)] if names else []


def summary(found: Coverage, *, lang: str = "de") -> str:
    """Say how much of the cube has been asked, and by what the rows can be weighed."""
    says = checked_words(found.checked, found.total, found.not_asked, lang=lang)
    if not found.weighed:
        says += " " + translator(lang)("No figures on need – sorted by importance (guide value).")
    return says


def checked_words(checked: int, total: int, not_asked: int, *, lang: str = "de") -> str:
    """Say of how many fields somebody has asked, and of how many nobody has yet.

    >>> checked_words(0, 1, 1, lang="en"), checked_words(1, 3, 2, lang="en")
    ('Checked: 0 of 1 field; 1 has not been asked yet.', 'Checked: 1 of 3 fields; 2 have not been asked yet.')
    """
    _ = translator(lang)
    asked = _("Checked: {checked} of 1 field") if total == 1 else _("Checked: {checked} of {total} fields")
    rest = _("1 has not been asked yet") if not_asked == 1 else _("{n} have not been asked yet")
    asked = asked.format(checked=number(checked, lang), total=number(total, lang))
    return f"{asked}; {rest.format(n=number(not_asked, lang))}."
