"""Findings as people read them: the lists of gaps, the picture of the ties."""

from __future__ import annotations

import dataclasses
import shutil
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netmap.locale import N_, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.gap_rows import GapRow, Gaps
    from netmap.analysis.structure import Structure
    from netmap.landscape import Landscape

WIDTH = 100
FIRST = 10
PRIORITIES = {"high": N_("high"), "middle": N_("middle"), "low": N_("low")}
STATUSES = {"open": N_("open"), "in_work": N_("in work"), "done": N_("done")}
LISTS = {"action": N_("Need for action"), "clarify": N_("To be clarified")}


def gap_lines(found: Gaps, landscape: Landscape, *, everything: bool, details: bool = True, lang: str) -> Iterator[str]:
    """Yield the two lists as a person reads them, with what they rest on; `details`: of each row, too."""
    from netmap.analysis.gaps import summary

    _ = translator(lang)
    stand = date(found.day, lang)
    yield _("{name}, as of {day}").format(name=landscape.settings.name, day=stand)
    yield from wrapped(summary(found, lang=lang))
    field = _("A field is an education area for a target group, and in a district where nearness matters.")
    yield from wrapped(field)
    for key, rows in (("action", found.action), ("clarify", found.clarify)):
        yield ""
        yield f"{_(LISTS[key])} ({number(len(rows), lang)})"
        if not rows:
            nothing = _("Nothing so far: only what somebody has asked about can become a need for action.")
            yield from wrapped(nothing, first="  ", rest="  ")
        shown = rows if everything else rows[:FIRST]
        for row in shown:
            yield from _gap(row, lang)
            if details:
                yield from _details(row, lang)
        if len(shown) < len(rows):
            yield "  " + _("… and {n} more: netmap gaps --all").format(n=number(len(rows) - len(shown), lang))
    if details and (found.action or found.clarify):
        yield ""
        yield from next_commands(lang, answer="ID", note=True, area=True)
    yield ""
    yield from wrapped(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def next_commands(lang: str, *, answer: str, note: bool = False, area: bool = False) -> Iterator[str]:
    """Yield how to record what somebody says of a row of a list, and with `note` and `area` what else can be recorded."""
    _ = translator(lang)
    yield _("How to go on")
    texts = {
        _("What somebody says of an expected actor or a transition:"): _(
            "netmap answer {id} present|missing|elsewhere --by WHO --source SOURCE"
        ).format(id=answer),
    }
    if area:
        texts[_("What has been asked in an area:")] = _("netmap inventory AREA complete|partial --by WHO")
    if note:
        texts[_("Who sees to a row until when:")] = _("netmap gaps note ID --status in-work --who WHO --due DATE")
    for what, how in texts.items():
        yield f"  {what}"
        yield f"    {how}"


def _gap(row: GapRow, lang: str) -> Iterator[str]:
    _ = translator(lang)
    sentence, step = (row.sentence_en, row.next_step_en) if lang == "en" else (row.sentence_de, row.next_step_de)
    yield from wrapped(f"[{_(PRIORITIES[row.priority])}] {sentence}", first="  ", rest="    ")
    if step:
        yield from wrapped(f"→ {step}", first="    ", rest="      ")


def _details(row: GapRow, lang: str) -> Iterator[str]:
    """Yield why a row stands where it stands, who can do what about it, what a note says, and its id as notes name it."""
    _ = translator(lang)
    told = _in(row, lang)
    parts = [(_("Why"), "; ".join(told["reasons"])), (_("Responsible"), told["responsible"]), (_("Lever"), told["lever"])]
    yield from wrapped(". ".join(f"{name}: {text}" for name, text in parts if text) + ".", first="    ", rest="    ")
    noted = [_(STATUSES[row.status])] if row.status != "open" else []
    noted += [_("until {day}").format(day=date(row.due, lang))] if row.due else []
    noted += [row.result] if row.result else []
    if noted:
        yield from wrapped(f"{_('Note')}: {', '.join(noted)}", first="    ", rest="    ")
    yield f"    {row.id}"


def _in(row: GapRow, lang: str) -> dict[str, Any]:
    """Return what a row says in one language."""
    tail = "en" if lang == "en" else "de"
    return {name: getattr(row, f"{name}_{tail}") for name in ("sentence", "reasons", "responsible", "lever", "next_step")}


def width() -> int:
    """Return how many letters a line may have."""
    return min(WIDTH, shutil.get_terminal_size(fallback=(WIDTH, 24)).columns)


def wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines that fit the terminal, of at most a hundred letters; where there is none, of a hundred."""
    # a percent sign stays with its number
    text = text.replace(" %", "\u00a0%")
    return textwrap.wrap(text, width(), initial_indent=first, subsequent_indent=rest, break_long_words=False)


def gap_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table of gaps."""
    _ = translator(lang)
    return {
        "list": _("List"),
        "priority": _("Priority"),
        "sentence": _("Finding"),
        "reasons": _("Why"),
        "responsible": _("Responsible"),
        "lever": _("Lever"),
        "next_step": _("Next step"),
        "persons": _("Persons"),
        "status": _("Status"),
        "due": _("Due"),
        "result": _("Result"),
        "id": _("Id"),
    }


def gap_table(found: Gaps, *, lang: str) -> list[dict[str, object]]:
    """Return both lists as rows in one language."""
    _ = translator(lang)
    return [
        {
            "list": _(LISTS[row.list]),
            "priority": _(PRIORITIES[row.priority]),
            **_in(row, lang),
            "persons": row.persons,
            "status": _(STATUSES[row.status]),
            "due": date(row.due, lang) if row.due else "",
            "result": row.result,
            "id": row.id,
        }
        for row in (*found.action, *found.clarify)
    ]


def gap_records(found: Gaps, *, score: bool) -> list[dict[str, object]]:
    """Return both lists as programs read them; the number that sorts them only where `score`, lest people compare it."""
    rows = [dataclasses.asdict(row) for row in (*found.action, *found.clarify)]
    return [{name: value for name, value in row.items() if score or name != "score"} for row in rows]


def structure_lines(found: Structure, *, lang: str) -> Iterator[str]:
    """Yield what the ties look like as a whole, one sentence a line."""
    from netmap.analysis.structure import data_sentence, sentences

    yield translator(lang)("How the landscape is tied together")
    for sentence in sentences(found, lang=lang):
        yield from wrapped(sentence, first="  ", rest="  ")
    yield from wrapped(data_sentence(found, lang=lang), first="  ", rest="  ")
