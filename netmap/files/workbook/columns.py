"""Which columns the sheet of each kind has, what they are called, and what their cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from netmap.fields import OF_EVERY_AREA, VOCABULARIES, field_label, kind_label
from netmap.locale import N_, translator
from netmap.model import KINDS, REFERENCES, Thresholds
from netmap.values import CEFR, PartialDate

How = Literal[
    "text", "names", "whole", "number", "date", "yes", "maybe", "term", "terms", "scale", "choice", "id", "ids", "point",
    "json", "own",
]  # fmt: skip
"""What the cells of a column hold; `own` is a column of the user's, in which any cell is what it looks like."""

PEOPLES: Final = (
    "landscape", "actor", "cooperation", "forum", "membership", "offer", "need", "district", "inventory", "survey", "answer",
    "expectation", "gap_note", "term",
)  # fmt: skip
"""The kinds that people fill in, in the order of their sheets; the other ones are netmap's own, and their sheets hidden."""
KEPT: Final = tuple(kind for kind in KINDS if kind not in PEOPLES)
DETAILS: Final = ("figures", "evidence", "attributes")
"""Sheets with several rows for one record: a district's figures, further evidence, own columns that are no columns."""

_HOW: Final[Mapping[type, How]] = MappingProxyType(
    {bool: "yes", int: "whole", float: "number", dict: "json", tuple: "names"}
)
"""What the cells hold of a field of each type; those of all other fields are texts."""
_DAY: Final = get_args(PartialDate)[1]
_LAST: Final = ("note", "evidence", "since", "until", "publish", "id", "version")
_EVIDENCE: Final[Mapping[str, tuple[str, How, Any]]] = MappingProxyType(
    {
        "source": (N_("Evidence: source"), "text", ()),
        "url": (N_("Evidence: address"), "text", ()),
        "seen": (N_("Evidence: seen on"), "date", ()),
        "reported_by": (N_("Evidence: reported by"), "id", ("actor",)),
        "survey": (N_("Evidence: survey"), "id", ("survey",)),
        "said.kind": (N_("Evidence: kind said there"), "term", "tie_kinds"),
        "said.intensity": (N_("Evidence: intensity said there"), "scale", "intensities"),
        "said.status": (N_("Evidence: status said there"), "term", "statuses"),
    }
)
_USUAL: Final = ("source", "url", "seen")
_THRESHOLDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stale_after_months": N_("Threshold: evidence is old after (months)"),
        "thin_persons_per_place": N_("Threshold: places are tight from persons per place"),
        "coordinate_providers": N_("Threshold: several providers from"),
        "small_count": N_("Threshold: hide numbers of persons under"),
        "survey_warn": N_("Threshold: warn under this share of answers"),
        "survey_bands": N_("Threshold: only bands under this share of answers"),
        "introductions": N_("Threshold: introductions shown"),
    }
)
_SHEETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "landscape": N_("Settings"),
        "figures": N_("Figures"),
        "evidence": N_("Further evidence"),
        "attributes": N_("Further own columns"),
        "guide": N_("How to fill this in"),
        "lists": N_("Lists"),
        "long": N_("Long texts"),
    }
)


@dataclass(frozen=True)
class Column:
    """Describe one column: where its cells go in a record, its heading, and what its cells hold.

    `path` is a field, or a part of one: `evidence.source`, `thresholds.small_count`. `of` names the vocabulary, the kinds
    that are referred to, or the values of a closed choice. A `default` is what an empty cell stands for. With
    `everything` the word `all` may stand there, too, beside the terms of the vocabulary.
    """

    path: str
    header: str
    how: How
    of: Any = ()
    default: Any = None
    everything: bool = False

    @property
    def field(self) -> str:
        """Return the field of the record."""
        return self.path.partition(".")[0]

    @property
    def part(self) -> str:
        """Return what of the field is meant, empty for all of it."""
        return self.path.partition(".")[2]


@cache
def sheet_name(what: str, lang: str) -> str:
    """Return the name of the sheet of a kind, or of another sheet; at most 31 characters, as Excel has it.

    >>> sheet_name("actor", "en"), sheet_name("figures", "en")
    ('Actors', 'Figures')
    """
    return translator(lang)(_SHEETS[what]) if what in _SHEETS else kind_label(what, lang, 2)


@cache
def columns(kind: str, lang: str) -> tuple[Column, ...]:
    """Return all columns that the sheet of a kind may have, those that people fill in first.

    >>> [one.header for one in columns("membership", "en")][:4]
    ['Member', 'Forum', 'Role', 'Note']
    """
    cls = KINDS[kind]
    own = [name for name in cls.model_fields if name not in {*_LAST, "attributes", "figures"}]
    found: list[Column] = []
    for name in (*own, *_LAST):
        if name == "evidence":
            found += evidence_columns(lang)
        elif name == "thresholds":
            found += _threshold_columns(lang)
        else:
            how, of = _how(kind, name)
            default = cls.model_fields[name].get_default(call_default_factory=True)
            everything = (kind, name) in OF_EVERY_AREA
            found.append(Column(name, field_label(kind, name, lang), how, of, _usual(default), everything))
    return tuple(found)


def evidence_columns(lang: str) -> list[Column]:
    """Return the columns of one piece of evidence."""
    _ = translator(lang)
    return [Column(f"evidence.{name}", _(label), how, of) for name, (label, how, of) in _EVIDENCE.items()]


def detail_columns(what: str, lang: str) -> list[Column]:
    """Return the columns of a sheet with several rows for one record; the first one names the record."""
    _ = translator(lang)
    if what == "figures":
        more = [("year", N_("Year"), "whole"), ("key", N_("Key figure"), "text"), ("value", N_("Value"), "number")]
        first = Column("record", field_label("need", "district", lang), "id", ("district",))
        return [first, *(Column(path, _(label), how) for path, label, how in more)]  # type: ignore[arg-type]
    first = Column("record", _("Belongs to"), "id", tuple(KINDS))
    if what == "evidence":
        return [first, *evidence_columns(lang)]
    return [first, Column("name", _("Own column"), "text"), Column("value", _("Value"), "own")]


def _threshold_columns(lang: str) -> Iterable[Column]:
    _ = translator(lang)
    for name, field in Thresholds.model_fields.items():
        how: How = "whole" if field.annotation is int else "number"
        yield Column(f"thresholds.{name}", _(_THRESHOLDS[name]), how, (), field.default)


def _how(kind: str, name: str) -> tuple[How, Any]:
    info = KINDS[kind].model_fields[name]
    types, marks = _taken_apart(info.annotation)
    listed = tuple in types and name != "coordinates"
    if (kinds := REFERENCES.get(kind, {}).get(name)) is not None:
        return ("ids" if listed else "id"), kinds
    if (known := VOCABULARIES.get(kind, {}).get(name)) is not None:
        return ("scale" if int in types else "terms" if listed else "term"), known
    if get_origin(info.annotation) is Literal:
        return "choice", tuple(one for one in get_args(info.annotation) if one)
    if name.startswith("cefr"):
        return "choice", CEFR
    if name == "coordinates":
        return "point", ()
    if _DAY in (*marks, *info.metadata):
        return "date", ()
    how = next((_HOW[one] for one in _HOW if one in types), "text")
    return ("maybe" if how == "yes" and info.default is None else how), ()  # type: ignore[return-value]


def _taken_apart(annotation: Any) -> tuple[set[Any], list[Any]]:
    """Return the plain types within an annotation, and what they are annotated with."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        types, more = _taken_apart(inner)
        return types, [*marks, *more]
    if origin in {Union, UnionType}:
        parts = [_taken_apart(one) for one in get_args(annotation)]
        return set().union(*(types for types, _marks in parts)), [one for _types, marks in parts for one in marks]
    return {origin or annotation}, []


def _usual(default: Any) -> Any:
    """Return what an empty cell stands for, None where a cell is always filled."""
    return default if isinstance(default, bool | str | tuple | int | float) else None


def usual_path(path: str, kind: str) -> bool:
    """Tell whether a column is always there; the others only where something is in them."""
    field, _dot, part = path.partition(".")
    return field != "evidence" or part in _USUAL or (kind == "cooperation" and part == "reported_by")
