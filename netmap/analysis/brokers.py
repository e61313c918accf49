"""Who holds the network together: positions in the recorded network, never merit."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import alphabetical, date, number, translator
from netmap.network import measures
from netmap.network.arrays import Arrays, Floats
from netmap.network.graph import Network, Ties, Weight, network, ties_words
from netmap.network.removal import removal

Band = Literal["top", "middle", "others"]
Grouping = Literal["sector", "type"]
TOP_SHARE: Final = 0.1
MIDDLE_SHARE: Final = 0.3
SAME: Final = 1e-9
"""Values nearer than this have one rank: the sums of floating-point paths differ in their last digits."""


@dataclass(frozen=True)
class BrokerRow:
    """Hold one actor's position; None where a measure is not defined for it, or not asked.

    `betweenness` is a share (0 to 1) with `betweenness_error`, its standard error, where estimated; `constraint` is
    the whole-network one; the five roles count ordered pairs; `cut_off` holds the ids of at most 50 of the
    `cut_off_count` actors outside the largest remaining piece; `rank` counts from 1 by betweenness, equal values share it.
    `inside_partners`, `outside_partners` and `unknown_partners` count the actors it is tied to, by sector. Of these,
    `connects_inside` and `connects_outside` count those it connects across the border of the administration: in pairs that
    are not tied to each other directly (see `measures.connected_through`). `ties` and `day` say which ties of which day.
    """

    actor: str
    name: str
    sector: str
    degree: int
    weighted_degree: float
    inside_partners: int
    outside_partners: int
    unknown_partners: int
    connects_inside: int
    connects_outside: int
    betweenness: float
    betweenness_error: float | None
    closeness: float
    pagerank: float
    constraint: float | None
    effective_size: float | None
    efficiency: float | None
    coordinator: int
    itinerant: int
    representative: int
    gatekeeper: int
    liaison: int
    cutpoint: bool
    cut_off_count: int
    cut_off: tuple[str, ...]
    fragmentation_if_removed: float | None
    ties: Ties
    day: str
    rank: int = 0
    rank_low: int | None = None
    rank_high: int | None = None
    band: Band = "others"


@dataclass(frozen=True)
class Brokers:
    """Hold the rows, highest betweenness first, and what they rest on.

    `tied_pairs` are the pairs (arcs where directed) that the measures see, from `cooperations` and `forums`; the shares
    are of these pairs, None where there are none.
    """

    rows: tuple[BrokerRow, ...]
    ties: Ties
    by: Grouping
    directed: bool
    weight: Weight | None
    exact: bool
    actors: int
    tied_pairs: int
    cooperations: int
    forums: int
    stale_share: float | None
    undated_share: float | None
    one_sided: int
    unknown_intensities: int
    dropped_self_loops: int
    without: tuple[str, ...]
    day: str


def brokers(
    data: Landscape | Arrays,
    *,
    ties: Ties = "working",
    by: Grouping = "sector",
    directed: bool = False,
    weight: Weight | None = None,
    fresh: bool = False,
    at: dt.date | None = None,
    without: Collection[str] = (),
    lang: str = "de",
) -> Brokers:
    """Return every actor's position in the network of its ties, those on most shortest paths first.

    Offices of one person are not ranked: their ties count for what they are part of. Bands, for what people read, are the
    tenth with the highest betweenness, the next fifth, and the others; who is on no path is among the others. An empty
    landscape gives no rows. Unknown options and actors raise NetmapError, said in `lang`.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> [(row.actor, row.betweenness, row.cut_off) for row in brokers(Landscape(Settings(id="c", name="C"), records)).rows]
    [('b', 1.0, ('c',)), ('a', 0.0, ()), ('c', 0.0, ())]
    """
    if by not in {"sector", "type"}:
        text = translator(lang)("Actors can be grouped by sector or type, not by “{given}”.")
        raise NetmapError(text.format(given=by))
    net = network(data, ties=ties, directed=directed, weight=weight, fresh=fresh, at=at, without=without, lang=lang)
    spread = measures.betweenness(net)
    rows = _rows(net, spread, net.sectors if by == "sector" else net.types)
    rows.sort(key=lambda row: (-round(row.betweenness / SAME), -row.degree, alphabetical(row.name), row.actor))
    return Brokers(
        rows=tuple(_ranked(rows)),
        ties=ties,
        by=by,
        directed=directed,
        weight=weight,
        exact=spread.standard_errors is None,
        actors=len(net),
        tied_pairs=net.pairs,
        cooperations=net.cooperations,
        forums=net.forums,
        stale_share=net.stale / net.pairs if net.pairs else None,
        undated_share=net.undated / net.pairs if net.pairs else None,
        one_sided=net.one_sided,
        unknown_intensities=net.unknown_intensities,
        dropped_self_loops=net.dropped_self_loops,
        without=tuple(sorted(without)),
        day=net.day.isoformat(),
    )


def _rows(net: Network, spread: measures.Estimate, groups: tuple[str, ...]) -> list[BrokerRow]:
    columns = _columns(net, spread, groups)
    gone = removal(net)
    rows = []
    for i in np.flatnonzero(net.ranked).tolist():
        values = {name: column[i] for name, column in columns.items()}
        rows.append(
            BrokerRow(
                actor=net.ids[i],
                name=net.names[i],
                sector=net.sectors[i],
                cutpoint=gone.cutpoint[i],
                cut_off_count=int(gone.cut_off[i]),
                cut_off=tuple(net.ids[other] for other in gone.members[i]),
                fragmentation_if_removed=_known(float(gone.fragmentation[i])),
                ties=net.ties,
                day=net.day.isoformat(),
                **values,
            )
        )
    return rows


def _columns(net: Network, spread: measures.Estimate, groups: tuple[str, ...]) -> dict[str, list[Any]]:
    n = len(net)
    ties = ((net.adjacency + net.adjacency.T) > 0).astype(np.int64) if n else net.adjacency
    degree = np.asarray(ties.sum(axis=1)).ravel().astype(int)
    size = measures.effective_size(net)
    efficiency = np.divide(size, degree, out=np.full(n, np.nan), where=degree > 0)
    sector = np.array(net.sectors, dtype=object)
    inside, outside = measures.connected_through(net, "inside", "outside")
    return {
        "degree": degree.tolist(),
        "weighted_degree": _strength(net).tolist(),
        **{f"{one}_partners": (ties @ (sector == one).astype(int)).tolist() for one in ("inside", "outside", "unknown")},
        "connects_inside": inside.tolist(),
        "connects_outside": outside.tolist(),
        "betweenness": [max(0.0, value) for value in spread.values.tolist()],
        "betweenness_error": [None] * n if spread.standard_errors is None else spread.standard_errors.tolist(),
        "closeness": measures.harmonic_closeness(net).tolist(),
        "pagerank": measures.pagerank(net).tolist(),
        "constraint": _all_known(measures.constraint(net)),
        "effective_size": _all_known(size),
        "efficiency": _all_known(efficiency),
        **{role: counts.tolist() for role, counts in measures.brokerage(net, groups).items()},
    }


def _strength(net: Network) -> Floats:
    """Sum the weights of each actor's ties; where directed, of those it gives and gets."""
    given: Floats = np.asarray(net.strength.sum(axis=1), dtype=np.float64).ravel()
    return given + np.asarray(net.strength.sum(axis=0), dtype=np.float64).ravel() if net.directed else given


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _all_known(values: Floats) -> list[float | None]:
    return [_known(value) for value in values.tolist()]


def _ranked(rows: Sequence[BrokerRow]) -> list[BrokerRow]:
    ranked: list[BrokerRow] = []
    for place, row in enumerate(rows, start=1):
        same = bool(ranked) and abs(ranked[-1].betweenness - row.betweenness) < SAME
        rank = ranked[-1].rank if same else place
        ranked.append(replace(row, rank=rank, band=_band(rank, len(rows), row.betweenness)))
    return ranked


def _band(rank: int, of: int, value: float) -> Band:
    if value < SAME or rank > math.ceil(of * MIDDLE_SHARE):
        return "others"
    return "top" if rank <= math.ceil(of * TOP_SHARE) else "middle"


# ----------------------------------------------------------------------------------------------------------------- words


def sentence(row: BrokerRow, *, lang: str = "de") -> str:
    """Say in a sentence how an actor connects others, as the words for the screen want it."""
    _ = translator(lang)
    basis = {
        "cooperation": _("the recorded cooperations"),
        "forum": _("the recorded shared bodies"),
    }.get(row.ties, _("the recorded cooperations and shared bodies"))
    if row.degree == 0:
        says = _("According to {basis}, {actor} is not tied to anybody yet.").format(basis=basis, actor=row.name)
    elif row.connects_inside:
        says = _("According to {basis}, {actor} connects {inside} in the administration with {outside} outside.").format(
            basis=basis,
            actor=row.name,
            inside=_count(row.connects_inside, _("one unit"), _("{n} units"), lang),
            outside=_count(row.connects_outside, _("one partner"), _("{n} partners"), lang),
        )
    else:
        says = _("According to {basis}, {actor} lies on {share} % of the shortest ways between others.").format(
            basis=basis, actor=row.name, share=number(100 * row.betweenness, lang, 1)
        )
    return says + " " + _("This describes the position in the network, not the performance.")


def cutpoint_sentence(row: BrokerRow, *, lang: str = "de", today: dt.date | None = None) -> str:
    """Say who can be reached through this actor only, and as of which day; empty where it is no cutpoint."""
    if not row.cutpoint:
        return ""
    _ = translator(lang)
    now = row.day == (today or dt.date.today()).isoformat()
    as_of = _("As things stand today") if now else _("As things stood on {day}").format(day=date(row.day, lang))
    if row.cut_off_count == 1:
        says = _("{as_of}, one actor can be reached through {actor} only. A second contact would secure the network.")
    else:
        says = _("{as_of}, {n} actors can be reached through {actor} only. A second contact would secure the network.")
    return says.format(as_of=as_of, n=number(row.cut_off_count, lang), actor=row.name)


def basis_sentence(found: Brokers, *, lang: str = "de") -> str:
    """Say which ties a ranking rests on, how old they are, and whether it is exact."""
    _ = translator(lang)
    parts = [
        _("Ties used: {kinds}, existing on {day} ({pairs} tied pairs of {actors} actors).").format(
            kinds=ties_words(found.ties, lang=lang),
            day=date(found.day, lang),
            pairs=number(found.tied_pairs, lang),
            actors=number(found.actors, lang),
        )
    ]
    if found.stale_share is not None and found.undated_share is not None:
        parts.append(
            _("{stale} % of them are old, {undated} % undated.").format(
                stale=number(100 * found.stale_share, lang), undated=number(100 * found.undated_share, lang)
            )
        )
    if not found.exact:
        parts.append(_("Betweenness is estimated from a sample of starting points."))
    if found.weight and found.unknown_intensities:
        text = _("The intensity of {n} cooperations is not known and counts 1.")
        parts.append(text.format(n=number(found.unknown_intensities, lang)))
    if found.dropped_self_loops:
        text = _("Cooperations of an actor with itself left out: {n}.")
        parts.append(text.format(n=number(found.dropped_self_loops, lang)))
    return " ".join(parts)


def _count(n: int, one: str, several: str, lang: str) -> str:
    return one if n == 1 else several.format(n=number(n, lang))
