"""Reports for those who decide, for a meeting, for an actor: netmap report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName, Format
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.document import Document


class KindName(StrEnum):
    """Name the kinds of report."""

    VORLAGE = "vorlage"


ENDINGS = (".docx", ".html", ".htm", ".xlsx")


@command(
    "report",
    "bericht",
    N_("Write a report: for the council, for a meeting, to be checked by an actor. Word, web page, Excel."),
    example="report vorlage.docx --kind vorlage",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.MEETING,
)
def report(
    asked: Asked,
    files: Annotated[
        list[Path] | None, Argument(metavar=N_("FILE..."), help=N_("Where to: the ending says what, .docx, .html, .xlsx."))
    ] = None,
    kind: Annotated[KindName, Option("--kind", help=N_("What for: see the guide."))] = KindName.VORLAGE,
    decision: Annotated[
        str, Option("--decision", metavar=N_("TEXT"), help=N_("For a Vorlage: what is proposed to be decided."))
    ] = "",
    named: Annotated[
        bool, Option("--name", help=N_("For a Vorlage: recorded organisations may be named as what is open."))
    ] = False,
    template: Annotated[
        Path | None, Option("--template", metavar=N_("FILE"), help=N_("The office's own Word template (.docx)."))
    ] = None,
    blank: Annotated[
        Path | None,
        Option(
            "--write-template", metavar=N_("FILE"), help=N_("Write the template that comes along, to be changed in Word.")
        ),
    ] = None,
) -> None:
    """Write a report of one kind as the files asked for."""
    from netmap.cli.reports import made_report

    if blank is not None:
        _write_template(asked, blank, kind)
        return
    targets = files or [Path(f"{kind.value}.docx")]
    _refuse(asked, targets, template)
    made = made_report(
        asked.landscape(),
        kind.value,
        day=asked.day,
        edition=asked.eyes,
        lang=asked.lang,
        named=named,
        decision=decision,
    )
    _write(asked, made, targets, template)


def _write_template(asked: Asked, path: Path, kind: KindName) -> None:
    from netmap.document import FIELDS
    from netmap.export.docx_template import LETTERHEAD, write_template

    _ = asked.text
    if path.suffix.lower() != ".docx":
        raise DataError(_("{file}: a template ends in .docx").format(file=path))
    written = write_template(path, kind.value, lang=asked.lang)
    fields = ", ".join((*LETTERHEAD, *FIELDS[kind.value]))
    asked.here.say(_("Written: {file}. Its fields, each in {{{{ }}}}: {fields}.").format(file=written, fields=fields))


def _refuse(asked: Asked, targets: list[Path], template: Path | None) -> None:
    """Refuse what no report can be written as, before any is written."""
    _ = asked.text
    wrong = [one for one in targets if one.suffix.lower() not in ENDINGS]
    if wrong:
        says = _("{file}: a report ends in .docx, .html or .xlsx")
        raise DataError("\n".join(says.format(file=one) for one in wrong))
    if template is not None and not any(one.suffix.lower() == ".docx" for one in targets):
        raise DataError(_("A template is for a report as a Word file: one of the files ends in .docx then."))


def _write(asked: Asked, made: Document, targets: list[Path], template: Path | None) -> None:
    from netmap.cli.render import print_rows
    from netmap.export.docx_template import left_out
    from netmap.export.report_docx import write_report_docx
    from netmap.export.report_excel import write_report_excel
    from netmap.export.report_html import write_report_html

    rows = []
    for target in targets:
        ending = target.suffix.lower()
        if ending == ".docx":
            written = write_report_docx(made, target, template)
        else:
            written = write_report_excel(made, target) if ending == ".xlsx" else write_report_html(made, target)
        asked.here.say(asked.text("Written: {file}").format(file=written))
        rows.append({"file": str(written), "kind": made.kind, "edition": asked.eyes, "at": made.day})
    if template is not None and (without := left_out(template, made.kind, lang=asked.lang)):
        says = asked.text("The template does without these fields: {fields}.")
        asked.here.say(says.format(fields=", ".join(without)))
    if asked.form is not Format.TABLE:
        print_rows(asked.here, rows, asked.form)
