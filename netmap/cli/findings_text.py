"""Findings as people read them: the lists of gaps, the picture of the ties, who connects it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from netmap.locale import N_, alphabetical, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.brokers import BrokerRow, Brokers
    from netmap.analysis.gaps import GapRow, Gaps
    from netmap.analysis.structure import Structure
    from netmap.landscape import Landscape

WIDTH = 100
FIRST = 10
PRIORITIES = {"high": N_("high"), "middle": N_("middle"), "low": N_("low")}
LISTS = {"action": N_("Need for action"), "clarify": N_("To be clarified")}
BANDS = {"top": N_("Top"), "middle": N_("Middle"), "others": N_("Others")}


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
    yield from _wrapped(f"[{_(PRIORITIES[row.priority])}] {sentence}", first="  ", rest="    ")
    if step:
        yield from _wrapped(f"→ {step}", first="    ", rest="      ")


def _wrapped(text: str, *, first: str, rest: str) -> list[str]:
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
        yield from _wrapped(sentence, first="  ", rest="  ")
    yield from _wrapped(data_sentence(found, lang=lang), first="  ", rest="  ")


def bridge_lines(found: Brokers, *, lang: str) -> Iterator[str]:
    """Yield, for a short picture, who is in the top band and who alone keeps others within reach."""
    _ = translator(lang)
    top = _in_band(found, "top")
    if not top:
        return
    says = _("Most of the shortest ways between others lead through (in alphabetical order): {names}")
    names = "; ".join(row.name for row in top)
    yield from _wrapped(says.format(names=names), first="  ", rest="  ")
    alone = [row for row in found.rows if row.cutpoint]
    if alone:
        says = _("{n} actors are the only recorded way to others; a second contact each would secure the network.")
        yield from _wrapped(says.format(n=number(len(alone), lang)), first="  ", rest="  ")
    yield "  " + _("This describes the position in the network, not the performance.")


def broker_lines(found: Brokers, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield who connects the network, in bands and not in ranks where no survey has been answered."""
    from netmap.analysis.brokers import cutpoint_sentence, sentence

    _ = translator(lang)
    yield _("Who connects the recorded network")
    for remark in broker_remarks(found, landscape, lang=lang):
        yield from _wrapped(remark, first="  ", rest="  ")
    for band in BANDS:
        rows = _in_band(found, band)
        yield ""
        yield f"  {_(BANDS[band])} ({number(len(rows), lang)})"
        if band == "top":
            for row in rows:
                text = " ".join(part for part in (sentence(row, lang=lang), cutpoint_sentence(row, lang=lang)) if part)
                yield from _wrapped(text, first="    ", rest="      ")
        elif band == "middle":
            yield from _wrapped(", ".join(row.name for row in rows), first="    ", rest="    ")


def broker_remarks(found: Brokers, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield what a ranking rests on, and what it does not say."""
    from netmap.analysis.brokers import basis_sentence

    _ = translator(lang)
    yield basis_sentence(found, lang=lang)
    if not landscape.surveys:
        yield _("No survey: from documents. So these are bands in alphabetical order, not ranks.")
    yield _("This describes the position in the network, not the performance.")


def broker_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table of brokers."""
    _ = translator(lang)
    return {
        "band": _("Band"),
        "name": _("Name"),
        "sector": _("Sector"),
        "degree": _("Tied actors"),
        "cut_off_count": _("Reached only through it"),
        "actor": _("Id"),
    }


def broker_table(found: Brokers, *, lang: str) -> list[dict[str, object]]:
    """Return the bands as rows for people, alphabetical within a band; without ranks, which only programs get."""
    _ = translator(lang)
    return [
        {
            "band": _(BANDS[band]),
            "name": row.name,
            "sector": row.sector,
            "degree": row.degree,
            "cut_off_count": row.cut_off_count if row.cutpoint else 0,
            "actor": row.actor,
        }
        for band in BANDS
        for row in _in_band(found, band)
    ]


def _in_band(found: Brokers, band: str) -> list[BrokerRow]:
    return sorted((row for row in found.rows if row.band == band), key=lambda row: alphabetical(row.name))
