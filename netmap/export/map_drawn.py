"""What is drawn: the nodes and edges of a landscape as an edition shows it, and of what its views add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from netmap.export.map_data import Pen, edges_of, lean, node_of
from netmap.export.map_ghosts import ghost_node, ghost_places
from netmap.export.map_places import Place, places_of
from netmap.export.map_views import Change, Mark, View, view_data
from netmap.landscape import Landscape
from netmap.model import Actor, Forum


@dataclass
class Drawn:
    """Collect nodes and edges, and the numbers that they have by the ids of their records."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    node_numbers: dict[str, int] = field(default_factory=dict)
    edge_numbers: dict[str, int] = field(default_factory=dict)

    def add_subjects(self, shown: Landscape, places: Mapping[str, Place], pen: Pen) -> None:
        """Add a node for each actor and forum that has none yet."""
        subjects: list[Actor | Forum] = [*shown.actors.values(), *shown.forums.values()]
        for one in subjects:
            if one.id not in self.node_numbers:
                number = self.node_numbers[one.id] = len(self.nodes)
                self.nodes.append(lean(node_of(number, one, places[one.id], pen)))

    def add_ties(self, pen: Pen) -> dict[str, int]:
        """Add an edge for each cooperation and membership, but for those drawn alike already; return all their numbers."""
        numbers = {}
        for key, edge in edges_of(pen, self.node_numbers):
            number = self.edge_numbers.get(key)
            if number is None or lean(edge) | {"id": number} != self.edges[number]:
                number = len(self.edges)
                self.edge_numbers.setdefault(key, number)
                self.edges.append({"id": number} | lean(edge))
            numbers[key] = number
        return numbers


def drawn_of(pen: Pen, places: Mapping[str, Place]) -> Drawn:
    """Return the nodes and edges of what an edition shows."""
    drawn = Drawn()
    drawn.add_subjects(pen.shown, places, pen)
    drawn.add_ties(pen)
    return drawn


Two = tuple[Landscape, Landscape]
"""An earlier and a later state, as an edition shows them."""


def views_data(
    drawn: Drawn, views: Sequence[View], pen: Pen, lang: str, compared: Mapping[str, Two] | None = None
) -> list[dict[str, Any]]:
    """Return the views as the page reads them, adding to what is drawn what only they show: ghosts, and what is gone.

    `compared` are the states that views compare, by the names of these.
    """
    subjects, ties = frozenset(drawn.node_numbers), frozenset(drawn.edge_numbers)
    states = [(compared or {}).get(one.name) for one in views]
    found = [None if two is None else _compared(drawn, one, two, pen) for one, two in zip(views, states, strict=True)]
    added = len(drawn.node_numbers) > len(subjects), len(drawn.edges) > len(ties)
    told = []
    for one, data in zip(views, found, strict=True):
        # what is added for others is none of a view that shows all
        whole = replace(
            one,
            subjects=subjects if (added[0] or one.ghosts) and one.subjects is None else one.subjects,
            ties=ties if added[1] and one.ties is None else one.ties,
        )
        told.append(data or view_data(_haunted(drawn, whole, pen, lang), drawn.node_numbers, drawn.edge_numbers))
    return told


def _haunted(drawn: Drawn, one: View, pen: Pen, lang: str) -> View:
    """Add a node for each ghost of a view, and return the view that shows them."""
    if not one.ghosts or one.subjects is None:
        return one
    stand: dict[str, Place] = {node["key"]: (node["x"], node["y"]) for node in drawn.nodes if node["key"] in one.subjects}
    places = ghost_places(one.ghosts, pen.shown, stand | {key: one.places[key] for key in stand if key in one.places})
    for ghost in one.ghosts:
        number = drawn.node_numbers[ghost.id] = len(drawn.nodes)
        drawn.nodes.append(ghost_node(number, ghost, places[ghost.id], drawn.node_numbers, lang))
    return replace(one, subjects=one.subjects | set(places))


def _compared(drawn: Drawn, one: View, states: Two, pen: Pen) -> dict[str, Any]:
    """Return a comparison: what is in both states, only in the later or only in the earlier one, drawn as in the later."""
    before, after = states
    every = after.replace(record for record in before.records() if record.id not in after)
    stand = {node["key"]: (node["x"], node["y"]) for node in drawn.nodes} | dict(one.places)
    places = places_of(every, stand)
    drawn.add_subjects(every, places, replace(pen, shown=every))
    numbers = drawn.add_ties(replace(pen, shown=every))
    ends = [{*state.actors, *state.forums} for state in states]
    marks = {key: Mark(state=one.changed.get(key) or _change(key in ends[0], key in ends[1])) for key in ends[0] | ends[1]}
    told = replace(one, subjects=frozenset(marks), ties=frozenset(numbers), marks=marks)
    became = {number: one.changed.get(key) or _change(*_there(key, states)) for key, number in numbers.items()}
    return view_data(told, drawn.node_numbers, numbers) | lean(
        {"edge_marks": {number: {"state": state} for number, state in became.items()}}
    )


def _there(key: str, states: Two) -> tuple[bool, bool]:
    """Tell whether a tie exists in each of two states; of one that exists in neither, whether it is recorded."""
    ties = [state.cooperations.get(key) for state in states]
    existing = [tie is not None and tie.status == "existing" for tie in ties]
    if any(existing):
        return existing[0], existing[1]
    first, second = (key in state.cooperations or key in state.memberships for state in states)
    return first, second


def _change(before: bool, after: bool) -> Change:
    return "same" if before and after else "new" if after else "gone"
