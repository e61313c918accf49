"""How a survey stands: who has answered, whom to remind, where two sides say different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.findings_text import wrapped
from netmap.cli.options import EditionName
from netmap.cli.survey import survey_named
from netmap.errors import DataError
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    from netmap.analysis.survey_status import AskedRow, SurveyStatus
    from netmap.disagreements import Disagreement
    from netmap.landscape import Landscape
    from netmap.model import Survey

NAMED = 20


@command(
    "status",
    "stand",
    N_("Show who has answered, by area and sector; with --output: the list for reminding, such as erinnern.xlsx."),
    example="survey status --output erinnern.xlsx",
    options=READING,
    edition=EditionName.INTERNAL,
)
def status(
    asked: Asked,
    name: Annotated[str | None, Argument(metavar="NAME", help=N_("The survey's name or id; else the newest."))] = None,
    everybody: Annotated[bool, Option("--all", help=N_("List also those who have answered."))] = False,
) -> None:
    """Show how a survey stands; the rows of tables and files are those to be reminded."""
    from netmap.analysis.survey_status import survey_status
    from netmap.disagreements import disagreements
    from netmap.editions import shows

    _ = asked.text
    if not shows(asked.eyes, "authors"):
        raise DataError(_("Who has answered is in the internal edition only: --edition internal"))
    landscape = asked.landscape()
    survey = survey_named(asked, landscape, name) if name else _newest(asked, landscape)
    found = survey_status(landscape, survey, at=asked.day)
    with asked.output() as out:
        out.view(landscape)
        if out.as_text:
            for line in _lines(found, disagreements(landscape), landscape, everybody=everybody, lang=asked.lang):
                out.line(line)
            return
        rows = found.rows if everybody else found.silent
        out.rows(
            _table(rows, landscape, asked.lang) if out.for_people else rows, _headings(asked) if out.for_people else None
        )
        out.remark(_summary(found, asked.lang))


def _newest(asked: Asked, landscape: Landscape) -> Survey:
    from netmap.values import newest_last

    surveys = sorted(landscape.surveys.values(), key=lambda one: (newest_last(one.date), one.id))
    if not surveys:
        raise DataError(asked.text("There is no survey yet. To make one: netmap survey new NAME --ask actors FOLDER"))
    return surveys[-1]


# ----------------------------------------------------------------------------------------------------------------- words


def _lines(
    found: SurveyStatus, differ: Sequence[Disagreement], landscape: Landscape, *, everybody: bool, lang: str
) -> Iterator[str]:
    _ = translator(lang)
    yield _summary(found, lang)
    yield ""
    for by, heading in (("area", _("By area")), ("sector", _("By sector"))):
        yield heading
        yield from _groups(found, by, landscape, lang)
        yield ""
    silent = found.rows if everybody else found.silent
    yield _("Not answered yet ({n})").format(n=number(len(found.silent), lang))
    for row in silent[:NAMED] if not everybody else silent:
        sign = _("answered") if row.answered else row.code
        yield from wrapped(f"{row.name} ({sign})", first="  ", rest="    ")
    if not everybody and len(silent) > NAMED:
        yield "  " + _("… and {n} more: --all").format(n=number(len(silent) - NAMED, lang))
    if differ:
        yield ""
        yield from _differing(differ, landscape, lang)


def _summary(found: SurveyStatus, lang: str) -> str:
    from netmap.analysis.response import response_sentence
    from netmap.locale import date

    _ = translator(lang)
    when = f" ({date(found.date, lang)})" if found.date else ""
    return f"{found.name}{when}: {response_sentence(found.response, ranks=True, lang=lang)}"


def _groups(found: SurveyStatus, by: str, landscape: Landscape, lang: str) -> Iterator[str]:
    _ = translator(lang)
    vocabulary = {"area": "areas", "sector": "sectors"}[by]
    rows = [row for row in found.groups if row.by == by]
    labels = [landscape.vocabulary.label(vocabulary, row.key, lang) if row.key else _("not known") for row in rows]
    width = max(map(len, labels), default=0)
    for row, label in zip(rows, labels, strict=True):
        text = _("{answered} of {asked} ({p} %)")
        counts = text.format(
            answered=number(row.answered, lang), asked=number(row.asked, lang), p=number(100 * row.share, lang)
        )
        yield f"  {label:<{width}}  {counts}"


def _differing(differ: Sequence[Disagreement], landscape: Landscape, lang: str) -> Iterator[str]:
    """Yield where two sides say different things, and how that is settled."""
    from netmap.disagreements import difference_words, settling

    _ = translator(lang)
    yield _("Two sides say different things ({n})").format(n=number(len(differ), lang))
    for one in differ:
        yield from wrapped(difference_words(one, landscape, lang=lang), first="  ", rest="    ")
        yield f"    → {settling(one, lang=lang)}"


def _headings(asked: Asked) -> dict[str, str]:
    _ = asked.text
    return {
        "name": _("Name"),
        "kind": _("Kind"),
        "areas": _("Education areas"),
        "sector": _("Sector"),
        "code": _("Sheet"),
        "answered": _("Answered"),
        "id": _("Id"),
    }


def _table(rows: Sequence[AskedRow], landscape: Landscape, lang: str) -> list[dict[str, object]]:
    from netmap.fields import kind_label

    label, _ = landscape.vocabulary.label, translator(lang)
    return [
        {
            "name": row.name,
            "kind": kind_label(row.kind, lang),
            "areas": ", ".join(label("areas", one, lang) for one in row.areas),
            "sector": label("sectors", row.sector, lang) if row.sector else "",
            "code": row.code,
            "answered": _("yes") if row.answered else _("no"),
            "id": row.id,
        }
        for row in rows
    ]
