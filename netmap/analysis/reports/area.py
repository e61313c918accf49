"""The report on one education area: what is recorded in it, what is to be done, what is not known, its forums, its lists."""

from __future__ import annotations

from netmap.analysis.border import border
from netmap.analysis.border_words import area_sentence
from netmap.analysis.reports.annex import record_tables
from netmap.analysis.reports.data import data_section
from netmap.analysis.reports.ground import Ground
from netmap.analysis.reports.lage import action, unknown
from netmap.document import Document, Items, Number, Numbers, Section, Text
from netmap.locale import number


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
    _ = ground.text
    inside = len(ground.answer("actors", area=area, sector="inside").rows)
    actors = _("actors, {n} of them in the administration").format(n=number(inside, ground.lang))
    found = [
        ground.counted("actors", actors, area=area),
        ground.counted("offers", _("offers"), area=area),
        ground.counted("forums", _("forums, networks and agreements"), area=area),
    ]
    if ground.asks("fields"):
        every = len(ground.answer("fields", area=area).rows)
        says = _(
            "of {all} fields (an education area for a target group, and in a district where nearness matters) to which no"
            " offer is assigned and of which nobody has been asked completely yet"
        ).format(all=number(every, ground.lang))
        found.append(ground.counted("fields", says, area=area, state="not_recorded"))
    return tuple(found)
