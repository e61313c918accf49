"""What the landscape shows: gaps."""

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
