"""How stable the findings would be if only some of those asked had answered: their ties with each other would be unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import N_, number, translator
from netmap.network.arrays import STATUSES, Arrays, Bools, Floats, arrays
from netmap.network.graph import Ties, network
from netmap.network.measures import PIVOTS, betweenness
from netmap.network.mixing import ei_index
from netmap.network.removal import removal
from netmap.network.stability import EXACT_INTERVALS_UP_TO, degrees, ranks

ROUNDS: Final = 200
FIRST: Final = 10
"""Of so many actors in front it is looked whether they stay there."""
ASIDE: Final = 0.05
FINDINGS: Final = {
    "cooperations": N_("Cooperations that become known"),
    "confirmed": N_("Cooperations that both ends can name"),
    "tied_pairs": N_("Tied pairs"),
    "untied": N_("Actors without any recorded tie"),
    "components": N_("Parts without a tie between them, single actors included"),
    "largest_component": N_("Actors in the largest part"),
    "cutpoints": N_("Actors that are the only way to others"),
    "ei_index": N_("Ties across the border of the administration (E-I index)"),
    "first_ten": N_("Of the ten actors between most others: still among the ten"),
    "degree_order": N_("Order by number of partners: agreement (rank correlation)"),
}
"""What is looked at, in the order in which it is told."""


@dataclass(frozen=True)
class FindingRow:
    """Hold one finding: as it is now, on average if only some had answered, and between what it lies in nine of ten rounds.

    None where it is not defined, as a correlation among equal numbers.
    """

    finding: str
    present: float | None
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Simulation:
    """Hold the findings, how many of how many actors would have answered, and in how many rounds that was drawn."""

    rows: tuple[FindingRow, ...]
    response: float
    actors: int
    answering: int
    rounds: int
    ties: Ties
    seed: int
    day: str


def simulate(
    landscape: Landscape,
    response: float,
    *,
    ties: Ties = "working",
    rounds: int = ROUNDS,
    seed: int = 1,
    at: dt.date | None = None,
    tick: Callable[[float], None] | None = None,
    lang: str = "de",
) -> Simulation:
    """Return how the findings of the present network would move if only a share of all actors had answered a survey.

    In each round so many actors are drawn, all with the same chance; a cooperation stays known where at least one of its
    two ends answers, shared forums stay as they are. What is recorded now is taken for all that there is. The same seed
    gives the same rounds. Above 500 actors betweenness is estimated from the same starting points in every round. Raise
    NetmapError, said in `lang`, for a share that is not above 0 and at most 1 (Kossinets 2006, Effects of missing data in
    social networks).

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> pair = [Actor(id="a", name="A"), Actor(id="b", name="B"), Cooperation(id="t", source="a", target="b")]
    >>> found = simulate(Landscape(Settings(id="c", name="C"), pair), 0.5, rounds=5)
    >>> {row.finding: (row.present, row.mean) for row in found.rows}["cooperations"]
    (1.0, 1.0)
    """
    if not 0 < response <= 1:
        raise NetmapError(translator(lang)("The response is a share above 0 and at most 1."))
    columns = arrays(landscape, at=at, offers=False)
    n = len(columns.actor_ids)
    answering = round(response * n)
    now = _Measured(columns, np.ones(n, dtype=np.bool_), ties, seed)
    present = now.findings(now)
    draw = np.random.default_rng(seed)
    drawn = []
    for count in range(rounds):
        answers = np.zeros(n, dtype=np.bool_)
        answers[draw.permutation(n)[:answering]] = True
        drawn.append(_Measured(columns, answers, ties, seed).findings(now))
        if tick is not None:
            tick((count + 1) / rounds)
    rows = tuple(_row(name, present[name], [one[name] for one in drawn]) for name in FINDINGS)
    return Simulation(rows, response, n, answering, rounds, ties, seed, columns.day.isoformat())


class _Measured:
    """Measure the network that is known where only some answer."""

    def __init__(self, columns: Arrays, answers: Bools, ties: Ties, seed: int) -> None:
        existing = columns.status == STATUSES.index("existing")
        one, other = answers[columns.source], answers[columns.target]
        self._confirmed = int((existing & one & other).sum())
        self._known = int((existing & (one | other)).sum())
        self.net = network(_kept(columns, one | other), ties=ties)
        self._between = betweenness(self.net, exact_up_to=EXACT_INTERVALS_UP_TO, pivots=PIVOTS, seed=seed).values
        self._degrees = degrees(self.net).astype(np.float64)

    def findings(self, now: _Measured) -> dict[str, float | None]:
        """Return the findings by name; those on orders against the network as it is recorded now."""
        lost = removal(self.net)
        index, _known = ei_index(self.net, self.net.sectors)
        return {
            "cooperations": float(self._known),
            "confirmed": float(self._confirmed),
            "tied_pairs": float(self.net.pairs),
            "untied": float((self._degrees == 0).sum()),
            "components": float(len(lost.component_sizes)),
            "largest_component": float(lost.component_sizes.max(initial=0)),
            "cutpoints": float(sum(lost.cutpoint)),
            "ei_index": index,
            "first_ten": _still_first(now._between, self._between, self.net.ranked),
            "degree_order": _agreement(now._degrees, self._degrees, self.net.ranked),
        }


def _kept(columns: Arrays, kept: Bools) -> Arrays:
    """Return the columns with some of the cooperations only."""
    where = np.flatnonzero(kept)
    names = ("source", "target", "status", "intensity", "freshness", "confirmation", "directed", "working")
    parts: dict[str, Any] = {name: getattr(columns, name)[where] for name in names}
    parts |= {name: tuple(getattr(columns, name)[at] for at in where.tolist()) for name in ("tie_ids", "kinds")}
    return replace(columns, **parts)


def _still_first(before: Floats, after: Floats, ranked: Bools) -> float | None:
    """Return how many of those in front are still there; who has the same value as the last in front is in front as well."""
    old, new = ranks(before, ranked), ranks(after, ranked)
    first = ranked & (old <= FIRST) & (before > 0)
    return float((first & (new <= FIRST) & (after > 0)).sum()) if first.any() else None


def _agreement(before: Floats, after: Floats, ranked: Bools) -> float | None:
    """Return Spearman's rank correlation, None where one of the two orders has no order at all."""
    from scipy.stats import rankdata

    if ranked.sum() < 2:
        return None
    old, new = (rankdata(values[ranked]) for values in (before, after))
    if np.ptp(old) == 0 or np.ptp(new) == 0:
        return None
    return float(np.corrcoef(old, new)[0, 1])


def _row(name: str, present: float | None, drawn: list[float | None]) -> FindingRow:
    values = np.array([one for one in drawn if one is not None], dtype=np.float64)
    if not len(values):
        return FindingRow(name, present, None, None, None)
    low, high = (float(np.quantile(values, share)) for share in (ASIDE, 1 - ASIDE))
    return FindingRow(name, present, float(values.mean()), low, high)


def sentences(found: Simulation, *, lang: str = "de") -> list[str]:
    """Say what was tried, and what it does not say."""
    _ = translator(lang)
    text = _("Tried {rounds} times: {answering} of {actors} actors answer ({p} %), drawn by lot.")
    return [
        text.format(
            rounds=number(found.rounds, lang),
            answering=number(found.answering, lang),
            actors=number(found.actors, lang),
            p=number(100 * found.response, lang),
        ),
        _("A cooperation becomes known where one of its two ends answers; shared forums are known anyway."),
        _("What is recorded now is taken for the whole: how much of that is missing, this does not say."),
    ]
