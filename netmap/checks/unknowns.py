"""Checks of what is not known, or was known too long ago: never an error, always worth a question."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.checks.finding import Check, Context, Finding
from netmap.landscape import Landscape
from netmap.locale import N_
from netmap.locale import date as shown
from netmap.model import Actor, Offer, Record


def _stated(landscape: Landscape) -> Iterator[Record]:
    """Yield the records that state something about the city, so that someone must have said it."""
    yield from landscape.actors.values()
    yield from landscape.cooperations.values()
    yield from landscape.forums.values()
    yield from landscape.memberships.values()
    yield from landscape.offers.values()


def no_evidence(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find statements of which nobody says where they come from."""
    yield from (Finding(record) for record in _stated(landscape) if not record.evidence)
    yield from (Finding(need) for need in landscape.needs.values() if not need.evidence)


def undated_evidence(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find statements whose evidence has no date, or none on or before the reference date."""
    for record in _stated(landscape):
        if record.evidence and record.last_seen(context.day) is None:
            yield Finding(record, "evidence")


def stale_evidence(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find statements whose newest evidence is older than the landscape allows."""
    months = landscape.settings.thresholds.stale_after_months
    for record in _stated(landscape):
        if record.evidence and record.freshness(context.day, months) == "stale":
            seen = record.last_seen(context.day) or ""
            yield Finding(record, "evidence", {"seen": shown(seen, context.lang), "months": months})


def no_area(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find actors and offers of no known education area."""
    yield from (Finding(actor, "areas") for actor in landscape.actors.values() if not actor.areas)
    yield from (Finding(offer, "area") for offer in landscape.offers.values() if not offer.area)


def no_district(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find actors and offers that are in no known district, those aside whose place is protected or means nothing."""
    formats = context.vocabulary["offer_formats"]
    anywhere = {key for key, term in formats.items() if not term.get("local", True)}
    candidates: list[Actor | Offer] = [actor for actor in landscape.actors.values() if not actor.protected]
    candidates += [offer for offer in landscape.offers.values() if offer.format not in anywhere]
    for record in candidates if landscape.districts else ():
        if not record.districts and not record.citywide:
            yield Finding(record, "districts")


def no_sector(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find actors of which nobody says whether they belong to the city administration."""
    return (Finding(actor, "sector") for actor in landscape.actors.values() if actor.sector == "unknown")


def no_provider(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find offers that nobody provides."""
    return (Finding(offer, "providers") for offer in landscape.offers.values() if not offer.providers)


def no_basis(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find capacities and needs of which nobody says whether they are a stock or per year."""
    for offer in landscape.offers.values():
        if offer.capacity is not None and offer.capacity_basis == "unknown":
            yield Finding(offer, "capacity", {"n": offer.capacity})
    for need in landscape.needs.values():
        if need.basis == "unknown":
            yield Finding(need, "persons", {"n": need.persons})


def no_members(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find forums of which no member is known."""
    with_members = {membership.forum for membership in landscape.memberships.values()}
    return (Finding(forum) for forum in landscape.forums.values() if forum.id not in with_members)


def no_office(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find the landscape that does not say which actor coordinates it: rankings could not leave it out."""
    if landscape.settings.coordinating_office is None:
        yield Finding(landscape.settings)


CHECKS = (
    Check(
        "no_evidence", "warning", False, no_evidence, N_("without evidence"),
        N_("there is no evidence"), N_("Add evidence: where it is known from (source), and when it stood there (seen)."),
    ),
    Check(
        "undated_evidence", "warning", False, undated_evidence, N_("with undated evidence only"),
        N_("no evidence has a date up to the reference date"), N_("Add “seen”; a year is enough."),
    ),
    Check(
        "stale_evidence", "warning", False, stale_evidence, N_("with old evidence only"),
        N_("last evidenced {seen}, more than {months} months before the reference date"),
        N_("Ask whether it still holds, and add the answer as evidence."),
    ),
    Check("no_area", "warning", False, no_area, N_("without an education area"), N_("the education area is not known")),
    Check(
        "no_district", "warning", False, no_district, N_("without a district"),
        N_("the district is not known"), N_("Name districts, or say that it is for the whole city (citywide: true)."),
    ),
    Check(
        "no_sector", "warning", False, no_sector, N_("actors of unclear sector"),
        N_("it is not known whether the actor belongs to the city administration"), N_("Write “inside” or “outside”."),
    ),
    Check("no_provider", "warning", False, no_provider, N_("offers without a provider"), N_("the provider is not known")),
    Check(
        "no_basis", "warning", False, no_basis, N_("numbers without a basis"),
        N_("{n} is given, but not whether at one time or per year"),
        N_("Say whether at one time (stock) or per year (per_year)."),
    ),
    Check(
        "no_members", "warning", False, no_members, N_("forums without members"),
        N_("no member of the forum is known"), N_("Add memberships."),
    ),
    Check(
        "no_coordinating_office", "warning", False, no_office, N_("landscapes without a coordinating office"),
        N_("the coordinating office is not named, so rankings cannot leave it out"), N_("Add “coordinating_office”."),
    ),
)  # fmt: skip
