"""What standing forums share: members, and topics; and whether that is more than chance gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from netmap.analysis.forum_rows import ForumRow, OverlapRow, Verdict
from netmap.landscape import Landscape
from netmap.network.mixing import benjamini_hochberg
from netmap.search import fold

LEAST_MEMBERS: Final = 5
LEAST_ACTORS: Final = 10
"""Fewer actors in all standing forums together are never tested."""
LEAST_EXPECTED: Final = 3.0
LEVEL: Final = 0.05


def overlap(today: Landscape, rows: Sequence[ForumRow]) -> list[OverlapRow]:
    """Return the pairs of standing forums that share something, and all pairs of two complete ones, most shared first.

    Members are compared by what their seats count for (an office of one person for what it is part of). See `OverlapRow`.
    """
    members = {row.id: frozenset(seat_of(one, today) for one in row.members) for row in rows}
    everyone = len(frozenset().union(*members.values()))
    found = [
        pair
        for first, second in combinations(rows, 2)
        if (pair := _pair(first, second, members[first.id], members[second.id], everyone)) is not None
    ]
    asked = [one.p for one in found if one.p is not None]
    adjusted = iter(benjamini_hochberg(asked))
    told = [one if one.p is None else _told(one, next(adjusted)) for one in found]
    return sorted(told, key=lambda one: (-len(one.shared), -len(one.topics), one.first, one.second))


def seat_of(actor: str, today: Landscape) -> str:
    """Return what an actor's seat counts for: itself, or for an office of one person the first above it that is none."""
    passed, one = {actor}, today.actors[actor]
    while one.one_person and one.part_of is not None and one.part_of in today.actors and one.part_of not in passed:
        one = today.actors[one.part_of]
        passed.add(one.id)
    return actor if one.one_person else one.id


def _pair(first: ForumRow, second: ForumRow, a: frozenset[str], b: frozenset[str], everyone: int) -> OverlapRow | None:
    shared = a & b
    deals, other = _subjects(first), _subjects(second)
    topics = sorted(deals.keys() & other.keys())
    comparable = first.complete == second.complete == "complete"
    if not shared and not topics and not comparable:
        return None
    large = min(len(a), len(b)) >= LEAST_MEMBERS
    measured = comparable and large
    expected = len(a) * len(b) / everyone if measured else None
    verdict: Verdict = "not_complete" if not comparable else "small" if not large else "as_expected"
    p = None
    if expected is not None:
        if expected < LEAST_EXPECTED or everyone < LEAST_ACTORS:
            verdict = "too_few"
        else:
            p = overlap_chance(len(shared), len(a), len(b), everyone)
    return OverlapRow(
        first=first.id,
        second=second.id,
        shared=tuple(sorted(shared)),
        members_jaccard=len(shared) / len(a | b) if measured else None,
        topics=tuple(deals[one] for one in topics),
        topics_jaccard=len(topics) / len(deals.keys() | other.keys()) if deals and other else None,
        actors=everyone,
        expected=expected,
        p=p,
        q=None,
        verdict=verdict,
    )


def _subjects(row: ForumRow) -> dict[str, str]:
    """Return topics and areas, by what they are compared by."""
    return {fold(one): one for one in (*row.topics, *row.areas)}


def _told(one: OverlapRow, q: float) -> OverlapRow:
    return replace(one, q=q, verdict="more" if q <= LEVEL else one.verdict)


def overlap_chance(shared: int, first: int, second: int, everyone: int) -> float:
    """Return the chance that two draws of `first` and `second` out of `everyone` share so many or more (hypergeometric).

    >>> round(overlap_chance(2, 2, 2, 4), 4)
    0.1667
    """
    # it takes longer to import than most landscapes take to measure
    from scipy.stats import hypergeom

    return float(hypergeom(everyone, first, second).sf(shared - 1))
