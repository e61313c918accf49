"""Tiny landscapes in a few letters, for the tests of networks and analyses: one letter is one actor."""

from __future__ import annotations

from hypothesis import settings

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Membership, Record, Settings

LAW = settings(deadline=None, max_examples=60)
"""For laws: a machine that is busy with other things is no failure."""


def city(*records: Record, **settings: object) -> Landscape:
    return Landscape(Settings.model_validate({"id": "city", "name": "City", "as_of": "2020-06-30", **settings}), records)


def actors(names: str) -> list[Actor]:
    return [Actor(id=one, name=one.upper()) for one in names]


def tie(ends: str, /, number: int = 0, **fields: object) -> Cooperation:
    return Cooperation.model_validate({"id": f"{ends}-{number}", "source": ends[0], "target": ends[1], **fields})


def members(forum: str, names: str, **fields: object) -> list[Membership]:
    return [Membership.model_validate({"id": f"{forum}-{one}", "actor": one, "forum": forum, **fields}) for one in names]


def seen(day: str) -> tuple[Evidence, ...]:
    return (Evidence(source="minutes", seen=day),)
