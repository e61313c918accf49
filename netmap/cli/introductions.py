"""Introductions: which pairs should meet, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.findings_text import wrapped
from netmap.cli.gap_notes import StatusName
from netmap.errors import DataError
from netmap.locale import N_, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.introduction_occasions import Occasion
    from netmap.analysis.introductions import Introduction, Introductions
    from netmap.editions import Edition
    from netmap.landscape import Landscape


STATES = {"open": N_("open"), "in_work": N_("in work")}


@command(
    "introductions",
    "bekanntmachen",
    N_("Show at most ten pairs that should meet, or record what came of one."),
    example="introductions vhshro dienhong --status done",
    options=(*READING, "yes", "author", "reason"),
)
def introductions(
    asked: Asked,
    first: Annotated[str | None, Argument(metavar="A", help=N_("To record an outcome: the one, by id or name."))] = None,
    second: Annotated[str | None, Argument(metavar="B", help=N_("To record an outcome: the other."))] = None,
    status: Annotated[
        StatusName | None, Option("--status", help=N_("What came of it; dropped: never to be proposed again."))
    ] = None,
    who: Annotated[str | None, Option("--who", metavar=N_("NAME"), help=N_("Who sees to it, as a role."))] = None,
    due: Annotated[str | None, Option("--due", metavar=N_("DATE"), help=N_("Until when."))] = None,
    result: Annotated[str | None, Option("--result", metavar=N_("TEXT"), help=N_("What came of it, in words."))] = None,
) -> None:
    """Show at most ten pairs that should meet, or record what came of one."""
    from netmap.editions import shows

    _ = asked.text
    if any(one is not None for one in (first, second, status, who, due, result)):
        _record(asked, first, second, status=status, who=who, due=due, result=result)
        return
    with asked.output() as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        landscape = asked.landscape()
        shown = out.view(landscape)
        found = find_introductions(landscape, shown, day=asked.day, edition=out.edition)
        if out.as_text:
            for line in introduction_lines(found, lang=asked.lang):
                out.line(line)
            return
        out.rows(
            _table(found, asked.lang) if out.for_people else found.rows, _headings(asked.lang) if out.for_people else None
        )
        for text in remarks(found, lang=asked.lang):
            out.remark(text)


def find_introductions(
    landscape: Landscape, shown: Landscape, *, day: dt.date | None = None, edition: Edition = "internal"
) -> Introductions:
    """Return the pairs that should meet, from the gaps, the transitions and the border, as an edition may show them.

    The whole landscape says who knows whom; wishes that the edition does not show are no reason, and neither are offices
    without cooperation; its protected actors and what notes say are not named.
    """
    from dataclasses import replace

    from netmap.analysis.introductions import introductions as propose
    from netmap.editions import protected_actors, shows

    when = day or landscape.reference_date()
    hidden = () if edition == "internal" else protected_actors(landscape)
    told = landscape if edition == "internal" else landscape.replace(without=_unseen_wishes(landscape, shown))
    occasions = list(_occasions(landscape, when, offices=shows(edition, "unconnected")))
    found = propose(told, occasions, at=when, without=hidden, known_by=landscape)
    if shows(edition, "notes"):
        return found
    return replace(found, rows=tuple(replace(row, responsible="", due=None) for row in found.rows), refused=0, done=0)


def _unseen_wishes(landscape: Landscape, shown: Landscape) -> Iterator[str]:
    for one in landscape.cooperations.values():
        if one.status in {"planned", "wished"} and one.id not in shown.cooperations:
            yield one.id


def _occasions(landscape: Landscape, day: dt.date, *, offices: bool) -> Iterator[Occasion]:
    """Yield why people should meet; without `offices` none that says of an office by name that it has no cooperation."""
    from dataclasses import replace

    from netmap.analysis.border import border
    from netmap.analysis.introduction_occasions import from_border, from_gaps, from_transitions
    from netmap.analysis.transitions import transitions
    from netmap.cli.cubes import find_gaps

    today, gaps = landscape.at(day), find_gaps(landscape, day=day)
    yield from from_gaps([*gaps.action, *gaps.clarify], today)
    yield from from_transitions(transitions(landscape, at=day))
    across = border(landscape, at=day)
    yield from from_border(across if offices else replace(across, offices=()), today)


# --------------------------------------------------------------------------------------------------------------- outcomes


def _record(
    asked: Asked,
    first: str | None,
    second: str | None,
    *,
    status: StatusName | None,
    who: str | None,
    due: str | None,
    result: str | None,
) -> None:
    """Record what came of an introduction as a note on its id; what an earlier one says, and this one does not, stays."""
    from netmap.analysis.introduction_search import introduction_id
    from netmap.changes import diff
    from netmap.cli.gap_notes import note_of

    _ = asked.text
    if first is None or second is None:
        raise DataError(_("An outcome names both actors and --status: netmap introductions A B --status done"))
    asked.whole_only()
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        one, other = (_actor(asked, landscape, text) for text in (first, second))
        if one == other:
            raise DataError(_("An introduction is one of two different actors."))
        gap = introduction_id(one, other)
        note = note_of(asked, landscape, gap, status=status, who=who, due=due, result=result)
        after = landscape.replace([note])
        names = " – ".join(landscape.actors[key].name for key in (one, other))
        asked.write(store, diff(landscape, after), landscape, after, reason=_("introduction: {names}").format(names=names))


def _actor(asked: Asked, landscape: Landscape, text: str) -> str:
    from netmap.search import named

    key = named(landscape, text)
    if key not in landscape.actors:
        raise DataError(asked.text("“{text}” is no actor. All of them: netmap list actors").format(text=text))
    return key


# ---------------------------------------------------------------------------------------------------------------- showing


def introduction_lines(found: Introductions, *, lang: str) -> Iterator[str]:
    """Yield the pairs as a person reads them."""
    _ = translator(lang)
    yield _("Who should meet") + f" ({number(len(found.rows), lang)})"
    for row in found.rows:
        says = row.sentence_en if lang == "en" else row.sentence_de
        yield from wrapped(says + _followed(row, lang), first="  ", rest="    ")
    for text in remarks(found, lang=lang):
        yield from wrapped(text)


def _followed(row: Introduction, lang: str) -> str:
    """Say who sees to it until when, where a note does."""
    _ = translator(lang)
    parts = [_(STATES[row.status])] if row.status == "in_work" else []
    parts += [row.responsible] if row.responsible else []
    parts += [_("until {day}").format(day=date(row.due, lang))] if row.due else []
    return f" [{', '.join(parts)}]" if parts else ""


def remarks(found: Introductions, *, lang: str) -> Iterable[str]:
    """Yield what the list rests on, and what is not on it."""
    _ = translator(lang)
    if not found.rows:
        text = _("No introductions to propose: {n} occasions looked at (wishes, gaps, transitions, the border).")
        yield text.format(n=number(found.occasions, lang))
    else:
        yield _("Nothing recorded says that these know each other; they may well do. Order is by urgency, no judgement.")
    if found.refused or found.done:
        text = _("Not proposed again: {refused} refused, {done} done.")
        yield text.format(refused=number(found.refused, lang), done=number(found.done, lang))


def _headings(lang: str) -> Mapping[str, str]:
    _ = translator(lang)
    return {
        "sentence": _("Introduction"),
        "status": _("Status"),
        "responsible": _("Responsible"),
        "due": _("Due"),
        "id": _("Id"),
    }


def _table(found: Introductions, lang: str) -> list[dict[str, object]]:
    _ = translator(lang)
    return [
        {
            "sentence": row.sentence_en if lang == "en" else row.sentence_de,
            "status": _(STATES[row.status]),
            "responsible": row.responsible,
            "due": row.due,
            "id": row.id,
        }
        for row in found.rows
    ]
