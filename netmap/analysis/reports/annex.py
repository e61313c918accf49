"""The annex of a report: measures with what they mean, who is tied to whom by group, roles, needs, and all records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from netmap.analysis.explain import Explanation, explanations
from netmap.analysis.groupings import groups_of
from netmap.analysis.measured import Measured
from netmap.analysis.reports.ground import Ground
from netmap.document import Part, Table
from netmap.locale import alphabetical
from netmap.network.mixing import SMALLEST
from netmap.network.roles import ROLES, brokerage

FIGURES: Final = (
    "actors", "ties", "mean_degree", "density", "components", "isolates", "largest_component", "fragmentation", "ei_index",
    "confirmed_share", "one_sided_share", "unanswered_share", "reciprocity", "tie_stale_share", "tie_undated_share",
    "average_distance", "diameter", "clustering", "transitivity", "degree_centralisation", "betweenness_centralisation",
    "modularity", "stability",
)  # fmt: skip
"""The figures of the whole network, in the order in which they are told."""


_WIDEST: Final = {"offers": 5}
"""So many columns of a table that is too wide for a page stand on paper."""


def measures(ground: Ground, found: Measured) -> Iterator[Part]:
    """Yield the figures of the network with what each means, and what it does not say."""
    _ = ground.text
    known = _explained(ground)
    rows = []
    for key in FIGURES:
        value = getattr(found.structure, key, None)
        value = getattr(found.cohesion, key, None) if value is None else value
        if value is not None and key in known:
            one = known[key]
            rows.append((one.label, round(value, 3), one.words, one.does_not_say))
    headings = (_("Measure"), _("Value"), _("What it means"), _("What it does not say"))
    yield Table(_("Measures"), headings, tuple(rows), "structure")


def network_tables(ground: Ground, found: Measured) -> Iterator[Part]:
    """Yield how ties mix by sector, the E-I index of each sector, and the roles of Gould and Fernandez."""
    _ = ground.text

    def named(group: str) -> str:
        return ground.label("sectors", group)

    mixed = [(named(one.group), named(one.other), one.tied, one.possible) for one in found.cohesion.mixing]
    headings = (_("Group"), _("Group"), _("Tied pairs"), _("Possible pairs"))
    yield Table(_("Ties in and between groups"), headings, tuple(mixed), "structure")
    rows = []
    for one in found.cohesion.ei_groups:
        index: str | float = _("none") if one.index is None else round(one.index, 3)
        said = _("fewer than {n} actors: says nothing of chance").format(n=SMALLEST) if one.too_small else ""
        rows.append((named(one.group), one.actors, index, said))
    remark = _known_words(_explained(ground)["ei_index"])
    headings = (_("Group"), _("Actors"), _("E-I index"), _("Remark"))
    yield Table(_("E-I index: how far ties go to other groups"), headings, tuple(rows), "structure", remarks=(remark,))
    yield from _roles(ground, found)


def _roles(ground: Ground, found: Measured) -> Iterator[Part]:
    """Yield how often each role is there; which actor stands in it only where the edition shows rankings."""
    _ = ground.text
    known = _explained(ground)
    counts = brokerage(found.net, groups_of(found.net, ground.shown, "sector", lang=ground.lang))
    half = 1 if found.net.directed else 2
    rows = tuple(
        (known[role].label, round(float(counts[role].sum()) / half, 1), known[role].words, known[role].does_not_say)
        for role in ROLES
    )
    headings = (_("Role"), _("How often"), _("What it means"), _("What it does not say"))
    remark = _("This describes the position in the network, not the performance.")
    yield Table(_("Roles between two others that are not tied to each other"), headings, rows, "brokers", remarks=(remark,))
    if not ground.shows("rankings"):
        return
    seats = sorted(range(len(found.net)), key=lambda seat: (alphabetical(found.net.names[seat]), found.net.ids[seat]))
    held: list[tuple[str | float, ...]] = [
        (found.net.names[seat], *(round(float(counts[role][seat]) / half, 1) for role in ROLES))
        for seat in seats
        if found.net.ranked[seat] and any(counts[role][seat] for role in ROLES)
    ]
    titles = (_("Actor"), *(known[role].label for role in ROLES))
    yield Table(_("Roles of single actors"), titles, tuple(held), "brokers", 25, (remark,))


def _explained(ground: Ground) -> dict[str, Explanation]:
    return {one.measure: one for one in explanations(ground.shown.vocabulary, lang=ground.lang)}


def _known_words(one: Explanation) -> str:
    return f"{one.words} {one.does_not_say}"


def needs(ground: Ground) -> Iterator[Part]:
    """Yield the figures on need, where some are recorded."""
    if ground.today.needs:
        yield ground.table("needs", ground.text("Figures on need"))


def record_tables(ground: Ground, **given: Any) -> Iterator[Part]:
    """Yield the lists of what is recorded: actors, offers, cooperations, what is open of each, sources."""
    _ = ground.text
    named = {
        "actors": _("Actors"),
        "offers": _("Offers"),
        "offers_by_area": _("Offers by education area"),
        "cooperations": _("Cooperations"),
        "kinds_of_cooperation": _("Cooperations by kind"),
        "incomplete_actors": _("Actors of which something is not recorded"),
        "incomplete_offers": _("Offers of which something is not recorded"),
        "inventories": _("What has been asked"),
        "sources": _("Sources"),
    }
    takes = ground.shown.vocabulary["queries"]
    for question, name in named.items():
        if ground.asks(question) and set(given) <= set(takes[question].get("takes", ())):
            yield ground.table(question, name, first=15, wide=_WIDEST.get(question), **given)
