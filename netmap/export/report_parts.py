"""What a report's files have in common: how cells are written, which rows stand on paper, what is said below them."""

from __future__ import annotations

from netmap.document import Cell, Document, Table
from netmap.editions import edition_name
from netmap.export.tables import shown
from netmap.locale import date, number, translator


def stand_line(report: Document) -> str:
    """Say as of which day, and for whom, a report is."""
    _ = translator(report.lang)
    return _("As of {date} · {edition}").format(
        date=date(report.day, report.lang), edition=edition_name(report.edition, lang=report.lang)
    )


def cell_text(value: Cell, lang: str) -> str:
    """Return what stands in a cell as people read it.

    >>> cell_text(1200, "de"), cell_text(0.5, "de"), cell_text("<5", "de")
    ('1.200', '0,5', '<5')
    """
    return number(value, lang) if isinstance(value, int) and not isinstance(value, bool) else shown(value, lang=lang)


def headings_on_paper(table: Table) -> tuple[str, ...]:
    """Return the headings of a table that stand on paper: the first ones of a wide one."""
    return table.headings[: table.wide]


def rows_on_paper(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table that stand on paper: the first ones of a long one, the first cells of a wide one."""
    return tuple(row[: table.wide] for row in table.rows[: table.first])


def rows_below(table: Table, lang: str) -> list[str]:
    """Say below a table how many rows and which columns more there are, that there are none, and what belongs to it."""
    _ = translator(lang)
    more = len(table.rows) - len(rows_on_paper(table))
    said = []
    if not table.rows:
        said.append(_("Nothing recorded that answers this. That does not mean it does not exist."))
    if more:
        text = _("{n} more rows in the Excel file of this report, or: netmap {command}")
        if more == 1:
            text = _("One more row in the Excel file of this report, or: netmap {command}")
        said.append(text.format(n=number(more, lang), command=table.asked))
    if table.rows and table.wide is not None:
        columns = ", ".join(table.headings[table.wide :])
        said.append(_("Further columns in the Excel file of this report: {columns}.").format(columns=columns))
    return [*said, *table.remarks]
