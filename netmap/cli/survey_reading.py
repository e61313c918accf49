"""Answers to a survey read in, and what two sides say differently settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.reading import say_alike, say_all
from netmap.cli.survey import SurveyArgument, survey_named
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.errors import Problem
    from netmap.landscape import Landscape
    from netmap.model import Survey
    from netmap.returned import Returned
    from netmap.survey_answers import Merged

SHOWN = 50
NAMED = 5


@command(
    "read",
    "lesen",
    N_("Read the questionnaires that came back; first it is shown what they say."),
    example='survey read "Umfrage 2019" boegen',
    options=("yes", "author", "reason", "form"),
)
def read(
    asked: Asked,
    name: SurveyArgument,
    files: Annotated[list[Path], Argument(metavar=N_("FILES"), help=N_("The files, or folders of them."))],
    seen: Annotated[str | None, Option("--seen", metavar=N_("DATE"), help=N_("When it was answered, else today."))] = None,
    same: Annotated[
        list[str] | None,
        Option("--same", metavar=N_("NAME=ID"), help=N_("Whom a written name means; may be repeated.")),
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))] = False,
) -> None:
    """Read questionnaires, show what they change, ask, and write one revision; what cannot be read changes nothing."""
    from netmap.changes import diff
    from netmap.cli.session import dated
    from netmap.files.questionnaires.reading import read_questionnaires
    from netmap.survey_answers import merged

    _, here = asked.text, asked.here
    when = dated(seen or dt.date.today().isoformat(), asked.lang)
    with here.store() as store:
        old = here.read(store)
        survey = survey_named(asked, old, name)
        reading = read_questionnaires(_files(asked, files), survey, old, lang=asked.lang)
        say_all(asked, reading.remarks)
        if reading.problems:
            text = _("Not read in, {n} problems. Nothing was changed.")
            raise DataError(text.format(n=number(len(reading.problems), asked.lang)), reading.problems)
        if not reading.sheets:
            here.say(_("No questionnaire with an answer in it: nothing was changed."))
            return
        meant = _meant(asked, old, reading.sheets, same or [], ask=not dry_run)
        found = merged(old, survey, reading.sheets, seen=when, same=meant, lang=asked.lang)
        after = old.replace(found.records, without=found.without)
        _refuse(asked, old, after, found)
        say_alike(asked, found.actors, old)
        _say_read(asked, after, survey, reading.sheets)
        changes = diff(old, after, delete_missing=True)
        if changes.operations:
            _say_again(asked, old, survey, reading.sheets)
        if dry_run:
            asked.look(changes, old, after)
            return
        reason = _("{survey}: {n} questionnaires read in").format(survey=survey.name, n=len(reading.sheets))
        asked.write(store, changes, old, after, reason=reason)
        asked.warn_of_later(when, after)


def _files(asked: Asked, given: Sequence[Path]) -> list[Path]:
    """Return the Excel files that were given, those of folders among them; refuse what is not there."""
    from netmap.disk import sentence

    found: list[Path] = []
    for one in given:
        if one.is_dir():
            found += sorted(path for path in one.glob("*.xlsx") if not path.name.startswith(("~", ".")))
        elif one.exists():
            found.append(one)
        else:
            raise DataError(sentence(FileNotFoundError(2, ""), one, lang=asked.lang))
    if not found:
        raise DataError(
            asked.text("There is no Excel file (.xlsx) in: {folders}").format(folders=", ".join(map(str, given)))
        )
    return list(dict.fromkeys(found))


def _meant(
    asked: Asked, landscape: Landscape, sheets: Sequence[Returned], told: Sequence[str], *, ask: bool
) -> dict[str, str]:
    """Return whom of the landscape the names mean that were not in the roster: as told, beyond doubt, or as answered now."""
    from netmap.cli.session import can_be_asked
    from netmap.matching import reason_text
    from netmap.survey_answers import known_as, surely

    _, here = asked.text, asked.here
    names = {one.ref: one.name for sheet in sheets for one in sheet.new}
    meant = _told(asked, landscape, names, told)
    for ref, matches in known_as(landscape, sheets).items():
        sure = surely(matches)
        if ref in meant or not matches:
            continue
        if sure:
            meant[ref] = sure
            says = _("“{name}” is taken for {actor} ({id}).")
            here.say(says.format(name=names[ref], actor=landscape.actors[sure].name, id=sure))
        elif ask and not asked.yes and can_be_asked():
            reasons = reason_text(matches[0].reasons, lang=asked.lang)
            question = _("Is “{name}” the same as {actor} ({reasons})?")
            if here.agreed(yes=False, question=question.format(name=names[ref], actor=matches[0].name, reasons=reasons)):
                meant[ref] = matches[0].id
    return meant


def _told(asked: Asked, landscape: Landscape, names: dict[str, str], told: Sequence[str]) -> dict[str, str]:
    """Return what `--same` says: whom each name means."""
    from netmap.search import named

    meant: dict[str, str] = {}
    for one in told:
        name, sign, key = one.partition("=")
        refs = [ref for ref, known in names.items() if known.casefold() == name.strip().casefold()]
        if not sign or not refs:
            says = asked.text("--same “{given}”: nobody was written down so. Written down were: {names}")
            raise DataError(says.format(given=one, names=", ".join(names.values()) or "–"))
        actor = named(landscape, key.strip())
        if actor not in landscape.actors:
            raise DataError(asked.text("--same “{given}”: that is no actor.").format(given=one))
        meant |= dict.fromkeys(refs, actor)
    return meant


def _refuse(asked: Asked, old: Landscape, after: Landscape, found: Merged) -> None:
    """Refuse answers that would bring an error into the landscape, and say what may need a look, each with its cell."""
    from netmap.checks import brought, fold

    new = brought(old, after, lang=asked.lang)
    new = [_placed(one, found) for one in new]
    errors: list[Problem] = [one for one in new if one.severity == "error"]
    if errors:
        raise DataError(asked.text("The answers contradict the landscape. Nothing was changed."), errors[:SHOWN])
    for line in fold([one for one in new if one.record in found.places], lang=asked.lang):
        asked.here.say(str(line))


def _placed(problem: Problem, found: Merged) -> Problem:
    from dataclasses import replace

    return replace(problem, place=found.places.get(problem.record, problem.place))


def _say_read(asked: Asked, after: Landscape, survey: Survey, sheets: Sequence[Returned]) -> None:
    """Say how many questionnaires were read, how many asked have answered by now, and where two sides differ."""
    from netmap.disagreements import disagreements
    from netmap.reports import actors_of, members_of

    _, here = asked.text, asked.here
    said = after.surveys[survey.id]
    members = members_of(after, after.reference_date())
    people, answered = actors_of(said.asked, members), actors_of(said.answered, members)
    text = _("Questionnaires with answers: {n}. They name {ties} ties. Asked: {asked}, answered so far: {answered}.")
    here.say(
        text.format(
            n=number(len(sheets), asked.lang),
            ties=number(sum(len(one.ties) for one in sheets), asked.lang),
            asked=number(len(people), asked.lang),
            answered=number(len(people & answered), asked.lang),
        )
    )
    if differ := disagreements(after):
        text = _("Where two sides say different things: {n}. Both are kept; to settle it: netmap survey status")
        here.say(text.format(n=number(len(differ), asked.lang)))


def _say_again(asked: Asked, old: Landscape, survey: Survey, sheets: Sequence[Returned]) -> None:
    """Say whose questionnaires had been read in before: what they say now takes the place of what they said then."""
    from netmap.titles import name_of

    again = [name_of(one.subject, old) for one in sheets if one.code in survey.returned]
    if again:
        _, shown = asked.text, ", ".join(again[:NAMED])
        if len(again) > NAMED:
            shown = _("{names} … and {n} more").format(names=shown, n=number(len(again) - NAMED, asked.lang))
        text = _("Read in before; what is said now takes the place of what was said then: {names}")
        asked.here.say(text.format(names=shown))


# ------------------------------------------------------------------------------------------------------------ settling


@command(
    "resolve",
    "klaeren",
    N_("Settle what two sides of a tie say differently; what both said is kept."),
    example="survey resolve vhs--amt--information --intensity 2 --source Telefonat",
    options=("yes", "author", "reason", "form"),
)
def resolve(
    asked: Asked,
    tie: Annotated[str, Argument(metavar="ID", help=N_("The tie, as netmap survey status names it."))],
    intensity: Annotated[int | None, Option("--intensity", min=1, max=4, help=N_("How close it is, from 1 to 4."))] = None,
    status: Annotated[
        str | None, Option("--status", metavar="existing|planned|wished|ended", help=N_("Does it exist, or is it wished?"))
    ] = None,
    source: Annotated[str, Option("--source", metavar=N_("TEXT"), help=N_("How it was settled: a call, a meeting."))] = "",
    date: Annotated[str | None, Option("--date", metavar=N_("DATE"), help=N_("When it was settled, else today."))] = None,
) -> None:
    """Record what holds of a tie of which both sides said different things, as evidence of its own."""
    from netmap.changes import diff
    from netmap.cli.session import dated
    from netmap.disagreements import settled
    from netmap.model import Cooperation, Said
    from netmap.titles import names_of, title

    _ = asked.text
    when = dated(date or dt.date.today().isoformat(), asked.lang)
    statuses = ("existing", "planned", "wished", "ended")
    if status is not None and status not in statuses:
        raise DataError(_("“{given}” is no status. There are: {there}").format(given=status, there=", ".join(statuses)))
    if intensity is None and status is None:
        raise DataError(_("What holds? Say it by --intensity 1 to 4, by --status, or by both."))
    with asked.here.store() as store:
        old = asked.here.read(store)
        record = old.get(tie)
        if not isinstance(record, Cooperation):
            raise DataError(_("“{id}” is no cooperation.").format(id=tie))
        said = Said(kind=record.kind, intensity=intensity or record.intensity, status=status or record.status)
        try:
            after = old.replace([settled(record, said, source=source or _("settled"), seen=when)])
        except ValueError:
            text = _("Of “{id}” neither side has said anything in a survey, so there is nothing to settle. To change it:")
            raise DataError(f"{text.format(id=tie)} netmap edit {tie}") from None
        asked.write(store, diff(old, after), old, after, reason=_("settled: {tie}").format(tie=title(record, names_of(old))))
