"""The words for expected actors: what is recorded of each, why something counts, and what to do first."""

from __future__ import annotations

from netmap.analysis.expected_rows import ExpectedRow, ExpectedState, Match
from netmap.analysis.transition_rows import TransitionRow
from netmap.landscape import Landscape
from netmap.locale import date, listed, number, translator
from netmap.titles import name_of


def state_words(state: ExpectedState, *, lang: str = "de") -> str:
    """Return the short words for a state.

    >>> state_words("not_recorded", lang="en")
    'Not recorded'
    """
    _ = translator(lang)
    return {
        "present": _("Recorded"),
        "no_cooperation_recorded": _("No cooperation recorded yet"),
        "too_few": _("Fewer than the guide value"),
        "not_recorded": _("Not recorded"),
        "missing": _("Missing – confirmed"),
        "elsewhere": _("Served from outside the city"),
    }[state]


def sentence(row: ExpectedRow, landscape: Landscape, *, lang: str = "de", place: str = "") -> str:
    """Say which expected actor is meant, what is recorded of it, and how sure that is; `place`: instead of its district."""
    _ = translator(lang)
    where = [row.label_en if lang == "en" else row.label_de]
    if row.district:
        where.append(place or name_of(row.district, landscape))
    says = [_says(row, lang), *_doubts(row, landscape, lang)]
    return ended(f"{', '.join(where)}: {'; '.join(part for part in says if part)}")


def ended(text: str) -> str:
    """End a sentence with one full stop, also where a name at its end has its own.

    >>> ended("Erfasst: Ökohaus e.V."), ended("Erfasst: Ökohaus e.V.."), ended("")
    ('Erfasst: Ökohaus e.V.', 'Erfasst: Ökohaus e.V.', '')
    """
    return f"{text.rstrip('.')}." if text else ""


def _says(row: ExpectedRow, lang: str) -> str:
    _ = translator(lang)
    names = listed([one.name for one in row.matches], lang=lang)
    if row.state == "missing":
        return _("Missing – {confirmed}").format(confirmed=confirmed(row, lang))
    if row.state == "elsewhere":
        text = _("Served from outside the city")
        return f"{text} ({names})" if names else text
    if row.state == "not_recorded":
        return _nothing(row, lang)
    if row.state == "too_few":
        text = _("{n} recorded ({names}), fewer than {needed} (guide value, no norm)")
        return text.format(n=number(row.recorded, lang), names=names, needed=number(row.needed, lang)) + _contact(row, lang)
    if not row.matches:
        text = _("There, as {source} says – no actor recorded for it yet")
        return text.format(source=_told_by(row) or _("an answer that names nobody"))
    if row.state == "no_cooperation_recorded":
        return _("Recorded: {names}").format(names=names) + _contact(row, lang)
    return _("Recorded: {names}").format(names=names)


def confirmed(row: ExpectedRow | TransitionRow, lang: str) -> str:
    """Say who confirmed something, where, and when; where who did is not said, the source only."""
    _ = translator(lang)
    when = date(row.answer_date, lang) if row.answer_date else _("date unknown")
    if row.answer_by:
        return _("confirmed by {who}, {when}").format(who=_told_by(row), when=when)
    if row.answer_source:
        return _("confirmed, source: {source}, {when}").format(source=row.answer_source, when=when)
    return _("confirmed, {when}").format(when=when)


def _told_by(row: ExpectedRow | TransitionRow) -> str:
    """Name who gave an answer with its source, or the one of them that is known; nothing where none is."""
    if row.answer_by and row.answer_source and row.answer_by != row.answer_source:
        return f"{row.answer_by} ({row.answer_source})"
    return row.answer_by or row.answer_source


def _nothing(row: ExpectedRow, lang: str) -> str:
    _ = translator(lang)
    if row.asked == "complete":
        return _("No actor recorded, though the area was surveyed – please confirm")
    if row.hints or (row.district and row.unplaced):
        return _("No actor assigned – asked in part only") if row.asked else _("No actor assigned – not asked yet")
    return _("No actor recorded – asked in part only") if row.asked == "partial" else _("No actor recorded – not asked yet")


def _contact(row: ExpectedRow, lang: str) -> str:
    """Say what is recorded of the cooperations of the matches where it is not enough."""
    _ = translator(lang)
    found = {one.contact for one in row.matches}
    if not found.isdisjoint({"working", "withheld"}):
        return ""
    if all(one.kind == "forum" for one in row.matches):
        return "; " + _("fewer than two members recorded")
    if "stale" in found:
        return "; " + _("cooperation recorded long ago only")
    return "; " + (
        _("only exchange of information recorded") if "information" in found else _("no cooperation recorded yet")
    )


def _doubts(row: ExpectedRow, landscape: Landscape, lang: str) -> list[str]:
    """Say what is a hint only, what may be there but does not say where, and what says something else."""
    _ = translator(lang)
    parts = []
    if row.matches and not row.sure and row.state != "elsewhere":
        parts.append(_("by type and name – please confirm"))
    if row.hints and row.state in {"not_recorded", "too_few", "missing"}:
        parts.append(_("perhaps: {names}").format(names=listed([_hint(one, lang) for one in row.hints], lang=lang)))
    if row.district and row.unplaced and row.state in {"not_recorded", "too_few"}:
        text = _("one recorded names no district")
        if row.unplaced > 1:
            text = _("{n} recorded name no district").format(n=number(row.unplaced, lang))
        parts.append(text)
    if row.neighbours and row.state == "not_recorded":
        near = listed([name_of(one, landscape) for one in row.neighbours], lang=lang)
        parts.append(_("recorded next door: {names}").format(names=near))
    if row.contradicted:
        parts.append(_("{source} said otherwise – please clarify").format(source=_told_by(row) or _("an answer")))
    return parts


def _hint(match: Match, lang: str) -> str:
    """Name what is a hint only, with what speaks against it."""
    _ = translator(lang)
    if match.against == "place":
        return _("{name} (from outside the city)").format(name=match.name)
    if match.offer:
        return _("{name} (by an offer)").format(name=match.name)
    if match.against == "topic":
        return _("{name} (by its topics)").format(name=match.name)
    return match.name


def why(match: Match, landscape: Landscape, *, lang: str = "de") -> str:
    """Say why something fits an expected actor, and what speaks against it."""
    _ = translator(lang)
    kind = landscape.actors[match.subject].type if match.subject in landscape.actors else ""
    offer = name_of(match.offer, landscape) if match.offer else ""
    reason = {
        "confirmed": _("named in an answer"),
        "type": _("by its type: {type}").format(type=landscape.vocabulary.label("actor_types", kind, lang)),
        "format": _("by its offer “{offer}”").format(offer=offer),
        "topic": _("“{word}” is one of its topics").format(word=match.word),
    }.get(match.how)
    if reason is None:
        reason = _("“{word}” stands in its name").format(word=match.word) if match.word else _("a name fits")
        if match.offer:
            reason = _("“{word}” stands in the name of its offer “{offer}”").format(word=match.word, offer=offer)
    against = {
        "place": _("but from outside the city ({place})").format(place=match.municipality or _("by its name")),
        "sector": _("but on the other side of the administration’s border"),
        "type": _("but of another type") if kind else _("but of no known type"),
        "bracket": _("but in brackets only"),
        "answer": _("but an answer says otherwise"),
        "type_only": _("but neither its name nor an offer says so"),
        "topic": _("but it is a forum – ask its members"),
    }.get(match.against, "")
    return f"{reason}, {against}" if against else reason


def next_step(row: ExpectedRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say what to do first; where nobody has asked, that is to ask."""
    step = _next_step(row, landscape, lang)
    return ended(step) if step.endswith(".") else step


def _next_step(row: ExpectedRow, landscape: Landscape, lang: str) -> str:
    _ = translator(lang)
    ask = listed([name_of(one, landscape) for one in row.ask], lang=lang)
    if row.contradicted:
        return _("Clarify with those who answered, and record the answer anew.")
    if row.state == "not_recorded":
        return _ask(row, ask, lang)
    if row.state == "too_few":
        text = _("Ask whether there are more: {ask}.") if ask else _("Ask whether there are more, and record them.")
        return text.format(ask=ask)
    if row.state == "missing":
        text = _("Discuss with those responsible who could take this on.")
        return _("Ask who serves the city from outside.") if row.may_be_regional else text
    if row.state == "no_cooperation_recorded":
        forums = all(one.kind == "forum" for one in row.matches)
        return _("Record who belongs to it.") if forums else _("Ask the actors with whom they work.")
    if not row.matches and row.state == "present":
        return _("Record the actor.")
    return (
        ""
        if row.sure or row.state == "elsewhere"
        else _("Confirm or correct: netmap answer {key} present --by WHO --source SOURCE").format(key=row.key)
    )


def _ask(row: ExpectedRow, ask: str, lang: str) -> str:
    _ = translator(lang)
    if row.district and ask:
        return _("First ask those recorded for their districts: {ask}.").format(ask=ask)
    if row.hints:
        names = listed([one.name for one in row.hints], lang=lang)
        return _("Ask whether this is it: {names}; then record the answer.").format(names=names)
    if row.may_be_regional:
        text = _("Ask who serves the city, perhaps from outside; first: {ask}.")
        return text.format(ask=ask) if ask else _("Ask who serves the city, perhaps from outside.")
    text = _("Ask whether there is one, and record the answer; first: {ask}.")
    return text.format(ask=ask) if ask else _("Ask whether there is one, and record the answer.")
