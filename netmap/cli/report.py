"""Reports for those who decide, for a meeting, for an actor: netmap report."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.comparing import MOMENT
from netmap.cli.options import EditionName, Format
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.document import Document
    from netmap.landscape import Landscape


class KindName(StrEnum):
    """Name the kinds of report."""

    VORLAGE = "vorlage"
    LAGE = "lage"
    AREA = "area"
    ACTOR = "actor"
    FORUM = "forum"
    CHANGE = "change"


ENDINGS = (".docx", ".html", ".htm", ".xlsx")
_Text = str | None
DecisionOption = Annotated[
    str, Option("--decision", metavar=N_("TEXT"), help=N_("For a Vorlage: what is proposed to be decided."))
]
NameOption = Annotated[
    bool, Option("--name", help=N_("For a Vorlage: recorded organisations may be named as what is open."))
]
TemplateOption = Annotated[
    Path | None, Option("--template", metavar=N_("FILE"), help=N_("The office's own Word template (.docx)."))
]
BlankOption = Annotated[
    Path | None,
    Option("--write-template", metavar=N_("FILE"), help=N_("Write the template that comes along, to be changed in Word.")),
]


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
    kind: Annotated[
        KindName,
        Option(
            "--kind",
            help=N_(
                "vorlage: two pages for the council; lage: all of it; area, forum: one of them; actor: a page to be checked"
                " by it; change: two moments."
            ),
        ),
    ] = KindName.VORLAGE,
    area: Annotated[_Text, Option(metavar=N_("AREA"), help=N_("Of which education area."))] = None,
    actor: Annotated[_Text, Option("--actor", metavar="ID", help=N_("For which actor: id, name or short name."))] = None,
    forum: Annotated[_Text, Option("--forum", metavar="ID", help=N_("Of which forum: id, name or short name."))] = None,
    first: Annotated[_Text, Option("--from", metavar=MOMENT, help=N_("For change: the earlier moment."))] = None,
    second: Annotated[
        _Text, Option("--to", metavar=MOMENT, help=N_("For change: the later one, what is known now by default."))
    ] = None,
    decision: DecisionOption = "",
    named: NameOption = False,
    template: TemplateOption = None,
    blank: BlankOption = None,
) -> None:
    """Write a report of one kind as the files asked for."""
    if blank is not None:
        _write_template(asked, blank, kind)
        return
    targets = files or [Path(f"{kind.value}.docx")]
    _refuse(asked, targets, template)
    given = (("area", area), ("actor", actor), ("forum", forum), ("from", first), ("to", second))
    _refuse_options(
        asked,
        kind,
        [*(name for name, value in given if value is not None), *["decision"] * bool(decision), *["name"] * named],
    )
    if kind is KindName.CHANGE:
        made = _changed(asked, first or "", second)
    else:
        drawn = any(one.suffix.lower() != ".xlsx" for one in targets)
        made = _made(asked, kind, area or actor or forum or "", decision=decision, named=named, drawn=drawn)
    _write(asked, made, targets, template)


_TAKES = {
    KindName.VORLAGE: ("decision", "name"), KindName.AREA: ("area",), KindName.ACTOR: ("actor",),
    KindName.FORUM: ("forum",), KindName.CHANGE: ("from", "to"),
}  # fmt: skip
"""What may be given with a kind; the first must be, where it is not for a Vorlage."""


def _refuse_options(asked: Asked, kind: KindName, there: Sequence[str]) -> None:
    """Refuse, all at once, what means nothing to a kind, and say what it needs."""
    _ = asked.text
    takes = _TAKES.get(kind, ())
    says = _("--{name} means nothing to --kind {kind}.")
    problems = [says.format(name=name, kind=kind.value) for name in there if name not in takes]
    if takes and kind is not KindName.VORLAGE and takes[0] not in there:
        problems.append(_("--kind {kind} needs --{name}.").format(kind=kind.value, name=takes[0]))
    if problems:
        raise DataError("\n".join(problems))


def _made(asked: Asked, kind: KindName, about: str, *, decision: str, named: bool, drawn: bool) -> Document:
    from netmap.cli.progress import progress
    from netmap.cli.reports import made_report

    landscape = asked.landscape()
    key = _about(asked, kind, landscape, about)
    with progress(asked.text("Writing")) as told:
        return made_report(
            landscape,
            kind.value,
            about=key,
            day=asked.day,
            edition=asked.eyes,
            lang=asked.lang,
            named=named,
            decision=decision,
            drawn=drawn,
            progress=told,
        )


def _about(asked: Asked, kind: KindName, landscape: Landscape, text: str) -> str:
    """Return the key or id of what a report is about, of what the edition shows of the day; refuse others."""
    from netmap.cli.findings import area_key
    from netmap.cli.visit import actor_named, open_only
    from netmap.editions import view
    from netmap.search import named

    if kind is KindName.AREA:
        return area_key(asked.here, landscape, text) or ""
    shown = view(landscape, asked.eyes).at(asked.day or landscape.reference_date())
    if kind is KindName.ACTOR:
        actor = actor_named(shown, text)
        open_only(asked, shown, actor)
        return actor
    if kind is KindName.FORUM:
        found = named(shown, text)
        if found not in shown.forums:
            raise DataError(asked.text("“{text}” is no forum.").format(text=text))
        return found
    return ""


def _changed(asked: Asked, first: str, second: str | None) -> Document:
    """Return the report on two moments: what is known of each is read from the store."""
    from netmap.analysis.change_rows import Moment
    from netmap.analysis.reports.change import change_report
    from netmap.cli.comparison import comparison_of
    from netmap.cli.moments import moment_words, reading_words, two_moments
    from netmap.cli.progress import progress
    from netmap.cli.report_ground import ground_of
    from netmap.editions import shows

    _, lang = asked.text, asked.lang
    if not shows(asked.eyes, "open_questions"):
        raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
    moments = two_moments(asked, first, second)
    then, now = (Moment(one.known, one.day) for one in moments)
    with progress(_("Measuring")):
        found = comparison_of(then, now, edition=asked.eyes, lang=lang)
        ground = ground_of(now.known, day=now.day, edition=asked.eyes, lang=lang, lists=False)
    said = [f"{title}: {moment_words(asked, one)}" for title, one in zip((_("Earlier"), _("Later")), moments, strict=True)]
    called = " ".join(["compare", first, *([second] if second else [])])
    return change_report(ground, found, [*said, reading_words(asked, moments)], called)


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
