"""What to ask on a visit: what is old, undated, told by one side only, or not known, one question for each matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netmap.analysis.ego import Ego, PartnerRow
from netmap.locale import date, number, translator


@dataclass(frozen=True)
class QuestionRow:
    """Hold one question, in one language: a code that stays the same, the words, and the records it is about."""

    code: str
    question: str
    about: tuple[str, ...]


def questions(found: Ego, *, flags: bool = True, lang: str = "de") -> list[QuestionRow]:
    """Return what to ask the actor; with `flags` also what only one side has told, which is for the internal edition."""
    asked = [*_ties(found, lang)] if found.shown else []
    if flags and found.shown:
        asked += _one_sided(found, lang)
    if found.shown:
        asked += [*_plans(found, lang), *_meets(found, lang)]
    return [*asked, *_offers(found, lang), *_fields(found, lang)]


def _names(rows: Iterable[PartnerRow], lang: str, *, years: bool = False) -> str:
    words: dict[str, None] = {}
    for row in rows:
        year = f" ({date(row.tie.last_seen[:4], lang)})" if years and row.tie.last_seen else ""
        words[f"{row.name}{year}"] = None
    return "; ".join(words)


def _about(rows: Iterable[PartnerRow]) -> tuple[str, ...]:
    return tuple(row.tie.record for row in rows)


def _ties(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    if not found.partners:
        yield QuestionRow("no_tie", _("With whom do you work together? No cooperation has been recorded yet."), ())
        return
    old = [row for row in found.partners if row.tie.freshness == "stale"]
    undated = [row for row in found.partners if row.tie.freshness == "undated"]
    if old:
        text = _("Do these cooperations still exist? Last seen: {names}")
        yield QuestionRow("stale_ties", text.format(names=_names(old, lang, years=True)), _about(old))
    if undated:
        text = _("Do these cooperations exist, and since when? Without a date: {names}")
        yield QuestionRow("undated_ties", text.format(names=_names(undated, lang)), _about(undated))
    loose = [row for row in found.partners if row.tie.intensity is None]
    if loose:
        text = _("How close is the cooperation (known, exchange, coordinated, binding)? Not known of {n} of {all}.")
        yield QuestionRow(
            "intensity", text.format(n=number(len(loose), lang), all=number(len(found.partners), lang)), _about(loose)
        )


def _one_sided(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    texts = {
        "one_sided": _("Do both see it so? Only one side has reported it, the other has answered as well: {names}"),
        "unanswered": _("Does that hold from the other side, too? Only one side has reported it: {names}"),
    }
    for code, text in texts.items():
        rows = [row for row in found.partners if row.tie.confirmation == code]
        if rows:
            yield QuestionRow(code, text.format(names=_names(rows, lang)), _about(rows))


def _plans(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    if found.plans:
        text = _("What has become of what was planned or wished? With: {names}")
        yield QuestionRow("plans", text.format(names=_names(found.plans, lang)), _about(found.plans))


def _meets(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    if found.meets:
        text = _("Do you work together? You share several bodies, no cooperation is recorded: {names}")
        names = "; ".join(name for _id, name, _n in found.meets)
        yield QuestionRow("meets", text.format(names=names), tuple(one for one, _name, _n in found.meets))


def _offers(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    if not found.offers:
        yield QuestionRow("no_offer", _("What do you offer to newcomers? No offer has been recorded yet."), ())
        return
    old = [one for one in found.offers if one.freshness != "fresh"]
    if old:
        text = _("Does the offer still exist? Old or undated: {names}")
        names = "; ".join(one.name for one in old)
        yield QuestionRow("old_offers", text.format(names=names), tuple(one.offer for one in old))
    for code, text, rows in (
        ("offer_groups", _("For whom is it? No target group is recorded of: {names}"), _without(found, "target_groups")),
        ("offer_languages", _("In which languages? Not recorded of: {names}"), _without(found, "languages")),
        ("offer_places", _("How many places are there? Not recorded of: {names}"), _without(found, "capacity")),
    ):
        if rows:
            names = "; ".join(name for _id, name in rows)
            yield QuestionRow(code, text.format(names=names), tuple(one for one, _name in rows))


def _without(found: Ego, field: str) -> list[tuple[str, str]]:
    return [(one.offer, one.name) for one in found.offers if getattr(one, field) in ((), None)]


def _fields(found: Ego, lang: str) -> Iterator[QuestionRow]:
    _ = translator(lang)
    actor = found.actor
    about = (actor.id,)
    if actor.sector == "unknown":
        yield QuestionRow("sector", _("Do you belong to the city administration, or not?"), about)
    if not actor.areas:
        yield QuestionRow("areas", _("In which education areas do you work?"), about)
    if not actor.target_groups:
        yield QuestionRow("target_groups", _("Whom do you work for? No target group is recorded."), about)
    if not actor.districts and not actor.citywide and found.shown:
        yield QuestionRow("districts", _("In which districts do you work, or in the whole city?"), about)
    if not actor.languages:
        yield QuestionRow("languages", _("Which languages are spoken at your place?"), about)
