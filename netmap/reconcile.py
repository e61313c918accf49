"""Bring together what one person changed in a file and what others changed meanwhile, field by field.

A field that both changed, each in their own way, is a conflict: it is listed, and what the others wrote stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from netmap.changes import ChangeSet, Operation, diff, ordered
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import KINDS, Record
from netmap.titles import names_of, title


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hold what two people made of the same thing: a field, or whether the record is there at all.

    `how` is "changed" where both changed the field, "gone" where one removed what the other changed. `name` is the own
    column meant, empty for any other field; `record` is the one that stays, None where it is gone.
    """

    kind: str
    id: str
    how: Literal["changed", "gone"]
    field: str = ""
    name: str = ""
    before: object = None
    mine: object = None
    theirs: object = None
    record: Record | None = None


@dataclass(frozen=True)
class Statement:
    """Hold what a file says of one record: as it is there, and as it was when the file was written (None: not known)."""

    record: Record
    basis: Record | None = None


@dataclass(frozen=True)
class Reconciled:
    """Hold the changes to be made, the conflicts, and what is missing from the file and stays."""

    changes: ChangeSet
    conflicts: tuple[Conflict, ...] = ()
    left: ChangeSet = field(default_factory=ChangeSet)


def reconcile(
    said: Mapping[tuple[str, str], Statement],
    now: Landscape | None,
    *,
    base: Landscape | None = None,
    kinds: frozenset[str] = frozenset(KINDS),
    delete_missing: bool = False,
) -> Reconciled:
    """Find what turns the landscape as it is `now` into what a file says, with what others changed since kept.

    `said` are the file's records by kind and id. `base` is the landscape that the file was written from: what it has and
    the file has not is gone, for those `kinds` that the file speaks of; it goes only with `delete_missing`, and only where
    nobody changed it since.

    >>> from netmap.model import Actor, Settings
    >>> old = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")])
    >>> now = old.replace([Actor(id="a", name="A", note="theirs")])
    >>> mine = Statement(Actor(id="a", name="B"), old.actors["a"])
    >>> after = reconcile({("actor", "a"): mine}, now, base=old).changes.operations[0].after
    >>> after.name, after.note
    ('B', 'theirs')
    """
    told: list[Operation] = []
    conflicts: list[Conflict] = []
    for (kind, key), one in said.items():
        there = now.table(KINDS[kind]).get(key) if now is not None else None
        if there is None and one.basis is not None and now is not None:
            if not _same_record(one.record, one.basis):
                conflicts.append(Conflict(kind, key, "gone", mine=title(one.record)))
            continue
        after, found = merged(one.basis, one.record, there) if there is not None else (one.record, [])
        conflicts += found
        if there is None or not _same_record(after, there):
            told.append(Operation(kind, key, there, after))
    left = []
    for before, there in _missing(said, now, base, kinds):
        if _same_record(before, there):
            left.append(Operation(there.kind_name, there.id, there, None))
        elif delete_missing:
            conflicts.append(Conflict(there.kind_name, there.id, "gone", record=there))
    if delete_missing:
        return Reconciled(ordered([*told, *left]), tuple(conflicts))
    return Reconciled(ordered(told), tuple(conflicts), ordered(left))


def with_hanging(changes: ChangeSet, now: Landscape) -> ChangeSet:
    """Return changes with what cannot be without the records that they delete: ties, memberships, positions.

    What the changes themselves write stays as they have it, also where it then refers to nothing.

    >>> from netmap.model import Actor, Position, Settings
    >>> place = Position(id="p", view="landscape", subject="a", x=0, y=0)
    >>> city = Landscape(Settings(id="c", name="C"), [actor := Actor(id="a", name="A"), place])
    >>> gone = ChangeSet((Operation("actor", "a", actor, None),))
    >>> [one.id for one in with_hanging(gone, city)]
    ['p', 'a']
    """
    gone = [one.id for one in changes if one.after is None]
    if not gone:
        return changes
    own = {(one.kind, one.id) for one in changes}
    hanging = diff(now, now.without(gone), delete_missing=True)
    return ordered([*changes, *(one for one in hanging if (one.kind, one.id) not in own)])


def _missing(
    said: Mapping[tuple[str, str], Statement], now: Landscape | None, base: Landscape | None, kinds: frozenset[str]
) -> Iterator[tuple[Record, Record]]:
    """Yield the records that the file had and has no more, each as it was and as it is."""
    if now is None or base is None:
        return
    for before in base.records():
        there = now.table(type(before)).get(before.id)
        if before.kind_name in kinds - {"landscape"} and there is not None and (before.kind_name, before.id) not in said:
            yield before, there


def merged(basis: Record | None, mine: Record, theirs: Record) -> tuple[Record, list[Conflict]]:
    """Merge two versions of a record that came of the same one; without it every field that says something is a change.

    Own columns and thresholds are merged one by one, evidence piece by piece, all other fields whole.
    """
    update: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name, info in type(theirs).model_fields.items():
        if name in {"id", "version"}:
            continue
        usual = info.get_default(call_default_factory=True) if not info.is_required() else None
        values = getattr(basis, name) if basis is not None else usual, getattr(mine, name), getattr(theirs, name)
        merge = _BY_FIELD.get(name, _whole)
        update[name], clashes = merge(*values)
        conflicts += [Conflict(theirs.kind_name, theirs.id, "changed", name, *one, theirs) for one in clashes]
    try:
        return type(theirs).model_validate({**dict(theirs), **update}), conflicts
    except ValidationError:  # what each of them changed does not go together
        changed = [name for name, value in update.items() if not _same(value, getattr(theirs, name))]
        parts = ((name, "", getattr(basis, name, None), update[name], getattr(theirs, name)) for name in changed)
        return theirs, [*conflicts, *(Conflict(theirs.kind_name, theirs.id, "changed", *one, theirs) for one in parts)]


Clash = tuple[str, object, object, object]
"""The own column meant, and its three values."""


def _whole(old: object, mine: object, theirs: object) -> tuple[object, list[Clash]]:
    if _same(mine, old) or _same(mine, theirs):
        return theirs, []
    return (mine, []) if _same(theirs, old) else (theirs, [("", old, mine, theirs)])


def _by_name(
    old: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> tuple[object, list[Clash]]:
    found: dict[str, object] = {}
    clashes: list[Clash] = []
    for name in {**theirs, **mine, **old}:
        value, clash = _whole(old.get(name), mine.get(name), theirs.get(name))
        if value is not None:
            found[name] = value
        clashes += [(name, *one[1:]) for one in clash]
    return found, clashes


def _parts(old: BaseModel, mine: BaseModel, theirs: BaseModel) -> tuple[object, list[Clash]]:
    return _by_name(dict(old), dict(mine), dict(theirs))


def _pieces(old: tuple[object, ...], mine: tuple[object, ...], theirs: tuple[object, ...]) -> tuple[object, list[Clash]]:
    if theirs == old or mine == theirs:
        return mine, []
    removed = [one for one in old if one not in mine]
    added = [one for one in mine if one not in old and one not in theirs]
    return (*(one for one in theirs if one not in removed), *added), []


_BY_FIELD: Mapping[str, Callable[..., tuple[object, list[Clash]]]] = {
    "attributes": _by_name,
    "thresholds": _parts,
    "evidence": _pieces,
}


def _same(one: object, other: object) -> bool:
    """Compare values; 1, 1.0 and True are different ones."""
    return one == other and (repr(one) == repr(other) or not isinstance(one, int | float | Mapping | tuple))


def _same_record(one: Record, other: Record) -> bool:
    return all(_same(value, getattr(other, name)) for name, value in one if name != "version")


def conflict_lines(conflicts: tuple[Conflict, ...], landscape: Landscape, *, lang: str = "de") -> Iterator[str]:
    """Say each conflict in words: what was, what the file says, and what stays.

    >>> from netmap.model import Actor, Settings
    >>> a = Actor(id="a", name="A")
    >>> city = Landscape(Settings(id="c", name="C"), [a])
    >>> both = Conflict("actor", "a", "changed", "name", "", "B", "C", "A", a)
    >>> print(*conflict_lines((both,), city, lang="en"))
    Actor A: Name: was B, in the file it is C, others wrote A. That stays.
    """
    _ = translator(lang)
    names = names_of(landscape, lang=lang)
    for one in conflicts:
        head = f"{kind_label(one.kind, lang)} {title(one.record, names) if one.record else one.mine}"
        if one.how == "gone":
            text = (
                _("others changed it meanwhile. It stays.")
                if one.record
                else _("others removed it meanwhile. It stays removed.")
            )
            yield f"{head}: {text}"
            continue
        label = field_label(one.kind, one.field, lang)
        label = _("{field} “{name}”").format(field=label, name=one.name) if one.name else label
        texts = [
            value_text(one.kind, one.field, value, landscape, lang=lang) for value in (one.before, one.mine, one.theirs)
        ]
        said = _("was {before}, in the file it is {mine}, others wrote {theirs}. That stays.")
        yield f"{head}: {label}: " + said.format(before=texts[0], mine=texts[1], theirs=texts[2])
