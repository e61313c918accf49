"""Checks of keys: whether the vocabularies know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from netmap.checks.finding import Check, Context, Finding
from netmap.fields import OF_EVERY_AREA
from netmap.landscape import Landscape
from netmap.locale import N_
from netmap.model import KINDS, Expectation, Record, Term
from netmap.vocabulary import NAMES

_WHERE: Mapping[str, Mapping[str, str]] = {
    "actor": {"type": "actor_types", "areas": "areas", "target_groups": "target_groups", "languages": "languages"},
    "cooperation": {"kind": "tie_kinds"},
    "forum": {"kind": "forum_kinds", "areas": "areas", "target_groups": "target_groups"},
    "membership": {"role": "roles"},
    "offer": {"area": "areas", "format": "offer_formats", "target_groups": "target_groups", "languages": "languages"},
    "need": {"area": "areas", "target_group": "target_groups", "indicator": "indicators"},
    "inventory": {"area": "areas", "target_group": "target_groups"},
    "expectation": {"areas": "areas", "types": "actor_types"},
    "answer": {"expectation": "expected_actors", "transition": "transitions"},
}
"""Which fields hold keys of which vocabulary."""

_OPEN = tuple(name for name in NAMES if name != "expected_actors")
"""The vocabularies a landscape may add terms to; the expected actors are changed by records of their own."""
_EVERYTHING = "all"


def unknown_key(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find keys that no vocabulary knows."""
    for kind, fields in _WHERE.items():
        known = {field: _known(kind, field, name, landscape, context) for field, name in fields.items()}
        for record in landscape.table(KINDS[kind]).values():
            for field, name in fields.items():
                value = getattr(record, field)
                for key in (value,) if isinstance(value, str) else value:
                    if key and key not in known[field]:
                        yield _finding(record, field, key, name, known[field])


def _known(kind: str, field: str, name: str, landscape: Landscape, context: Context) -> frozenset[str]:
    keys = {*context.vocabulary[name]}
    if (kind, field) in OF_EVERY_AREA:
        keys.add(_EVERYTHING)
    if name == "expected_actors":
        keys.update(own.key for own in landscape.table(Expectation).values())
    return frozenset(keys)


def _finding(record: Record, field: str, key: str, name: str, known: Iterable[str]) -> Finding:
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    return Finding(record, field, {"field": field, "given": key, "vocabulary": name}, near[0] if near else "")


def unknown_said(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find keys in what a source said of a cooperation that no vocabulary knows."""
    known = {"kind": frozenset(context.vocabulary["tie_kinds"]), "status": frozenset(context.vocabulary["statuses"])}
    names = {"kind": "tie_kinds", "status": "statuses"}
    for tie in landscape.cooperations.values():
        for one in tie.evidence:
            for field, keys in known.items() if one.said else ():
                key = getattr(one.said, field)
                if key and key not in keys:
                    yield _finding(tie, "evidence", key, names[field], keys)


def unknown_vocabulary(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find own terms of vocabularies that are not there, or not open to them."""
    for term in landscape.table(Term).values():
        if term.vocabulary not in _OPEN:
            near = get_close_matches(term.vocabulary, _OPEN, n=1, cutoff=0.5)
            yield Finding(term, "vocabulary", {"given": term.vocabulary, "names": ", ".join(_OPEN)}, near[0] if near else "")


CHECKS = (
    Check(
        "unknown_key", "error", True, unknown_key, N_("keys that no vocabulary knows"),
        N_("“{field}” is “{given}”, which the vocabulary {vocabulary} does not know"),
        N_("Leave it out where it is not known, or add the key to vocabulary.yaml."),
    ),
    Check(
        "unknown_key_said", "error", True, unknown_said, N_("keys in evidence that no vocabulary knows"),
        N_("the evidence says “{given}”, which the vocabulary {vocabulary} does not know"),
        N_("Leave it out where it is not known, or add the key to vocabulary.yaml."),
    ),
    Check(
        "unknown_vocabulary", "error", True, unknown_vocabulary, N_("terms of unknown vocabularies"),
        N_("there is no vocabulary “{given}”"), N_("There are {names}."),
    ),
)  # fmt: skip
