"""The catalogue of expected actors as one landscape has it: what netmap brings along, changed by its own records.

All numbers in it are guide values (Richtwerte), never norms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final

from netmap.landscape import Landscape
from netmap.model import Expectation
from netmap.vocabulary import Term


@dataclass(frozen=True)
class Entry:
    """Hold one kind of actor that a city may expect; the fields are those of the vocabulary (expected_actors.yaml).

    `own`: the landscape added or changed it.
    """

    key: str
    label_de: str
    label_en: str
    areas: tuple[str, ...] = ()
    sector: str = "either"
    types: tuple[str, ...] = ()
    type_suffices: bool = False
    formats: tuple[str, ...] = ()
    scope: str = "city"
    minimum: int = 1
    per_n: int | None = None
    floor: int | None = None
    importance: str = "recommended"
    responsible: str = ""
    mandatory: bool | None = None
    legal_basis: str = ""
    rationale_en: str = ""
    may_be_regional: bool | None = None
    typical_names: tuple[str, ...] = ()
    source_url: str = ""
    basis_kind: str = ""
    land_specific: str = ""
    own: bool = False

    def label(self, lang: str) -> str:
        """Return the label in `lang`, in German where there is no other."""
        return (self.label_en if lang == "en" else self.label_de) or self.label_de


_FIELDS: Final = frozenset(field.name for field in fields(Entry)) - {"key", "own"}


def catalogue(landscape: Landscape) -> Mapping[str, Entry]:
    """Return the expected actors by key, in the order of the vocabulary, those that the landscape adds last.

    An Expectation changes the fields that it fills, `dropped` takes the entry out. What a new one leaves open is: either
    sector, one in the city, recommended.

    >>> from netmap.model import Settings
    >>> dropped = Expectation(id="e", key="youth_office", dropped=True, reason="Kreisaufgabe")
    >>> city = Landscape(Settings(id="c", name="C"), [dropped, Expectation(id="f", key="harbour", label_de="Hafenschule")])
    >>> found = catalogue(city)
    >>> "youth_office" in found, found["harbour"].minimum, len(found)
    (False, 1, 115)
    """
    found = {key: _of_term(term) for key, term in landscape.vocabulary["expected_actors"].items()}
    for own in landscape.table(Expectation).values():
        if own.dropped:
            found.pop(own.key, None)
        else:
            found[own.key] = _changed(found.get(own.key) or Entry(own.key, own.key, ""), own)
    return MappingProxyType(found)


def dropped(landscape: Landscape) -> tuple[Expectation, ...]:
    """Return the records by which a landscape takes entries out of the catalogue, with their reasons."""
    return tuple(own for own in landscape.table(Expectation).values() if own.dropped)


def _of_term(term: Term) -> Entry:
    given = {name: _frozen(value) for name, value in term.fields.items() if name in _FIELDS}
    return Entry(key=term.key, label_de=term.label_de, label_en=term.label_en, **given)


def _frozen(value: object) -> Any:
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _changed(entry: Entry, own: Expectation) -> Entry:
    """Return an entry with what the landscape says of it; an empty field says nothing."""
    said = {name: value for name, value in own if name in _FIELDS and value not in (None, "", ())}
    if own.scope and own.scope != "per_n_inhabitants":
        said.setdefault("per_n", None)
    return replace(entry, **said, own=True)
