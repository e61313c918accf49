"""Surveys: questionnaires written for those who are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Survey
    from netmap.questionnaires import Common

SurveyArgument = Annotated[str, Argument(metavar="NAME", help=N_("The survey's name or id, such as “Umfrage 2026”."))]


class Whom(StrEnum):
    """Name who can be asked."""

    ACTORS = "actors"
    FORUMS = "forums"


@command(
    "new",
    "neu",
    N_("Write a questionnaire for each actor, or for each forum, as an Excel file and as a page to be printed."),
    example='survey new "Umfrage 2019" --ask actors --area school boegen',
    options=("yes", "author", "reason", "form"),
)
def new(
    asked: Asked,
    name: SurveyArgument,
    folder: Annotated[Path, Argument(metavar=N_("FOLDER"), help=N_("Where the files go; it is made where it is missing."))],
    ask: Annotated[Whom, Option("--ask", help=N_("Each actor, or each forum for its members to fill in together."))],
    area: Annotated[
        list[str] | None, Option("--area", metavar=N_("AREA"), help=N_("Only those of this area; may be repeated."))
    ] = None,
    kind: Annotated[
        list[str] | None,
        Option("--kind", metavar=N_("KIND"), help=N_("Ask for this kind of cooperation; may be repeated, else the usual.")),
    ] = None,
    date: Annotated[
        str | None, Option("--date", metavar=N_("DATE"), help=N_("From when on it is asked, else today."))
    ] = None,
) -> None:
    """Record whom a survey asks, each with a code of its own, and write a questionnaire for each of them."""
    from netmap.changes import diff
    from netmap.cli.render import print_outcome
    from netmap.cli.session import dated
    from netmap.questionnaires import asked_ids, common
    from netmap.values import last_day

    _, here = asked.text, asked.here
    date = dated(date, asked.lang) if date else dt.date.today().isoformat()
    when = last_day(date)
    with here.store() as store:
        old = here.read(store)
        at = min(when, old.reference_date()) if old.settings.as_of else when
        ids = asked_ids(old, ask.value, areas=_areas(asked, old, area or []), at=at)
        if not ids:
            raise DataError(_("There is nobody to be asked: nobody of that area is recorded."))
        survey = _survey(asked, old, name, ids, date)
        shared = common(old, survey, ask.value, kinds=kind or survey.kinds, at=at, lang=asked.lang)
        survey = _asking_for(asked, survey, shared.kinds)
        after = old.replace([survey])
        changes = diff(old, after)
        reason = _("{survey}: {n} asked").format(survey=survey.name, n=number(len(ids), asked.lang))
        if changes.operations and asked.write(store, changes, old, after, reason=reason) is None:
            return
    asked.warn_of_later(survey.date, after)
    written = _write(asked, after, survey, ids, folder, shared=shared, at=at)
    text = _("Written: {n} questionnaires in {folder}, each as an Excel file and as a page to be printed.")
    here.say(text.format(n=number(written, asked.lang), folder=folder))
    if written < len(ids):
        text = _("There already, and left as they are, since somebody may have filled them in: {n}.")
        here.say(text.format(n=number(len(ids) - written, asked.lang)))
    here.say(_("When they come back: netmap survey read {survey} FILES").format(survey=survey.id))
    if not changes.operations:
        print_outcome(here, {"survey": survey.id, "folder": str(folder), "questionnaires": written}, asked.form)


def survey_named(asked: Asked, landscape: Landscape, name: str) -> Survey:
    """Return the survey that a person calls so; say which there are where there is none."""
    from netmap.identifiers import slug

    found = landscape.surveys.get(name) or landscape.surveys.get(slug(name))
    found = found or next((one for one in landscape.surveys.values() if one.name.casefold() == name.casefold()), None)
    if found is None:
        _ = asked.text
        there = ", ".join(landscape.surveys) or _("none")
        raise DataError(_("There is no survey “{name}”. There are: {surveys}").format(name=name, surveys=there))
    return found


def _survey(asked: Asked, landscape: Landscape, name: str, ids: Sequence[str], date: str) -> Survey:
    """Return the survey with all of these asked: a new one, or the one that there is."""
    from netmap.identifiers import slug
    from netmap.model import Survey
    from netmap.questionnaires import survey_asking

    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise DataError(asked.text("A survey needs a name, such as “Umfrage 2026”."))
    key = slug(name, fallback="survey")
    known = landscape.surveys.get(key)
    if known is None and key in landscape:
        says = asked.text("“{id}” is already the id of something else. Please choose another name.")
        raise DataError(says.format(id=key))
    taken = [code for one in landscape.surveys.values() for code in one.codes]
    return survey_asking(known or Survey(id=key, name=name, date=date), ids, taken)


def _asking_for(asked: Asked, survey: Survey, kinds: tuple[str, ...]) -> Survey:
    """Return the survey with the kinds of cooperation that it asks for: the same of all, else silence could not be told."""
    if survey.kinds and set(survey.kinds) != set(kinds):
        says = asked.text("This survey asks for {kinds}. Other kinds of cooperation need a survey of their own.")
        raise DataError(says.format(kinds=", ".join(survey.kinds)))
    return survey.model_copy(update={"kinds": kinds})


def _areas(asked: Asked, landscape: Landscape, given: Sequence[str]) -> list[str]:
    """Return the keys of areas that were given by key or label."""
    terms = landscape.vocabulary["areas"]
    words = {word.casefold(): key for key, term in terms.items() for word in (key, term.label_de, term.label_en)}
    if wrong := [one for one in given if one.casefold() not in words]:
        says = asked.text("There is no area {given}. There are: {areas}")
        raise DataError(says.format(given=", ".join(wrong), areas=", ".join(terms)))
    return [words[one.casefold()] for one in given]


def _write(
    asked: Asked, landscape: Landscape, survey: Survey, ids: Sequence[str], folder: Path, *, shared: Common, at: dt.date
) -> int:
    """Write the two files of each questionnaire that is not there yet, and return how many these are."""
    from netmap.cli.progress import progress
    from netmap.disk import write_whole
    from netmap.export.questionnaire_page import questionnaire_page
    from netmap.files.questionnaires.writing import questionnaire_bytes
    from netmap.questionnaires import questionnaires

    written = 0
    with progress(asked.text("Writing")):
        for one in questionnaires(landscape, survey, shared, ids, at=at):
            file = folder / f"{one.subject[:80]}-{one.code}.xlsx"
            if not file.exists():
                write_whole(file.with_suffix(".html"), questionnaire_page(one), lang=asked.lang)
                write_whole(file, questionnaire_bytes(one), lang=asked.lang)
                written += 1
    return written
