"""Who is tied to whom more, or less, than it would come about if all ties were shuffled: groups of actors in pairs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from scipy.special import gammaln

from netmap.network.arrays import Floats, Ints
from netmap.network.graph import Network
from netmap.network.mixing import benjamini_hochberg, mixing

Verdict = Literal["more", "fewer", "as_expected", "too_few", "small_group", "not_asked", "no_ties"]

LEAST_EXPECTED: Final = 3.0
"""Pairs of groups with fewer expected ties are not tested: too few to say."""
LEAST_ACTORS: Final = 10
"""Groups of fewer actors are never tested."""
LEVEL: Final = 0.05
"""The false discovery rate at which a pair is said to have more or fewer ties than expected."""
_AT_ONCE: Final = 256
"""So many numbers of ties are summed up in one go: all of a large network would take too much memory."""
_NEVER: Final = 1e-18
"""What is less likely than this changes no sum that a float can tell."""


@dataclass(frozen=True)
class ChanceRow:
    """Hold how many tied pairs there are between two groups (or within one), and how many a shuffle would give.

    `first_ends` and `second_ends` are the ends of ties in the groups (the sums of their degrees). `expected` and `ratio`
    (ties / expected) are None where there are no ties at all. `p` is two-sided, `q` the same after Benjamini and Hochberg;
    both are None where the pair is not tested: `too_few` expected, a `small_group`, or one that was `not_asked` about.
    """

    first: str
    second: str
    first_actors: int
    second_actors: int
    first_ends: int
    second_ends: int
    ties: int
    expected: float | None
    ratio: float | None
    p: float | None
    q: float | None
    verdict: Verdict


def against_chance(
    net: Network, groups: Sequence[str], *, order: Sequence[str] = (), unasked: Collection[str] = ()
) -> list[ChanceRow]:
    """Compare the ties between groups with what shuffling all ends of ties would give, each pair of groups once.

    `groups` names the group of each actor of the network; `order` the order of the rows (others follow by name); `unasked`
    groups that are none, such as that of what is not known. With m tied pairs and d ends in a group, all 2m ends are joined
    at random: expected are d_a d_b / (2m - 1) ties between two groups and d_a (d_a - 1) / (2 (2m - 1)) within one, ties with
    oneself included, as the shuffle knows no actors. The tails are exact (see `between_tails` and `within_tails`), p is
    twice the smaller one, at most 1. Pairs with at least 3 expected ties between groups of at least 10 actors are tested,
    and q is p after Benjamini and Hochberg (1995) over these. Directions and weights of ties are ignored. The shuffle takes
    each tie for itself: where they come in bundles, as among all members of a forum, leave these out.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> rows = against_chance(network(Landscape(Settings(id="c", name="C"), records)), ["one", "one", "two"])
    >>> [(row.first, row.second, row.ties, row.expected, row.verdict) for row in rows]
    [('one', 'one', 1, 1.0, 'small_group'), ('one', 'two', 1, 1.0, 'small_group'), ('two', 'two', 0, 0.0, 'small_group')]
    """
    found = mixing(net, groups)
    there = {name: at for at, name in enumerate(found.names)}
    names = [*(one for one in order if one in there), *(one for one in found.names if one not in set(order))]
    turn = [there[one] for one in names]
    ties, sizes = found.tied[np.ix_(turn, turn)], found.sizes[turn]
    ends = ties.sum(axis=1) + np.diag(ties)
    pairs = [(first, second) for first in range(len(names)) for second in range(first, len(names))]
    return _corrected([_row(names, sizes, ends, ties, first, second, unasked) for first, second in pairs])


def _row(
    names: Sequence[str], sizes: Ints, ends: Ints, ties: Ints, first: int, second: int, unasked: Collection[str]
) -> ChanceRow:
    all_ends, a, b = int(ends.sum()), int(ends[first]), int(ends[second])
    expected = expected_ties(a, b, all_ends, within=first == second) if all_ends else None
    seen = int(ties[first, second])
    verdict: Verdict = "as_expected"
    p = None
    if expected is None:
        verdict = "no_ties"
    elif not {names[first], names[second]}.isdisjoint(unasked):
        verdict = "not_asked"
    elif min(sizes[first], sizes[second]) < LEAST_ACTORS:
        verdict = "small_group"
    elif expected < LEAST_EXPECTED:
        verdict = "too_few"
    else:
        tails = within_tails(seen, a, all_ends) if first == second else between_tails(seen, a, b, all_ends)
        p = min(1.0, 2 * min(tails))
    return ChanceRow(
        first=names[first],
        second=names[second],
        first_actors=int(sizes[first]),
        second_actors=int(sizes[second]),
        first_ends=a,
        second_ends=b,
        ties=seen,
        expected=expected,
        ratio=seen / expected if expected else None,
        p=p,
        q=None,
        verdict=verdict,
    )


def _corrected(rows: Sequence[ChanceRow]) -> list[ChanceRow]:
    asked = [row.p for row in rows if row.p is not None]
    found = iter(benjamini_hochberg(asked))
    told = []
    for row in rows:
        if row.p is None or row.expected is None:
            told.append(row)
            continue
        q = next(found)
        apart: Verdict = "more" if row.ties > row.expected else "fewer"
        told.append(replace(row, q=q, verdict=apart if q <= LEVEL else row.verdict))
    return told


def expected_ties(first: int, second: int, ends: int, *, within: bool = False) -> float:
    """Return how many ties a shuffle of all ends gives between two groups with so many ends each, or within the first.

    >>> expected_ties(4, 6, 11 * 2), expected_ties(4, 4, 8, within=True)
    (1.1428571428571428, 0.8571428571428571)
    """
    return first * (first - 1) / (2 * (ends - 1)) if within else first * second / (ends - 1)


@lru_cache(maxsize=1024)
def _leaving(group: int, ends: int) -> tuple[Ints, Floats]:
    """Return how many ties may leave a group, and how likely each number is when all ends are joined at random.

    2^j m! d! (2m-d)! / (((d-j)/2)! j! ((2m-d-j)/2)! (2m)!): the number of heterozygotes among m individuals whose 2m alleles
    are drawn without regard to each other, d of them alike (Levene 1949; Wigginton, Cutler and Abecasis 2005).
    """
    other = ends - group
    j = np.arange(group % 2, min(group, other) + 1, 2, dtype=np.int64)
    logs = (
        j * np.log(2)
        + gammaln(ends // 2 + 1) + gammaln(group + 1) + gammaln(other + 1) - gammaln(ends + 1)
        - gammaln((group - j) // 2 + 1) - gammaln(j + 1) - gammaln((other - j) // 2 + 1)
    )  # fmt: skip
    chances = np.exp(logs)
    return j, chances / chances.sum()


def within_tails(ties: int, group: int, ends: int) -> tuple[float, float]:
    """Return the chances of at most, and of at least, so many ties within a group with `group` of all `ends`.

    Exact: a group with d ends of which j leave it has (d - j) / 2 ties within (see `_leaving`).

    >>> [round(one, 3) for one in within_tails(1, 2, 4)]
    [1.0, 0.333]
    """
    j, chances = _leaving(group, ends)
    inside = (group - j) // 2
    return float(chances[inside <= ties].sum()), float(chances[inside >= ties].sum())


def between_tails(ties: int, first: int, second: int, ends: int) -> tuple[float, float]:
    """Return the chances of at most, and of at least, so many ties between groups with `first` and `second` of all `ends`.

    Exact, by two steps: j ends of the smaller group leave it (see `_leaving`), and these meet a draw without replacement of
    j of all other ends, so that the ties to the second group are hypergeometric given j.

    >>> [round(one, 3) for one in between_tails(1, 1, 1, 4)]
    [1.0, 0.333]
    """
    few, many = sorted((first, second))
    j, chances = _leaving(few, ends)
    j, chances = j[chances > _NEVER], chances[chances > _NEVER]
    most = min(many, int(j.max(initial=0)))
    at_most, at_least = (_drawn(low, high, ends - few, many, j) for low, high in ((0, min(ties, most)), (ties, most)))
    return float(chances @ at_most), float(chances @ at_least)


def _drawn(low: int, high: int, every: int, marked: int, drawn: Ints) -> Floats:
    """Return the chance that of so many `drawn` out of `every` from `low` to `high` are `marked` (hypergeometric).

    As scipy.stats has it, whose import takes longer than most landscapes take to measure.

    >>> _drawn(1, 2, 4, 2, np.array([2])).round(3).tolist()
    [0.833]
    """
    total: Floats = np.zeros(len(drawn))
    for start in range(low, high + 1, _AT_ONCE):
        x = np.arange(start, min(start + _AT_ONCE, high + 1))[:, None]
        total += np.exp(_ways(marked, x) + _ways(every - marked, drawn - x) - _ways(every, drawn)).sum(axis=0)
    return np.minimum(total, 1.0)


def _ways(n: int, k: Ints) -> Floats:
    """Return the logarithm of how many ways there are to choose k of n; minus infinity where there is none."""
    ways: Floats = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return ways
