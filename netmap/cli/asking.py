"""Questions with a name: netmap query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.session import can_be_asked
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.queries import Answer
    from netmap.cli.render import Out
    from netmap.editions import Edition
    from netmap.landscape import Landscape
    from netmap.model import Query
    from netmap.vocabulary import Term

_Text = str | None


@command(
    "query",
    "abfrage",
    N_("Ask one of many questions by its name; --list shows them all."),
    example="query offers --language ukrainian --childcare",
    options=READING,
)
def query(
    asked: Asked,
    name: Annotated[_Text, Argument(metavar="NAME", help=N_("Which question: see --list."))] = None,
    list_: Annotated[bool, Option("--list", help=N_("Show all questions, and what may be given with each."))] = False,
    area: Annotated[_Text, Option(metavar=N_("AREA"), help=N_("An education area."))] = None,
    group: Annotated[_Text, Option(metavar=N_("GROUP"), help=N_("A target group."))] = None,
    district: Annotated[_Text, Option(metavar=N_("DISTRICT"), help=N_("A district."))] = None,
    type_: Annotated[_Text, Option("--type", metavar=N_("TYPE"), help=N_("A type of actor."))] = None,
    sector: Annotated[_Text, Option(metavar=N_("SECTOR"), help=N_("inside, outside or unknown."))] = None,
    actor: Annotated[_Text, Option(metavar="ID", help=N_("An actor: id, name or short name."))] = None,
    forum: Annotated[_Text, Option(metavar="ID", help=N_("A forum: id, name or short name."))] = None,
    language: Annotated[_Text, Option(metavar=N_("LANGUAGE"), help=N_("A language."))] = None,
    level: Annotated[_Text, Option(metavar="A1-C2", help=N_("A language level."))] = None,
    kind: Annotated[_Text, Option(metavar=N_("KIND"), help=N_("A kind of cooperation, a format of offers."))] = None,
    state: Annotated[_Text, Option(metavar=N_("STATE"), help=N_("A state, as the answer to the question names it."))] = None,
    months: Annotated[int | None, Option(min=0, max=1200, help=N_("Not confirmed for so many months."))] = None,
    start: Annotated[_Text, Option("--from", metavar=N_("DATE"), help=N_("From this day."))] = None,
    end: Annotated[
        _Text, Option("--to", metavar=N_("DATE"), help=N_("To this day, the day of the answer by default."))
    ] = None,
    childcare: Annotated[bool, Option("--childcare", help=N_("With childcare."))] = False,
    free: Annotated[bool, Option("--free", help=N_("Free of charge."))] = False,
    accessible: Annotated[bool, Option("--accessible", help=N_("Accessible."))] = False,
) -> None:
    """Ask one of many questions by its name."""
    from netmap.cli.moments import date_of

    given = {
        "area": area, "group": group, "district": district, "type": type_, "sector": sector, "actor": actor, "forum": forum,
        "language": language, "level": level, "kind": kind, "state": state, "months": months, "start": date_of(asked, start),
        "end": date_of(asked, end),
        "childcare": childcare or None, "free": free or None, "accessible": accessible or None,
    }  # fmt: skip
    if list_ or name is None:
        _list(asked)
    else:
        _answer(asked, name, given)


def _list(asked: Asked) -> None:
    from netmap.analysis.queries import questions
    from netmap.analysis.queries.given import OPTIONS
    from netmap.model import Query

    _ = asked.text
    with asked.output() as out:
        rows = []
        for name, one in questions(asked.landscape()).items():
            takes = [] if isinstance(one, Query) else one.get("takes", ())
            needs = [] if isinstance(one, Query) else one.get("needs", ())
            options = [f"--{OPTIONS.get(key, key)}" + ("" if key in needs else "?") for key in takes]
            label = _label(one, asked.lang)
            rows.append({"name": _written(name), "question": label, "with": options})
        headings = {"name": _("Name"), "question": _("Question"), "with": _("With (? = if you like)")}
        out.rows(rows, headings)


def _answer(asked: Asked, name: str, given: dict[str, Any]) -> None:
    from netmap.analysis.queries import ask, questions
    from netmap.analysis.queries.given import read_given
    from netmap.model import Query

    with asked.output() as out:
        whole = asked.landscape()
        question = _question(questions(whole), name, asked)
        if isinstance(question, Query):
            answer_own(asked, out, whole, question)
            return
        _allowed(question, asked.eyes, asked)
        shown = out.view(whole)
        given |= _asked_for(asked, shown, question, given)
        found = ask(shown, question.key, read_given(shown, question, given, lang=asked.lang), at=asked.day)
        _tell(asked, out, found, shown, question)


def _asked_for(asked: Asked, shown: Landscape, question: Term, given: Mapping[str, Any]) -> dict[str, str]:
    """Ask at a terminal for what a question needs and was not given, completed from what the landscape has."""
    from netmap.analysis.queries.given import LABELS, choices
    from netmap.cli.prompts import asker, completed

    missing = [name for name in question.get("needs", ()) if not given[name]]
    if not missing or not can_be_asked():
        return {}
    ask, found = asker(), {}
    for name in missing:
        there = list(choices(shown, question, name, lang=asked.lang).values())
        found[name] = completed(ask(f"{asked.text(LABELS[name])}: ", there, ""), there)
    return found


def answer_own(asked: Asked, out: Out, whole: Landscape, question: Query) -> None:
    """Answer a question of the landscape's own, kept or just asked; refuse one that asks for what there is not."""
    from netmap.analysis.queries import ask
    from netmap.analysis.queries.own import check_own

    shown = out.view(whole)
    own = {key for one in shown.records() if one.kind_name == question.records for key in one.attributes}
    check_own(question, own, lang=asked.lang)
    _tell(asked, out, ask(shown.replace([question]), question.id, at=asked.day), shown, question)


def _tell(asked: Asked, out: Out, found: Answer, shown: Landscape, question: Term | Query) -> None:
    from netmap.analysis.queries.words import headings, unknown_words, worded
    from netmap.locale import date

    _ = asked.text
    if out.as_text:
        out.line(_label(question, asked.lang) + ".")
    out.rows(worded(found, shown, lang=asked.lang) if out.for_people else found.rows, headings(found, lang=asked.lang))
    if found.rows:
        out.remark(_("Rows: {n}, as of {day}.").format(n=len(found.rows), day=date(found.day, asked.lang)))
    else:
        out.remark(_("Nothing recorded that answers this. That does not mean it does not exist."))
    out.remark(unknown_words(found, lang=asked.lang))


def _question(known: dict[str, Term | Query], name: str, asked: Asked) -> Term | Query:
    from difflib import get_close_matches

    for key in (name, name.replace("-", "_"), name.replace("_", "-")):
        if key in known:
            return known[key]
    _ = asked.text
    near = ", ".join(_written(one) for one in get_close_matches(name.replace("-", "_"), list(known), n=3, cutoff=0.5))
    says = _("There is no question “{given}”.") + " " + (_("Did you mean: {near}?") if near else "")
    raise DataError(f"{says.format(given=name, near=near).strip()} {_('All of them: netmap query --list')}")


def _allowed(question: Term, edition: Edition, asked: Asked) -> None:
    from netmap.editions import edition_name, shows

    part = question.get("shown_to")
    if part and not shows(edition, part):
        _ = asked.text
        says = _("What this question answers is not shown in the edition “{edition}”. It is in: --edition internal")
        raise DataError(says.format(edition=edition_name(edition, lang=asked.lang)))


def _label(question: Term | Query, lang: str) -> str:
    return (question.label_en if lang == "en" else "") or question.label_de


def _written(name: str) -> str:
    return name.replace("_", "-")
