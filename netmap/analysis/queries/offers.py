"""Queries for offers, and for the fields of the coverage cube."""

from __future__ import annotations

from collections import Counter
from typing import Final, cast

from netmap.analysis.coverage import fields
from netmap.analysis.queries.question import Desk, Found, Given, Row, counted, of_level
from netmap.analysis.rows import CoverageState
from netmap.model import Offer
from netmap.values import CEFR

_WHAT: Final = ("area", "group", "district", "kind", "language", "level", "childcare", "free", "accessible")
_TOLD: Final = ("area", "target_groups", "districts", "languages", "free_of_charge", "childcare", "accessible", "capacity")


def offers(desk: Desk, given: Given) -> Found:
    """Return the offers that are what was asked for."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, _WHAT)
    return Found(tuple(map(_row, kept)), unknown)


def providers(desk: Desk, given: Given) -> Found:
    """Return how many offers each actor provides, most first."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, ("area", "group", "district"))
    numbers = Counter(one for offer in kept for one in offer.providers)
    order = sorted(numbers, key=lambda one: (-numbers[one], one))
    return Found(tuple({"actor": one, "number": numbers[one]} for one in order), unknown)


def offers_by_area(desk: Desk, given: Given) -> Found:
    """Return how many offers are recorded in each education area."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, ("group", "district"))
    return Found(counted((one.area for one in kept), "area"), unknown)


def offers_by_language(desk: Desk, given: Given) -> Found:
    """Return how many offers are recorded in each language."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, ("area", "group", "district"))
    return Found(counted((one for offer in kept for one in offer.languages or ("",)), "language"), unknown)


def offers_by_level(desk: Desk, given: Given) -> Found:
    """Return for each language level how many offers reach over it; last, in a row without level, those that name none."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, ("area", "group", "district"))
    named = [one for one in kept if one.cefr_from or one.cefr_to]
    rows: list[Row] = [{"level": level, "number": sum(bool(of_level(one, level)) for one in named)} for level in CEFR]
    return Found((*rows, {"level": "", "number": len(kept) - len(named)}), unknown)


def incomplete_offers(desk: Desk, given: Given) -> Found:
    """Return the offers that do not say something, with what it is, the most first."""
    kept, unknown = desk.choose(desk.now.offers.values(), given, ("area",))
    rows = [{"offer": one.id, "providers": one.providers, "missing": gaps} for one in kept if (gaps := _silent(one))]
    return Found(tuple(sorted(rows, key=lambda row: -len(row["missing"]))), unknown)


def _silent(one: Offer) -> tuple[str, ...]:
    return tuple(
        name for name in _TOLD if getattr(one, name) in {"", (), None} and not (name == "districts" and one.citywide)
    )


def cells(desk: Desk, given: Given) -> Found:
    """Return the fields of the coverage cube, those in one state where it is asked for."""
    ties = given.state in {"", "covered", "coordinate"}
    found = fields(desk.whole, area=given.area, group=given.group, district=given.district, ties=ties, at=desk.day)
    rows = (
        {
            "area": cell.area,
            "group": cell.group,
            "district": cell.district,
            "state": cell.state,
            "asked": cell.asked,
            "offers": len(cell.offers),
            "providers": cell.providers,
            "persons": cell.persons,
        }
        for cell in found
        if given.state in {"", cell.state}
    )
    return Found(tuple(rows))


def one_provider(desk: Desk, given: Given) -> Found:
    """Return the fields of the coverage cube in which one provider alone is recorded."""
    state: CoverageState = "single_provider"
    wanted = Given(area=given.area, group=given.group, district=given.district, state=state)
    return cells(desk, wanted)


def needs(desk: Desk, given: Given) -> Found:
    """Return the figures on need, most persons first, with how many offers are recorded in the district."""
    places = Counter(place for offer in desk.now.offers.values() for place in offer.districts)
    held = [one for one in desk.now.needs.values() if given.district in {"", one.district or ""}]
    rows = [
        {
            "area": one.area,
            "group": one.target_group,
            "district": one.district,
            "persons": one.persons,
            "year": one.year,
            "estimate": one.estimate,
            "offers": places[one.district] if one.district else len(desk.now.offers),
        }
        for one in held
        if given.group in {"", one.target_group}
    ]
    return Found(tuple(sorted(rows, key=lambda row: (-cast("int", row["persons"]), str(row["district"])))))


def _row(one: Offer) -> Row:
    return {
        "offer": one.id,
        "providers": one.providers,
        "area": one.area,
        "groups": one.target_groups,
        "districts": ("citywide",) if one.citywide else one.districts,
        "languages": one.languages,
        "level": "–".join(level for level in (one.cefr_from, one.cefr_to) if level),
        "free": one.free_of_charge,
        "childcare": one.childcare,
    }
