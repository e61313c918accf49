"""The view of transitions: the stages of life as columns, what leads from one to the next above them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netmap.export.map_views import Heading, View, both
from netmap.locale import N_, alphabetical

if TYPE_CHECKING:
    from netmap.export.map_places import Place
    from netmap.export.map_views import Ghost, Words
    from netmap.landscape import Landscape

CELL: Final[Place] = (190.0, 84.0)
"""The room of a sign with a label of three lines below it."""
ASIDE: Final = 50.0
"""By how much every other one stands to the right, so that lines within a column are seen."""
GAP: Final = 160.0
WIDE: Final = 2.2
"""How much wider than high the columns are at most: screens are wide, and the transitions stand above."""


@dataclass(frozen=True)
class Passage:
    """Hold a transition: its ghost, from which stage to which it leads, and what is recorded of it, by ids."""

    ghost: Ghost
    stages: tuple[str, str]
    actors: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    forums: tuple[str, ...] = ()


def transitions_view(shown: Landscape, passages: Sequence[Passage], note: Words) -> View:
    """Return the view of transitions: in the column of each stage those who should connect it with others.

    Shown are those who should connect stages, and of the ties only those that count for a transition. The transitions
    themselves stand above, between the stages that they lead from and to.
    """
    columns = _columns(shown, passages)
    lefts, across = _lefts(columns)
    middle = {stage: left + (across[stage] - 1) * CELL[0] / 2 for stage, left in lefts.items()}
    places: dict[str, Place] = {}
    for stage, keys in columns.items():
        down = math.ceil(len(keys) / across[stage]) if keys else 1
        places |= {
            key: (lefts[stage] + n // down * CELL[0] + n % down % 2 * ASIDE, n % down * CELL[1])
            for n, key in enumerate(keys)
        }
    ties, forums = _contacts(shown, passages, places)
    sits = {key: [places[one.actor][0] for one in shown.memberships.values() if one.forum == key and one.actor in places]
            for key in forums}  # fmt: skip
    shelf = _shelved(((key, sum(xs) / len(xs)) for key, xs in sits.items()), bottom=-CELL[1] - GAP)
    top = min((y for _, y in shelf.values()), default=-GAP)
    wanted = ((one.ghost.id, sum(middle[stage] for stage in one.stages) / 2) for one in passages)
    above = _shelved(wanted, bottom=top - CELL[1] - GAP / 2)
    heads = [Heading(_stage(shown, stage), x=x, y=-GAP) for stage, x in middle.items()]
    return View(
        "transitions",
        both(N_("Transitions")),
        note,
        subjects=frozenset({*places, *shelf}),
        ties=frozenset(ties),
        places=places | shelf,
        columns=tuple(heads),
        ghosts=tuple(replace(one.ghost, place=above[one.ghost.id]) for one in passages),
    )


def _stage(shown: Landscape, stage: str) -> Words:
    return {lang: shown.vocabulary.label("stages", stage, lang) for lang in ("de", "en")}


def _columns(shown: Landscape, passages: Sequence[Passage]) -> dict[str, list[str]]:
    """Return who stands in the column of each stage that has anybody or a transition, in the order of a life.

    Who is active in no area of a stage stands where the first transition begins that it should connect.
    """
    of_area = {key: term.get("stage") for key, term in shown.vocabulary["areas"].items()}
    connects: dict[str, str] = {}
    for one in passages:
        for key in one.actors:
            connects.setdefault(key, one.stages[0])
    found: dict[str, list[str]] = {stage: [] for stage in shown.vocabulary["stages"]}
    for key in sorted(connects.keys() & shown.actors.keys(), key=lambda key: (alphabetical(shown.actors[key].name), key)):
        own = [stage for area, stage in of_area.items() if area in shown.actors[key].areas and stage in found]
        stage = own[0] if own else connects[key]
        if stage in found:
            found[stage].append(key)
    led = {stage for one in passages for stage in one.stages}
    return {stage: keys for stage, keys in found.items() if keys or stage in led}


def _lefts(columns: Mapping[str, Sequence[str]]) -> tuple[dict[str, float], dict[str, int]]:
    """Return where the column of each stage begins, and how many actors it holds side by side: few, for a wide screen."""
    down = 1
    while True:
        across = {stage: max(1, math.ceil(len(keys) / down)) for stage, keys in columns.items()}
        width = sum(across.values()) * CELL[0] + len(across) * GAP
        if width <= WIDE * down * CELL[1] or max(across.values(), default=1) == 1:
            break
        down += 1
    lefts, x = {}, 0.0
    for stage, wide in across.items():
        lefts[stage] = x
        x += wide * CELL[0] + GAP
    return lefts, across


def _contacts(shown: Landscape, passages: Sequence[Passage], places: Mapping[str, Place]) -> tuple[set[str], list[str]]:
    """Return the ties that count for a transition, and the forums whose memberships do."""
    ties = {key for one in passages for key in one.ties if key in shown.cooperations}
    ends = {key: (shown.cooperations[key].source, shown.cooperations[key].target) for key in ties}
    ties = {key for key in ties if places.keys() >= set(ends[key])}
    connecting = {key for one in passages for key in one.actors}
    wanted = {key for one in passages for key in one.forums}
    sits = {
        key: one.forum
        for key, one in shown.memberships.items()
        if one.forum in wanted and one.actor in connecting and one.actor in places
    }
    return ties | set(sits), [key for key in shown.forums if key in set(sits.values())]


def _shelved(wanted: Iterable[tuple[str, float]], *, bottom: float) -> dict[str, Place]:
    """Set each as near above `bottom` as the others leave room, at its own x."""
    return dict(_on_shelves(sorted(wanted, key=lambda one: (one[1], one[0])), bottom))


def _on_shelves(wanted: Sequence[tuple[str, float]], bottom: float) -> Iterator[tuple[str, Place]]:
    taken: list[float] = []
    for key, x in wanted:
        shelf = next((n for n, last in enumerate(taken) if x - last >= CELL[0]), len(taken))
        taken[shelf : shelf + 1] = [x]
        yield key, (x, bottom - shelf * CELL[1])
