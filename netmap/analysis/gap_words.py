"""The words of the two lists: what is open, why it stands where it stands, who can do what about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from netmap.analysis.gap_rows import Gaps
from netmap.analysis.rows import DOUBTFUL, CoverageCell, checked_words, doubts, format_names, state_words
from netmap.landscape import Landscape
from netmap.locale import date, listed, number, translator
from netmap.titles import name_of


@dataclass(frozen=True)
class Case:
    """Hold what a row of the lists is about: the fields (or actors) that one sentence stands for.

    `count` of `of` are concerned; `part`: only districts are; `beside`: groups that the area is not mainly about;
    `own_persons`: the persons are those of these very fields, not of all newcomers there; `estimate`: they are estimated.
    `planned`, `ended` and `later` count the actors without existing cooperation of which such a one is recorded.
    """

    id: str
    list: Literal["action", "clarify"]
    rule: str
    area: str
    count: int
    groups: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    cells: tuple[CoverageCell, ...] = ()
    of: int = 0
    part: bool = False
    beside: bool = False
    persons: int | None = None
    own_persons: bool = True
    estimate: bool = False
    planned: int = 0
    ended: int = 0
    later: int = 0
    actors: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def subject(case: Case, landscape: Landscape, *, lang: str) -> str:
    """Say which field or actors are meant, and what is open there."""
    _ = translator(lang)
    words = landscape.vocabulary
    area = words.label("areas", case.area, lang) if case.area else _("area not known")
    if case.rule == "no_cooperation":
        return _without_cooperation(case, area, lang)
    formats = format_names(case.cells[0], landscape, lang=lang)
    where = ", ".join([area, *formats, *_groups(case, landscape, lang), *_where(case, landscape, lang)])
    if case.rule in {"group_unknown", "district_unknown"}:
        text = _("{where}: {n} of {of} offers do not say {which} they serve.")
        if case.rule == "district_unknown":
            text = _("{where}: {n} of {of} offers do not say in which district they are.")
        which = _which(case.cells[0].dimension, lang)
        return text.format(where=where, n=number(case.count, lang), of=number(case.of, lang), which=which)
    says = [state_words(case.cells, lang=lang), *doubts(case.cells, lang=lang)]
    return f"{where}: {'; '.join(says)}."


def _without_cooperation(case: Case, area: str, lang: str) -> str:
    """Count the actors; which they are is in a field of its own, that an edition can withhold."""
    _ = translator(lang)
    parts = [
        text.format(n=number(n, lang))
        for n, text in (
            (case.ended, _("with an ended one: {n}")),
            (case.planned, _("with a planned or wished one: {n}")),
            (case.later, _("with one that begins later: {n}")),
        )
        if n
    ]
    text = _("{area}: no cooperation recorded yet for one actor")
    if case.count > 1:
        text = _("{area}: no cooperation recorded yet for {n} actors")
    if parts:
        text = _("{area}: no existing cooperation recorded for one actor")
        if case.count > 1:
            text = _("{area}: no existing cooperation recorded for {n} actors")
    tail = f" ({', '.join(parts)})" if parts else ""
    return text.format(area=area, n=number(case.count, lang)) + tail + "."


def _which(dimension: str, lang: str) -> str:
    _ = translator(lang)
    return {
        "age": _("which age group"),
        "status": _("which residence status"),
        "life_situation": _("which life situation"),
        "learning": _("which level of learning"),
        "multiplier": _("which professionals"),
    }[dimension]


def _groups(case: Case, landscape: Landscape, lang: str) -> list[str]:
    _ = translator(lang)
    names = [landscape.vocabulary.label("target_groups", one, lang) for one in case.groups]
    if case.beside and len(names) > 1:
        return [_("{n} further target groups ({names})").format(n=number(len(names), lang), names=listed(names, lang=lang))]
    return names


def _where(case: Case, landscape: Landscape, lang: str) -> list[str]:
    _ = translator(lang)
    names = [name_of(one, landscape) for one in case.districts]
    if not case.part or len(names) == 1:
        return names
    if case.count == case.of:
        return [_("in all {n} districts").format(n=number(case.of, lang))]
    return [
        _("in {n} of {of} districts ({names})").format(
            n=number(case.count, lang), of=number(case.of, lang), names=listed(names, lang=lang)
        )
    ]


def reasons(case: Case, *, lang: str) -> tuple[str, ...]:
    """Say what decides where a row stands: persons, whether and when somebody asked, how old the evidence is."""
    _ = translator(lang)
    found = []
    if case.persons is not None:
        found.append(need_words(case.persons, estimate=case.estimate, own=case.own_persons, lang=lang))
    found += _asked(case, lang)
    perhaps = set().union(*(cell.may_belong for cell in case.cells))
    if perhaps and case.rule in DOUBTFUL:
        found.append(_("offers that may belong here: {n}").format(n=number(len(perhaps), lang)))
    if case.beside:
        found.append(_("not the main target groups of this area"))
    seen = max((cell.last_seen for cell in case.cells if cell.last_seen), default=None)
    if seen:
        found.append(_("newest evidence {seen}").format(seen=date(seen, lang)))
    if case.cells and all(cell.unspecific for cell in case.cells):
        found.append(_("only offers for all newcomers"))
    return tuple(found)


def need_words(persons: int, *, estimate: bool, own: bool, lang: str) -> str:
    """Say how many persons a need is of: of just these fields (`own`), or of all newcomers there."""
    _ = translator(lang)
    text = _("need: {n} persons (estimate)") if estimate else _("need: {n} persons")
    if not own:
        text = _("need of all newcomers there: {n} persons")
        if estimate:
            text = _("need of all newcomers there: {n} persons (estimate)")
    return text.format(n=number(persons, lang))


def _asked(case: Case, lang: str) -> list[str]:
    """Say whether and when somebody asked; the cells of a row were asked alike."""
    _ = translator(lang)
    if not case.cells or case.rule in {"group_unknown", "district_unknown"}:
        return []
    asked = case.cells[0].asked
    if asked != "complete":
        return [_("asked in part") if asked else _("not asked yet")]
    dates = sorted({cell.inventory_date or "" for cell in case.cells})
    when = ", ".join(date(one, lang) if one else _("date unknown") for one in dates)
    return [_("asked completely ({when})").format(when=when)]


def responsible(landscape: Landscape, *, lang: str) -> str:
    """Name the coordinating office, which asks first until a note names another."""
    _ = translator(lang)
    office = landscape.settings.coordinating_office
    return name_of(office, landscape) if office else _("Education coordination")


def lever(case: Case, *, lang: str) -> str:
    """Name what can be used to change it."""
    _ = translator(lang)
    return {
        "uncovered": _("New offer or extension of an existing one"),
        "thin": _("More places, or another estimate of the need"),
        "single_provider": _("Second provider or deputy arrangement"),
        "coordinate": _("Round of the providers"),
        "no_cooperation": _("Personal contact, invitation to a body"),
        "stale_only": _("Confirmation by the providers"),
        "active_only": _("Conversation with the active actors"),
        "group_unknown": _("Query to the providers"),
        "district_unknown": _("Query to the providers"),
    }.get(case.rule, _("Survey in the area"))


def next_step(case: Case, *, lang: str) -> str:
    """Say what to do first; where nobody has asked, that is to ask."""
    _ = translator(lang)
    if case.list == "clarify" and case.rule == "coordinate":
        return _("Ask the providers whether they coordinate already.")
    if case.list == "clarify" and case.rule == "not_recorded" and any(cell.may_belong for cell in case.cells):
        return _("First ask the providers for what their offers do not name, then in the area.")
    if case.list == "clarify" and case.rule in {"single_provider", "thin"}:
        return _("Ask whether further offers exist before acting.")
    return {
        "uncovered": _("Discuss with the providers of this area who could offer something."),
        "thin": _("Check places and need with the providers."),
        "single_provider": _("Discuss with the provider what happens if the offer ends."),
        "coordinate": _("Invite the providers to compare times, target groups and contents."),
        "not_recorded": _("Ask in the area whether there is an offer, and record the answer as an inventory."),
        "active_only": _("Ask the active actors for their offers."),
        "stale_only": _("Have the providers confirm that the offer still exists."),
        "group_unknown": _("Ask the providers for the target groups and add them."),
        "district_unknown": _("Ask the providers for the districts and add them."),
        "no_cooperation": _("Ask the actors with whom they work."),
    }[case.rule]


def checked(found: Gaps, *, lang: str) -> str:
    """Say how many fields, expected actors and transitions were checked, and by what the lists are sorted."""
    _ = translator(lang)
    parts = [] if found.action or found.clarify else [_("No gaps found.")]
    parts.append(checked_words(found.checked, found.total, found.not_asked, lang=lang))
    if found.expected:
        text = _("Expected actors and transitions: {n}; answered: {answered}.")
        parts.append(text.format(n=number(found.expected, lang), answered=number(found.answered, lang)))
    if not found.weighed:
        parts.append(_("No figures on need – sorted by importance (guide value)."))
    return " ".join(parts)
