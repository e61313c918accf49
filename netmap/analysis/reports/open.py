"""What is open, as a report says it: what there is to be done with who is responsible, and what is to be cleared up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from netmap.analysis.expected_rows import ExpectedState
from netmap.analysis.expected_words import state_words
from netmap.analysis.gap_rows import GapRow
from netmap.analysis.reports.ground import Ground
from netmap.document import Items, Part, Section, Table, Text
from netmap.locale import date, number, translator
from netmap.titles import name_of

OF_ONE: Final = frozenset({"no_cooperation", "no_cooperation_recorded"})
"""The rules that speak of recorded organisations: what they say is said of each by itself."""
_SHORTEST: Final = 4
"""Shorter names stand in many words."""


def open_section(ground: Ground, *, most: int = 3) -> Section:
    """Return what there is to be done, or, where there is less than `most` of that, what is to be cleared up first.

    No recorded organisation is named as what is open, unless the report may name them.
    """
    _ = ground.text
    if ground.gaps is None:
        return Section("open", _("Needs for action"), ())
    action, hidden = _told(ground, ground.gaps.action)
    clarify, more = _told(ground, ground.gaps.clarify)
    if len(action) >= most:
        return Section(
            "open", _("Needs for action"), (*_items(ground, action[:most]), *_left(ground, len(action) - most, hidden))
        )
    parts: list[Part] = [*_items(ground, action)]
    if not action:
        parts.append(
            Text(
                _("Needs for action: none so far, since only what somebody has asked about can become one."),
                (ground.open_points,),
            )
        )
    else:
        parts.append(Text("", lead=_("To be clarified:")))
    parts += _items(ground, clarify[: most - len(action)])
    parts += _left(ground, len(action) + len(clarify) - most, hidden + more)
    return Section("open", _("Needs for action") if action else _("To be clarified"), tuple(parts))


def _left(ground: Ground, rest: int, hidden: int) -> list[Part]:
    """Say how much more there is, and how much of it concerns single organisations that are not named here."""
    _ = ground.text
    said = []
    if rest > 0:
        said.append(_("Further points in the Lagebericht: {n}.").format(n=number(rest, ground.lang)))
    if hidden:
        said.append(
            _("Not listed, since single organisations are not named here: {n}.").format(n=number(hidden, ground.lang))
        )
    return [Text(" ".join(said), (f"{ground.open_points} --all",))] if said else []


def _told(ground: Ground, rows: Iterable[GapRow]) -> tuple[list[GapRow], int]:
    """Return the rows that may be told, and how many may not, since they speak of single organisations."""
    waiting = [row for row in rows if row.status != "done"]
    kept = [row for row in waiting if ground.named or row.rule not in OF_ONE]
    return _spread(kept), len(waiting) - len(kept)


def _spread(rows: Sequence[GapRow]) -> list[GapRow]:
    """Return the rows with the first of each area before all others: three points of one area are one to who reads."""
    first = {(row.kind, row.area): row for row in reversed(rows)}.values()
    own = {row.id for row in first}
    return [*(row for row in rows if row.id in own), *(row for row in rows if row.id not in own)]


def _items(ground: Ground, rows: Sequence[GapRow]) -> list[Part]:
    return [Items(tuple(row_words(ground, row) for row in rows))] if rows else []


def row_words(ground: Ground, row: GapRow) -> Text:
    """Say of one row what is open, who is responsible, and what can be done; nobody is named unless the report may."""
    _ = ground.text
    english = ground.lang == "en"
    sentence, step = (row.sentence_en, row.next_step_en) if english else (row.sentence_de, row.next_step_de)
    charged, lever = (row.responsible_en, row.lever_en) if english else (row.responsible_de, row.lever_de)
    if not ground.named:
        sentence = sentence if names_nobody(ground, sentence) else _plain(ground, row)
        step = step if names_nobody(ground, step) else ""
    parts = [_("Responsible: {who}.").format(who=charged.rstrip("."))]
    parts.append(step or (_("Lever: {lever}.").format(lever=lever.rstrip(".")) if lever else ""))
    if row.due:
        parts.append(_("Due: {day}.").format(day=date(row.due, ground.lang)))
    return Text(" ".join(part for part in parts if part), (ground.open_points,), lead=sentence)


def _plain(ground: Ground, row: GapRow) -> str:
    """Say what is open without any name: what is expected, or which transition is meant, and its state."""
    _ = translator(ground.lang)
    key = row.id.split("/")
    if row.kind == "expected":
        what = [ground.label("expected_actors", key[2])]
        places = [name_of(one, ground.landscape) for one in row.districts]
        if len(places) == 1:
            what += places
        elif places:
            what.append(_("in {n} districts").format(n=number(len(places), ground.lang)))
        state: ExpectedState = row.rule  # type: ignore[assignment]
        return f"{', '.join(what)}: {state_words(state, lang=ground.lang)}."
    label = (
        ground.label("transitions", key[-1]) if row.kind == "transition" else row.area and ground.label("areas", row.area)
    )
    return f"{label}: {_('details in the Lagebericht')}."


def names_nobody(ground: Ground, text: str) -> bool:
    """Tell whether a text names no recorded organisation; who coordinates may be named."""
    office = ground.landscape.settings.coordinating_office
    return not any(
        len(name) >= _SHORTEST and name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for one in ground.landscape.actors.values()
        if one.id != office
        for name in (one.name, one.short_name)
    )


def gap_table(ground: Ground, rows: Sequence[GapRow], name: str, *, first: int | None = 10) -> Table:
    """Return one of the two lists as a table."""
    _ = ground.text
    english = ground.lang == "en"
    names = {"high": _("high"), "middle": _("middle"), "low": _("low")}
    statuses = {"open": _("open"), "in_work": _("in work"), "done": _("done")}
    notes = ground.shows("notes")
    headings = [_("Priority"), _("Finding"), _("Responsible"), _("Next step")]
    headings += [_("Status"), _("Due")] if notes else []
    cells = []
    for row in rows:
        told = (
            [row.sentence_en, row.responsible_en, row.next_step_en]
            if english
            else [row.sentence_de, row.responsible_de, row.next_step_de]
        )
        noted = [statuses[row.status], date(row.due, ground.lang) if row.due else ""] if notes else []
        cells.append((names[row.priority], *told, *noted))
    return Table(name, tuple(headings), tuple(cells), f"{ground.open_points} --all", first)
