"""Two records that mean the same made one: fields chosen, what hangs on the other moved, its names kept as aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from netmap.changes import ChangeSet, diff
from netmap.errors import DataError
from netmap.fields import kind_label
from netmap.identifiers import generated_id
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.merged_ties import fold_ties
from netmap.model import REFERENCES, Actor, Decision, GapNote, Query, Record, Survey

MERGED: Final = ("actor", "forum")
"""Records of which kinds can be merged."""
_UNKNOWN: Final[tuple[object, ...]] = (None, "", "unknown", (), {})
_EITHER: Final = frozenset({"protected", "one_person", "citywide"})
_WHOLE: Final = frozenset({"coordinates"})
_NEVER: Final = frozenset({"id", "version", "evidence", "aliases"})


@dataclass(frozen=True)
class Difference:
    """Hold a field in which two records say different things; an own column is written `attributes.NAME`."""

    field: str
    kept: object
    other: object


def differences(landscape: Landscape, keep: str, gone: str, *, lang: str = "de") -> list[Difference]:
    """Return the fields in which both records say something, and not the same: there one has to choose.

    Lists are joined and unknown values filled, so that they need no choice.

    >>> from netmap.model import Settings
    >>> two = Actor(id="a", name="VHS", address="Am Kai 1"), Actor(id="b", name="VHS", address="Am Kai 2", website="https://b")
    >>> [one.field for one in differences(Landscape(Settings(id="c", name="C"), two), "a", "b")]
    ['address']
    """
    first, second = _both(landscape, keep, gone, lang)
    found = [Difference(name, mine, theirs) for name, mine, theirs in _fields(first, second) if _differ(name, mine, theirs)]
    return [*found, *(Difference(f"attributes.{name}", mine, theirs) for name, mine, theirs in _columns(first, second))]


def merge(
    landscape: Landscape,
    keep: str,
    gone: str,
    *,
    take: Iterable[str] = (),
    by: str = "",
    date: str | None = None,
    lang: str = "de",
) -> ChangeSet:
    """Return the changes that make one record of two: `keep` stays, with its id; `gone` is removed.

    Where both say different things, `keep` is right, but in the fields named in `take`. Lists and evidence are joined; the
    names of the one that goes become aliases; it is published only if both were, and protected if one was. Whatever
    referred to the one refers to the other; two records of one and the same tie become one, a tie between the two goes. That
    they are the same is kept as a decision. `netmap.changes.inverse` takes it all back.

    Raises UnknownRecordError for an id there is not, DataError for two of different kinds, or of a kind that cannot be
    merged, and for fields in `take` that there are not.
    """
    first, second = _both(landscape, keep, gone, lang)
    taken = _taken(first, second, take, lang)
    pointed = ((one, _pointed(one, keep, gone)) for one in landscape.records())
    moved = {after.id: after for before, after in pointed if after is not before}
    joined = _joined(first, second, taken, landscape)
    changed = landscape.replace([*moved.values(), joined, *_decision(landscape, keep, gone, by, date)], without=[gone])
    folded, dropped = fold_ties(changed, keep, moved.keys())
    stale = dropped | _doubled_decisions(changed, keep, moved.keys())
    after = changed.replace([one for one in folded if one.id not in stale], without=stale)
    return diff(landscape, after, delete_missing=True)


def _both(landscape: Landscape, keep: str, gone: str, lang: str) -> tuple[Record, Record]:
    first, second = landscape.get(keep), landscape.get(gone)
    _ = translator(lang)
    if keep == gone:
        raise DataError(_("“{id}” cannot be merged with itself.").format(id=keep))
    if first.kind_name != second.kind_name or first.kind_name not in MERGED:
        says = _("Two actors or two forums can be merged, not “{first}” ({kind}) and “{second}” ({other}).")
        kinds = (kind_label(one.kind_name, lang) for one in (first, second))
        raise DataError(says.format(first=keep, kind=next(kinds), second=gone, other=next(kinds)))
    return first, second


def _taken(first: Record, second: Record, take: Iterable[str], lang: str) -> frozenset[str]:
    """Return the names of the fields to be taken from the second; refuse those that there are not, all at once."""
    given = frozenset(take)
    known = {name for name, _mine, _theirs in _fields(first, second)}
    known |= {f"attributes.{name}" for name in {**first.attributes, **second.attributes}}
    if wrong := sorted(given - known):
        _ = translator(lang)
        says = _("There is no field {names} to be taken. There are: {known}")
        raise DataError(says.format(names=", ".join(wrong), known=", ".join(sorted(known))))
    return given


# -------------------------------------------------------------------------------------------------------------- fields


def _fields(first: Record, second: Record) -> Iterator[tuple[str, Any, Any]]:
    for name in type(first).model_fields:
        if name not in _NEVER and name != "attributes":
            yield name, getattr(first, name), getattr(second, name)


def _columns(first: Record, second: Record) -> Iterator[tuple[str, object, object]]:
    for name, mine in first.attributes.items():
        theirs = second.attributes.get(name)
        if theirs is not None and repr(mine) != repr(theirs):
            yield name, mine, theirs


def _differ(name: str, mine: object, theirs: object) -> bool:
    if name in _EITHER | {"note", "publish"} or (isinstance(mine, tuple) and name not in _WHOLE):
        return False
    return mine not in _UNKNOWN and theirs not in _UNKNOWN and mine != theirs


def _joined(first: Record, second: Record, taken: frozenset[str], landscape: Landscape) -> Record:
    """Return the record that stays, with what the other knows."""
    values = {name: theirs if name in taken else _value(name, mine, theirs) for name, mine, theirs in _fields(first, second)}
    own = {name: value for name, value in second.attributes.items() if f"attributes.{name}" in taken}
    values["attributes"] = {**second.attributes, **first.attributes, **own}
    values["evidence"] = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    values["aliases"] = _aliases(first, second, values)
    for field in REFERENCES[first.kind_name]:
        if values[field] in (first.id, second.id):
            values[field] = None
    if isinstance(first, Actor) and isinstance(second, Actor):
        values["part_of"] = _parent(landscape, first, second, values["part_of"])
    return type(first).model_validate({"id": first.id, "version": first.version, **values})


def _value(name: str, mine: Any, theirs: Any) -> Any:
    if name == "publish":
        return mine and theirs
    if name in _EITHER:
        return mine or theirs
    if name == "note":
        return "\n".join(dict.fromkeys(one for one in (mine, theirs) if one))
    if isinstance(mine, tuple) and name not in _WHOLE:
        return tuple(dict.fromkeys((*mine, *theirs)))
    return theirs if mine in _UNKNOWN else mine


def _aliases(first: Any, second: Any, values: Mapping[str, Any]) -> tuple[str, ...]:
    names = (first.name, first.short_name, *first.aliases, second.name, second.short_name, *second.aliases)
    return tuple(dict.fromkeys(one for one in names if one and one not in {values["name"], values["short_name"]}))


def _parent(landscape: Landscape, first: Actor, second: Actor, wanted: str | None) -> str | None:
    """Return what the merged actor is part of: never of itself, over however many levels."""
    for one in dict.fromkeys((wanted, first.part_of, second.part_of)):
        step, seen = one, {first.id, second.id}
        while step is not None and step not in seen:
            seen.add(step)
            above = landscape.actors.get(step)
            step = above.part_of if above else None
        if one is not None and step is None:
            return one
    return None


# -------------------------------------------------------------------------------------------------------------- moving


def _pointed(record: Record, keep: str, gone: str) -> Record:
    """Point a record from the one that goes to the one that stays; one that needs no change is returned as it is."""
    if record.id == gone:
        return record
    update: dict[str, Any] = {}
    for field in (*REFERENCES.get(record.kind_name, {}), *_HIDDEN.get(record.kind_name, ())):
        value = getattr(record, field)
        if value == gone:
            update[field] = keep
        elif isinstance(value, tuple) and gone in value:
            update[field] = _renamed(value, keep, gone)
    if any(said.reported_by == gone for said in record.evidence):
        update["evidence"] = tuple(
            said.model_copy(update={"reported_by": keep}) if said.reported_by == gone else said for said in record.evidence
        )
    update |= _named_within(record, keep, gone)
    return record.model_copy(update=update) if update else record


def _named_within(record: Record, keep: str, gone: str) -> dict[str, Any]:
    """Return what changes where an id stands within a field: the codes of a survey, the values of a query, a gap's id."""
    if isinstance(record, Survey) and gone in record.codes.values():
        return {"codes": {code: keep if value == gone else value for code, value in record.codes.items()}}
    if isinstance(record, Query) and any(gone in values for values in record.filter.values()):
        return {"filter": {name: _renamed(values, keep, gone) for name, values in record.filter.items()}}
    if isinstance(record, GapNote) and gone in record.gap.split("/"):
        return {"gap": "/".join(keep if part == gone else part for part in record.gap.split("/"))}
    return {}


def _renamed(values: Iterable[str], keep: str, gone: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keep if one == gone else one for one in values))


_HIDDEN: Final[Mapping[str, tuple[str, ...]]] = {"decision": ("first", "second")}
"""Fields that hold ids of records which may since be gone, so that they are no references."""


# ----------------------------------------------------------------------------------------------------------- decisions


def decided(
    landscape: Landscape, first: str, second: str, verdict: str, *, by: str = "", date: str | None = None
) -> Decision:
    """Return the decision whether two records mean the same: the one there is, changed, or a new one.

    >>> from netmap.model import Settings
    >>> decided(Landscape(Settings(id="c", name="C")), "a", "b", "different").id
    'decision--a--b'
    """
    known = next((one for one in landscape.table(Decision).values() if {one.first, one.second} == {first, second}), None)
    said = {"verdict": verdict, "by": by, "date": date}
    if known is not None:
        return known.model_copy(update=said)
    given = {"first": first, "second": second}
    return Decision.model_validate({"id": generated_id("decision", given, landscape), **given, **said})


def _decision(landscape: Landscape, keep: str, gone: str, by: str, date: str | None) -> Iterator[Record]:
    yield decided(landscape, keep, gone, "same", by=by, date=date)


def _doubled_decisions(landscape: Landscape, keep: str, moved: Iterable[str]) -> set[str]:
    """Return the moved decisions on a pair that the record which stays has a decision on of its own."""
    moved = set(moved)
    own = {frozenset((one.first, one.second)) for key, one in landscape.table(Decision).items() if key not in moved}
    return {
        key
        for key, one in landscape.table(Decision).items()
        if key in moved and (one.first == one.second == keep or frozenset((one.first, one.second)) in own)
    }
