"""Expected actors as people read them: by state, the districts of one entry in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from netmap.analysis.expected_folds import folded, told
from netmap.analysis.expected_words import next_step, state_words, why
from netmap.cli.findings_text import next_commands, wrapped
from netmap.fields import VALUE_LABELS
from netmap.locale import date, number, translator
from netmap.titles import name_of

if TYPE_CHECKING:
    from netmap.analysis.expected_rows import Expected, ExpectedRow
    from netmap.landscape import Landscape

FIRST = 10


def summary(found: Expected, *, lang: str) -> str:
    """Say how many entries there are, what is recorded of them, and how many somebody has answered."""
    _ = translator(lang)
    entries = len({row.key for row in found.rows})
    recorded = len({row.key for row in found.rows if row.matches})
    text = _("{n} expected actors (guide values, no norm): {recorded} with actors recorded; answered: {answered}.")
    says = text.format(n=number(entries, lang), recorded=number(recorded, lang), answered=number(found.answered, lang))
    if found.inhabitants is None and any(row.scope == "per_n_inhabitants" for row in found.rows):
        says += " " + _("Number of inhabitants not known – at least one of each expected.")
    if found.dropped:
        says += " " + _("Left out by this landscape: {n}.").format(n=number(found.dropped, lang))
    return says


def expected_lines(found: Expected, picked: Expected, landscape: Landscape, *, everything: bool, lang: str) -> Iterator[str]:
    """Yield the expected actors by state, with what to do first."""
    from netmap.analysis.expected_rows import STATES

    _ = translator(lang)
    yield _("{name}, as of {day}").format(name=landscape.settings.name, day=date(found.day, lang))
    yield from wrapped(summary(found, lang=lang))
    for state in STATES:
        cases = _by_importance([row for row in picked.rows if row.state == state])
        if not cases:
            continue
        yield ""
        yield f"{state_words(state, lang=lang)} ({number(len(cases), lang)})"
        shown = cases if everything else cases[:FIRST]
        for rows in shown:
            yield from _case(rows, landscape, lang)
        if len(shown) < len(cases):
            yield "  " + _("… and {n} more: netmap expected --all").format(n=number(len(cases) - len(shown), lang))
    yield ""
    if picked.rows:
        yield from next_commands(lang, answer=f'"{_("NAME")}"')
    else:
        yield _("No expected actor of this area and state.")
    yield ""
    yield from wrapped(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def _by_importance(rows: Sequence[ExpectedRow]) -> list[tuple[ExpectedRow, ...]]:
    order = {"core": 0, "recommended": 1, "optional": 2}
    return sorted(folded(rows), key=lambda some: order.get(some[0].importance, 1))


def _case(rows: Sequence[ExpectedRow], landscape: Landscape, lang: str) -> Iterator[str]:
    _ = translator(lang)
    row = rows[0]
    importance = _(VALUE_LABELS.get(row.importance, row.importance))
    yield from wrapped(f"[{importance}] {told(rows, landscape, lang=lang)}", first="  ", rest="    ")
    step = next_step(row, landscape, lang=lang)
    if step:
        yield from wrapped(f"→ {step}", first="    ", rest="      ")


def expected_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table of expected actors."""
    _ = translator(lang)
    return {
        "state": _("State"),
        "label": _("Expected actor"),
        "district": _("District"),
        "sentence": _("Finding"),
        "recorded": _("Recorded"),
        "needed": _("Guide value"),
        "matches": _("What counts, and why"),
        "hints": _("To be confirmed"),
        "importance": _("Importance"),
        "responsible": _("Responsible"),
        "mandatory": _("Mandatory"),
        "legal_basis": _("Legal basis"),
        "next_step": _("Next step"),
        "id": _("Id"),
    }


def expected_table(found: Expected, landscape: Landscape, *, lang: str) -> list[dict[str, object]]:
    """Return the rows in one language."""
    _ = translator(lang)
    return [
        {
            "state": state_words(row.state, lang=lang),
            "label": row.label_en if lang == "en" else row.label_de,
            "district": name_of(row.district, landscape) if row.district else "",
            "sentence": row.sentence_en if lang == "en" else row.sentence_de,
            "recorded": row.recorded,
            "needed": row.needed,
            "matches": [f"{one.name} ({why(one, landscape, lang=lang)})" for one in row.matches],
            "hints": [f"{one.name} ({why(one, landscape, lang=lang)})" for one in row.hints],
            "importance": _(VALUE_LABELS.get(row.importance, row.importance)),
            "responsible": _(VALUE_LABELS.get(row.responsible, row.responsible)),
            "mandatory": row.mandatory,
            "legal_basis": row.rationale_en if lang == "en" else row.legal_basis,
            "next_step": row.next_step_en if lang == "en" else row.next_step_de,
            "id": row.id,
        }
        for row in found.rows
    ]
