"""The landscape for other programs: Gephi, networkx, igraph, Kumu, R, linked data."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName
from netmap.errors import DataError
from netmap.locale import N_


class ExportForm(StrEnum):
    """Name the forms that other programs read."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    KUMU = "kumu"
    CSV = "csv"
    JSONLD = "jsonld"


ENDINGS: Final = {
    ExportForm.GRAPHML: (".graphml",),
    ExportForm.GEXF: (".gexf",),
    ExportForm.KUMU: (".json", ".xlsx"),
    ExportForm.CSV: ("", ".csv"),
    ExportForm.JSONLD: (".jsonld",),
}
"""How the files of a form end; that of CSV is a folder, so its name has no ending, or loses it."""


@command(
    "export",
    "ausgeben",
    N_("Write the landscape for other programs: Gephi, Kumu, R, networkx, linked data."),
    example="export netz.graphml",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.MEETING,
)
def export(
    asked: Asked,
    file: Annotated[
        Path,
        Argument(metavar=N_("FILE"), help=N_("Ends in .graphml, .gexf, .json, .xlsx (both for Kumu), .jsonld, or .csv.")),
    ],
    as_: Annotated[
        ExportForm | None, Option("--as", help=N_("The form, where the file's name does not tell; csv makes a folder."))
    ] = None,
) -> None:
    """Write the landscape for other programs, as an edition shows it."""
    from netmap.cli.render import print_outcome

    _ = asked.text
    form = as_ or _guessed(asked, file)
    if file.suffix.lower() not in ENDINGS[form]:
        says = _("{file}: a file of the form {form} ends in {endings}")
        endings = " / ".join(one for one in ENDINGS[form] if one)
        raise DataError(says.format(file=file, form=form.value, endings=endings))
    landscape = asked.landscape()
    day = asked.day or landscape.reference_date()
    target = file.with_suffix("") if form is ExportForm.CSV else file
    written = _writer(form)(landscape, target, edition=asked.eyes, day=day, lang=asked.lang)
    asked.here.say(_("Written: {file}").format(file=written))
    if asked.eyes != "internal":
        asked.here.say(_("Without notes and own columns; with them, for your own desk only: --edition internal"))
    outcome = {"file": str(written), "form": form.value, "edition": asked.eyes, "at": day.isoformat()}
    print_outcome(asked.here, outcome, asked.form)


def _guessed(asked: Asked, file: Path) -> ExportForm:
    found = next((form for form, endings in ENDINGS.items() if file.suffix.lower() in endings and file.suffix), None)
    if found is None:
        endings = ", ".join(one for known in ENDINGS.values() for one in known if one)
        raise DataError(
            asked.text("{file}: in which form? The ending says it ({endings}), or --as.").format(file=file, endings=endings)
        )
    return found


def _writer(form: ExportForm) -> Callable[..., Path]:
    from netmap.export import csv_pair, gexf, graphml, jsonld, kumu

    writers: dict[ExportForm, Any] = {
        ExportForm.GRAPHML: graphml.write_graphml,
        ExportForm.GEXF: gexf.write_gexf,
        ExportForm.KUMU: kumu.write_kumu,
        ExportForm.CSV: csv_pair.write_csv_pair,
        ExportForm.JSONLD: jsonld.write_jsonld,
    }
    return writers[form]  # type: ignore[no-any-return]
