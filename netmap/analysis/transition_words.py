"""The words for transitions: what is recorded among those who should connect them, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from netmap.analysis.expected_words import confirmed, ended
from netmap.analysis.transition_rows import TransitionRow, TransitionState
from netmap.landscape import Landscape
from netmap.locale import alphabetical, date, listed, number, translator
from netmap.titles import name_of


def state_words(state: TransitionState, *, lang: str = "de") -> str:
    """Return the short words for a state.

    >>> state_words("single_contacts", lang="en")
    'Single contacts recorded'
    """
    _ = translator(lang)
    return {
        "agreed": _("Agreed"),
        "single_contacts": _("Single contacts recorded"),
        "nothing_recorded": _("Nothing recorded"),
        "unregulated": _("Confirmed unregulated"),
    }[state]


def sentence(row: TransitionRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say which transition is meant, and what is recorded of it."""
    label = row.label_en if lang == "en" else row.label_de
    return ended(f"{label}: {_says(row, landscape, lang)}")


def _says(row: TransitionRow, landscape: Landscape, lang: str) -> str:
    _ = translator(lang)
    if row.state == "agreed":
        when = date(row.answer_date, lang) if row.answer_date else _("date unknown")
        return _("Agreed ({source}, {when})").format(source=row.answer_source, when=when)
    if row.state == "unregulated":
        says = _("Not regulated – {confirmed}").format(confirmed=confirmed(row, lang))
        return "; ".join([says, *_contacts(row, landscape, lang)])
    if row.state == "nothing_recorded":
        return "; ".join([_("Nothing recorded – not asked yet"), *_sides(row, lang)])
    parts = [_("Single contacts recorded"), *_contacts(row, landscape, lang)]
    if row.agreements:
        names = listed(_in_order(row.agreements, landscape), lang=lang)
        parts.append(
            _("an agreement is recorded ({names}) – whether it settles this transition is not known").format(names=names)
        )
    return "; ".join(parts)


def _contacts(row: TransitionRow, landscape: Landscape, lang: str) -> list[str]:
    """Name the cooperations and forums among those who should connect."""
    _ = translator(lang)
    parts = []
    if row.ties:
        names = listed(_in_order(row.ties, landscape), lang=lang)
        text = _("{n} cooperations ({names})") if len(row.ties) > 1 else _("one cooperation ({names})")
        parts.append(text.format(n=number(len(row.ties), lang), names=names))
    if row.forums:
        names = listed(_in_order(row.forums, landscape), lang=lang)
        text = _("{n} shared bodies ({names})") if len(row.forums) > 1 else _("one shared body ({names})")
        parts.append(text.format(n=number(len(row.forums), lang), names=names))
    if row.stale:
        year = row.last_seen[:4] if row.last_seen else _("date unknown")
        parts.append(_("last evidence {seen} – please confirm").format(seen=year))
    return parts


def _in_order(ids: Sequence[str], landscape: Landscape) -> list[str]:
    """Return the names of records in the order of the alphabet: ids must not settle which are named."""
    return sorted((_called(one, landscape) for one in ids), key=alphabetical)


def _called(record_id: str, landscape: Landscape) -> str:
    """Name a forum, or a cooperation by its two ends."""
    tie = landscape.cooperations.get(record_id)
    if tie is None:
        return name_of(record_id, landscape)
    return f"{name_of(tie.source, landscape)} – {name_of(tie.target, landscape)}"


def _sides(row: TransitionRow, lang: str) -> list[str]:
    """Say of how many of those who should connect an actor is recorded at all."""
    _ = translator(lang)
    there = sum(bool(one.actors) for one in row.connecting)
    text = _("actors are recorded for {n} of {of} that should connect it")
    return [text.format(n=number(there, lang), of=number(len(row.connecting), lang))]


def next_step(row: TransitionRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say what to do first; where nobody has asked, that is to ask."""
    _ = translator(lang)
    if row.state == "agreed":
        return ""
    there = [name_of(side.actors[0], landscape) for side in row.connecting if side.actors]
    names = listed(list(dict.fromkeys(there)), lang=lang)
    if row.state == "unregulated":
        text = _("Bring those together who should agree on it: {names}.")
        return ended(text.format(names=names)) if names else _("Bring those together who should agree on it.")
    text = _("Ask whether there is an agreed procedure, and record the answer with its source; first: {names}.")
    return ended(text.format(names=names)) if names else _("Ask who takes part in this transition, and record the actors.")
