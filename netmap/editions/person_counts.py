"""Which counts of persons a landscape may not show to others: too small ones, and those that would give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from netmap.editions.small_counts import MARGIN, withheld
from netmap.landscape import Landscape
from netmap.model import District, Record

INHABITANTS = ("inhabitants", "population")
"""The figures of a district that its other counts are parts of."""

_NO_COUNT = re.compile(r"(^|_)(share|age|quotient|quota|rate|ratio|percent|average|mean|median|index|density)$")
_Row = Mapping[str, float]
_Place = tuple[str, int]


@dataclass(frozen=True)
class WithheldCounts:
    """Hold what is withheld: needs by id, and figures by (district, year).

    Of `parts` the inhabitants alone may be shown, and what counts nobody; of `rows` not even the inhabitants.
    """

    needs: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, int]] = frozenset()
    rows: frozenset[tuple[str, int]] = frozenset()


def withheld_counts(landscape: Landscape) -> WithheldCounts:
    """Return the needs and figures of persons that no other edition than the internal one may show.

    Needs add up over districts to the city's, over the target groups of a dimension to that of `all`, over areas to that
    of `all`; a total counts whatever its indicator and basis. Where a district's share of its inhabitants gives few
    persons, or a need is withheld that it would give, the figures of that district and year are withheld; so they are
    where one of the counts is small, but for the inhabitants, and with them those of another district, since the city's
    are known. All whole numbers in the figures count as persons, but for shares, averages and rates by name.

    >>> from netmap.model import Need, Settings
    >>> few = [Need(id="x", persons=4, year=2018), Need(id="y", persons=4000, year=2017)]
    >>> withheld_counts(Landscape(Settings(id="c", name="C"), few)).needs
    frozenset({'x'})
    """
    threshold = landscape.settings.thresholds.small_count
    entries = list(_entries(landscape))
    hidden: set[str | _Place] = {one.of for one in entries if one.persons < threshold}
    tables = list(_tables(landscape, entries)) if hidden else []
    done: dict[int, set[str | _Place]] = {}
    waiting = list(range(len(tables)))
    while waiting:
        for number in waiting:
            done[number] = _with_cover(tables[number], hidden, threshold)
            hidden |= done[number]
        waiting = [n for n, table in enumerate(tables) if done[n] != {one.of for one in table if one.of in hidden}]
    needs = frozenset(one for one in hidden if isinstance(one, str))
    parts, rows = _figures(landscape, {one for one in hidden if not isinstance(one, str)}, needs, threshold)
    return WithheldCounts(needs, parts, rows)


def shown_figures(district: District, hidden: WithheldCounts) -> dict[int, dict[str, float]]:
    """Return a district's figures without what is withheld; a year of which nothing is left is left out."""
    figures = {}
    for year, row in district.figures.items():
        place = (district.id, year)
        if place in hidden.parts:
            kept = {key: value for key, value in row.items() if key in INHABITANTS and place not in hidden.rows}
        else:
            kept = row
        if kept or not row:
            figures[year] = dict(kept)
    return figures


# ----------------------------------------------------------------------------------------------------------------- needs


class _Entry(NamedTuple):
    """Be a count in the tables of needs: of a need, or of the persons that a district's share stands for."""

    of: str | _Place
    cell: tuple[str, str]
    area: str
    indicator: str
    basis: str
    year: int | None
    persons: float


def without_small_counts(landscape: Landscape) -> Iterator[Record]:
    """Yield a landscape's records without the numbers of persons that are withheld outside the internal edition."""
    hidden = withheld_counts(landscape)
    for one in landscape.records():
        if isinstance(one, District):
            yield one.model_copy(update={"figures": shown_figures(one, hidden)})
        elif one.kind_name != "need" or one.id not in hidden.needs:
            yield one


def _entries(landscape: Landscape) -> Iterator[_Entry]:
    for need in landscape.needs.values():
        cell = (MARGIN if need.target_group == "all" else need.target_group, need.district or MARGIN)
        yield _Entry(need.id, cell, need.area, need.indicator, need.basis, need.year, need.persons)
    for district in landscape.districts.values():
        for year, row in district.figures.items():
            if shares := [persons for key, persons in _counts(district, row).items() if _is_share(key)]:
                cell = (MARGIN, district.id)
                yield _Entry((district.id, year), cell, "all", "", "unknown", year, min(shares))


def _tables(landscape: Landscape, entries: list[_Entry]) -> Iterator[list[_Entry]]:
    """Yield the tables of group x district that the counts stand in: one for each year and dimension of groups.

    Areas have tables of their own where no total over areas is known. Otherwise what is withheld is so in all of them:
    whatever could be shifted in one area can then be shifted in the total too. Undated counts stand with every year.
    """
    dimensions = {key: str(term.get("dimension", "")) for key, term in landscape.vocabulary["target_groups"].items()}
    rows = {name: {key for key, of in dimensions.items() if of == name} for name in dimensions.values()}
    known = {MARGIN}.union(*rows.values())
    rows[""] = rows.get("", set()) | {one.cell[0] for one in entries if one.cell[0] not in known}
    years: set[int | None] = {one.year for one in entries if one.year is not None}
    for year in years or {None}:
        now = [one for one in entries if one.year in {year, None}]
        areas = {one.area for one in now}
        together = [areas] if "all" in areas else [{one} for one in areas]
        for some, groups in product(together, rows.values()):
            yield [one for one in now if one.area in some and one.cell[0] in groups | {MARGIN}]


def _with_cover(table: list[_Entry], hidden: set[str | _Place], threshold: int) -> set[str | _Place]:
    """Return what is withheld of a table: cells whole, whatever they hold, with those that would give them away."""
    cells = {one.cell for one in table if one.of in hidden}
    for reading in _readings(table) if cells else ():
        if cells.isdisjoint(one.cell for one in reading):
            continue
        counts: dict[tuple[str, str], int | None] = {}
        for one in reading:
            known = counts.get(one.cell)
            counts[one.cell] = int(one.persons) if known is None else min(int(one.persons), known)
        cells |= withheld(counts, threshold=threshold, also=cells & counts.keys())
    return {one.of for one in table if one.cell in cells}


def _readings(table: list[_Entry]) -> Iterator[list[_Entry]]:
    """Yield every part of a table that a reader may take for a table: by area, by indicator, by basis, and by any of them.

    No indicator and no basis may be any; so may those of the totals, over districts (axis 1) or groups (axis 0).
    """
    seen: set[frozenset[_Entry]] = set()
    keys = {tuple(pick) for one in table for pick in product({"", one.area}, {"", one.indicator}, {"", one.basis})}
    for (area, indicator, basis), axis in product(sorted(keys), (None, 0, 1)):
        reading = [
            one
            for one in table
            if area in {"", one.area} and ((axis is not None and one.cell[axis] == MARGIN) or _fits(one, indicator, basis))
        ]
        if (known := frozenset(reading)) not in seen:
            seen.add(known)
            yield reading


def _fits(one: _Entry, indicator: str, basis: str) -> bool:
    same = not indicator or one.indicator in {"", indicator}
    return same and (not basis or one.basis in {"unknown", basis})


# --------------------------------------------------------------------------------------------------------------- figures


def _is_share(key: str) -> bool:
    return key == "share" or key.endswith("_share")


def _counts(district: District, row: _Row) -> dict[str, float]:
    """Return the persons that figures count, and those that shares in percent stand for, the fewer of both sides."""
    known = [row, *district.figures.values()]
    whole = next((one[key] for one in known for key in INHABITANTS if key in one), None)
    counts = {}
    for key, value in row.items():
        if _is_share(key):
            if whole is not None and 0 <= value <= 100:
                counts[key] = min(value, 100 - value) * whole / 100
        elif not _NO_COUNT.search(key) and float(value).is_integer():
            counts[key] = abs(value)
    return counts


def _figures(
    landscape: Landscape, hidden: set[_Place], needs: frozenset[str], threshold: int
) -> tuple[frozenset[_Place], frozenset[_Place]]:
    """Return of which (district, year) the parts are withheld, and of which the inhabitants are as well."""
    districts = landscape.districts
    tables: dict[int, dict[str, dict[str, float]]] = {}
    for district in districts.values():
        for year, row in district.figures.items():
            tables.setdefault(year, {})[district.id] = _counts(district, row)
    told = {(one.district, one.year) for key, one in landscape.needs.items() if key in needs and one.district}
    parts: set[_Place] = set()
    rows: set[_Place] = set()
    for year, table in tables.items():
        whole = {key: {name: n for name, n in row.items() if name in INHABITANTS} for key, row in table.items()}
        few = {key for key, row in whole.items() if min(row.values(), default=threshold) < threshold}
        few = _covered(few, whole)
        small = {key for key, row in table.items() if min(row.values(), default=threshold) < threshold}
        small |= few | {key for key in table if {(key, year), (key, None)} & told or (key, year) in hidden}
        details = {key: {name: n for name, n in row.items() if name not in INHABITANTS} for key, row in table.items()}
        parts |= {(key, year) for key in _covered(small, details)}
        rows |= {(key, year) for key in few}
    return frozenset(parts), frozenset(rows)


def _covered(hidden: set[str], table: Mapping[str, Mapping[str, float]]) -> set[str]:
    """Add districts until each count that is withheld of one is withheld of another too, where another has it."""
    hidden = set(hidden)
    waiting = sorted(hidden)
    while waiting:
        here = waiting.pop()
        for name in table[here]:
            others = [key for key, row in table.items() if key != here and row.get(name)]
            if others and hidden.isdisjoint(others):
                cover = min(others, key=lambda key: (sum(table[key].values()), key))
                hidden.add(cover)
                waiting.append(cover)
    return hidden
