"""Expected actors and transitions on the command line: what is recorded of each, and what somebody answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import WRITING, command
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.expected_matches import Matched
    from netmap.analysis.expected_rows import Expected
    from netmap.analysis.transition_rows import TransitionRow
    from netmap.editions import Edition
    from netmap.landscape import Landscape
    from netmap.model import Answer


class StateName(StrEnum):
    """Name the states of an expected actor."""

    PRESENT = "present"
    NO_COOPERATION = "no_cooperation_recorded"
    TOO_FEW = "too_few"
    NOT_RECORDED = "not_recorded"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"


class AnswerName(StrEnum):
    """Name what somebody may answer."""

    PRESENT = "present"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"


@command(
    "expected",
    "",
    N_("Show which actors the guide values lead one to expect, what is recorded of them, and what nobody has asked yet."),
    example="expected school --state not_recorded",
)
def expected(
    asked: Asked,
    area: Annotated[str | None, Argument(metavar=N_("AREA"), help=N_("Only this area."))] = None,
    state: Annotated[StateName | None, Option("--state", help=N_("Only those in this state."))] = None,
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first ten of each state."))] = False,
) -> None:
    """Show which actors the guide values lead one to expect, what is recorded of them, and what nobody has asked yet."""
    from netmap.cli.expected_text import expected_headings, expected_lines, expected_table, summary

    with asked.output() as out:
        _may_see(asked, out.edition)
        landscape = asked.landscape()
        shown = out.view(landscape)
        found = find_expected(landscape, day=asked.day, edition=out.edition)
        key = _any_area(asked, landscape, area)
        kept = [row for row in found.rows if (not key or key in row.areas) and (state is None or row.state == state.value)]
        picked = replace(found, rows=tuple(kept))
        if out.as_text:
            for line in expected_lines(found, picked, shown, everything=everything, lang=asked.lang):
                out.line(line)
            return
        out.rows(
            expected_table(picked, shown, lang=asked.lang) if out.for_people else picked.rows,
            expected_headings(asked.lang) if out.for_people else None,
        )
        out.remark(summary(found, lang=asked.lang))
        out.remark(asked.text("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def find_expected(
    landscape: Landscape,
    *,
    day: dt.date | None = None,
    edition: Edition = "internal",
    looked_at: Matched | None = None,
) -> Expected:
    """Return the expected actors as an edition may show them; `looked_at` saves to look again at the whole.

    What was looked at before was withheld for all editions but the internal one (`matched(..., withhold=True)`).

    The whole landscape is looked at, so that nothing is called open only because the edition withholds it. Below city level
    rows are left out whose state would tell of a protected place, and no actor is listed for want of a cooperation.
    """
    from netmap.analysis.expected import expected as look
    from netmap.editions import shows, view

    if shows(edition, "unconnected") and shows(edition, "small_cells_of_protected"):
        return look(landscape, at=day, looked_at=looked_at)
    whole = look(landscape, at=day, withhold=True, looked_at=looked_at)
    shown = look(view(landscape, edition), at=day, withhold=True)
    seen = {row.id: row for row in shown.rows}
    rows = []
    for row in whole.rows:
        other = seen.get(row.id)
        if other is not None and other.state == row.state:
            rows.append(other)
        elif row.district is None:
            rows.append(row)
    return replace(whole, rows=tuple(rows))


def _may_see(asked: Asked, edition: Edition) -> None:
    from netmap.editions import shows

    if not shows(edition, "open_questions"):
        _ = asked.text
        raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))


def _any_area(asked: Asked, landscape: Landscape, text: str | None) -> str:
    """Return the key of the area that a person calls so, those that cut across among them; refuse others, naming all."""
    from netmap.search import fold

    terms = landscape.vocabulary["areas"]
    for key, term in terms.items() if text is not None else ():
        if fold(text or "") in {fold(key), fold(term.label_de), fold(term.label_en)}:
            return key
    if text is None:
        return ""
    there = ", ".join(f"{term.label(asked.lang)} ({key})" for key, term in terms.items())
    raise DataError(asked.text("There is no area “{text}”. There are: {areas}").format(text=text, areas=there))


@command(
    "transitions",
    "",
    N_("Show the transitions between stages of life, and what is recorded among those who should connect them."),
    example="transitions --format md",
)
def transitions(asked: Asked) -> None:
    """Show the transitions between stages of life, and what is recorded among those who should connect them."""
    from netmap.cli.transition_text import transition_headings, transition_lines, transition_table

    with asked.output() as out:
        _may_see(asked, out.edition)
        landscape = asked.landscape()
        shown = out.view(landscape)
        found = find_transitions(landscape, shown, day=asked.day, edition=out.edition)
        if out.as_text:
            for line in transition_lines(found, landscape, asked.day, lang=asked.lang):
                out.line(line)
            return
        readable = out.for_people
        out.rows(
            transition_table(found, shown, lang=asked.lang) if readable else found,
            transition_headings(asked.lang) if readable else None,
        )


def find_transitions(
    landscape: Landscape,
    shown: Landscape,
    *,
    day: dt.date | None = None,
    edition: Edition = "internal",
    looked_at: Matched | None = None,
) -> tuple[TransitionRow, ...]:
    """Return the transitions as an edition may show them: the state is that of the whole, the names are the edition's."""
    from netmap.analysis.transitions import named_only
    from netmap.analysis.transitions import transitions as look

    found = look(landscape, at=day, looked_at=looked_at)
    return found if edition == "internal" else tuple(named_only(row, shown) for row in found)


# --------------------------------------------------------------------------------------------------------------- answers


@command(
    "answer",
    "antwort",
    N_("Record what somebody said about an expected actor or a transition."),
    example='answer adult_education_centre present --by BK --source "Netzwerktreffen" --actor vhshro',
    options=WRITING,
)
def answer(
    asked: Asked,
    key: Annotated[str, Argument(metavar=N_("KEY"), help=N_("The expected actor or transition: its key, or its name."))],
    said: Annotated[AnswerName, Argument(metavar=N_("ANSWER"), help=N_("present, missing or elsewhere."))],
    by: Annotated[str, Option("--by", metavar=N_("WHO"), help=N_("Who says so, as a role or an organisation."))],
    source: Annotated[str, Option("--source", metavar=N_("SOURCE"), help=N_("Where it was said or stands written."))],
    district: Annotated[str | None, Option("--district", metavar="ID", help=N_("Only in this district."))] = None,
    actor: Annotated[list[str] | None, Option("--actor", metavar="ID", help=N_("Who it is; may be repeated."))] = None,
    date: Annotated[str | None, Option("--date", metavar=N_("DATE"), help=N_("When it was said; else today."))] = None,
) -> None:
    """Record what somebody said about an expected actor or a transition; an earlier answer to the same is replaced."""
    from netmap.changes import diff

    _ = asked.text
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        record = _answer(asked, landscape, key, said, by=by, source=source, district=district, actors=actor or [], date=date)
        after = landscape.replace([record])
        asked.write(store, diff(landscape, after), landscape, after, reason=_("answer: {key}").format(key=key))
        asked.warn_of_later(record.date, landscape)


def _answer(
    asked: Asked,
    landscape: Landscape,
    key: str,
    said: AnswerName,
    *,
    by: str,
    source: str,
    district: str | None,
    actors: list[str],
    date: str | None,
) -> Answer:
    from netmap.analysis.coverage import check_fields
    from netmap.cli.coverage import district_id
    from netmap.cli.session import dated
    from netmap.cli.subjects import subject_of
    from netmap.identifiers import generated_id
    from netmap.model import Actor
    from netmap.model import Answer as Record

    _ = asked.text
    about, found = subject_of(asked, landscape, key)
    if about == "transition" and (said is AnswerName.ELSEWHERE or district or actors):
        raise DataError(_("Of a transition one says present (agreed) or missing (not regulated), of the whole city."))
    if said is AnswerName.MISSING and actors:
        raise DataError(_("What is missing has no actors: leave --actor out."))
    for name, text in (("--by", by), ("--source", source)):
        if not text.strip():
            raise DataError(
                _("{option} must not be empty: an answer counts only if it says where it comes from.").format(option=name)
            )
    when = dated(date, asked.lang) if date else dt.datetime.now().astimezone().date().isoformat()
    place = district_id(landscape, district) or None
    check_fields(landscape, district=place, lang=asked.lang)
    fields = {about: found, "district": place}
    return Record(
        id=generated_id("answer", fields),
        expectation=found if about == "expectation" else "",
        transition=found if about == "transition" else "",
        answer=said.value,
        actors=tuple(_called(asked, landscape, one, Actor) for one in actors),
        district=place,
        by=by.strip(),
        source=source.strip(),
        date=when,
    )


def _called(asked: Asked, landscape: Landscape, text: str, kind: type) -> str:
    """Return the id of the record of a kind that a person calls so; refuse one of another kind."""
    from netmap.search import named

    found = named(landscape, text)
    if found not in landscape.table(kind):
        raise DataError(asked.text("“{text}” is of another kind than is expected here.").format(text=text))
    return found
