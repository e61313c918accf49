"""The working list on the command line: what is open, in work, overdue, and who sees to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.findings_text import LISTS, wrapped
from netmap.errors import DataError
from netmap.locale import N_, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.todo import State, TodoRow
    from netmap.editions import Edition
    from netmap.files.working_sheet import Line
    from netmap.landscape import Landscape

FIRST: Final = 5
PARTS: Final = {**LISTS, "introduction": N_("Who should meet"), "closed": N_("No longer on the lists")}
STATES: Final[Mapping[State, str]] = {
    "overdue": N_("Overdue"),
    "in_work": N_("In work"),
    "open": N_("Open"),
    "done": N_("Done"),
    "dropped": N_("Set aside"),
}


@command(
    "todo",
    "aufgaben",
    N_("Show the working list: gaps and introductions that are open, in work or overdue, and who sees to them."),
    example="todo --overdue",
    options=READING,
)
def todo(
    asked: Asked,
    responsible: Annotated[
        str | None, Option("--responsible", metavar=N_("WHO"), help=N_("Only what this office sees to."))
    ] = None,
    overdue: Annotated[bool, Option("--overdue", help=N_("Only what is overdue."))] = False,
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first five of each list."))] = False,
) -> None:
    """Show the working list; as .xlsx it can be filled in, and comes back through `netmap workbook import`."""
    from netmap.analysis.todo import chosen
    from netmap.editions import shows

    _ = asked.text
    comes_back = asked.file is not None and asked.file.suffix.lower() == ".xlsx"
    eyes = "internal" if comes_back and asked.edition is None else asked.eyes
    if not shows(eyes, "notes"):
        says = _("Notes are in the internal edition only: --edition internal. For a meeting: netmap meeting FOLDER")
        raise DataError(says)
    if comes_back and asked.file is not None:
        _write(asked, asked.file, responsible=responsible, overdue=overdue)
        return
    with asked.output() as out:
        landscape = asked.landscape()
        out.view(landscape)
        rows = chosen(todo_rows(landscape, day=asked.day), responsible=responsible, overdue=overdue)
        if out.as_text:
            for line in todo_lines(rows, everything=everything, lang=asked.lang):
                out.line(line)
        elif out.for_people:
            out.rows(_table(rows, asked.lang), _headings(asked.lang))
        else:
            out.rows(rows)


def todo_rows(landscape: Landscape, *, day: dt.date | None = None, edition: Edition = "internal") -> list[TodoRow]:
    """Return the whole working list of a landscape on a day, as an edition shows it: with what is noted, or without."""
    from netmap.analysis.todo import todo as rows_of
    from netmap.cli.cubes import find_gaps
    from netmap.cli.introductions import find_introductions
    from netmap.editions import shows, view
    from netmap.model import GapNote

    gaps = find_gaps(landscape, day=day, edition=edition)
    pairs = find_introductions(landscape, view(landscape, edition), day=day, edition=edition)
    noted = landscape if shows(edition, "notes") else landscape.replace(without=list(landscape.table(GapNote)))
    return rows_of(noted, gaps, pairs, day=day)


def _write(asked: Asked, file: Path, *, responsible: str | None, overdue: bool) -> None:
    """Write the list as an Excel file that comes back."""
    from netmap.analysis.todo import chosen
    from netmap.cli.moments import revision_of
    from netmap.disk import write_whole
    from netmap.editions import file_name, watermark
    from netmap.files.workbook.opening import refuse_open
    from netmap.files.working_sheet import Heading, working_sheet

    here, _ = asked.here, asked.text
    with here.store() as store:
        landscape = here.read(store, revision=asked.revision)
        revision = revision_of(store.revisions(), asked.revision_number())
    rows = chosen(todo_rows(landscape, day=asked.day), responsible=responsible, overdue=overdue)
    day = (asked.day or landscape.reference_date()).isoformat()
    remarks = (
        _("Fill in the yellow columns, save and close the file, and read it back: netmap workbook import FILE"),
        landscape.settings.disclaimer,
    )
    heading = Heading(
        "todo",
        _("Working list: {name}, as of {day}").format(name=landscape.settings.name, day=date(day, asked.lang)),
        [text for text in remarks if text],
        landscape.settings.id,
        revision,
        watermark("internal", lang=asked.lang),
        {},
    )
    target = file_name(file, "internal")
    refuse_open(target, lang=asked.lang)
    written = write_whole(
        target, working_sheet([_line(one, asked.lang) for one in rows], heading, lang=asked.lang), lang=asked.lang
    )
    here.say(_("Written: {file}").format(file=written))
    here.say(_("Filled in, it comes back with: netmap workbook import {file}").format(file=written))


def _line(row: TodoRow, lang: str) -> Line:
    from netmap.files.working_sheet import Line

    told = _table([row], lang)[0]
    shown = {name: str(value) for name, value in told.items() if value}
    return Line(row.id, shown | {"status": row.status, "due": row.due or "", "responsible": row.responsible})


# ------------------------------------------------------------------------------------------------------------------ words


def todo_lines(rows: Sequence[TodoRow], *, everything: bool, lang: str) -> Iterator[str]:
    """Yield the working list as a person reads it: the most urgent first, of what is open the first five of each list."""
    from netmap.analysis.todo import STATES as ORDER
    from netmap.analysis.todo import offices

    _ = translator(lang)
    yield _("Working list ({n})").format(n=number(len(rows), lang))
    if not rows:
        yield "  " + _("Nothing here.")
    for state in ORDER:
        told = [row for row in rows if row.state == state]
        if not told:
            continue
        yield ""
        yield f"{_(STATES[state])} ({number(len(told), lang)})"
        for part in PARTS:
            rows_of = [row for row in told if row.part == part]
            shown = rows_of if everything or state in {"overdue", "in_work"} else rows_of[:FIRST]
            for row in shown:
                yield from _entry(row, lang)
            if len(shown) < len(rows_of):
                yield "  " + _("… and {n} more: --all").format(n=number(len(rows_of) - len(shown), lang))
    seen = offices(rows)
    if seen:
        yield ""
        yield _("Who sees to what is not done")
    for one in seen:
        counts = {"name": one.name, "n": number(one.open, lang), "late": number(one.overdue, lang)}
        yield "  " + _("{name}: {n}, of these overdue: {late}").format(**counts)


def _entry(row: TodoRow, lang: str) -> Iterator[str]:
    _ = translator(lang)
    english = lang == "en"
    noted = [row.responsible] if row.responsible else []
    noted += [_("until {day}").format(day=date(row.due, lang))] if row.due else []
    says = row.sentence_en if english else row.sentence_de
    yield from wrapped(f"[{_(PARTS[row.part])}] {says}", first="  ", rest="    ")
    if noted:
        yield f"    {', '.join(noted)}"
    if row.result:
        yield from wrapped(f"{_('Result')}: {row.result}", first="    ", rest="    ")
    step = row.next_step_en if english else row.next_step_de
    if step and row.state in {"overdue", "in_work", "open"}:
        yield from wrapped(f"→ {step}", first="    ", rest="      ")
    yield f"    {row.id}"


def _headings(lang: str) -> Mapping[str, str]:
    _ = translator(lang)
    return {
        "state": _("Status"),
        "part": _("List"),
        "sentence": _("Open question"),
        "next_step": _("Next step"),
        "proposed": _("Responsible (proposal)"),
        "responsible": _("Responsible"),
        "due": _("Due"),
        "result": _("Result"),
        "id": _("Id"),
    }


def _table(rows: Sequence[TodoRow], lang: str) -> list[dict[str, object]]:
    _ = translator(lang)
    tail = "en" if lang == "en" else "de"
    told = {"sentence", "next_step", "proposed"}
    return [
        {
            "state": _(STATES[row.state]),
            "part": _(PARTS[row.part]),
            **{name: getattr(row, f"{name}_{tail}") for name in told},
            "responsible": row.responsible,
            "due": date(row.due, lang) if row.due else "",
            "result": row.result,
            "id": row.id,
        }
        for row in rows
    ]
