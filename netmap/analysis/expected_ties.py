"""What is recorded of each actor's cooperations, as far as the expected actors need it: one pass over the arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from netmap.analysis.expected_rows import Contact
from netmap.network.arrays import STALE, STATUSES, Arrays, Ints

CONTACTS: Final[tuple[Contact, ...]] = ("none", "information", "stale", "working")
"""From nothing to the best."""


def contacts(columns: Arrays) -> Mapping[str, Contact]:
    """Return for each actor the best that is recorded of its existing cooperations with others.

    "working" is any kind but information (and conflict, which is in no array), fresh or undated; "stale" the same, all of it
    old; "information" information only. The cooperations of a one-person office count for it and for all it is part of;
    between these they are none.
    """
    best = np.zeros(len(columns.actor_ids), dtype=np.int64)
    office = offices(columns)
    informs = np.array([kind == "information" for kind in columns.kinds], dtype=np.bool_)
    level = np.where(informs, 1, np.where(columns.freshness == STALE, 2, 3))
    used = (columns.status == STATUSES.index("existing")) & (office[columns.source] != office[columns.target])
    for ends in (columns.source, columns.target):
        for seats in (ends, office[ends]):
            np.maximum.at(best, seats[used], level[used])
    return {one: CONTACTS[rank] for one, rank in zip(columns.actor_ids, best.tolist(), strict=True)}


def offices(columns: Arrays) -> Ints:
    """Return for each actor itself, for a one-person office what it is part of: the first above that is no person."""
    office = np.arange(len(columns.actor_ids), dtype=np.int64)
    for start in np.flatnonzero(columns.one_person).tolist():
        passed, above = {start}, int(columns.part_of[start])
        while above >= 0 and above not in passed and columns.one_person[above]:
            passed.add(above)
            above = int(columns.part_of[above])
        office[start] = start if above < 0 or above in passed else above
    return office


def counting_members(columns: Arrays) -> Mapping[str, int]:
    """Return how many counting members each forum has; guests are none."""
    counts = np.bincount(columns.member_forum[columns.member_counts], minlength=len(columns.forum_ids))
    return dict(zip(columns.forum_ids, counts.tolist(), strict=True))
