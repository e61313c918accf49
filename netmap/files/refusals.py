"""Say what is wrong with a record, or a file, in words: what, where, what was expected, what was given, how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from netmap.errors import Problem
from netmap.identifiers import slug
from netmap.locale import N_, translator
from netmap.model import Evidence, Record, Said, Thresholds
from netmap.values import NAME_PATTERN

_WHOLE = N_("a whole number is expected")
_NUMBER = N_("a number is expected")
_TEXT = N_("a text is expected")
_LIST = N_("a list is expected")
_MAPPING = N_("names with values are expected")

_EXPECTED: Mapping[str, str] = {
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": N_("a text that is not empty is expected"),
    "string_too_long": N_("at most {max_length} characters are expected"),
    "greater_than_equal": N_("{ge} or more is expected"),
    "greater_than": N_("more than {gt} is expected"),
    "less_than_equal": N_("at most {le} is expected"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_long": N_("a list of at most {max_length} is expected"),
    "literal_error": N_("one of {choice} is expected"),
}
_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9][a-z0-9-]*$": N_("an id of small letters a to z, digits and hyphens is expected"),
    r"^[a-z0-9_]+$": N_("a key of small letters a to z, digits and underscores is expected"),
    r"^[a-z0-9_]*$": N_("a key of small letters a to z, digits and underscores is expected"),
    r"^(A1|A2|B1|B2|C1|C2)?$": N_("one of A1, A2, B1, B2, C1, C2 is expected"),
    NAME_PATTERN: N_("a name without line breaks, tabs and other control characters is expected"),
    r"^(\d{5}|\d{8})?$": N_("a municipality key of 5 or 8 digits is expected"),
}
_SAID_BY_THE_MODEL = (
    N_("a date is written 2018, 2018-03 or 2018-03-01"),
    N_("true, false, or left out where it is not known"),
    N_("an attribute is a text, a number, true or false, a date, or a list of texts"),
    N_("a finite number"),
    N_("a whole number of at most 64 bits"),
    N_("a text in which every sign is whole"),
    N_("not_needed needs a reason"),
)
_NESTED: Mapping[str, type[BaseModel]] = {"evidence": Evidence, "said": Said, "thresholds": Thresholds}

LineOf = Callable[[Sequence[str | int]], int]


def of_record(
    error: ValidationError,
    kind: type[Record],
    *,
    place: str,
    line_of: LineOf,
    record: str = "",
    known: Container[str] = (),
    lang: str = "de",
) -> Iterator[Problem]:
    """Yield one problem for each thing that the model refuses in a record.

    `line_of` gives the line of a path such as ``("evidence", 0, "seen")``. Of the fields that are `known` to hold what the
    reader refused, it is not said again that something is missing.
    """
    for one in error.errors(include_url=False):
        path = [part for part in one["loc"] if part != "[key]"]
        if path and path[0] in known and (one["type"] == "missing" or one["input"] is None):
            continue
        code, what, expected, given, mend = _clauses(one, kind, path, lang)
        field = ".".join(map(str, path))
        yield Problem(place, line_of(path), code, "error", field, what, expected, given, mend, record)


def _clauses(error: Any, kind: type[Record], path: list[str | int], lang: str) -> tuple[str, str, str, str, str]:
    _ = translator(lang)
    field = _field(path)
    if error["type"] == "extra_forbidden":
        return (
            "unknown_field",
            _("the field “{field}” is unknown").format(field=field),
            "",
            "",
            _near_field(kind, path, lang),
        )
    if error["type"] == "missing":
        if not isinstance(path[-1], str):
            return "invalid_value", _("the list “{field}” is too short").format(field=field), "", "", ""
        what = _("the field “{field}” is missing").format(field=field)
        return "missing_field", what, "", "", _("Add a line “{field}: …”.").format(field=field)
    expected = _expected(error, lang)
    given = _("given is “{given}”").format(given=shown(error["input"])) if _is_scalar(error["input"]) else ""
    what = _("“{field}” cannot be read").format(field=field) if field else _("the record cannot be read")
    return "invalid_value", what, expected, given, _mend(error, path, lang)


def _field(path: Sequence[str | int]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float)


def _expected(error: Any, lang: str) -> str:
    _ = translator(lang)
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return _sentence(str(context["error"]), lang)
    if error["type"] == "string_pattern_mismatch":
        return _(_PATTERNS.get(context["pattern"], _TEXT))
    if error["type"] not in _EXPECTED:
        return str(error["msg"])
    choice = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    numbers = {name: f"{value:g}" for name, value in context.items() if isinstance(value, float)}
    return _(_EXPECTED[error["type"]]).format(**{**context, **numbers, "choice": choice})


def _sentence(text: str, lang: str) -> str:
    """Translate what a validator of the model says; a standard library's message becomes a sentence of ours."""
    _ = translator(lang)
    if text in _SAID_BY_THE_MODEL:
        return _(text)
    if text.startswith("an attribute's name"):
        return _("an attribute's name that is not empty and not too long is expected")
    return _("a day that the calendar has is expected") if "day" in text or "month" in text or "year" in text else text


def _mend(error: Any, path: Sequence[str | int], lang: str) -> str:
    """Propose the nearest of the values allowed, or an id that would do."""
    _ = translator(lang)
    given, context = error["input"], error.get("ctx", {})
    if not isinstance(given, str):
        return ""
    if "evidence" in (path[-1], *path[-2:-1]) and error["type"] in {"tuple_type", "model_type", "model_attributes_type"}:
        return _("Write “- source: {given}”.").format(given=shown(given))
    if error["type"] == "literal_error":
        near = get_close_matches(given, str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", "), n=1)
        return did_you_mean(near[0], lang) if near else ""
    if error["type"] == "string_pattern_mismatch" and context["pattern"].startswith("^[a-z0-9]["):
        return did_you_mean(slug(given), lang) if slug(given) else ""
    if error["type"] in {"tuple_type", "list_type"}:
        return _("Write “[{given}]”.").format(given=shown(given))
    return ""


def did_you_mean(near: str, lang: str) -> str:
    """Ask whether another word was meant.

    >>> did_you_mean("name", "en")
    'Did you mean “name”?'
    """
    return translator(lang)("Did you mean “{near}”?").format(near=near)


def _near_field(kind: type[Record], path: Sequence[str | int], lang: str) -> str:
    """Propose the field that comes nearest to an unknown one, or say which there are."""
    parent = _field(path[:-1])
    names = [name for name in _NESTED.get(parent, kind).model_fields if name != "version"]
    near = _near(str(path[-1]).lower(), tuple(names))
    if near:
        return did_you_mean(near, lang)
    return translator(lang)("A column of your own belongs under “attributes”. Known are {fields}.").format(
        fields=", ".join(names)
    )


@lru_cache(maxsize=4096)
def _near(name: str, names: tuple[str, ...]) -> str:
    """Return the name that comes nearest: a column that is wrong in one record is so in thousands."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), "")


def shown(value: object, length: int = 60) -> str:
    """Return a value on one line, cut where it is long, control characters as their escapes.

    >>> shown("a b" * 40, 8)
    'a ba ba…'
    """
    text = " ".join(str(value).split())
    if not text.isprintable():
        text = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
    return text if len(text) <= length else f"{text[: length - 1]}…"
