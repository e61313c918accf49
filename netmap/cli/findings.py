"""What the landscape shows: gaps, brokers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.session import Session
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.landscape import Landscape


class Dimension(StrEnum):
    """Name the dimensions of target groups."""

    AGE = "age"
    STATUS = "status"
    LIFE_SITUATION = "life_situation"
    LEARNING = "learning"


class TiesName(StrEnum):
    """Name the ties a measure may use (see `netmap.network.graph`)."""

    WORKING = "working"
    COOPERATION = "cooperation"
    FORUM = "forum"
    ALL = "all"


class WeightName(StrEnum):
    """Name what ties may be weighed by."""

    NONE = "none"
    INTENSITY = "intensity"


class GroupingName(StrEnum):
    """Name what actors may be grouped by for the brokerage roles."""

    SECTOR = "sector"
    TYPE = "type"


@command(
    "gaps",
    "luecken",
    N_("Show what is open: needs for action, and what is still to be clarified."),
    example="gaps --at 2018",
)
def gaps(
    asked: Asked,
    area: Annotated[str | None, Argument(metavar=N_("AREA"), help=N_("Only this education area."))] = None,
    dimension: Annotated[Dimension, Option("--groups", help=N_("Which groups: by age, status ..."))] = Dimension.AGE,
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first ten of each list."))] = False,
) -> None:
    """Show what is open: needs for action, and what is still to be clarified."""
    from netmap.analysis.gaps import summary
    from netmap.cli.findings_text import gap_headings, gap_lines, gap_table
    from netmap.cli.making import find_gaps
    from netmap.editions import shows

    here, _ = asked.here, asked.text
    with asked.output() as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        landscape = asked.landscape()
        out.view(landscape)
        found = find_gaps(
            landscape,
            day=asked.day,
            area=area_key(here, landscape, area),
            dimension=dimension.value,
            edition=out.edition,
            lang=here.lang,
        )
        if out.as_text:
            for line in gap_lines(found, landscape, everything=everything, lang=here.lang):
                out.line(line)
            return
        if out.for_people:
            out.rows(gap_table(found, lang=here.lang), gap_headings(here.lang))
        else:
            out.rows([*found.action, *found.clarify])
        out.remark(summary(found, lang=here.lang))
        out.remark(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def area_key(here: Session, landscape: Landscape, text: str | None) -> str | None:
    """Return the key of the education area that a person calls so, by key or label; refuse others, naming all."""
    from netmap.search import fold

    if text is None:
        return None
    areas = {key: term for key, term in landscape.vocabulary["areas"].items() if not term.get("cross_cutting")}
    for key, term in areas.items():
        if fold(text) in {fold(key), fold(term.label_de), fold(term.label_en)}:
            return key
    there = ", ".join(f"{term.label(here.lang)} ({key})" for key, term in areas.items())
    raise DataError(here.text("There is no education area “{text}”. There are: {areas}").format(text=text, areas=there))


@command(
    "brokers",
    "",
    N_("Show who connects the recorded network, and how sure that is."),
    example="brokers --ties all",
)
def brokers(
    asked: Asked,
    ties: Annotated[TiesName, Option("--ties", help=N_("Which ties count."))] = TiesName.WORKING,
    by: Annotated[GroupingName, Option("--by", help=N_("What the brokerage roles go by."))] = GroupingName.SECTOR,
    weight: Annotated[WeightName, Option("--weight", help=N_("Weigh ties by their intensity."))] = WeightName.NONE,
    directed: Annotated[bool, Option("--directed", help=N_("Use the direction of directed kinds."))] = False,
    fresh: Annotated[bool, Option("--fresh", help=N_("Leave out what is old or undated."))] = False,
    without: Annotated[
        list[str] | None, Option("--without", metavar="ID", help=N_("Leave an actor out; may be repeated."))
    ] = None,
    without_office: Annotated[
        bool, Option("--without-office", help=N_("Leave the coordinating office out: the hub that maps."))
    ] = False,
) -> None:
    """Show who connects the recorded network, and how sure that is."""
    from netmap.analysis.brokers import brokers as measure
    from netmap.cli.findings_text import broker_headings, broker_lines, broker_remarks, broker_table
    from netmap.editions import shows

    here, _ = asked.here, asked.text
    with asked.output() as out:
        if not shows(out.edition, "rankings"):
            raise DataError(_("Rankings of organisations are in the internal edition only: --edition internal"))
        landscape = out.view(asked.landscape())
        found = measure(
            landscape,
            ties=ties.value,
            by=by.value,
            weight="intensity" if weight is WeightName.INTENSITY else None,
            directed=directed,
            fresh=fresh,
            at=asked.day,
            without=[*(without or ()), *_office(landscape, wanted=without_office)],
            lang=here.lang,
        )
        if out.as_text:
            for line in broker_lines(found, landscape, lang=here.lang):
                out.line(line)
            return
        readable = out.for_people
        out.rows(
            broker_table(found, lang=here.lang) if readable else found.rows, broker_headings(here.lang) if readable else None
        )
        for sentence in broker_remarks(found, landscape, lang=here.lang):
            out.remark(sentence)


def _office(landscape: Landscape, *, wanted: bool) -> list[str]:
    office = landscape.settings.coordinating_office
    return [office] if wanted and office else []
