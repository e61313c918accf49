"""What the landscape shows: gaps, brokers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from typer import Argument, Context, Option

from netmap.cli.options import (
    AtOption,
    EditionOption,
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    RevisionOption,
)
from netmap.cli.render import output
from netmap.cli.session import session
from netmap.errors import DataError
from netmap.locale import N_


class Dimension(StrEnum):
    """Name the dimensions of target groups."""

    AGE = "age"
    STATUS = "status"
    LIFE_SITUATION = "life_situation"
    LEARNING = "learning"


class TiesName(StrEnum):
    """Name the ties a measure may use (see `netmap.graph`)."""

    WORKING = "working"
    COOPERATION = "cooperation"
    FORUM = "forum"
    ALL = "all"


class GroupingName(StrEnum):
    """Name what actors may be grouped by for the brokerage roles."""

    SECTOR = "sector"
    TYPE = "type"


def gaps(
    context: Context,
    area: Annotated[str | None, Argument(metavar="AREA", help=N_("Only this education area."))] = None,
    dimension: Annotated[Dimension, Option("--groups", help=N_("Which groups: by age, status ..."))] = Dimension.AGE,
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first ten of each list."))] = False,
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = None,
    file: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show what is open: needs for action, and what is still to be clarified."""
    from netmap.cli.findings_text import gap_headings, gap_lines, gap_table
    from netmap.cli.making import find_gaps

    here = session(context, lang)
    with output(here, form, edition, file) as out:
        landscape = here.landscape(revision=revision)
        found = find_gaps(out.view(landscape), day=here.day(at), area=area, dimension=dimension.value, edition=out.edition)
        if file is not None and form is Format.TABLE:
            out.rows(gap_table(found, lang=here.lang), gap_headings(here.lang))
        elif out.for_people:
            for line in gap_lines(found, landscape, everything=everything, lang=here.lang):
                out.line(line)
        else:
            out.rows([*found.action, *found.clarify])


def brokers(
    context: Context,
    ties: Annotated[TiesName, Option("--ties", help=N_("Which ties count."))] = TiesName.WORKING,
    by: Annotated[GroupingName, Option("--by", help=N_("What the brokerage roles go by."))] = GroupingName.SECTOR,
    weight: Annotated[bool, Option("--weight-intensity", help=N_("Weigh ties by their intensity."))] = False,
    directed: Annotated[bool, Option("--directed", help=N_("Use the direction of directed kinds."))] = False,
    fresh: Annotated[bool, Option("--fresh", help=N_("Leave out what is old or undated."))] = False,
    without: Annotated[
        list[str] | None, Option("--without", metavar="ID", help=N_("Leave an actor out; may be repeated."))
    ] = None,
    without_office: Annotated[
        bool, Option("--without-office", help=N_("Leave the coordinating office out: the hub that maps."))
    ] = False,
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = None,
    file: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show who connects the recorded network, and how sure that is."""
    from netmap.analysis.brokers import brokers as measure
    from netmap.cli.findings_text import broker_lines
    from netmap.editions import shows

    here = session(context, lang)
    _ = here.text
    with output(here, form, edition, file) as out:
        if not shows(out.edition, "rankings"):
            raise DataError(_("Rankings of organisations are in the internal edition only: --edition internal"))
        landscape = out.view(here.landscape(revision=revision))
        office = landscape.settings.coordinating_office if without_office else None
        found = measure(
            landscape,
            ties=ties.value,
            by=by.value,
            weight="intensity" if weight else None,
            directed=directed,
            fresh=fresh,
            at=here.day(at),
            without=[*(without or ()), *([office] if office else ())],
        )
        if out.for_people:
            for line in broker_lines(found, landscape, lang=here.lang):
                out.line(line)
        else:
            out.rows(found.rows)
