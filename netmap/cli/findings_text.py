"""Findings as people read them: the lists of gaps, the picture of the ties."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from netmap.locale import N_, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.gaps import GapRow, Gaps
    from netmap.analysis.structure import Structure
    from netmap.landscape import Landscape

WIDTH = 100
FIRST = 10
PRIORITIES = {"high": N_("high"), "middle": N_("middle"), "low": N_("low")}
LISTS = {"action": N_("Need for action"), "clarify": N_("To be clarified")}


def gap_lines(found: Gaps, landscape: Landscape, *, everything: bool, lang: str) -> Iterator[str]:
    """Yield the two lists as a person reads them, with what they rest on."""
    from netmap.analysis.gaps import summary

    _ = translator(lang)
    stand = date(found.day, lang)
    yield _("{name}, as of {day}").format(name=landscape.settings.name, day=stand)
    yield summary(found, lang=lang)
    yield _("A field is an education area for a target group, and in a district where nearness matters.")
    for key, rows in (("action", found.action), ("clarify", found.clarify)):
        yield ""
        yield f"{_(LISTS[key])} ({number(len(rows), lang)})"
        if not rows:
            yield "  " + _("Nothing so far: only what somebody has asked about can become a need for action.")
        shown = rows if everything else rows[:FIRST]
        for row in shown:
            yield from _gap(row, lang)
        if len(shown) < len(rows):
            yield "  " + _("… and {n} more: netmap gaps --all").format(n=number(len(rows) - len(shown), lang))
    yield ""
    yield _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it.")


def _gap(row: GapRow, lang: str) -> Iterator[str]:
    _ = translator(lang)
    sentence, step = (row.sentence_en, row.next_step_en) if lang == "en" else (row.sentence_de, row.next_step_de)
    yield from wrapped(f"[{_(PRIORITIES[row.priority])}] {sentence}", first="  ", rest="    ")
    if step:
        yield from wrapped(f"→ {step}", first="    ", rest="      ")


def wrapped(text: str, *, first: str, rest: str) -> list[str]:
    """Return a text in lines that fit a terminal."""
    # a percent sign stays with its number
    text = text.replace(" %", "\u00a0%")
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def gap_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table of gaps."""
    _ = translator(lang)
    return {
        "list": _("List"),
        "priority": _("Priority"),
        "sentence": _("Finding"),
        "reasons": _("Why"),
        "responsible": _("Responsible"),
        "next_step": _("Next step"),
        "persons": _("Persons"),
        "id": _("Id"),
    }


def gap_table(found: Gaps, *, lang: str) -> list[dict[str, object]]:
    """Return both lists as rows in one language."""
    _ = translator(lang)
    tail = "en" if lang == "en" else "de"
    return [
        {
            "list": _(LISTS[row.list]),
            "priority": _(PRIORITIES[row.priority]),
            **{name: getattr(row, f"{name}_{tail}") for name in ("sentence", "reasons", "responsible", "next_step")},
            "persons": row.persons,
            "id": row.id,
        }
        for row in (*found.action, *found.clarify)
    ]


def structure_lines(found: Structure, *, lang: str) -> Iterator[str]:
    """Yield what the ties look like as a whole, one sentence a line."""
    from netmap.analysis.structure import data_sentence, sentences

    yield translator(lang)("How the landscape is tied together")
    for sentence in sentences(found, lang=lang):
        yield from wrapped(sentence, first="  ", rest="  ")
    yield from wrapped(data_sentence(found, lang=lang), first="  ", rest="  ")
