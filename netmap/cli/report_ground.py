"""What reports are written from, gathered for one edition and day: both lists, what the data cover, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netmap.cli.cubes import find_gaps
from netmap.cli.making import data_sentences
from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.analysis.reports.ground import Ground
    from netmap.document import Picture
    from netmap.editions import Edition
    from netmap.landscape import Landscape


def ground_of(
    landscape: Landscape,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: Language = "de",
    area: str | None = None,
    named: bool = False,
    lists: bool = True,
    pictures: Mapping[str, Picture] | None = None,
) -> Ground:
    """Return what the reports of an edition are written from; of one `area`, with what is open in it.

    Without `lists` nothing is looked up of what is open.
    """
    from netmap.analysis.reports.ground import Ground
    from netmap.editions import shows, view

    when = day or landscape.reference_date()
    shown = view(landscape, edition)
    gaps = None
    if lists and shows(edition, "open_questions"):
        gaps = find_gaps(landscape, day=when, area=area, edition=edition, lang=lang)
    return Ground(
        landscape=landscape,
        shown=shown,
        day=when,
        edition=edition,
        lang=lang,
        data=data_sentences(landscape, shown, when, edition)[lang],
        gaps=gaps,
        pictures=pictures or {},
        named=named,
        area=area or "",
    )
