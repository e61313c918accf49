"""The recorded network as a whole: how large, how dense, how far in one piece, how well documented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from netmap.analysis.groupings import grouping_words, single_groups
from netmap.analysis.response import response
from netmap.landscape import Landscape
from netmap.locale import date, number, translator
from netmap.network.graph import Network, Ties, network, ties_words
from netmap.network.mixing import ei_index
from netmap.network.removal import removal


@dataclass(frozen=True)
class Structure:
    """Hold the figures of one network; shares are from 0 to 1, None where they are not defined.

    `actors` are those of the network (offices of one person are rolled up), `recorded_actors` all on the day. `ties` counts
    tied pairs, `cooperations` the existing cooperations behind them, `forums` the shared ones. `fragmentation` is the share
    of pairs that cannot reach each other. `ei_index` is (external - internal) / all tied pairs by the groups `by`, from -1
    (all ties within groups) to 1 (all between groups); `ei_pairs` counts the pairs of two known groups: only these enter.
    `tie_stale_share` and `tie_undated_share` are of tied pairs; `stale_share` and `undated_share` of the existing
    cooperations of all kinds, which is what the data sentence speaks of. `confirmed_share`, `one_sided_share` and
    `unanswered_share` are of all cooperations, `reciprocity` is the share of the confirmed among those that at least one end
    reported and both could: nothing but the answers of those who answered (see `netmap.reports`). `asked` and `answered`
    count the actors of surveys (see `response`).
    """

    actors: int
    recorded_actors: int
    ties: int
    kinds_of_ties: Ties
    fresh: bool
    cooperations: int
    forums: int
    components: int
    isolates: int
    largest_component: int
    density: float | None
    fragmentation: float | None
    mean_degree: float | None
    by: str
    ei_index: float | None
    ei_pairs: int
    confirmed_share: float | None
    one_sided_share: float | None
    unanswered_share: float | None
    reciprocity: float | None
    tie_stale_share: float | None
    tie_undated_share: float | None
    recorded_cooperations: int
    stale_share: float | None
    undated_share: float | None
    stale_after_months: int
    asked: int
    answered: int
    dropped_self_loops: int
    day: str


def structure(
    landscape: Landscape,
    *,
    ties: Ties = "working",
    by: str = "sector",
    fresh: bool = False,
    at: dt.date | None = None,
    without: Collection[str] = (),
    lang: str = "de",
) -> Structure:
    """Return the figures of the network of a landscape's ties on a day, the reference date by default.

    Directions are ignored. Density, fragmentation and mean degree need two actors, the E-I index one tie between known
    groups, which are those of `by` (see `groupings`). `without` takes actors out of the network; what is recorded stays as
    it is. Pass the whole landscape, not one already cut to a day. Unknown actors and groupings raise NetmapError, said in
    `lang`.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id="ab", source="a", target="b")]
    >>> found = structure(Landscape(Settings(id="c", name="C"), records))
    >>> found.components, found.isolates, round(found.density, 3), round(found.fragmentation, 3)
    (2, 1, 0.333, 0.667)
    """
    day = at or landscape.reference_date()
    net = network(landscape, ties=ties, fresh=fresh, at=day, without=without, lang=lang)
    every = network(landscape, ties="cooperation", at=day, without=without, lang=lang)
    today, months = landscape.at(day), landscape.settings.thresholds.stale_after_months
    existing = [one for one in today.cooperations.values() if _counts(one.kind, one.status, landscape)]
    ages = [one.freshness(day, months) for one in existing]
    sizes = removal(net).component_sizes
    n, pairs = len(net), len(net) * (len(net) - 1) / 2
    index, known = ei_index(net, single_groups(net, landscape, by, lang=lang))
    told = response(landscape, today.actors, at=day)
    return Structure(
        actors=n,
        recorded_actors=len(today.actors),
        ties=net.pairs,
        kinds_of_ties=ties,
        fresh=fresh,
        cooperations=net.cooperations,
        forums=net.forums,
        components=len(sizes),
        isolates=int((sizes == 1).sum()),
        largest_component=int(sizes.max(initial=0)),
        density=net.pairs / pairs if pairs else None,
        fragmentation=1 - float((sizes * (sizes - 1)).sum()) / (2 * pairs) if pairs else None,
        mean_degree=2 * net.pairs / n if n else None,
        by=by,
        ei_index=index,
        ei_pairs=known,
        **_told(every),
        tie_stale_share=_share(net.stale, net.pairs),
        tie_undated_share=_share(net.undated, net.pairs),
        recorded_cooperations=len(existing),
        stale_share=_share(ages.count("stale"), len(ages)),
        undated_share=_share(ages.count("undated"), len(ages)),
        stale_after_months=months,
        asked=told.asked,
        answered=told.answered,
        dropped_self_loops=net.dropped_self_loops,
        day=day.isoformat(),
    )


def _counts(kind: str, status: str, landscape: Landscape) -> bool:
    term = landscape.vocabulary["tie_kinds"].get(kind)
    return status == "existing" and not (term and term.get("internal", False))


def _told(net: Network) -> dict[str, Any]:
    """Return which shares of the cooperations both ends reported, one did, or one whose other end has not answered."""
    return {
        "confirmed_share": _share(net.confirmed, net.cooperations),
        "one_sided_share": _share(net.one_sided, net.cooperations),
        "unanswered_share": _share(net.unanswered, net.cooperations),
        "reciprocity": _share(net.confirmed, net.confirmed + net.one_sided),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def data_sentence(found: Structure, *, lang: str = "de") -> str:
    """Say how many actors are recorded, asked and have answered, and how much of the cooperations is old or undated."""
    _ = translator(lang)
    says = _("Recorded: {n} actors, {a} of them asked, {b} answered.")
    if found.recorded_actors == 1:
        says = _("Recorded: one actor, {a} of them asked, {b} answered.")
    says = says.format(n=number(found.recorded_actors, lang), a=number(found.asked, lang), b=number(found.answered, lang))
    if found.stale_share is not None and found.undated_share is not None:
        says += " " + _("{p} % of the cooperations are older than {months} months or undated.").format(
            p=number(100 * (found.stale_share + found.undated_share), lang), months=number(found.stale_after_months, lang)
        )
    return says + " " + _("Orders are hints, not a judgement.")


def _rolled_up(found: Structure, lang: str) -> list[str]:
    """Say why the network has fewer actors than are recorded, where it has."""
    _ = translator(lang)
    rolled = found.recorded_actors - found.actors
    if not rolled:
        return []
    text = _("Recorded are {all} actors; one is a one-person office and counted with the office it is part of.")
    if rolled > 1:
        text = _("Recorded are {all} actors; {n} are one-person offices and counted with the office they are part of.")
    return [text.format(all=number(found.recorded_actors, lang), n=number(rolled, lang))]


def _size(found: Structure, lang: str) -> list[str]:
    """Say how many pairs are tied, and how far everybody can be reached."""
    _ = translator(lang)
    if found.actors == 1:
        return [_("The network has one actor, and no tie.")]
    text = _("{ties} of all possible pairs among {actors} actors are tied ({share} %).")
    if found.ties == 1:
        text = _("One pair among {actors} actors is tied ({share} %).")
    return [
        text.format(
            ties=number(found.ties, lang),
            actors=number(found.actors, lang),
            share=number(100 * (found.density or 0), lang, 1),
        ),
        *_reach(found, lang),
        *_largest(found, lang),
    ]


def _largest(found: Structure, lang: str) -> list[str]:
    """Say how large the largest part is, and how many actors are tied to nobody; nothing where all are in one part."""
    _ = translator(lang)
    if found.components == 1:
        return []
    text = _("The largest connected part has {n} actors; of {m} actors no such tie has been recorded yet.")
    if found.isolates == 1:
        text = _("The largest connected part has {n} actors; of one actor no such tie has been recorded yet.")
    if not found.isolates:
        text = _("The largest connected part has {n} actors; every actor has such a tie.")
    return [text.format(n=number(found.largest_component, lang), m=number(found.isolates, lang))]


def _reach(found: Structure, lang: str) -> list[str]:
    """Say how many ties an actor has, and how far the network is in one piece."""
    if found.mean_degree is None or found.fragmentation is None:
        return []
    _ = translator(lang)
    text = _("The network is in one part: everybody can be reached from everybody.")
    if found.components > 1:
        text = _(
            "The network consists of {k} parts without a recorded tie between them, single actors included; so {p} % of all"
            " pairs cannot reach each other."
        )
    return [
        _("An actor is tied to {d} others on average.").format(d=number(found.mean_degree, lang, 1)),
        text.format(k=number(found.components, lang), p=number(100 * found.fragmentation, lang)),
    ]


def _across(found: Structure, lang: str) -> list[str]:
    """Say how many ties cross the border of the groups."""
    if found.ei_index is None:
        return []
    _ = translator(lang)
    text = _("Of the {n} ties between actors of known group ({by}), {p} % go to another group (E-I index {ei}).")
    if found.by == "sector":
        text = _(
            "Of the {n} ties between actors of known sector, {p} % cross the border of the administration (E-I index {ei})."
        )
    if found.ei_pairs == 1:
        text = _("Ties between actors of known group ({by}): {n}; of these to another group: {a} (E-I index {ei}).")
        if found.by == "sector":
            text = _(
                "Ties between actors of known sector: {n}; of these across the border of the administration: {a}"
                " (E-I index {ei})."
            )
    return [
        text.format(
            n=number(found.ei_pairs, lang),
            a=number(found.ei_pairs * (found.ei_index + 1) / 2, lang),
            by=grouping_words(found.by, lang=lang),
            p=number(50 * (found.ei_index + 1), lang),
            ei=number(found.ei_index, lang, 2),
        )
    ]


def sentences(found: Structure, *, lang: str = "de") -> list[str]:
    """Say in a sentence each what the figures mean."""
    _ = translator(lang)
    if not found.actors:
        return [_("No actors have been recorded yet.")]
    counted = _("Counted: {kinds}, existing on {day}.")
    says = [
        counted.format(kinds=ties_words(found.kinds_of_ties, lang=lang), day=date(found.day, lang)),
        *([_("Only fresh ones: what is old or undated is left out.")] if found.fresh else []),
        *_rolled_up(found, lang),
        *_size(found, lang),
    ]
    says += _across(found, lang)
    if found.confirmed_share == 0 and not found.asked:
        says.append(_("The cooperations come from documents: nobody has been asked to confirm them yet."))
    elif found.confirmed_share is not None:
        says.append(
            _("Both ends have confirmed {p} % of the cooperations.").format(p=number(100 * found.confirmed_share, lang))
        )
        says += _told_by_one(found, lang)
    return says


def _told_by_one(found: Structure, lang: str) -> list[str]:
    """Say how many cooperations only one end has reported, and of how many the other has not answered."""
    _ = translator(lang)
    says = []
    if found.reciprocity is not None:
        text = _("Where both were asked and answered, both named {p} % of the cooperations that one of them named.")
        says.append(text.format(p=number(100 * found.reciprocity, lang)))
    if found.unanswered_share:
        text = _("{p} % were named by one end while the other has not answered: from that nothing follows.")
        says.append(text.format(p=number(100 * found.unanswered_share, lang)))
    return says
