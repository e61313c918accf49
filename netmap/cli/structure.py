"""The network as a whole, and what its figures mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.brokers import OfficeOption, WithoutOption, left_out
from netmap.cli.command import command
from netmap.cli.options import FreshOption, TiesName, TiesOption
from netmap.errors import DataError, UnknownRecordError
from netmap.locale import N_

if TYPE_CHECKING:
    pass


@command(
    "structure",
    "struktur",
    N_("Show how the whole network hangs together, with a sentence on what each figure means."),
    example="structure --ties all",
)
def structure(
    asked: Asked,
    ties: TiesOption = TiesName.WORKING,
    by: Annotated[
        str,
        Option(
            "--by", metavar=N_("GROUPING"), help=N_("What groups go by: sector, type, area, district, an own attribute.")
        ),
    ] = "sector",
    fresh: FreshOption = False,
    without: WithoutOption = None,
    without_office: OfficeOption = False,
    everything: Annotated[bool, Option("--all", help=N_("Name all actors of every part."))] = False,
) -> None:
    """Show how the whole network hangs together, with a sentence on what each figure means."""
    from netmap.analysis.measured import measured
    from netmap.analysis.structure import data_sentence, sentences
    from netmap.cli.progress import progress
    from netmap.cli.structure_text import figure_headings, figure_rows, group_labels, structure_page
    from netmap.network.mixing import SEVERAL

    with asked.output(one=True) as out:
        whole = asked.landscape()
        landscape = out.view(whole)
        gone = left_out(asked, landscape, without, office=without_office)
        options: dict[str, Any] = {"ties": ties.value, "by": by, "fresh": fresh, "without": gone, "at": asked.day}
        with progress(asked.text("Measuring")) as told:
            seen = measured(whole, landscape, edition=asked.eyes, **options, lang=asked.lang, progress=told)
        found, picture = seen.structure, seen.cohesion
        labels = group_labels(landscape, by, lang=asked.lang)
        if any(row.group == SEVERAL for row in picture.mixing):
            out.remark(
                asked.text("Actors of several groups stand in the table of ties only: theirs go out and stay at once.")
            )
        if not out.as_text:
            out.remark(sentences(found, lang=asked.lang)[0])
        if gone:
            names = "; ".join(landscape.actors[one].name for one in gone)
            out.remark(asked.text("Left out: {names}").format(names=names))
        out.remark(data_sentence(found, lang=asked.lang))
        if out.as_text:
            for line in structure_page(found, picture, labels, everything=everything, lang=asked.lang):
                out.line(line)
        elif out.for_people:
            out.rows(figure_rows(found, picture, labels, lang=asked.lang), figure_headings(asked.lang))
        elif out.written.value == "json":
            out.rows([asdict(found) | asdict(picture) | {"without": gone}])
        else:
            out.rows(figure_rows(found, picture, {}, lang=asked.lang))


@command(
    "explain",
    "erklaeren",
    N_("Explain a measure: in words, its formula and paper, and what it does not say."),
    example="explain constraint",
    options=("form",),
)
def explain(
    asked: Asked,
    measure: Annotated[
        str | None, Argument(metavar=N_("MEASURE"), help=N_("Its name, in German or English; without one, all are listed."))
    ] = None,
) -> None:
    """Explain a measure: in words, its formula and paper, and what it does not say."""
    from netmap.analysis.explain import explain as explained
    from netmap.analysis.explain import explanations
    from netmap.cli.structure_text import explanation_headings, explanation_lines

    _ = asked.text
    with asked.output(one=measure is not None) as out:
        if measure is None:
            rows = explanations(lang=asked.lang)
            short = {"measure": _("Key"), "label": _("Measure"), "words": _("What it means")}
            out.rows(rows, short if out.for_people else None)
            return
        try:
            found = explained(measure, lang=asked.lang)
        except UnknownRecordError as error:
            raise DataError(_unknown(asked, measure, list(error.near))) from None
        if out.as_text:
            for line in explanation_lines(found, lang=asked.lang):
                out.line(line)
        else:
            out.rows([asdict(found)], explanation_headings(asked.lang) if out.for_people else None)


def _unknown(asked: Asked, given: str, near: list[str]) -> str:
    _ = asked.text
    if near:
        return _("No one measure is called “{given}”. Perhaps: {near}.").format(given=given, near=", ".join(near))
    return _("No measure is called “{given}”. All of them: netmap explain").format(given=given)
