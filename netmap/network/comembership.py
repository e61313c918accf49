"""Who sits together: forums of k counting members tie each two of them with the weight 1/(k-1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from netmap.network.arrays import FRESH, Arrays, Floats, Ints

COUNTING_NATURES: Final = frozenset({"standing", "agreement"})


def shared_forums(
    columns: Arrays, seat: Ints, *, fresh: bool = False, wanted: bool = True
) -> tuple[Ints, Ints, Floats, Ints, int]:
    """Return both arcs of every pair that shares a forum, their weights 1/(k-1) and freshness, and how many forums.

    `seat` is each actor's place in the network, -1 for those left out; two actors with one seat are one member. Only
    standing forums and agreements with k >= 2 counting members count. `fresh` looks at fresh memberships only. Not `wanted`
    gives nothing.
    """
    none = np.zeros(0, dtype=np.int64)
    sources, targets, weights, levels = [none], [none], [np.zeros(0)], [none]
    forums = 0
    for members, level in _forum_members(columns, seat, fresh) if wanted else ():
        k = len(members)
        if k < 2:  # one member alone is tied to nobody
            continue
        forums += 1
        first, second = np.nonzero(~np.eye(k, dtype=np.bool_))
        sources.append(members[first])
        targets.append(members[second])
        weights.append(np.full(len(first), 1 / (k - 1)))
        levels.append(np.minimum(level[first], level[second]))
    return np.concatenate(sources), np.concatenate(targets), np.concatenate(weights), np.concatenate(levels), forums


def _forum_members(columns: Arrays, seat: Ints, fresh: bool) -> Iterable[tuple[Ints, Ints]]:
    """Yield for each counting forum its members, each once, and the freshness of their memberships."""
    counting = np.array([nature in COUNTING_NATURES for nature in columns.natures], dtype=np.bool_)
    if not len(columns.member_forum) or not len(counting):
        return
    used = columns.member_counts & counting[columns.member_forum] & (seat[columns.member_actor] >= 0)
    if fresh:
        used &= columns.member_freshness == FRESH
    forum, actor, level = columns.member_forum[used], seat[columns.member_actor[used]], columns.member_freshness[used]
    # freshest first, so that an actor with two roles, or two offices rolled up into one, keeps the fresher
    order = np.lexsort((-level, actor, forum))
    forum, actor, level = forum[order], actor[order], level[order]
    new = np.ones(len(forum), dtype=np.bool_)
    new[1:] = (forum[1:] != forum[:-1]) | (actor[1:] != actor[:-1])
    forum, actor, level = forum[new], actor[new], level[new]
    for start, end in zip(*_runs(forum), strict=True):
        yield actor[start:end], level[start:end]


def _runs(sorted_values: Ints) -> tuple[list[int], list[int]]:
    if not len(sorted_values):
        return [], []
    cuts = (np.flatnonzero(np.diff(sorted_values)) + 1).tolist()
    return [0, *cuts], [*cuts, len(sorted_values)]
