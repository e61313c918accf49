"""The view of the border: the administration left, all others right, forums and who is not settled between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
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
BAND_GAP: Final = 50.0
HEAD: Final = 110.0
WIDE: Final = 1.9
"""How much wider than high the view is at most: screens are wide."""


def border_view(shown: Landscape) -> View:
    """Return the view of the border: in bands by education area, so that those of one area face each other.

    In each band those with partners on another side stand nearest to the border. Who is active in several areas stands in
    the first of the vocabulary that is no cross-cutting one, else in the first; without any in the last band.
    """
    cells = _cells(shown)
    across = _columns_across(cells)
    lefts, _width = _lefts(across)
    places: dict[str, Place] = {}
    rows, top = [], 0.0
    for area in [*shown.vocabulary["areas"], ""]:
        band = {side: cells[side][area] for side in SIDES if cells[side].get(area)}
        if not band:
            continue
        rows.append(Heading(_area(shown, area), y=top))
        for side, keys in band.items():
            places |= {key: (lefts[side] + x, top + y) for key, (x, y) in _grid(keys, across[side], side).items()}
        top += max(math.ceil(len(keys) / across[side]) for side, keys in band.items()) * CELL[1] + BAND_GAP
    titles = {"inside": N_("City administration"), "between": N_("Forums, not settled"), "outside": N_("Outside")}
    columns = [
        Heading(both(titles[side]), x=lefts[side] + (across[side] - 1) * CELL[0] / 2, y=-HEAD)
        for side in SIDES
        if cells[side]
    ]
    note = both(
        N_("Those of one education area face each other; who has a recorded tie across stands nearest to the border.")
    )
    return View(
        "border", both(N_("Administration and outside")), note, places=places, columns=tuple(columns), rows=tuple(rows)
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


def _cells(shown: Landscape) -> dict[Side, dict[str, list[str]]]:
    """Return who stands on which side in which band, those with most partners on other sides first."""
    side = dict(_sides(shown))
    pairs = [(one.source, one.target) for one in shown.cooperations.values() if one.status != "ended"]
    pairs += [(one.actor, one.forum) for one in shown.memberships.values()]
    crossing = {(a, b) for a, b in pairs if side[a] != side[b]}
    partners = dict.fromkeys(side, 0)
    for a, b in crossing:
        partners[a] += 1
        partners[b] += 1
    subjects: dict[str, Actor | Forum] = {**shown.actors, **shown.forums}
    found: dict[Side, dict[str, list[str]]] = {one: {} for one in SIDES}
    for key in sorted(subjects, key=lambda key: (-partners[key], alphabetical(subjects[key].name), key)):
        found[side[key]].setdefault(home_area(shown, subjects[key].areas), []).append(key)
    return found


def _sides(shown: Landscape) -> Iterator[tuple[str, Side]]:
    for key, one in shown.actors.items():
        yield key, "between" if one.sector == "unknown" else one.sector
    for key in shown.forums:
        yield key, "between"


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
    # column by column: the first column is full before the next begins
    return {key: (columns[n // down] * CELL[0], n % down * CELL[1]) for n, key in enumerate(keys)}
