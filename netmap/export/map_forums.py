"""The view of the forums, two-mode: who sits where; and the view around one actor."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from netmap.export.map_views import Mark, View, both
from netmap.locale import N_, alphabetical

if TYPE_CHECKING:
    from netmap.export.map_places import Place
    from netmap.landscape import Landscape

RING: Final = 330.0
"""The least distance of the partners from the one in the middle."""
ROOM: Final = 120.0
"""The room along the ring for each of them."""
FLAT: Final = 0.62
"""How high a ring is drawn, as a share of its width: screens are wide."""


def forums_view(shown: Landscape, places: Mapping[str, Place]) -> View:
    """Return the view of forums and their members, and nothing but memberships; `places` are computed from these alone."""
    members = {one.actor for one in shown.memberships.values()}
    return View(
        "forums",
        both(N_("Forums")),
        both(N_("Who sits in which forum. Actors of which no membership is recorded are not in this view.")),
        subjects=frozenset({*members, *shown.forums}),
        ties=frozenset(shown.memberships),
        places={key: place for key, place in places.items() if key in members or key in shown.forums},
    )


def ego_view(shown: Landscape, actor: str) -> View:
    """Return the view around an actor: its partners and forums on a ring, the administration left, and the ties among them.

    Raise KeyError where the actor is not shown.
    """
    one = shown.actors[actor]
    ties = [tie for tie in shown.cooperations.values() if actor in {tie.source, tie.target}]
    around = {end for tie in ties for end in (tie.source, tie.target)} - {actor}
    forums = {sits.forum for sits in shown.memberships.values() if sits.actor == actor}
    subjects = frozenset({actor, *around, *forums})
    within = {key for key, tie in shown.cooperations.items() if {tie.source, tie.target} <= subjects}
    within |= {key for key, sits in shown.memberships.items() if {sits.actor, sits.forum} <= subjects}
    return View(
        "ego",
        {lang: text.format(actor=one.name) for lang, text in both(N_("Around {actor}"), actor="{actor}").items()},
        both(N_("Partners and forums of one actor, and the ties among them; the administration stands on the left.")),
        about=actor,
        subjects=subjects,
        ties=frozenset(within),
        places={actor: (0.0, 0.0)} | _ring(shown, around, forums),
        marks={actor: Mark(size=1.0)},
    )


def _ring(shown: Landscape, around: set[str], forums: set[str]) -> dict[str, Place]:
    """Set partners on a ring: the administration left, who is not settled and forums below, all others right."""
    sides: dict[str, list[str]] = {"outside": [], "unknown": [], "inside": []}
    for key in sorted(around, key=lambda key: (alphabetical(shown.actors[key].name), key)):
        sides[shown.actors[key].sector].append(key)
    sides["unknown"] += sorted(forums, key=lambda key: (alphabetical(shown.forums[key].name), key))
    order = [*sides["outside"], *sides["unknown"], *reversed(sides["inside"])]
    # the lower half of the ring holds half of the right, all that is below, and half of the left
    halves = len(sides["outside"]) + 2 * len(sides["unknown"]) + len(sides["inside"])
    return _circle(order, step=2 * math.pi / max(1, halves), turned=len(sides["outside"]) / 2)


def _circle(order: Sequence[str], *, step: float, turned: float) -> dict[str, Place]:
    """Set them clockwise around the middle, `turned` steps above the right; the more there are, the larger the ring."""
    radius = max(RING, ROOM / (step * FLAT))
    angles = (step * (n + 0.5 - turned) for n in range(len(order)))
    return {key: (radius * math.cos(at), radius * FLAT * math.sin(at)) for key, at in zip(order, angles, strict=True)}
