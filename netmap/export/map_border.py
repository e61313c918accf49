"""The view of the border: the administration left, all others right, forums and who is not settled between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from netmap.export.map_views import Heading, View, both
from netmap.locale import N_, alphabetical

if TYPE_CHECKING:
    from netmap.export.map_places import Place
    from netmap.landscape import Landscape
    from netmap.model import Actor, Forum

Side = Literal["inside", "between", "outside"]
SIDES: Final[tuple[Side, ...]] = ("inside", "between", "outside")
CELL: Final[Place] = (190.0, 84.0)
"""The room of a sign with a label of three lines below it."""
AISLE: Final = 420.0
"""The room between two sides, in which the ties across are seen."""
LOWER: Final = 40.0
"""By how much every other column stands lower."""
BAND_GAP: Final = 60.0
HEAD: Final = 110.0
WIDE: Final = 1.5
"""How much wider than high the view is at most: screens are wide."""


def border_view(shown: Landscape) -> View:
    """Return the view of the border: in bands by education area, so that those of one area face each other.

    Shown are all actors, the forums in which both sides sit, and of the ties those from one side to another. In each band
    those with partners on another side stand nearest to the border. Who is active in several areas stands in the first of
    the vocabulary that is no cross-cutting one, else in the first; without any in the last band.
    """
    side = dict(_sides(shown))
    across_ids = _across(shown, side)
    cells = _cells(shown, side, across_ids)
    across = _columns_across(cells)
    lefts, _width = _lefts(across)
    places: dict[str, Place] = {}
    rows, top = [], 0.0
    for area in [*shown.vocabulary["areas"], ""]:
        band = {side: cells[side][area] for side in SIDES if cells[side].get(area)}
        if not band:
            continue
        rows.append(Heading(_area(shown, area), y=top))
        for one, keys in band.items():
            places |= {key: (lefts[one] + x, top + y) for key, (x, y) in _grid(keys, across[one], one).items()}
        top += max(math.ceil(len(keys) / across[one]) for one, keys in band.items()) * CELL[1] + BAND_GAP
    titles = {"inside": N_("City administration"), "between": N_("Forums, not settled"), "outside": N_("Outside")}
    columns = [
        Heading(both(titles[one]), x=lefts[one] + (across[one] - 1) * CELL[0] / 2, y=-HEAD) for one in SIDES if cells[one]
    ]
    note = both(
        N_(
            "Only ties from one side to another, and forums in which both sit. Those of one education area face each other;"
            " who has a recorded tie across stands nearest to the border."
        )
    )
    return View(
        "border",
        both(N_("Administration and outside")),
        note,
        subjects=frozenset(side),
        ties=frozenset(across_ids),
        places=places,
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _area(shown: Landscape, area: str) -> Mapping[str, str]:
    if not area:
        return both(N_("area not known"))
    return {lang: shown.vocabulary.label("areas", area, lang) for lang in ("de", "en")}


def home_area(shown: Landscape, areas: Sequence[str]) -> str:
    """Return the area that stands for several: the first of the vocabulary that is no cross-cutting one, else the first."""
    terms = shown.vocabulary["areas"]
    own = [key for key in terms if key in areas]
    return next((key for key in own if not terms[key].get("cross_cutting")), own[0] if own else "")


def _cells(shown: Landscape, side: Mapping[str, Side], across: Iterable[str]) -> dict[Side, dict[str, list[str]]]:
    """Return who stands on which side in which band, those with most partners on other sides first."""
    ends = {
        **{key: (one.source, one.target) for key, one in shown.cooperations.items() if one.status != "ended"},
        **{key: (one.actor, one.forum) for key, one in shown.memberships.items()},
    }
    partners = Counter(chain.from_iterable({ends[key] for key in across if key in ends}))
    subjects: dict[str, Actor | Forum] = {**shown.actors, **{key: shown.forums[key] for key in shown.forums if key in side}}
    found: dict[Side, dict[str, list[str]]] = {one: {} for one in SIDES}
    for key in sorted(subjects, key=lambda key: (-partners[key], alphabetical(subjects[key].name), key)):
        found[side[key]].setdefault(home_area(shown, subjects[key].areas), []).append(key)
    return found


def _sides(shown: Landscape) -> Iterator[tuple[str, Side]]:
    """Yield the side of each actor, and of each forum in which the administration and others sit."""
    sits: dict[str, set[str]] = {}
    for one in shown.memberships.values():
        sits.setdefault(one.forum, set()).add(shown.actors[one.actor].sector)
    for key, actor in shown.actors.items():
        yield key, "between" if actor.sector == "unknown" else actor.sector
    for key in shown.forums:
        if sits.get(key, set()) >= {"inside", "outside"}:
            yield key, "between"


def _across(shown: Landscape, side: Mapping[str, Side]) -> set[str]:
    """Return the cooperations from one side to another, and the memberships in the forums of both sides."""
    ties = {key for key, one in shown.cooperations.items() if side[one.source] != side[one.target]}
    return ties | {key for key, one in shown.memberships.items() if one.forum in side}


def _columns_across(cells: Mapping[Side, Mapping[str, Sequence[str]]]) -> dict[Side, int]:
    """Return how many columns each side has: as few as keep the view from being higher than a screen is."""
    most = {side: sum(map(len, bands.values())) for side, bands in cells.items()}
    across: dict[Side, int] = dict.fromkeys(SIDES, 1)
    while _height(cells, across) * WIDE > _lefts(across)[1]:
        # one more where the most rows are saved
        wanted = max(SIDES, key=lambda side: most[side] / across[side] ** 2)
        if across[wanted] >= most[wanted]:
            break
        across[wanted] += 1
    return across


def _height(cells: Mapping[Side, Mapping[str, Sequence[str]]], across: Mapping[Side, int]) -> float:
    bands: dict[str, int] = {}
    for side, areas in cells.items():
        for area, keys in areas.items():
            bands[area] = max(bands.get(area, 0), math.ceil(len(keys) / across[side]))
    return sum(bands.values()) * CELL[1] + len(bands) * BAND_GAP


def _lefts(across: Mapping[Side, int]) -> tuple[dict[Side, float], float]:
    """Return where each side begins, and how wide all are."""
    lefts: dict[Side, float] = {}
    x = 0.0
    for side in SIDES:
        lefts[side] = x
        x += (across[side] - 1) * CELL[0] + AISLE
    return lefts, x - AISLE


def _grid(keys: Sequence[str], across: int, side: Side) -> dict[str, Place]:
    """Set a side's actors of one band in rows, the first of them nearest to the border, in the middle from the middle on."""
    down = math.ceil(len(keys) / across)
    columns = {
        "inside": list(range(across - 1, -1, -1)),
        "outside": list(range(across)),
        "between": sorted(range(across), key=lambda column: (abs(column - (across - 1) / 2), column)),
    }[side]
    # column by column: the first column is full before the next begins; every other one lower, so that no line to somebody
    # further out goes through those before
    return {key: (columns[n // down] * CELL[0], n % down * CELL[1] + n // down % 2 * LOWER) for n, key in enumerate(keys)}
