"""What the landscape shows: gaps."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.gap_notes import StatusName
from netmap.cli.session import Session
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.gap_rows import Gaps
    from netmap.cli.render import Out
    from netmap.landscape import Landscape


class Dimension(StrEnum):
    """Name the dimensions of target groups."""

    AGE = "age"
    STATUS = "status"
    LIFE_SITUATION = "life_situation"
    LEARNING = "learning"


@command(
    "gaps",
    "luecken",
    N_("Show what is open: needs for action, and what is still to be clarified."),
    example="gaps --at 2018",
    options=("yes", "author", "reason", *READING),
)
def gaps(
    asked: Asked,
    area: Annotated[
        str | None, Argument(metavar=N_("AREA"), help=N_("Only this education area; or: note, to write one on a gap."))
    ] = None,
    gap: Annotated[str | None, Argument(metavar="ID", help=N_("After note: the gap's id."))] = None,
    dimension: Annotated[Dimension, Option("--groups", help=N_("Which groups: by age, status ..."))] = Dimension.AGE,
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first ten of each list."))] = False,
    since: Annotated[
        str | None, Option("--since", metavar=N_("DATE|rN|@NAME"), help=N_("What closed and what is new since then."))
    ] = None,
    status: Annotated[StatusName | None, Option("--status", help=N_("After note: how far it is."))] = None,
    who: Annotated[str | None, Option("--who", metavar=N_("WHO"), help=N_("After note: who sees to it."))] = None,
    due: Annotated[str | None, Option("--due", metavar=N_("DATE"), help=N_("After note: until when."))] = None,
    result: Annotated[str | None, Option("--result", metavar=N_("TEXT"), help=N_("After note: what came of it."))] = None,
) -> None:
    """Show what is open: needs for action, and what is still to be clarified."""
    from netmap.cli.cubes import find_gaps
    from netmap.cli.gap_notes import NOTE, write_note
    from netmap.cli.moments import then
    from netmap.editions import shows

    here, _ = asked.here, asked.text
    if area is not None and area.lower() in NOTE:
        write_note(asked, gap, status=status, who=who, due=due, result=result)
        return
    if gap or any(one is not None for one in (status, who, due, result)):
        raise DataError(_("These belong to a note on a gap: netmap gaps note ID --status in-work --who ... --due ..."))
    with asked.output() as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        landscape = asked.landscape()
        out.view(landscape)
        key = area_key(here, landscape, area)
        find = partial(find_gaps, area=key, dimension=dimension.value, edition=out.edition, lang=here.lang)
        found = find(landscape, day=asked.day)
        if since is None:
            _tell(out, found, landscape, everything=everything)
        else:
            old, day = then(asked, since)
            _tell_changes(out, find(old, day=day), found, since)


def _tell(out: Out, found: Gaps, landscape: Landscape, *, everything: bool) -> None:
    """Give both lists in the form asked for."""
    from netmap.analysis.gaps import summary
    from netmap.cli.findings_text import gap_headings, gap_lines, gap_records, gap_table

    here, _ = out.here, out.here.text
    if out.as_text:
        for line in gap_lines(found, landscape, everything=everything, lang=here.lang):
            out.line(line)
        return
    if out.for_people:
        out.rows(gap_table(found, lang=here.lang), gap_headings(here.lang))
    else:
        out.rows(gap_records(found, score=out.written.value == "json"))
    out.remark(summary(found, lang=here.lang))
    out.remark(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def _tell_changes(out: Out, before: Gaps, after: Gaps, since: str) -> None:
    """Give what closed and what is new in the form asked for."""
    from netmap.analysis.gap_changes import gap_changes
    from netmap.analysis.gaps import summary
    from netmap.cli.gap_notes import change_lines, change_table

    found, lang = gap_changes(before, after), out.here.lang
    if out.as_text:
        for line in change_lines(found, before, after, since=_moment(since, lang), lang=lang):
            out.line(line)
    elif out.for_people:
        out.rows(*change_table(found, lang=lang))
    else:
        out.rows(found)
    out.remark(summary(after, lang=lang))


def _moment(since: str, lang: str) -> str:
    """Write a moment as people do: a day in their language, a revision or a snapshot as it is called."""
    from netmap.locale import date

    return date(since, lang) if since[:1].isdigit() else since


def area_key(here: Session, landscape: Landscape, text: str | None) -> str | None:
    """Return the key of the education area that a person calls so, by key, label or its beginning; refuse others."""
    from netmap.search import fold

    if text is None:
        return None
    areas = {key: term for key, term in landscape.vocabulary["areas"].items() if not term.get("cross_cutting")}
    names = {key: {fold(key), fold(term.label_de), fold(term.label_en)} for key, term in areas.items()}
    for fits in (lambda name: name == fold(text), lambda name: name.startswith(fold(text))):
        found = [key for key, called in names.items() if any(map(fits, called))]
        if len(found) == 1:
            return found[0]
    there = ", ".join(f"{term.label(here.lang)} ({key})" for key, term in areas.items())
    raise DataError(here.text("There is no education area “{text}”. There are: {areas}").format(text=text, areas=there))
