"""The report on two moments: what began and ended, what is only better known, what became of the two lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netmap.analysis.change_rows import REAL, Comparison, FindingChange
from netmap.analysis.change_words import (
    ASKED,
    BECAME,
    FIGURES,
    asked_changed,
    causes_text,
    record_text,
    state_text,
    summary,
    value_of,
)
from netmap.analysis.reports.data import data_section
from netmap.analysis.reports.ground import FIRST, Ground
from netmap.document import Document, Items, Part, Section, Table, Text
from netmap.fields import kind_label


def change_report(ground: Ground, found: Comparison, moments: Sequence[str], command: str) -> Document:
    """Return the report on two moments: `moments` say which they are, `command` is the one that compares them."""
    _ = ground.text
    told = (*moments, *summary(found, lang=ground.lang))
    sections = [
        Section(
            "findings",
            _("What changed"),
            (Items(tuple(Text(one, (command,)) for one in told)), _counts(ground, found, command)),
        ),
        Section("gaps", _("What became of the open points"), (_gaps(ground, found, command),)),
        Section("came", _("What began and ended, and what is only better known"), (_records(ground, found, command),)),
        data_section(ground),
        Section("annex", _("Annex"), tuple(_annex(ground, found, command))),
    ]
    return ground.document("change", _("Report on changes"), ground.shown.settings.name, sections)


def _counts(ground: Ground, found: Comparison, command: str) -> Table:
    _ = ground.text
    headings = (_("Records"), _("Earlier"), _("Begun"), _("Ended"), _("Only found"), _("Withdrawn"), _("Later"))
    rows = tuple(
        (kind_label(one.kind, ground.lang, 2), one.then, one.new, one.gone, one.found, one.withdrawn, one.now)
        for one in found.records.counts
    )
    remark = _("“Only found” means: it was there before and is recorded only since; that is no growth.")
    return Table(_("Records, earlier and later"), headings, rows, command, remarks=(remark,))


def _gaps(ground: Ground, found: Comparison, command: str) -> Table:
    _ = ground.text
    names = {"closed": _("Closed"), "changed": _("Changed"), "new": _("New")}
    rows = tuple(
        (
            names[row.gap.change],
            row.gap.sentence_en if ground.lang == "en" else row.gap.sentence_de,
            causes_text(row.causes, lang=ground.lang),
        )
        for row in found.gaps
    )
    return Table(_("Open points"), (_("Changes"), _("Finding"), _("Comes from")), rows, command, FIRST)


def _records(ground: Ground, found: Comparison, command: str) -> Table:
    _ = ground.text
    order = list(BECAME)
    told = sorted(found.records.rows, key=lambda row: (row.change not in REAL, order.index(row.change)))
    rows = tuple(
        (_(BECAME[row.change]), kind_label(row.kind, ground.lang), record_text(row, lang=ground.lang)) for row in told
    )
    return Table(_("Records that differ"), (_("Changes"), _("Kind"), _("Name")), rows, command, FIRST)


def _annex(ground: Ground, found: Comparison, command: str) -> Iterator[Part]:
    _ = ground.text
    figures = tuple(
        (
            _(FIGURES[row.figure]),
            *(value_of(row, value, lang=ground.lang) for value in (row.then, row.now, row.without_answers)),
        )
        for row in found.figures
    )
    titles = (_("Figure"), _("Earlier"), _("Later"), _("Later, without what was only learnt"))
    yield Table(_("Figures"), titles, figures, command)
    asked = tuple((_(ASKED[one.what]), one.then, one.now) for one in asked_changed(found.asked))
    yield Table(_("What was asked and answered"), (_("What"), _("Earlier"), _("Later")), asked, command)
    for name, rows in ((_("Coverage"), found.fields), (_("Administration and outside"), found.border)):
        yield _findings(ground, name, rows, command)
    if found.brokers is not None:
        yield _findings(ground, _("Positions in the network"), found.brokers, command)


def _findings(ground: Ground, name: str, rows: Sequence[FindingChange], command: str) -> Table:
    _ = ground.text
    told = tuple(
        (
            row.name,
            state_text(row, row.before, lang=ground.lang),
            state_text(row, row.after, lang=ground.lang),
            causes_text(row.causes, lang=ground.lang),
        )
        for row in rows
    )
    headings = (_("What"), _("Earlier"), _("Later"), _("Comes from"))
    remark = _("This describes the position in the network, not the performance.")
    about = (remark,) if any(row.about == "broker" for row in rows) else ()
    return Table(name, headings, told, command, FIRST, about)
