"""What the figures of the whole network mean, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netmap.analysis.cohesion import Cohesion
from netmap.locale import alphabetical, number, translator
from netmap.network.mixing import SMALLEST, GroupEi

SURE = 0.05
FIRM = 0.9
"""From this agreement on a division into parts counts as the same in every run."""


def sentences(found: Cohesion, labels: Mapping[str, str] | None = None, *, lang: str = "de") -> list[str]:
    """Say in a sentence each what the figures mean; `labels` are the words for the groups, by key."""
    labels = labels or {}
    return [
        *_distances(found, lang),
        *_clustering(found, lang),
        *_centralisation(found, lang),
        *_groups(found, labels, lang),
        *_communities(found, lang),
    ]


def _distances(found: Cohesion, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if found.average_distance is None or found.diameter is None:
        return
    text = _(
        "In the largest connected part two actors are {d} steps apart on average, {m} at most; a direct tie is one step."
    )
    if found.distance_pivots:
        text = _(
            "In the largest connected part two actors are about {d} steps apart on average, {m} or more at most; a direct"
            " tie is one step. This is estimated from {k} starting points (standard error {e})."
        )
    yield text.format(
        d=number(found.average_distance, lang, 1),
        m=number(found.diameter, lang),
        k=number(found.distance_pivots or 0, lang),
        e=number(found.distance_error or 0, lang, 3),
    )


def _clustering(found: Cohesion, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if found.transitivity is None:
        return
    text = _("Where two actors are tied to the same third, they are tied to each other in {p} of 100 cases.")
    says = text.format(p=number(100 * found.transitivity, lang))
    if found.forums:
        says += " " + _("Bodies raise this number: all who sit in one count as tied to each other.")
    yield says
    if found.clustering is not None:
        text = _("Of an actor's partners {p} % are tied to each other, on average over all actors.")
        yield text.format(p=number(100 * found.clustering, lang))


def _centralisation(found: Cohesion, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if found.degree_centralisation is None:
        return
    text = _("Centralisation is {p} % (0 %: all have equally many ties; 100 %: all ties go to one actor).")
    yield text.format(p=number(100 * found.degree_centralisation, lang))
    if found.betweenness_centralisation is None:
        return
    text = _(
        "Centralisation of the shortest ways is {p} % (0 %: all are on equally many; 100 %: all lead through one actor)."
    )
    says = text.format(p=number(100 * found.betweenness_centralisation, lang))
    if found.betweenness_pivots:
        more = _("This is estimated from {k} starting points.")
        says += " " + more.format(k=number(found.betweenness_pivots, lang))
    yield says


def _groups(found: Cohesion, labels: Mapping[str, str], lang: str) -> Iterator[str]:
    """Yield a sentence for each group that may be more than chance, then one for all that are too small to say."""
    _ = translator(lang)
    rows = [row for row in found.ei_groups if row.index is not None]
    rows.sort(key=lambda row: alphabetical(labels.get(row.group, row.group)))
    tested = sum(row.p is not None for row in rows)
    yield from (_group(row, labels.get(row.group, row.group), tested, lang) for row in rows if not row.too_small)
    small = [row for row in rows if row.too_small]
    if small:
        each = _("{group} ({actors}) {p} %")
        told = [
            each.format(group=labels.get(row.group, row.group), actors=_actors(row.actors, lang), p=_across(row.index, lang))
            for row in small
        ]
        text = _("Share of ties that go to other groups, of groups too small (under {n}) to speak of chance: {groups}.")
        yield text.format(n=SMALLEST, groups="; ".join(told))


def _actors(n: int, lang: str) -> str:
    _ = translator(lang)
    return _("one actor") if n == 1 else _("{n} actors").format(n=number(n, lang))


def _group(row: GroupEi, label: str, tested: int, lang: str) -> str:
    _ = translator(lang)
    text = _("{group} ({actors}): {p} % of their ties go to other groups.")
    says = text.format(group=label, actors=_actors(row.actors, lang), p=_across(row.index, lang))
    if row.p is None or row.q is None:
        more = _("Too few ties to say whether that is more or less than chance would give.")
    else:
        more = _("If the groups were dealt out by chance, it would be {e} % on average: the difference may well be chance.")
        if row.q < SURE:
            more = _("If the groups were dealt out by chance, it would be {e} % on average: hardly a chance (p = {p}).")
            if tested > 1:
                more = _(
                    "If the groups were dealt out by chance, it would be {e} % on average: hardly a chance"
                    " (p = {p}, adjusted for {k} groups)."
                )
    return says + " " + more.format(e=_across(row.expected, lang), p=number(row.q or 0, lang, 3), k=tested)


def _across(index: float | None, lang: str) -> str:
    return number(50 * ((index or 0) + 1), lang)


def _communities(found: Cohesion, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if found.modularity is None or found.stability is None:
        return
    text = _("The ties fall into {k} parts that are more closely tied within (modularity {q}).")
    yield text.format(k=number(len(found.communities), lang), q=number(found.modularity, lang, 2))
    firm = _("{runs} runs from different starts give nearly the same division (agreement {s} of 1).")
    loose = _("{runs} runs from different starts divide differently (agreement {s} of 1): take the parts as a suggestion.")
    text = firm if found.stability >= FIRM else loose
    yield text.format(runs=number(found.community_runs, lang), s=number(found.stability, lang, 2))
    yield _("Such parts describe ties, not responsibilities.")
