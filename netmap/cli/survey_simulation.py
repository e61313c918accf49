"""How stable the findings would be if only some answered: netmap survey simulate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.options import TiesName, TiesOption
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    from netmap.analysis.simulation import FindingRow, Simulation


@command(
    "simulate",
    "probe",
    N_("Try how stable today's findings would be if only a share of all had answered."),
    example="survey simulate --response 0.6",
    options=READING,
)
def simulate(
    asked: Asked,
    response: Annotated[
        float, Option("--response", min=0.05, max=1, help=N_("The share of all that answers, up to 1."))
    ] = 0.6,
    rounds: Annotated[int, Option("--rounds", min=1, max=10_000, help=N_("How often it is drawn who answers."))] = 200,
    seed: Annotated[
        int, Option("--seed", min=0, help=N_("Where chance begins: the same number gives the same rounds."))
    ] = 1,
    ties: TiesOption = TiesName.WORKING,
) -> None:
    """Draw again and again who answers, and show how far the findings move."""
    from netmap.analysis.simulation import sentences
    from netmap.analysis.simulation import simulate as try_out
    from netmap.cli.progress import progress

    landscape = asked.landscape()
    with asked.output() as out:
        shown = out.view(landscape)
        with progress(asked.text("Measuring")) as told:
            found = try_out(shown, response, ties=ties.value, rounds=rounds, seed=seed, at=asked.day, tick=told)
        out.rows(_table(found, asked.lang) if out.for_people else found.rows, _headings(asked) if out.for_people else None)
        for text in sentences(found, lang=asked.lang):
            out.remark(text)


def _headings(asked: Asked) -> dict[str, str]:
    _ = asked.text
    return {
        "finding": _("Finding"),
        "present": _("Now"),
        "mean": _("On average"),
        "between": _("In nine of ten rounds"),
    }


def _table(found: Simulation, lang: str) -> list[dict[str, object]]:
    from netmap.analysis.simulation import FINDINGS

    _ = translator(lang)
    return [
        {
            "finding": _(FINDINGS[row.finding]),
            "present": _figure(row.present, row, lang),
            "mean": _figure(row.mean, row, lang, digits=1),
            "between": " – ".join(_figure(one, row, lang) for one in (row.low, row.high)),
        }
        for row in found.rows
    ]


def _figure(value: float | None, row: FindingRow, lang: str, *, digits: int = 0) -> str:
    """Write a figure: what is counted in whole numbers, its mean with one digit, an index with two."""
    if value is None:
        return "–"
    return number(value, lang, 2 if row.finding in {"ei_index", "degree_order"} else digits)
