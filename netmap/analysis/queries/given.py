"""What a person gives with a question, read into ids, vocabulary keys and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from netmap.analysis.queries.question import Given
from netmap.analysis.rows import STATES
from netmap.errors import DataError, UnknownRecordError
from netmap.landscape import Landscape
from netmap.locale import N_, translator
from netmap.model import Actor, District, Forum, GapNote, Record
from netmap.search import fold, named
from netmap.values import CEFR, first_day, last_day
from netmap.vocabulary import Term
from netmap.written_dates import written_date

LABELS: Final[Mapping[str, str]] = {
    "area": N_("education area"),
    "group": N_("target group"),
    "district": N_("district"),
    "type": N_("type of actor"),
    "sector": N_("sector"),
    "actor": N_("actor"),
    "forum": N_("forum"),
    "language": N_("language"),
    "level": N_("language level"),
    "kind": N_("kind"),
    "state": N_("state"),
    "months": N_("months"),
    "start": N_("first day"),
    "end": N_("last day"),
    "childcare": N_("with childcare"),
    "free": N_("free of charge"),
    "accessible": N_("accessible"),
}
"""What can be given with a question, and how people call it."""
OPTIONS: Final = {"start": "from", "end": "to"}
"""What is given under another name on the command line."""
_TERMS: Final = {
    "area": "areas", "group": "target_groups", "type": "actor_types", "sector": "sectors", "language": "languages",
}  # fmt: skip
_RECORDS: Final[Mapping[str, type[Record]]] = {"actor": Actor, "forum": Forum, "district": District}
_MANY: Final = 40


def read_given(landscape: Landscape, question: Term, given: Mapping[str, Any], *, lang: str = "de") -> Given:
    """Return what is given with a question as ids, keys and days; names and labels in any spelling are understood.

    Raise DataError, all at once, for what the question does not take, what it needs and was not given, and what is not
    known here, each with what is possible.
    """
    _ = translator(lang)
    there = {name: value for name, value in given.items() if value not in {None, ""}}
    problems, read = [], {}
    for name in sorted(set(there) - set(question.get("takes", ()))):
        says = _("--{name} means nothing to this question. It takes: {takes}.")
        takes = ", ".join(f"--{OPTIONS.get(one, one)}" for one in question.get("takes", ())) or _("nothing")
        problems.append(says.format(name=OPTIONS.get(name, name), takes=takes))
        del there[name]
    for name in question.get("needs", ()):
        if name not in there:
            says = _("This question needs --{name} ({label}). {possible}")
            label, possible = _(LABELS[name]), _possible(landscape, question, name, lang)
            problems.append(says.format(name=OPTIONS.get(name, name), label=label, possible=possible).strip())
    for name, value in there.items():
        try:
            read[name] = _read(landscape, question, name, value, lang)
        except ValueError as error:
            problems.append(str(error))
    start, end = read.get("start"), read.get("end")
    if isinstance(start, dt.date) and isinstance(end, dt.date) and start > end:
        problems.append(_("--from must not be later than --to."))
    if problems:
        raise DataError("\n".join(problems))
    return Given(**read)


def choices(landscape: Landscape, question: Term, name: str, *, lang: str = "de") -> dict[str, str]:
    """Return what may be given under a name, each key or id with what it is called; empty where anything may be.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"))
    >>> list(choices(city, city.vocabulary["queries"]["offers"], "level"))
    ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']
    """
    if name in _RECORDS:
        return {key: str(getattr(one, "name", key)) for key, one in landscape.table(_RECORDS[name]).items()}
    if name == "level":
        return {level: level for level in CEFR}
    if name == "state":
        states = STATES if question["ask"] == "cells" else GapNote.model_fields["status"].annotation.__args__  # type: ignore[union-attr]
        return {str(one): str(one) for one in states}
    known = _terms(question, name)
    return {key: term.label(lang) for key, term in landscape.vocabulary[known].items()} if known else {}


def _terms(question: Term, name: str) -> str:
    if name == "kind":
        return "offer_formats" if question.get("about") == "offers" else "tie_kinds"
    return _TERMS.get(name, "")


def _possible(landscape: Landscape, question: Term, name: str, lang: str) -> str:
    found = choices(landscape, question, name, lang=lang)
    shown = [key if key == label else f"{key} ({label})" for key, label in list(found.items())[:_MANY]]
    more = ", …" if len(found) > _MANY else ""
    return translator(lang)("Possible are: {known}.").format(known=", ".join(shown) + more) if shown else ""


def _read(landscape: Landscape, question: Term, name: str, value: Any, lang: str) -> Any:
    if name in {"start", "end"}:
        return _day(name, str(value), lang)
    if not isinstance(value, str):
        return value
    wanted, found = fold(value), choices(landscape, question, name, lang=lang)
    if value in found:
        return value
    if name in _RECORDS:
        return _record(landscape, question, name, value, lang)
    also = choices(landscape, question, name, lang="en" if lang == "de" else "de")
    hits = {key for labels in (found, also) for key, label in labels.items() if wanted in {fold(key), fold(label)}}
    if len(hits) == 1:
        return hits.pop()
    says = translator(lang)("“{given}” is no {label} here. {possible}")
    label, possible = translator(lang)(LABELS[name]), _possible(landscape, question, name, lang)
    raise ValueError(says.format(given=value, label=label, possible=possible).strip())


def _record(landscape: Landscape, question: Term, name: str, value: str, lang: str) -> str:
    _ = translator(lang)
    try:
        found = named(landscape, value)
    except UnknownRecordError as error:
        near = "; ".join(error.near)
        possible = _("Near it: {near}.").format(near=near) if near else _possible(landscape, question, name, lang)
        says = _("“{given}” is no {label} here. {possible}")
        raise ValueError(says.format(given=value, label=_(LABELS[name]), possible=possible).strip()) from None
    if found not in landscape.table(_RECORDS[name]):
        raise ValueError(_("“{given}” is no {label}.").format(given=value, label=_(LABELS[name])))
    return found


def _day(name: str, text: str, lang: str) -> dt.date:
    """Read a partial date: it begins with its first day, and ends with its last."""
    edge: Callable[[str], dt.date] = first_day if name == "start" else last_day
    try:
        return edge(written_date(text))
    except ValueError:
        says = translator(lang)("“{text}” is no date. Written: 2018, 03/2018, 1.3.2018 or 2018-03-01.")
        raise ValueError(says.format(text=text)) from None
