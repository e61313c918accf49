"""Who holds the network together: positions in the recorded network, never merit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from netmap.analysis.broker_columns import basis_columns, positions_columns, ranked_columns, removed_columns
from netmap.analysis.broker_comparison import Band, Comparison, Standing, compared, standing
from netmap.analysis.groupings import chosen, groups_of
from netmap.analysis.response import Response, response
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import alphabetical, translator
from netmap.network import measures
from netmap.network.arrays import Arrays, Bools, arrays
from netmap.network.graph import Network, Ties, Weight, network
from netmap.network.removal import removal
from netmap.network.stability import EXACT_INTERVALS_UP_TO, ROUNDS, SAME, affordable, rank_intervals

Progress = Callable[[float], None]
"""Is told which share of the work is done, from 0 to 1."""


@dataclass(frozen=True)
class BrokerRow:
    """Hold one actor's position; None where a measure is not defined for it, or not asked.

    `betweenness` is a share (0 to 1) with `betweenness_error`, its standard error, where estimated, and so is
    `harmonic_closeness`; `constraint` is the whole-network one; the five roles count ordered pairs by `groups` (in parts of
    one where an actor has several); `cut_off` holds the ids of at most 50 of the `cut_off_count` actors outside the largest
    remaining piece; `rank` counts from 1 by betweenness over the whole network, equal values share it, and `rank_low` to
    `rank_high` is how far it moves when ties are lost; `degree_rank` is the same by degree.
    `inside_partners`, `outside_partners` and `unknown_partners` count the actors it is tied to, by sector. Of these,
    `connects_inside` and `connects_outside` count those it connects across the border of the administration: in pairs that
    are not tied to each other directly (see `measures.connected_through`). `rank_with_all` and `rank_without` stand side by
    side where two networks are compared. `ties` and `day` say which ties of which day.
    """

    actor: str
    name: str
    sector: str
    groups: tuple[str, ...]
    rank: int
    rank_low: int | None
    rank_high: int | None
    band: Band
    degree: int
    weighted_degree: float
    degree_rank: int
    degree_rank_low: int | None
    degree_rank_high: int | None
    betweenness: float
    betweenness_error: float | None
    harmonic_closeness: float
    harmonic_closeness_error: float | None
    pagerank: float
    constraint: float | None
    effective_size: float | None
    efficiency: float | None
    coordinator: float
    itinerant: float
    representative: float
    gatekeeper: float
    liaison: float
    cutpoint: bool
    cut_off_count: int
    cut_off: tuple[str, ...]
    fragmentation_if_removed: float | None
    inside_partners: int
    outside_partners: int
    unknown_partners: int
    connects_inside: int
    connects_outside: int
    rank_with_all: int | None
    rank_without: int | None
    betweenness_with_all: float | None
    betweenness_without: float | None
    band_with_all: Band | None
    band_without: Band | None
    ties: Ties
    day: str


@dataclass(frozen=True)
class Brokers:
    """Hold the rows, highest betweenness first, and what they rest on.

    `tied_pairs` are the pairs (arcs where directed) that the measures see, from `cooperations` and `forums`; the shares
    of stale and undated are of these pairs, those of the one-sided and the unanswered (see `netmap.reports`) of the
    cooperations; None where there are none.
    `actors` are those of the network, of which `area` and `district` choose some for the rows. `distances_exact` says of
    closeness what `exact` says of betweenness. `rounds` and `lost` are those of the rank intervals, 0 where not asked;
    `interval_pivots` says from how many starting points these were estimated, None where they are exact.
    `response` is None where no records were given, `comparison` where nothing is compared.
    """

    rows: tuple[BrokerRow, ...]
    ties: Ties
    by: str
    directed: bool
    weight: Weight | None
    fresh: bool
    area: str | None
    district: str | None
    exact: bool
    distances_exact: bool
    actors: int
    tied_pairs: int
    cooperations: int
    forums: int
    stale_share: float | None
    undated_share: float | None
    one_sided: int
    one_sided_share: float | None
    unanswered: int
    unanswered_share: float | None
    unknown_intensities: int
    dropped_self_loops: int
    rounds: int
    lost: float
    interval_pivots: int | None
    without: tuple[str, ...]
    response: Response | None
    comparison: Comparison | None
    day: str


def brokers(
    data: Landscape | Arrays,
    *,
    ties: Ties = "working",
    by: str = "sector",
    directed: bool = False,
    weight: Weight | None = None,
    fresh: bool = False,
    at: dt.date | None = None,
    without: Collection[str] = (),
    beside: Collection[str] | None = None,
    area: str | None = None,
    district: str | None = None,
    intervals: bool | None = None,
    lang: str = "de",
    progress: Progress | None = None,
) -> Brokers:
    """Return every actor's position in the network of its ties, those on most shortest paths first.

    Offices of one person are not ranked: their ties count for what they are part of. Bands, for what people read, are the
    tenth with the highest betweenness, the next fifth, and the others; who is on no path is among the others. Roles go
    `by` sector, type, area, district or an own attribute (see `groupings`). `without` takes actors out, `beside` takes
    others out of a second network that is compared with the first. `area` and `district` choose rows; paths through the
    rest, and ranks among all, stay. `intervals` asks for rank intervals, by default up to 500 actors. An empty landscape
    gives no rows. Unknown options and actors raise NetmapError, said in `lang`.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> [(row.actor, row.betweenness, row.cut_off) for row in brokers(Landscape(Settings(id="c", name="C"), records)).rows]
    [('b', 1.0, ('c',)), ('a', 0.0, ()), ('c', 0.0, ())]
    """
    records = data if isinstance(data, Landscape) else None
    columns = arrays(data, at=at) if isinstance(data, Landscape) else data
    make = {"ties": ties, "directed": directed, "weight": weight, "fresh": fresh, "lang": lang}
    net = network(columns, without=without, **make)  # type: ignore[arg-type]
    groups = groups_of(net, records, by, lang=lang)
    shown = _chosen(net, records, area, district, lang)
    other = None if beside is None else network(columns, without=beside, **make)  # type: ignore[arg-type]
    asked = len(net) <= EXACT_INTERVALS_UP_TO if intervals is None else intervals
    tick = _counting(_work(net, other, asked=asked), progress)
    spread, gone = measures.betweenness(net, tick=tick), removal(net)
    near = measures.harmonic_closeness(net, tick=tick)
    mine = standing(net, spread.values, gone, without)
    theirs = None if other is None else _standing(other, beside or (), tick)
    moves = rank_intervals(net, values=spread.values, tick=tick) if asked else None
    columns_of = {
        **positions_columns(net, spread, near, groups),
        **removed_columns(net, gone),
        **ranked_columns(net, spread.values, moves, mine, theirs),
    }
    return Brokers(
        rows=_rows(net, columns_of, shown),
        by=by,
        fresh=fresh,
        area=area,
        district=district,
        exact=spread.standard_errors is None,
        distances_exact=near.standard_errors is None,
        without=tuple(sorted(without)),
        response=response(records, net.ids, at=net.day) if records is not None else None,
        comparison=None if theirs is None else compared(mine, theirs, columns),
        **basis_columns(net, moves),
    )


def _chosen(net: Network, records: Landscape | None, area: str | None, district: str | None, lang: str) -> Bools:
    if area is None and district is None:
        return net.ranked
    if records is None:
        raise NetmapError(translator(lang)("Without the records, no education area and no district can be chosen."))
    return net.ranked & np.array(chosen(net.ids, records, area=area, district=district, lang=lang), dtype=np.bool_)


def standing_of(net: Network) -> Standing:
    """Return only how all actors of a network stand by their shortest paths: bands and cutpoints, no other measures.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = standing_of(network(Landscape(Settings(id="c", name="C"), records)))
    >>> found.band["b"], sorted(found.cutpoints)
    ('top', ['b'])
    """
    return _standing(net, (), None)


def _standing(net: Network, without: Collection[str], tick: measures.Tick | None) -> Standing:
    return standing(net, measures.betweenness(net, tick=tick).values, removal(net), without)


def _work(net: Network, other: Network | None, *, asked: bool) -> int:
    """Return from how many starting points the networks will be searched, which is what takes the time."""
    n = len(net)
    paths = measures.searches(n, exact_up_to=measures.EXACT_UP_TO)
    near = measures.searches(n, exact_up_to=measures.DISTANCES_UP_TO)
    beside = measures.searches(len(other), exact_up_to=measures.EXACT_UP_TO) if other is not None else 0
    exact_up_to, pivots = affordable(net)
    return paths + near + beside + (ROUNDS * measures.searches(n, exact_up_to=exact_up_to, pivots=pivots) if asked else 0)


def _counting(work: int, progress: Progress | None) -> measures.Tick | None:
    if progress is None:
        return None
    done = 0

    def tick(searches: int) -> None:
        nonlocal done
        done += searches
        progress(min(1.0, done / max(work, 1)))

    return tick


def _rows(net: Network, columns: dict[str, list[Any]], shown: Bools) -> tuple[BrokerRow, ...]:
    day = net.day.isoformat()
    rows = [
        BrokerRow(ties=net.ties, day=day, **{name: column[i] for name, column in columns.items()})
        for i in np.flatnonzero(shown).tolist()
    ]
    rows.sort(key=lambda row: (-round(row.betweenness / SAME), -row.degree, alphabetical(row.name), row.actor))
    return tuple(rows)
