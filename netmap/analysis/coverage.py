"""The coverage cube: what is recorded for which target group in which area and district, and what was never asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from netmap.analysis.cells import CellMaker, cell_maker
from netmap.analysis.cube import DIMENSIONS, OfferFilter, cells, frame_of, margins, supply_of
from netmap.analysis.rows import Coverage, CoverageCell, label, sentence, summary
from netmap.catalogue import catalogue
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.network.arrays import Arrays, arrays
from netmap.values import CEFR
from netmap.vocabulary import Vocabulary

__all__ = ["OfferFilter", "coverage", "fields", "label", "sentence", "summary"]


def coverage(
    data: Landscape | Arrays,
    *,
    dimension: str = "age",
    area: str | None = None,
    group: str | None = None,
    district: str | None = None,
    wanted: OfferFilter | None = None,
    at: dt.date | None = None,
    lang: str = "de",
) -> Coverage:
    """Return the cube of area x target group x district as it stands on a day, the reference date by default.

    Groups are those of one `dimension`. Districts have cells of their own only where the vocabulary says that nearness
    matters; everything else is looked at for the whole city. An offer for all newcomers counts for every group, marked
    unspecific; one that names no group of the dimension only in the row `group_unknown`; one of unknown district only for
    the city. Without offers, actors or needs all cells are `not_recorded`. `area`, `group` (which chooses its dimension) and
    `district` narrow the cells; `wanted` the offers. Unknown keys raise NetmapError, said in `lang`. Pass the whole
    landscape, not one already cut to a day; columns stand on their own day, whatever `at` says.

    >>> from netmap.model import Settings
    >>> empty = coverage(Landscape(Settings(id="c", name="C")))
    >>> {cell.state for cell in empty.cells}, empty.total, empty.checked
    ({'not_recorded'}, 64, 0)
    """
    columns = arrays(data, at=at) if isinstance(data, Landscape) else data
    known = data if isinstance(data, Landscape) else supply_of(data).frame
    _check(known, area, district, wanted, lang)
    frame = frame_of(columns, _dimension(known, dimension, group, lang))
    make = cell_maker(frame, wanted or OfferFilter())
    found = _fields(make, area, group, district)
    return Coverage(
        cells=found,
        margins=tuple(make.cell(*place) for place in margins(frame, area, district)),
        dimension=frame.dimension,
        groups=tuple(one for one in frame.groups if group in {None, one}),
        areas=tuple(one for one in frame.areas if area in {None, one}),
        districts=frame.districts,
        total=len(found),
        checked=sum(cell.asked in {"complete", "not_needed"} for cell in found),
        not_asked=sum(not cell.asked for cell in found),
        offers=make.offers,
        area_unknown=make.area_unknown,
        unplaced=make.unplaced_providers(),
        weighed=bool(frame.needs),
        day=frame.day.isoformat(),
    )


def fields(
    landscape: Landscape,
    *,
    area: str = "",
    group: str = "",
    district: str = "",
    ties: bool = True,
    at: dt.date | None = None,
) -> tuple[CoverageCell, ...]:
    """Return the cells of `coverage` alone, of all groups by age or of the dimension of one, without the margins.

    `ties` may be left out where `covered` need not be told from `coordinate`: nothing else depends on them.

    >>> from netmap.model import Settings
    >>> len(fields(Landscape(Settings(id="c", name="C")), area="school"))
    8
    """
    _check(landscape, area or None, district or None, None, "de")
    columns = arrays(landscape, at=at, ties="bare" if ties else "none")
    frame = frame_of(columns, _dimension(landscape, "age", group or None, "de"))
    return _fields(cell_maker(frame, OfferFilter(), margins=False), area, group, district)


def _fields(make: CellMaker, area: str | None, group: str | None, district: str | None) -> tuple[CoverageCell, ...]:
    return tuple(
        make.cell(*place)
        for place in cells(make.frame)
        if all(not wanted or wanted == given for wanted, given in zip((area, group, district), place, strict=True))
    )


def check_fields(
    landscape: Landscape,
    *,
    area: str | None = None,
    group: str | None = None,
    district: str | None = None,
    lang: str = "de",
) -> None:
    """Refuse, with NetmapError, an area, target group or district that the cube does not have, and say which it has.

    A district is refused, too, where neither a field nor an expected actor of these is looked at by district.
    """
    _check(landscape, area, district, None, lang)
    known = _dimension(landscape, "age", group, lang)
    if district is not None:
        columns = arrays(landscape)
        frames = [frame_of(columns, one) for one in ((known,) if group else DIMENSIONS)]
        near = (place for frame in frames for place in cells(frame) if place[2] == district)
        field = any((area or place[0]) == place[0] and (group or place[1]) == place[1] for place in near)
        entries = (one for one in catalogue(landscape).values() if one.scope == "district" and group is None)
        if not field and not any(area in {None, *one.areas[:1]} for one in entries):
            raise NetmapError(translator(lang)("Nothing is looked at by district here: leave the district out."))


def _check(
    landscape: Landscape,
    area: str | None,
    district: str | None,
    wanted: OfferFilter | None,
    lang: str,
) -> None:
    """Refuse keys that the cube does not have, and say which it has."""
    _ = translator(lang)
    words = landscape.vocabulary
    cube = [key for key, term in words["areas"].items() if not term.get("cross_cutting", False)]
    if area is not None and area not in cube:
        text = _("There is no education area “{given}” here. Possible are: {known}.")
        if area in words["areas"]:
            text = _("“{given}” is a cross-cutting field, which this overview leaves out. Possible are: {known}.")
        raise NetmapError(text.format(given=area, known=_named(words, "areas", cube, lang)))
    if district is not None and district not in landscape.districts:
        known = ", ".join(f"{one.id} ({one.name})" for one in landscape.districts.values()) or _("none recorded yet")
        text = _("There is no district “{given}” here. Possible are: {known}.")
        raise NetmapError(text.format(given=district, known=known))
    if wanted and wanted.cefr and wanted.cefr not in CEFR:
        text = _("There is no language level “{given}”. Possible are: {known}.")
        raise NetmapError(text.format(given=wanted.cefr, known=", ".join(CEFR)))


def _named(words: Vocabulary, name: str, keys: Iterable[str], lang: str) -> str:
    return ", ".join(f"{key} ({words.label(name, key, lang)})" for key in keys)


def _dimension(landscape: Landscape, given: str, group: str | None, lang: str) -> str:
    """Return the dimension that is asked for, which is that of a group where one is given."""
    _ = translator(lang)
    words = landscape.vocabulary
    if given not in DIMENSIONS:
        text = _("Target groups are not told apart by “{given}”. Possible are: {known}.")
        raise NetmapError(text.format(given=given, known=", ".join(DIMENSIONS)))
    if group is None:
        return given
    groups = words["target_groups"]
    if group not in groups or groups[group].get("dimension") not in DIMENSIONS:
        known = _named(words, "target_groups", (key for key, term in groups.items() if term.get("dimension") == given), lang)
        text = _("There is no target group “{given}” here. Possible are for example: {known}.")
        raise NetmapError(text.format(given=group, known=known))
    return str(groups[group]["dimension"])
