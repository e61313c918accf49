"""What differs between two states of a landscape: found, applied, turned round, and said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from netmap.errors import ConflictError, DataError
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import N_, number, translator
from netmap.model import KINDS, Record, Settings, Term
from netmap.titles import names_of, title

NAMES_SHOWN: Final = 5
CHANGES_SHOWN: Final = 20
STAYS: Final = 3
"""A list of which so many stay is not shown twice where it changes: only what came to it and what went."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Add, change or remove one record: `before` is None where there was none, `after` where there is none any more.

    `before.version` is the version that was read: a store refuses the operation if the record has moved on since.
    """

    kind: str
    id: str
    before: Record | None
    after: Record | None

    @property
    def action(self) -> Literal["added", "changed", "removed"]:
        """Name what happens to the record."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    def __post_init__(self) -> None:
        given = [record for record in (self.before, self.after) if record is not None]
        if not given or any(record.id != self.id or record.kind_name != self.kind for record in given):
            raise ValueError(f"an operation on {self.kind} {self.id} needs that record before, after, or both")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Hold the operations that are done together or not at all."""

    operations: tuple[Operation, ...] = ()

    def __len__(self) -> int:
        return len(self.operations)

    def __iter__(self) -> Iterator[Operation]:
        return iter(self.operations)


def diff(old: Landscape | None, new: Landscape, *, delete_missing: bool = False) -> ChangeSet:
    """Find what turns `old` (None: an empty store) into `new`, by content and not by version.

    Additions and changes come first, kind by kind so that what is referred to comes before what refers to it, then
    removals the other way round. Records that only `old` has stay unless `delete_missing`.

    >>> from netmap.model import Actor
    >>> city = Settings(id="city", name="City")
    >>> changes = diff(Landscape(city), Landscape(city, [Actor(id="a", name="A")]))
    >>> [(one.kind, one.id, one.before) for one in changes]
    [('actor', 'a', None)]
    """
    known = {} if old is None else {(one.kind_name, one.id): one for one in old.records()}
    told: list[Operation] = []
    for record in new.records():
        before = known.pop((record.kind_name, record.id), None)
        if before is None or not _same(before, record):
            told.append(Operation(record.kind_name, record.id, before, record))
    if delete_missing:
        told += [Operation(one.kind_name, one.id, one, None) for one in known.values()]
    return ordered(told)


def ordered(operations: Iterable[Operation]) -> ChangeSet:
    """Put what is written first, kind by kind so that what is referred to comes first, then removals the other way round."""
    place = {kind: index for index, kind in enumerate(KINDS)}
    last = len(KINDS)
    turn = sorted(operations, key=lambda one: place[one.kind] - last if one.after is not None else last - place[one.kind])
    return ChangeSet(tuple(turn))


def _same(old: Record, new: Record) -> bool:
    """Compare contents; to Python 1, 1.0 and True are equal, to whoever mends a column of attributes they are not."""
    if not old.same_content(new):
        return False
    if old.attributes and _typed(old.attributes) != _typed(new.attributes):
        return False
    return not isinstance(old, Term) or not isinstance(new, Term) or _typed(old.fields) == _typed(new.fields)


def _typed(attributes: Mapping[str, object]) -> dict[str, str]:
    return {name: repr(value) for name, value in attributes.items()}


def apply(landscape: Landscape | None, changes: ChangeSet) -> Landscape:
    """Return the landscape (None: nothing yet) after the changes, each record written one version further.

    Raises ConflictError where a record is not as the changes expect it, and DataError where no settings would be left.

    >>> old = Landscape(Settings(id="city", name="City"))
    >>> new = apply(old, diff(old, Landscape(Settings(id="city", name="Town"))))
    >>> new.settings.name, new.settings.version
    ('Town', 1)
    """
    records = {} if landscape is None else {(one.kind_name, one.id): one for one in landscape.records()}
    moved = []
    for one in changes:
        now = records.get((one.kind, one.id))
        if (now and now.version) != (one.before and one.before.version):
            moved.append(one.id)
    if moved:
        raise ConflictError(", ".join(moved), moved)
    for one in changes:
        if one.after is None:
            del records[one.kind, one.id]
        else:
            version = (one.before or one.after).version + 1
            records[one.kind, one.id] = one.after.model_copy(update={"version": version})
    settings = [one for one in records.values() if isinstance(one, Settings)]
    if len(settings) != 1:
        raise DataError("exactly one landscape")
    return Landscape(settings[0], records.values())


def inverse(changes: ChangeSet) -> ChangeSet:
    """Turn changes round: what was added goes, what went comes back, what changed changes back.

    >>> forth = diff(None, Landscape(Settings(id="city", name="City")))
    >>> [(one.after, one.before.name) for one in inverse(forth)]
    [(None, 'City')]
    """
    return ordered(Operation(one.kind, one.id, one.after, one.before) for one in changes)


# ---------------------------------------------------------------------------------------------------------------- words


def summary(
    changes: ChangeSet, *, landscape: Landscape | None = None, everything: bool = False, lang: str = "de"
) -> list[str]:
    """Say the changes in words: what is new and gone by kind, what changed field by field; long lists are folded.

    `landscape` gives the names of records that the changes only refer to, and the vocabulary; without it ids are shown.
    `everything` folds nothing.

    >>> old = Landscape(Settings(id="city", name="City"))
    >>> summary(diff(old, Landscape(Settings(id="city", name="Town"))), lang="en")
    ['Landscape Town: Name: City → Town']
    """
    whole = _known(changes, landscape)
    names = names_of(whole, lang=lang)
    changed = [line for one in changes for line in _fields_changed(one, whole, names, lang)]
    most = len(changes) if everything else NAMES_SHOWN
    shown = changed if everything else changed[:CHANGES_SHOWN]
    lines = [*_listed(changes, whole, "added", most, lang), *shown]
    if len(changed) > len(shown):
        _ = translator(lang)
        more = _("… and {n} further changes to fields")
        lines.append(more.format(n=number(len(changed) - len(shown), lang)))
    return [*lines, *_listed(changes, whole, "removed", most, lang)]


def listed(changes: ChangeSet, *, landscape: Landscape | None = None, lang: str = "de") -> list[dict[str, object]]:
    """Return a row for each record changed: `change` (added, changed, removed), `kind`, `id`, `name`, changed `fields`.

    >>> listed(diff(None, Landscape(Settings(id="city", name="City"))))
    [{'change': 'added', 'kind': 'landscape', 'id': 'city', 'name': 'City', 'fields': []}]
    """
    names = names_of(_known(changes, landscape), lang=lang)
    rows: list[dict[str, object]] = []
    for one in changes:
        record = one.after or one.before
        if record is not None:
            row = {"change": one.action, "kind": one.kind, "id": one.id, "name": title(record, names)}
            rows.append({**row, "fields": fields_changed(one.before, one.after)})
    return rows


def fields_changed(before: Record | None, after: Record | None) -> list[str]:
    """Return the names of the fields that differ between two states of a record; none where there is only one."""
    if before is None or after is None:
        return []
    return [one for one in type(after).model_fields if one != "version" and getattr(before, one) != getattr(after, one)]


def field_rows(
    changes: ChangeSet, *, landscape: Landscape | None = None, readable: bool = True, lang: str = "de"
) -> Iterator[dict[str, Any]]:
    """Yield a row for each record that is new or gone, and for each changed field of the others, with both its values.

    `readable` rows carry words, names and labels, for people; others keys, ids and values as they are stored.

    >>> old = Landscape(Settings(id="city", name="City"))
    >>> row = next(field_rows(diff(old, Landscape(Settings(id="city", name="Town"))), readable=False))
    >>> row["change"], row["id"], row["field"], row["before"], row["after"]
    ('changed', 'city', 'name', 'City', 'Town')
    """
    whole = _known(changes, landscape)
    names, _ = names_of(whole, lang=lang), translator(lang)
    for one in changes:
        record = one.after or one.before
        if record is None:
            continue
        action, kind = (_(ACTIONS[one.action]), kind_label(one.kind, lang)) if readable else (one.action, one.kind)
        row = {"change": action, "kind": kind, "id": one.id, "name": title(record, names)}
        for field, name, *values in _differences(one) if one.action == "changed" else [("", "", None, None)]:
            label = f"{field}.{name}" if name else field
            if readable and field:
                label = _field_label(one.kind, field, name, lang)
                values = [value_text(one.kind, field, value, whole, lang=lang) for value in values]
            yield {**row, "field": label, "before": values[0], "after": values[1]}


ACTIONS: Final = {"added": N_("added"), "changed": N_("changed"), "removed": N_("removed")}


def _known(changes: ChangeSet, landscape: Landscape | None) -> Landscape:
    """Gather every record that has a name to be shown: those of the landscape, and those that come, change and go."""
    records = [*(landscape.records() if landscape else ())]
    records += [record for one in changes for record in (one.before, one.after) if record is not None]
    settings = [one for one in records if isinstance(one, Settings)]
    return Landscape(settings[-1] if settings else Settings(id="landscape", name="landscape"), records)


def _listed(changes: ChangeSet, whole: Landscape, action: str, most: int, lang: str) -> Iterator[str]:
    _ = translator(lang)
    names = names_of(whole, lang=lang)
    by_kind: dict[str, list[Record]] = {}
    for one in changes:
        record = one.after if action == "added" else one.before
        if record is not None and (one.before is None or one.after is None):
            by_kind.setdefault(one.kind, []).append(record)
    form = _("{n} {kind} new: {names}") if action == "added" else _("{n} {kind} gone: {names}")
    for kind, records in by_kind.items():
        shown = ", ".join(title(one, names) for one in records[:most])
        if len(records) > most:
            shown = _("{names} … and {n} more").format(names=shown, n=number(len(records) - most, lang))
        yield form.format(n=number(len(records), lang), kind=kind_label(kind, lang, len(records)), names=shown)


def _fields_changed(one: Operation, whole: Landscape, names: Mapping[str, str], lang: str) -> Iterator[str]:
    if one.before is None or one.after is None:
        return
    head = f"{kind_label(one.kind, lang)} {title(one.after, names)}"
    for field, name, *values in _differences(one):
        label, apart = _field_label(one.kind, field, name, lang), _apart(field, *values)
        texts = [value_text(one.kind, field, value, whole, lang=lang) for value in apart or values]
        yield f"{head}: {label}: {_more_and_less(*texts, lang=lang) if apart else ' → '.join(texts)}"


def _apart(field: str, old: object, new: object) -> tuple[object, object] | None:
    """Return what came to a long list and what went, where most of it stays and two whole lists would hide that."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        came = {key: one for key, one in new.items() if old.get(key) != one}
        went = {key: one for key, one in old.items() if new.get(key) != one}
        return (came, went) if len(old) - len(went) >= STAYS else None
    if not isinstance(old, tuple) or not isinstance(new, tuple) or field == "coordinates":
        return None
    more, less = tuple(one for one in new if one not in old), tuple(one for one in old if one not in new)
    stays = len(old) - len(less) >= (1 if field == "evidence" else STAYS)
    return (more, less) if stays and (more or less) else None


def _more_and_less(more: str, less: str, *, lang: str) -> str:
    _ = translator(lang)
    said = ((_("added: {values}"), more), (_("dropped: {values}"), less))
    return "; ".join(form.format(values=values) for form, values in said if values != "–")


def _field_label(kind: str, field: str, name: str, lang: str) -> str:
    label = field_label(kind, field, lang)
    return translator(lang)("{field} “{name}”").format(field=label, name=name) if name else label


def _differences(one: Operation) -> Iterator[tuple[str, str, object, object]]:
    """Yield the fields in which a record changed, each with the name of the own column meant and both values."""
    for field in type(one.after).model_fields if one.before and one.after else ():
        if field != "version":
            yield from ((field, *part) for part in _parts(field, getattr(one.before, field), getattr(one.after, field)))


def _parts(field: str, old: object, new: object) -> Iterator[tuple[str, object, object]]:
    """Yield what differs: attributes one by one, as the columns they are to whoever keeps them, other fields whole."""
    if field in {"attributes", "fields"} and isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in {**old, **new}:
            if repr(old.get(name)) != repr(new.get(name)):
                yield name, old.get(name), new.get(name)
    elif old != new:
        yield "", old, new
