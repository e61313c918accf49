"""The report on one education area: what is recorded in it, what is to be done, what is not known, its forums, its lists."""

from __future__ import annotations

from netmap.analysis.border import border
from netmap.analysis.border_words import area_sentence
from netmap.analysis.reports.annex import record_tables
from netmap.analysis.reports.data import data_section
from netmap.analysis.reports.ground import Ground
from netmap.analysis.reports.lage import action, unknown
from netmap.analysis.reports.vorlage import forums_recorded, recorded, unasked
from netmap.document import Document, Items, Number, Numbers, Section, Text


def area_report(ground: Ground, area: str) -> Document:
    """Return the report on an area of the vocabulary; the two lists in `ground` are those of this area."""
    _ = ground.text
    numbers = _numbers(ground, area)
    across = [row for row in border(ground.shown, at=ground.day).areas if row.area == area]
    told = tuple(Text(area_sentence(row, ground.shown, lang=ground.lang), ("border",)) for row in across)
    sections = [
        Section("findings", _("What is recorded"), (Numbers(numbers), *((Items(told),) if told else ()))),
        Section("action", _("Needs for action"), tuple(action(ground))),
        Section("unknown", _("What we do not know"), tuple(unknown(ground, area=area))),
        Section("forums", _("Forums"), (ground.table("forums", _("Forums that name this area"), area=area),)),
        Section("pictures", _("Coverage"), tuple(ground.pictures.values())),
        data_section(ground, numbers),
        Section("annex", _("Annex"), tuple(record_tables(ground, area=area))),
    ]
    title = _("Education area: {area}").format(area=ground.label("areas", area))
    return ground.document("area", title, ground.shown.settings.name, sections)


def _numbers(ground: Ground, area: str) -> tuple[Number, ...]:
    found = (*recorded(ground, area=area), forums_recorded(ground, area=area))
    return (*found, unasked(ground, area=area)) if ground.asks("fields") else found
