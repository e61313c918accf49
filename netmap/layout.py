"""Where actors and forums stand on the map: what is stored stays, what is new goes near its partners.

Units are pixels at zoom 1, y grows downwards. The same landscape gives the same positions, in whatever order its records
come.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from netmap.identifiers import joined
from netmap.landscape import Landscape
from netmap.model import Position
from netmap.network.arrays import STATUSES, Arrays, Floats, arrays
from netmap.network.measures import seeded
from netmap.network.removal import components
from netmap.spacing import apart, box, near

VIEW: Final = "landscape"
PIXEL: Final = 1.0
STEP: Final = 150.0
"""The wanted length of a tie, and the spacing of what has none: a label's width and some air."""
GRID_FROM: Final = 1000
OPEN_FROM: Final = 300
FILLED: Final = 0.2
"""The share of its field that the labels of a component may fill."""
ITERATIONS: Final = 500
WIDER: Final = 3.8
"""How much wider than high the largest component is drawn: screens are wide, and lists stand below it."""
EVEN: Final = 1.6
"""By how much larger than at zoom 1 labels are moved apart, since the whole map is seen from further away."""
COLUMNS: Final = 5
ROW: Final = 11.5
"""Of those without ties: the columns of the list, and how much wider than high each of its cells is."""
LISTED: Final = (260.0, 54.0)
"""The least room of a name in the list, at zoom 1."""
HEADING: Final = 0.03
"""The room above the list, as a share of its width."""

Box = tuple[float, float]
Place = tuple[float, float]


def positions(landscape: Landscape, *, at: dt.date | None = None) -> list[Position]:
    """Return a position for every actor and forum that holds on a day, stored ones exactly as they are.

    Where none is stored all are computed: the largest component of the network first (Fruchterman and Reingold 1991),
    smaller ones in rows below it, those without ties in columns by name, as in a list. Otherwise a new one goes to the
    free place nearest to the middle of its partners, or to a list below. No two labels overlap, unless stored positions do.
    Coordinates have one decimal. An empty landscape gives an empty list. Pass the whole landscape, not one already cut to a
    day.

    >>> from netmap.model import Actor, Settings
    >>> [(one.subject, one.x, one.y) for one in positions(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]))]
    [('a', 0.0, 0.0)]
    """
    day = at or landscape.reference_date()
    columns = arrays(landscape, at=day)
    names = dict(zip(columns.actor_ids, columns.names, strict=True))
    names |= {one: landscape.forums[one].name for one in columns.forum_ids}
    partners = _partners(columns)
    stored = {one.subject: one for one in landscape.positions.values() if one.view == VIEW and one.subject in names}
    forums = set(columns.forum_ids)
    # in the order of the list: actors by name, then forums
    boxes = {one: box(names[one]) for one in sorted(names, key=lambda one: (one in forums, by_name(names[one]), one))}
    if stored:
        placed = _added({one: (kept.x, kept.y) for one, kept in stored.items()}, boxes, partners)
    else:
        placed = _computed(boxes, partners)
    return [stored.get(one) or _position(one, *placed[one]) for one in sorted(names)]


def moved(landscape: Landscape, given: Iterable[Position]) -> tuple[list[Position], list[str]]:
    """Return the positions that somebody changed by hand, and the subjects given that the landscape has not.

    A position that its subject has in a view keeps its record. What stands within a pixel of where it stood was not moved:
    a page knows whole pixels only.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Position(id="p", subject="a", x=1.4, y=0)])
    >>> moved(city, [Position(id="0", subject="a", x=1, y=0), Position(id="1", subject="b", x=0, y=0)])
    ([], ['b'])
    >>> [(one.id, one.x) for one in moved(city, [Position(id="0", subject="a", x=7, y=0)])[0]]
    [('p', 7.0)]
    """
    kept = {(one.subject, one.view): one for one in landscape.positions.values()}
    changed, unknown = [], []
    for one in given:
        if one.subject not in landscape.actors and one.subject not in landscape.forums:
            unknown.append(one.subject)
            continue
        old = kept.get((one.subject, one.view)) or _position(one.subject, one.x, one.y, one.view)
        far = (one.subject, one.view) not in kept or max(abs(one.x - old.x), abs(one.y - old.y)) >= PIXEL
        changed += [old.model_copy(update={"x": one.x, "y": one.y, "pinned": True})] if far else []
    return changed, unknown


def by_name(name: str) -> str:
    """Return what a name is sorted by: case and accents do not matter, "ä" stands with "a".

    >>> sorted(["Zoo", "ärztekammer", "Amt"], key=by_name)
    ['Amt', 'ärztekammer', 'Zoo']
    """
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _position(subject: str, x: float, y: float, view: str = VIEW) -> Position:
    # adding 0.0 turns -0.0 into 0.0, which a file would otherwise write differently from run to run
    where = {"x": round(x, 1) + 0.0, "y": round(y, 1) + 0.0}
    return Position(id=joined(subject, view), subject=subject, view=view, **where)


def _partners(columns: Arrays) -> dict[str, set[str]]:
    """Return whom each actor and forum is drawn to: by cooperations that exist or may, by membership, by belonging.

    Who is drawn to nobody else stays with its former partners: a cooperation is recorded.
    """
    ids = columns.actor_ids
    ended, apart_ends = columns.status == STATUSES.index("ended"), columns.source != columns.target
    pairs, over = (
        [(ids[a], ids[b]) for a, b in zip(columns.source[kept].tolist(), columns.target[kept].tolist(), strict=True)]
        for kept in (apart_ends & ~ended, apart_ends & ended)
    )
    meetings = zip(columns.member_actor.tolist(), columns.member_forum.tolist(), strict=True)
    pairs += [(ids[actor], columns.forum_ids[forum]) for actor, forum in meetings]
    persons = np.flatnonzero(columns.one_person & (columns.part_of >= 0)).tolist()
    pairs += [(ids[one], ids[int(columns.part_of[one])]) for one in persons if columns.part_of[one] != one]
    tied = {one for pair in pairs for one in pair}
    found: dict[str, set[str]] = {one: set() for one in (*ids, *columns.forum_ids)}
    for one, other in (*pairs, *(pair for pair in over if not tied.issuperset(pair))):
        found[one].add(other)
        found[other].add(one)
    return found


# ------------------------------------------------------------------------------------------------------- all of them anew


def _computed(boxes: Mapping[str, Box], partners: Mapping[str, set[str]]) -> dict[str, Place]:
    ids = sorted(boxes)
    parts = sorted(components(ids, partners), key=lambda part: (-len(part), part[0]))
    placed: dict[str, Place] = {}
    alone = [one for one in boxes if not partners[one] - {one}]  # in the order of boxes: by name
    if not [part for part in parts if len(part) > 1]:
        return _listed(alone, width=_row_width(len(alone)), top=0.0)
    shapes = [_drawn(part, boxes, partners) for part in parts if len(part) > 1]
    largest = _centred(shapes[0])
    placed |= largest
    left, right = min(x for x, _ in largest.values()), max(x for x, _ in largest.values())
    floor = max(y for _, y in largest.values()) + STEP
    width = max(right - left, _row_width(len(ids)))
    floor = _shelved(shapes[1:], boxes, placed, width=width, top=floor)
    return placed | _listed(alone, width=width, top=floor + width * HEADING)


def _row_width(count: int) -> float:
    return STEP * max(1.0, 1.6 * math.sqrt(count))


def _drawn(part: Sequence[str], boxes: Mapping[str, Box], partners: Mapping[str, set[str]]) -> dict[str, Place]:
    """Lay one component out: igraph's forces, stretched to our tie length, then moved apart until no labels overlap."""
    import igraph

    seat = {one: index for index, one in enumerate(part)}
    edges = [(seat[a], seat[b]) for a in part for b in sorted(partners[a]) if a < b]
    graph = igraph.Graph(n=len(part), edges=edges)
    grid = "grid" if len(part) >= GRID_FROM else "nogrid"
    with seeded():
        start = _circle(len(part))
        drawn = graph.layout_fruchterman_reingold(niter=ITERATIONS, grid=grid, seed=start.tolist())
    points = np.asarray(drawn.coords, dtype=np.float64)
    lengths = [math.dist(points[a], points[b]) for a, b in edges]
    points = _opened(points) if len(part) >= OPEN_FROM else points - points.mean(axis=0)
    sizes = np.array([boxes[one] for one in part])
    points *= STEP / (float(np.median(lengths)) or 1.0)
    spread = np.ptp(points, axis=0).clip(min=STEP)
    # wide screens: stretch sideways; the labels are wide, too
    stretch = min(2.0, max(1.0, math.sqrt(WIDER * spread[1] / spread[0])))
    points *= np.array([stretch, 1 / stretch])
    spread = np.ptp(points, axis=0).clip(min=STEP)
    even = EVEN if len(part) < OPEN_FROM else 1.0  # nobody reads all labels of a large one at once
    moved = apart(points * max(1.0, math.sqrt(sizes.prod(axis=1).sum() / FILLED / spread.prod())), sizes * even)
    return {one: (float(x), float(y)) for one, (x, y) in zip(part, moved, strict=True)}


def _opened(points: Floats) -> Floats:
    """Spread the crowded core: half of each distance from the middle is given by its rank, so that rings fill evenly."""
    points = points - points.mean(axis=0)
    radius = np.linalg.norm(points, axis=1)
    rank = np.argsort(np.argsort(radius, kind="stable"), kind="stable") + 1
    even = np.sqrt(rank / len(points)) * np.quantile(radius, 0.9)
    return np.asarray(points * ((0.3 * radius + 0.7 * even) / np.maximum(radius, 1e-9))[:, None], dtype=np.float64)


def _circle(n: int) -> Floats:
    angles = np.arange(n) * (math.pi * (3 - math.sqrt(5)))
    radius = np.sqrt(np.arange(n) + 0.5)
    return np.column_stack([radius * np.cos(angles), radius * np.sin(angles)])


def _centred(shape: Mapping[str, Place]) -> dict[str, Place]:
    xs, ys = [x for x, _ in shape.values()], [y for _, y in shape.values()]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {one: (x - middle[0], y - middle[1]) for one, (x, y) in shape.items()}


def _shelved(
    shapes: Sequence[Mapping[str, Place]],
    boxes: Mapping[str, Box],
    placed: dict[str, Place],
    *,
    width: float,
    top: float,
) -> float:
    """Set the smaller components in rows below, left to right, and return where the next row starts."""
    x, deepest = -width / 2, top
    for shape in shapes:
        left = min(x0 - boxes[one][0] / 2 for one, (x0, _) in shape.items())
        right = max(x0 + boxes[one][0] / 2 for one, (x0, _) in shape.items())
        upper = min(y - boxes[one][1] / 2 for one, (_, y) in shape.items())
        lower = max(y + boxes[one][1] / 2 for one, (_, y) in shape.items())
        if x > -width / 2 and x + right - left > width / 2:
            x, top = -width / 2, deepest
        placed.update({one: (x0 - left + x, y - upper + top) for one, (x0, y) in shape.items()})
        x += right - left + STEP / 2
        deepest = max(deepest, top + lower - upper + STEP / 2)
    return deepest


def _listed(alone: Sequence[str], *, width: float, top: float) -> dict[str, Place]:
    """Set those without ties in columns, read downwards, each name to the right of its sign.

    A column is `width / COLUMNS` wide, so that names can be read where the whole map is seen; more and narrower columns
    keep a long list from growing taller than the map.
    """
    if not alone:
        return {}
    across = min(max(COLUMNS, math.ceil(math.sqrt(len(alone) / 3))), max(1, int(width // LISTED[0])))
    wide = max(LISTED[0], width / across)
    high = max(LISTED[1], wide / ROW)
    down = math.ceil(len(alone) / across)
    first = -wide * min(across, math.ceil(len(alone) / down)) / 2 if down > 1 else -wide * (len(alone) - 1) / 2
    return {one: (first + wide * (index // down), top + high * (index % down)) for index, one in enumerate(alone)}


# ------------------------------------------------------------------------------------------------------- only what is new


def _added(kept: dict[str, Place], boxes: Mapping[str, Box], partners: Mapping[str, set[str]]) -> dict[str, Place]:
    """Place the new near their partners, those with most placed partners first; the others in rows below."""
    placed = dict(kept)
    waiting = sorted(set(boxes) - set(placed))
    taken = near(placed, boxes)
    while waiting:
        ready = [one for one in waiting if any(other in placed for other in partners[one])]
        if not ready:
            break
        for one in ready:
            known = [placed[other] for other in sorted(partners[one]) if other in placed]
            wanted = (sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known))
            placed[one] = taken.settle(boxes[one], wanted)
        waiting = [one for one in waiting if one not in placed]
    if waiting:
        unplaced = set(waiting)
        rest = _computed(
            {one: size for one, size in boxes.items() if one in unplaced}, {one: partners[one] for one in waiting}
        )
        top = max((y + boxes[one][1] for one, (_, y) in placed.items()), default=0.0) + STEP / 2
        above = min(y - boxes[one][1] for one, (_, y) in rest.items())
        placed |= {one: (x, y - above + top) for one, (x, y) in rest.items()}
    return placed
