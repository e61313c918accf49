"""Transitions as people read them: by state, with who should connect them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from netmap.analysis.transition_words import next_step, sentence, state_words
from netmap.cli.findings_text import next_commands, wrapped
from netmap.locale import date, number, translator
from netmap.titles import name_of

if TYPE_CHECKING:
    from netmap.analysis.transition_rows import Connection, TransitionRow
    from netmap.landscape import Landscape


def transition_lines(
    found: Sequence[TransitionRow], landscape: Landscape, day: dt.date | None, *, lang: str
) -> Iterator[str]:
    """Yield the transitions by state, with what to do first."""
    from netmap.analysis.transition_rows import STATES

    _ = translator(lang)
    when = (day or landscape.reference_date()).isoformat()
    yield _("{name}, as of {day}").format(name=landscape.settings.name, day=date(when, lang))
    asked = sum(row.answer is not None for row in found)
    text = _("{n} transitions; answered: {asked}. Single contacts are no agreed procedure.")
    yield from wrapped(text.format(n=number(len(found), lang), asked=number(asked, lang)))
    for state in STATES:
        rows = [row for row in found if row.state == state]
        if rows:
            yield ""
            yield f"{state_words(state, lang=lang)} ({number(len(rows), lang)})"
        for row in rows:
            yield from wrapped(sentence(row, landscape, lang=lang), first="  ", rest="    ")
            if step := next_step(row, landscape, lang=lang):
                yield from wrapped(f"→ {step}", first="    ", rest="      ")
    yield ""
    yield from next_commands(lang, answer=f'"{_("NAME")}"')


def transition_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table of transitions."""
    _ = translator(lang)
    return {
        "state": _("State"),
        "label": _("Transition"),
        "sentence": _("Finding"),
        "connecting": _("Who should connect it"),
        "reason": _("Why"),
        "next_step": _("Next step"),
        "id": _("Id"),
    }


def transition_table(found: Sequence[TransitionRow], landscape: Landscape, *, lang: str) -> list[dict[str, object]]:
    """Return the rows in one language."""
    english = lang == "en"
    return [
        {
            "state": state_words(row.state, lang=lang),
            "label": row.label_en if english else row.label_de,
            "sentence": row.sentence_en if english else row.sentence_de,
            "connecting": [_side(one, landscape, english=english) for one in row.connecting],
            "reason": row.reason_de,
            "next_step": row.next_step_en if english else row.next_step_de,
            "id": row.id,
        }
        for row in found
    ]


def _side(side: Connection, landscape: Landscape, *, english: bool) -> str:
    label = side.label_en if english else side.label_de
    names = "; ".join(name_of(one, landscape) for one in side.actors)
    return f"{label}: {names}" if names else label
