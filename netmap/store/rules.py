"""The rules that every store keeps inside its transaction before it writes, and the sentences in which it refuses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from netmap.changes import ChangeSet
from netmap.errors import ConflictError, StoreError
from netmap.locale import date, translator
from netmap.model import Actor, Record, Revision, references

RECORDS_NAMED: Final = 5

Known = tuple[str, int]
"""The kind and version of a record as a store holds it now."""

Link = tuple[str, str, str, tuple[str, ...]]
"""A reference: the record that makes it, in which field, to which id, of which kinds that may be."""


@dataclass(frozen=True)
class Found:
    """Hold what a store finds, inside its transaction, about the records that a ChangeSet touches.

    `total` counts all records; `known` has every record that the changes write, remove or refer to and that is there;
    `referrers` are the (record, target) pairs of references to removed records; `part_of` tells the parent of an actor;
    `last` tells the revisions that changed these records last, removals included; `held` the records themselves.
    """

    landscape_id: str | None
    total: int
    known: Mapping[str, Known]
    referrers: Sequence[tuple[str, str]]
    part_of: Callable[[str], str | None]
    last: Callable[[Iterable[str]], Mapping[str, Revision]]
    held: Callable[[Iterable[str]], Iterable[Record]]


def links(changes: ChangeSet) -> Iterator[Link]:
    """Yield every reference that the records written make; one that a record makes twice comes twice.

    There are more of them than records, so that a list of all would be what a client needs most of its memory for.
    """
    for one in changes:
        for field, target, kinds in () if one.after is None else references(one.after):
            yield one.id, field, target, kinds


def refuse(changes: ChangeSet, made: Iterable[Link], found: Found, *, lang: str) -> None:
    """Raise the error for which a store must not write these changes, if there is one; `made` are their `links`."""
    _refuse_other_landscape(changes, found, lang)
    _refuse_twice(changes, lang)
    _refuse_moved(changes, found, lang)
    _refuse_lost_ends(changes, made, found, lang)
    _refuse_circles(changes, found, lang)


def refuse_nothing(changes: ChangeSet, author: str, *, lang: str) -> None:
    """Raise StoreError for changes that say nothing or that nobody signs."""
    _ = translator(lang)
    if not changes.operations:
        raise StoreError(_("There is nothing to change: nothing was saved."))
    if not author.strip():
        raise StoreError(_("Who makes the change is missing: please give a role or initials (--author)."))


def empty_store(url: str, *, lang: str) -> StoreError:
    """Return the error of reading from a store that holds no landscape."""
    _ = translator(lang)
    return StoreError(_("The store is empty: {url}. Load a landscape first: netmap load FOLDER").format(url=url))


def no_revision(number: int, last: int, *, lang: str) -> StoreError:
    """Return the error of asking for a revision that is not there."""
    _ = translator(lang)
    if last == 0:
        return StoreError(_("There is no revision r{n}: the store has none yet.").format(n=number))
    return StoreError(_("There is no revision r{n}: the store has r1 to r{last}.").format(n=number, last=last))


def _refuse_other_landscape(changes: ChangeSet, found: Found, lang: str) -> None:
    _ = translator(lang)
    told = {one.id: one.after for one in changes if one.kind == "landscape"}
    other = next((key for key in told if found.landscape_id not in {None, key}), None)
    if other is not None:
        text = _("The store holds the landscape “{held}”, not “{given}”: a store holds exactly one landscape.")
        raise StoreError(text.format(held=found.landscape_id, given=other))
    left = {key for key, after in told.items() if after is not None} | ({found.landscape_id} - told.keys() - {None})
    emptied = len(changes) == found.total and all(one.after is None for one in changes)
    if len(left) != 1 and not emptied:
        text = _("A store holds exactly one landscape with its settings; after these changes it would hold {n}.")
        raise StoreError(text.format(n=len(left)))


def _refuse_twice(changes: ChangeSet, lang: str) -> None:
    for removed in (False, True):
        ids = [one.id for one in changes if (one.after is None) is removed]
        if len(set(ids)) < len(ids):
            seen: set[str] = set()
            twice = next(one for one in ids if one in seen or seen.add(one))  # type: ignore[func-returns-value]
            _ = translator(lang)
            text = _("The id “{id}” stands twice in the changes: ids are unique over all kinds.")
            raise StoreError(text.format(id=twice))


def _refuse_moved(changes: ChangeSet, found: Found, lang: str) -> None:
    removed = {one.id for one in changes if one.after is None}
    moved = []
    for one in changes:
        now = found.known.get(one.id)
        if one.before is None:
            if now is not None and one.id not in removed:
                moved.append(one.id)
        elif now != (one.kind, one.before.version):
            moved.append(one.id)
    if moved:
        _ = translator(lang)
        text = _("Nothing was saved: {records} changed since it was read. Please look at it and repeat the change.")
        if len(moved) > 1:
            text = _("Nothing was saved: {records} changed since they were read. Please look at them and repeat the change.")
        raise ConflictError(text.format(records=_named(moved, found, lang)), moved)


def _named(ids: Sequence[str], found: Found, lang: str) -> str:
    """Name records with who changed them last, in which revision, and when."""
    _ = translator(lang)
    last = found.last(ids[:RECORDS_NAMED])
    texts = [_signed(one, last.get(one), lang) for one in ids[:RECORDS_NAMED]]
    more = _(" and {n} more").format(n=len(ids) - RECORDS_NAMED) if len(ids) > RECORDS_NAMED else ""
    return ", ".join(texts) + more


def _signed(record: str, revision: Revision | None, lang: str) -> str:
    _ = translator(lang)
    if revision is None:
        return _("“{record}”").format(record=record)
    day, time = date(f"{revision.at:%Y-%m-%d}", lang), f"{revision.at:%H:%M} UTC"
    text = _("“{record}” (r{n}, {author}, {day} {time})")
    return text.format(record=record, n=revision.number, author=revision.author, day=day, time=time)


def _refuse_lost_ends(changes: ChangeSet, made: Iterable[Link], found: Found, lang: str) -> None:
    """Check the references of what is written, and those that others still make to what is removed."""
    _ = translator(lang)
    written = {one.id: one.kind for one in changes if one.after is not None}
    touched = {one.id for one in changes}
    lost = []
    for record, field, target, kinds in made:
        kind = written.get(target) or (None if target in touched else (found.known.get(target) or (None,))[0])
        if kind is None:
            lost.append((record, field, target))
        _refuse_other_kind(record, field, target, kind, kinds, lang)
    if lost:
        _refuse_lost(lost, touched, found, lang)
    kept = [pair for pair in found.referrers if pair[0] not in touched and pair[1] not in written]
    if kept:
        text = _("Nothing was saved: “{target}” cannot go, {records} still refers to it.")
        referring = sorted({record for record, _target in kept})
        raise ConflictError(text.format(target=kept[0][1], records=_named(referring, found, lang)), referring)
    _refuse_other_kinds({one for one, target in found.referrers if one not in touched}, written, found, lang)


def _refuse_other_kinds(referring: Collection[str], written: Mapping[str, str], found: Found, lang: str) -> None:
    """Check the records that stay and refer to an id which is to be a record of another kind from now on."""
    for record in found.held(sorted(referring)) if referring else ():
        for field, target, kinds in references(record):
            _refuse_other_kind(record.id, field, target, written.get(target), kinds, lang)


def _refuse_other_kind(record: str, field: str, target: str, kind: str | None, kinds: Sequence[str], lang: str) -> None:
    if kind is not None and kind not in kinds:
        _ = translator(lang)
        text = _("“{record}” refers in “{field}” to “{target}”, which is of another kind ({kind}).")
        raise StoreError(text.format(record=record, field=field, target=target, kind=kind))


def _refuse_lost(lost: Sequence[tuple[str, str, str]], touched: set[str], found: Found, lang: str) -> None:
    _ = translator(lang)
    formerly = found.last([target for _record, _field, target in lost if target not in touched])
    gone = [one for one in lost if one[2] in formerly]
    record, field, target = (gone or lost)[0]
    if gone:
        text = _("Nothing was saved: “{record}” refers in “{field}” to what was removed meanwhile: {target}.")
        message = text.format(record=record, field=field, target=_named([target], found, lang))
        raise ConflictError(message, sorted({one[2] for one in gone}))
    text = _("“{record}” refers in “{field}” to “{target}”, which is not there.")
    raise StoreError(text.format(record=record, field=field, target=target))


def _refuse_circles(changes: ChangeSet, found: Found, lang: str) -> None:
    """Follow every new `part_of` upwards: a circle through a record that the changes do not write was closed by two."""
    parents = {one.id: one.after.part_of for one in changes if isinstance(one.after, Actor)}
    safe: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        above: str | None = start
        while above is not None and above not in safe and above not in way:
            way[above] = None
            above = parents[above] if above in parents else found.part_of(above)
        if above in way:
            _refuse_circle([*way][[*way].index(above) :], parents.keys(), lang)
        safe.update(way)


def _refuse_circle(circle: list[str], written: Collection[str], lang: str) -> None:
    _ = translator(lang)
    text = _("Nothing was saved: the changes close a circle of “part of”: {circle}.")
    more = len(circle) - RECORDS_NAMED
    said = [_("… and {n} more").format(n=more)] if more > 0 else []
    message = text.format(circle=" → ".join([*circle[:RECORDS_NAMED], *said, circle[0]]))
    others = [one for one in circle if one not in written]
    raise ConflictError(message, others) if others else StoreError(message)
