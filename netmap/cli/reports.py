"""Reports of every kind, made from a landscape for an edition and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from netmap.cli.report_ground import ground_of
from netmap.cli.report_pictures import pictures_of
from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.document import Document
    from netmap.editions import Edition
    from netmap.landscape import Landscape

Progress = Callable[[float], None]
ABOUT: Final[Mapping[str, str]] = {"area": "area", "actor": "actor", "forum": "forum"}
"""The kinds of report that are about one thing, and what that is."""


def made_report(
    landscape: Landscape,
    kind: str,
    *,
    about: str = "",
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: Language = "de",
    named: bool = False,
    decision: str = "",
    drawn: bool = True,
    progress: Progress | None = None,
) -> Document:
    """Return a report of a kind; `about` is the key or id of what it is about, and must be in what the edition shows.

    Without `drawn` it has no pictures: an Excel file holds none. The report on two moments is made by `changed_report`.
    """
    when = day or landscape.reference_date()
    if kind == "lage":
        return _lage(landscape, when, edition, lang, drawn=drawn, progress=progress)
    if kind == "area":
        return _area(landscape, about, when, edition, lang, drawn=drawn)
    ground = ground_of(landscape, day=when, edition=edition, lang=lang, named=named, lists=kind == "vorlage")
    if kind == "vorlage":
        from netmap.analysis.reports.vorlage import vorlage

        return vorlage(ground, decision=decision)
    if kind == "actor":
        from netmap.analysis.reports.actor import actor_sheet

        return actor_sheet(ground, about)
    if kind == "forum":
        from netmap.analysis.reports.forum import forum_sheet

        return forum_sheet(ground, about)
    raise ValueError(f"no report is called {kind!r}")


def _lage(
    landscape: Landscape, day: dt.date, edition: Edition, lang: Language, *, drawn: bool, progress: Progress | None
) -> Document:
    from netmap.analysis.measured import measured
    from netmap.analysis.reports.lage import lage
    from netmap.cli.kernels import quick_igraph

    quick_igraph()
    tell = progress or _nobody
    pictures = pictures_of(landscape, day=day, edition=edition, lang=lang) if drawn else {}
    tell(0.4)
    ground = ground_of(landscape, day=day, edition=edition, lang=lang, pictures=pictures)
    tell(0.6)
    found = measured(landscape, ground.shown, edition=edition, at=day, lang=lang)
    tell(0.8)
    return lage(ground, found)


def _area(landscape: Landscape, area: str, day: dt.date, edition: Edition, lang: Language, *, drawn: bool) -> Document:
    from netmap.analysis.reports.area import area_report

    pictures = pictures_of(landscape, day=day, edition=edition, lang=lang, area=area) if drawn else {}
    return area_report(ground_of(landscape, day=day, edition=edition, lang=lang, area=area, pictures=pictures), area)


def _nobody(_share: float) -> None: ...
