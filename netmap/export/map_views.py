"""The views of a map: which actors, forums and ties each shows, where they stand, and what is marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from netmap.export.map_data import lean, plain
from netmap.locale import translator

if TYPE_CHECKING:
    from netmap.export.map_places import Place
    from netmap.landscape import Landscape

Kind = Literal["landscape", "gaps", "brokers", "forums", "ego", "border", "transitions", "compare"]
Words = Mapping[str, str]
"""A text in each language, by "de" and "en"."""
Change = Literal["new", "gone", "found", "withdrawn", "same", "open"]
GhostState = Literal["not_recorded", "missing", "open", "agreed"]
_LONGEST = 2_000


def both(text: str, **values: object) -> dict[str, str]:
    """Return a text of the code in both languages, each with the same values put in.

    >>> both("Map")
    {'de': 'Karte', 'en': 'Map'}
    """
    return {lang: translator(lang)(text).format(**values) for lang in ("de", "en")}


@dataclass(frozen=True)
class Heading:
    """Name a column of a view (above it, at x), or a row (to its left, at y)."""

    title: Words
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True)
class State:
    """Hold a state to compare: all that was known, and the day to look at."""

    known: Landscape
    day: dt.date


@dataclass(frozen=True)
class Mark:
    """Say what is to be seen of an actor or forum in a view: a ring, a size from 0 to 1, a state, and why."""

    ring: bool = False
    size: float | None = None
    state: Change | None = None
    reason: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Ghost:
    """Hold what is not there, or not known to be there: an expected actor, or a question that is open.

    `near` are ids of the actors and forums that it would be tied to, `about` of those whom it concerns; without any, it
    stands amid the actors of its `districts`, else of its `areas`, else of all. `place` is given where it has one already.
    `parts` are what it stands for, a sentence each, where it stands for several things.
    """

    id: str
    what: Literal["actor", "question"]
    name: Words
    state: GhostState
    reason: Words
    todo: Words = field(default_factory=dict)
    near: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    sector: str = ""
    importance: str = ""
    place: Place | None = None
    parts: tuple[Words, ...] = ()


@dataclass(frozen=True)
class View:
    """Describe one view of the map, by the ids of records.

    `subjects` (actors and forums) and `ties` (cooperations and memberships) are those shown; None: all of the landscape.
    `places` are given where they differ from the landscape's. `compares` are an earlier and a later state, whole: the map
    shows of them what its edition may. `changed` says of records, by id, what became of them between the two; of others, it
    goes by in which of the two they are.
    """

    kind: Kind
    title: Words
    note: Words = field(default_factory=dict)
    about: str = ""
    subjects: frozenset[str] | None = None
    ties: frozenset[str] | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    columns: tuple[Heading, ...] = ()
    rows: tuple[Heading, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    ghosts: tuple[Ghost, ...] = ()
    compares: tuple[State, State] | None = None
    changed: Mapping[str, Change] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the view's own name: no two of a map have the same, and positions may be stored under it."""
        return f"{self.kind}_{self.about.replace('-', '_')}" if self.about else self.kind


def view_data(one: View, nodes: Mapping[str, int], edges: Mapping[str, int]) -> dict[str, Any]:
    """Return a view as the page reads it, by the numbers of nodes and edges; what these do not hold is not shown."""
    told = {
        "id": one.name,
        "kind": one.kind,
        "title": plain_words(one.title),
        "note": plain_words(one.note),
        "places": {nodes[key]: (round(x), round(y)) for key, (x, y) in one.places.items() if key in nodes},
        "columns": [{"x": round(head.x), "y": round(head.y), "title": plain_words(head.title)} for head in one.columns],
        "rows": [{"y": round(head.y), "title": plain_words(head.title)} for head in one.rows],
        "marks": {nodes[key]: _mark(mark) for key, mark in one.marks.items() if key in nodes},
    }
    chosen = {"nodes": (one.subjects, nodes), "edges": (one.ties, edges)}
    # an empty list says that none is shown, no list that all are
    lists = {what: sorted(n[key] for key in keys if key in n) for what, (keys, n) in chosen.items() if keys is not None}
    return lean(told) | lists


def _mark(mark: Mark) -> dict[str, Any]:
    return lean({"ring": mark.ring, "size": mark.size, "state": mark.state, "reason": plain_words(mark.reason)})


def plain_words(words: Words) -> dict[str, str]:
    """Return a text in each language as one line without signs that nobody sees."""
    return {lang: plain(text, _LONGEST) for lang, text in words.items()}
