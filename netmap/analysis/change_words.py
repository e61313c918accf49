"""What became of a landscape between two moments, in words: what happened, what was learnt, what only grew old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from netmap.analysis.change_rows import (
    AskedCount,
    Became,
    Cause,
    Comparison,
    FigureChange,
    FindingChange,
    Reason,
    RecordChange,
)
from netmap.analysis.rows import STATES, state_name
from netmap.fields import field_label
from netmap.locale import N_, number, translator

BECAME: Final[Mapping[Became, str]] = {
    "new": N_("Begun since"),
    "gone": N_("Ended since"),
    "found": N_("Known only now"),
    "withdrawn": N_("No longer said of then"),
    "first_seen": N_("First evidence since; the beginning is not known"),
    "reconfirmed": N_("Confirmed again"),
    "filled": N_("Better known"),
    "restated": N_("Said otherwise now (a change or a correction)"),
    "aged": N_("Evidence has grown old"),
}
"""What may become of a record, in the order in which it is told."""
REASONS: Final[Mapping[Reason, str]] = {
    "planned": N_("was planned or wished"),
    "end_unknown": N_("its end is not known"),
    "start_unknown": N_("its beginning is not known"),
    "earlier": N_("was there already"),
    "ended_before": N_("had ended before"),
    "later": N_("began later"),
    "merged": N_("the same as another one"),
    "deleted": N_("taken out of the records"),
}
CAUSES: Final[Mapping[Cause, str]] = {
    "age": N_("evidence grew old"),
    "change": N_("changed in the city"),
    "answers": N_("more is known"),
    "dropped": N_("a note sets it aside"),
}
FIGURES: Final[Mapping[str, str]] = {
    "pairs_across": N_("Tied pairs across the border of the administration"),
    "pairs_inside": N_("Tied pairs within the administration"),
    "pairs_outside": N_("Tied pairs outside"),
    "ei_index": N_("E-I index (-1: no tie crosses the border, 1: all do)"),
    "fields_asked": N_("Fields of the coverage that have been asked about"),
    "fields": N_("Fields of the coverage"),
    "action": N_("Needs for action"),
    "clarify": N_("To be clarified"),
}
ASKED: Final[Mapping[str, str]] = {
    "actors_asked": N_("Actors asked in a survey"),
    "actors_answered": N_("Actors that answered"),
    "ties_reported": N_("Reports of a cooperation by one of its ends"),
    "ties_confirmed": N_("Cooperations that both ends reported"),
    "ties_fresh": N_("Cooperations with fresh evidence"),
    "offers_fresh": N_("Offers with fresh evidence"),
    "inventories_complete": N_("Complete inventories, and fields declared not intended"),
    "inventories_partial": N_("Inventories in part"),
    "expectations_answered": N_("Answers on expected actors and transitions"),
}
_STANDINGS: Final[Mapping[str, str]] = {
    "none": N_("no cooperation across the border recorded"),
    "nobody": N_("nobody recorded on one side"),
    "unsettled": N_("only partners whose sector is not settled"),
    "part_only": N_("cooperation of its parts only"),
    "office_only": N_("cooperation of the coordinating office only"),
    "old_only": N_("cooperation across the border, old or undated"),
    "tied": N_("cooperation across the border recorded"),
    "top": N_("Top"),
    "middle": N_("Middle"),
    "others": N_("Others"),
}


def causes_text(causes: Iterable[Cause], *, lang: str = "de") -> str:
    """Say what a change comes from.

    >>> causes_text(("age", "change"), lang="en")
    'evidence grew old, changed in the city'
    """
    _ = translator(lang)
    return ", ".join(_(CAUSES[one]) for one in causes)


def state_text(row: FindingChange, state: str | None, *, lang: str = "de") -> str:
    """Name a state of what a row is about; a dash where there was or is none.

    >>> row = FindingChange("broker", "a", "A", "others", "top+cutpoint", ("change",))
    >>> state_text(row, row.after, lang="en"), state_text(row, None)
    ('Top, the only recorded way to others', '–')
    """
    _ = translator(lang)
    if state is None:
        return "–"
    for one in STATES if row.about == "field" else ():
        if one == state:
            return state_name(one, lang=lang)
    standing, _plus, cutpoint = state.partition("+")
    words = _(_STANDINGS[standing])
    return f"{words}, {_('the only recorded way to others')}" if cutpoint else words


def record_text(row: RecordChange, *, lang: str = "de") -> str:
    """Name a record, with why it is told where that is not plain, or with the fields concerned.

    >>> record_text(RecordChange("cooperation", "found", "a--b", "A – B", "start_unknown"), lang="en")
    'A – B (its beginning is not known)'
    """
    told = [translator(lang)(REASONS[row.reason])] if row.reason else []
    told += [field_label(row.kind, name, lang) for name in row.fields]
    return f"{row.name} ({', '.join(told)})" if told else row.name


def value_of(row: FigureChange, value: float | None, *, lang: str = "de") -> str:
    """Write a figure: counts as whole numbers, an index with two decimals, a dash where there is none."""
    return "–" if value is None else number(value, lang, 2 if row.figure == "ei_index" else 0)


def summary(found: Comparison, *, lang: str = "de") -> Iterator[str]:
    """Yield in a few sentences what happened, what was learnt, and what became of the lists of gaps."""
    _ = translator(lang)
    records, gaps = found.records, found.gaps
    ties = [{one.kind: one for one in records.counts}[kind] for kind in ("cooperation", "offer")]
    for text, one in zip(
        (
            _("Cooperations: {then} then, {now} now. Begun since: {new}; ended: {gone}; known only now: {found}."),
            _("Offers: {then} then, {now} now. Begun since: {new}; ended: {gone}; known only now: {found}."),
        ),
        ties,
        strict=True,
    ):
        counts = {name: getattr(one, name) for name in ("then", "now", "new", "gone", "found")}
        yield text.format(**{name: number(count, lang) for name, count in counts.items()})
    closed = [one for one in gaps if one.gap.change == "closed"]
    text = _("Closed entries of the lists: {n}; by something in the city: {real}; because more is known: {known}.")
    yield text.format(
        n=number(len(closed), lang),
        real=number(sum("change" in one.causes for one in closed), lang),
        known=number(sum("change" not in one.causes and "answers" in one.causes for one in closed), lang),
    )


def asked_changed(rows: Iterable[AskedCount]) -> tuple[AskedCount, ...]:
    """Return what was asked more or less than before."""
    return tuple(row for row in rows if row.then != row.now)
