"""What the columns and values of an answer are called, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from netmap.analysis.queries import Answer
from netmap.analysis.rows import state_name
from netmap.analysis.transition_words import state_words as transition_name
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import N_, alphabetical, date, number, translator
from netmap.model import KINDS
from netmap.titles import names_of, title

_PRESENCE: Final[Mapping[str, str]] = {"present": N_("recorded"), "none": N_("none"), "none_recorded": N_("none recorded")}
_WORDS: Final[Mapping[str, Callable[[Any, str], str]]] = {
    "coverage": lambda value, lang: state_name(value, lang=lang),
    "transition": lambda value, lang: transition_name(value, lang=lang),
    "presence": lambda value, lang: translator(lang)(_PRESENCE[value]),
    "fields_actor": lambda value, lang: field_label("actor", value, lang),
    "fields_offer": lambda value, lang: field_label("offer", value, lang),
    "kind": kind_label,
    "date": date,
}
"""How the keys in a column are put into words."""


def headings(answer: Answer, *, lang: str = "de") -> dict[str, str]:
    """Return the columns of an answer with what they are called.

    A column of the records is called as there, others as the vocabulary says.
    """
    return {key: _heading(what, lang) for key, what in answer.columns.items()}


def _heading(what: Any, lang: str) -> str:
    if isinstance(what, Mapping):
        return str(what["en" if lang == "en" else "de"])
    kind, _dot, field = str(what).partition(".")
    return kind_label(kind, lang) if field == "id" else field_label(kind, field, lang)


def worded(answer: Answer, landscape: Landscape, *, lang: str = "de") -> list[dict[str, Any]]:
    """Return the rows of an answer for people: names for ids, labels for keys, nothing for what is not known."""
    named = names_of(landscape)
    names = {one.id: title(one, named) for one in landscape.records()}
    rows = [
        {key: _word(row.get(key), what, landscape, names, lang) for key, what in answer.columns.items()}
        for row in answer.rows
    ]
    silent = translator(lang)("not recorded")
    # a count of those that do not say is a row of its own, and says so
    return [
        {key: silent if value == "" else value for key, value in row.items()} if "number" in row else row for row in rows
    ]


def _word(value: Any, what: Any, landscape: Landscape, names: Mapping[str, str], lang: str) -> Any:
    if value in (None, "", ()) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return "" if value in (None, "", ()) and not isinstance(value, int) else value
    if isinstance(value, tuple):
        parts = [str(_word(one, what, landscape, names, lang)) for one in value]
        return ", ".join(sorted(parts, key=alphabetical) if _ordered_by_name(what) else parts)
    if isinstance(value, bool):
        return translator(lang)("yes") if value else translator(lang)("no")
    if isinstance(what, Mapping):
        words = what.get("words", "")
        return _WORDS[words](value, lang) if words in _WORDS else names.get(value, value) if words == "names" else str(value)
    kind, _dot, field = str(what).partition(".")
    if value == "citywide":
        return translator(lang)("whole city")
    if field == "id" or kind not in KINDS:
        return names.get(value, value)
    return value_text(kind, field, value, landscape, lang=lang)


def _ordered_by_name(what: Any) -> bool:
    return isinstance(what, Mapping) and what.get("words") == "names"


def unknown_words(answer: Answer, *, lang: str = "de") -> str:
    """Say how many records are in no row since they do not say what was asked for; nothing where there are none.

    >>> found = Answer("actors", (), {}, {"area": 2}, "2018-12-31")
    >>> unknown_words(found, lang="en")
    'Not in the list, but it may well belong there: of 2 records what was asked for is not known (education area 2).'
    """
    if not answer.unknown:
        return ""
    _ = translator(lang)
    from netmap.analysis.queries.given import LABELS

    parts = [f"{_(LABELS[name.removeprefix('offer_')])} {number(n, lang)}" for name, n in answer.unknown.items()]
    says = _("Not in the list, but it may well belong there: of {n} records what was asked for is not known ({parts}).")
    if (n := sum(answer.unknown.values())) == 1:
        says = _("Not in the list, but it may well belong there: of one record what was asked for is not known ({parts}).")
    return says.format(n=number(n, lang), parts=", ".join(parts))
