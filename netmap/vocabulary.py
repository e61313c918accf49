"""The vocabularies: areas, types, groups, kinds ... as data, to which a landscape may add terms or override them.

Each file in `netmap/vocabularies/` is one vocabulary: a mapping from key to the term's fields, in the order of display.
Every term has `label_de` and `label_en`; what else it may have is said at the head of its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from netmap.errors import DataError

NAMES = (
    "areas", "stages", "sectors", "actor_types", "target_groups", "tie_kinds", "intensities", "statuses", "forum_kinds",
    "natures", "levels", "roles", "offer_formats", "languages", "indicators", "transitions", "expected_actors", "measures",
    "colours", "columns", "names", "queries", "site_words", "site_languages", "questionnaire",
)  # fmt: skip
"""The vocabularies there are; each is a file of this name."""


@dataclass(frozen=True)
class Term:
    """Hold one term of a vocabulary: its key, its labels, and the further fields its file gives it."""

    key: str
    label_de: str
    label_en: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """Return the label in `lang` ("de" or "en"), in German where there is no other."""
        return (self.label_en if lang == "en" else self.label_de) or self.label_de

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a further field, or `default` where the term has none."""
        return self.fields.get(name, default)


class OwnTerm(Protocol):
    """Be what a landscape's own terms look like (`netmap.model.Term`)."""

    @property
    def vocabulary(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def label_de(self) -> str: ...  # noqa: D102
    @property
    def label_en(self) -> str: ...  # noqa: D102
    @property
    def fields(self) -> Mapping[str, Any]: ...  # noqa: D102


class Vocabulary:
    """Look terms up: `vocabulary["areas"]["school"]`; each vocabulary is read when first asked for.

    >>> vocabulary()["areas"]["school"].label("de")
    'Schule'
    >>> vocabulary().label("areas", "no_such_area", "de")
    'no_such_area'
    """

    def __init__(self, own: Iterable[OwnTerm] = ()) -> None:
        self._own: dict[str, list[OwnTerm]] = {}
        for term in own:
            self._own.setdefault(term.vocabulary, []).append(term)
        self._merged: dict[str, Mapping[str, Term]] = {}

    def __getitem__(self, name: str) -> Mapping[str, Term]:
        if name not in self._merged:
            self._merged[name] = self._merge(name)
        return self._merged[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def _merge(self, name: str) -> Mapping[str, Term]:
        shipped = _shipped(name)
        if name not in self._own:
            return shipped
        merged = dict(shipped)
        for own in self._own[name]:
            base = merged.get(own.key)
            fields = {**(base.fields if base else {}), **own.fields}
            merged[own.key] = Term(own.key, own.label_de, own.label_en or (base.label_en if base else ""), fields)
        return merged

    def label(self, name: str, key: str, lang: str) -> str:
        """Return a term's label in `lang`; the key itself where the vocabulary does not know it."""
        term = self[name].get(key)
        return term.label(lang) if term else key


def vocabulary(own: Iterable[OwnTerm] = ()) -> Vocabulary:
    """Return the shipped vocabularies with a landscape's own terms over them."""
    return Vocabulary(own)


@cache
def _shipped(name: str) -> Mapping[str, Term]:
    if name not in NAMES:
        raise KeyError(name)
    import yaml

    source = files("netmap") / "vocabularies" / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    given = yaml.load(source.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader, our own file
    if not isinstance(given, dict):
        raise DataError(f"{source}: a mapping from keys to terms is expected")
    return {key: _term(key, fields) for key, fields in given.items()}


def _term(key: str, fields: Mapping[str, Any]) -> Term:
    further = {name: value for name, value in fields.items() if name not in {"label_de", "label_en"}}
    return Term(key, fields["label_de"], fields.get("label_en", ""), further)
