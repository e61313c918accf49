"""A whole landscape with its history, from one store to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from netmap.errors import StoreError
from netmap.locale import translator
from netmap.store.base import Store


class Copied(NamedTuple):
    """Say how much was copied."""

    revisions: int
    changes: int
    records: int


def copy(source: Store, target: Store, *, lang: str = "de", progress: Callable[[int, int], None] | None = None) -> Copied:
    """Write every revision of one store into another, each with its author, reason and time, and compare record by record.

    A copy that was interrupted goes on where it stopped. Raises StoreError for a target that holds something else, and
    where what arrived differs; `progress` is told how many revisions of how many are there.
    """
    wanted, there = [*reversed(source.revisions())], [*reversed(target.revisions())]
    if not wanted:
        raise StoreError(translator(lang)("There is nothing to copy: {store} is empty.").format(store=source.url))
    if there != wanted[: len(there)]:
        text = translator(lang)("{store} holds a landscape with a history of its own: nothing was copied into it.")
        raise StoreError(text.format(store=target.url))
    changed = 0
    for one in wanted:
        changes = source.changes_of(one.number)
        if one.number > len(there):
            target.apply(changes, author=one.author, reason=one.reason, at=one.at)
        if target.changes_of(one.number) != changes:
            raise _differs(target, f"r{one.number}", lang)
        changed += len(changes)
        if progress is not None:
            progress(one.number, len(wanted))
    return Copied(len(wanted), changed, _compare(source, target, len(wanted), lang))


def _compare(source: Store, target: Store, last: int, lang: str) -> int:
    """Compare the two states record by record, and return how many records there are."""
    if [*reversed(source.revisions())][:last] != [*reversed(target.revisions())]:
        raise _differs(target, f"r{last}", lang)
    if target.is_empty():
        return 0
    mine = {(one.kind_name, one.id): one for one in source.read(revision=last).records()}
    theirs = {(one.kind_name, one.id): one for one in target.read().records()}
    for key in {**mine, **theirs}:
        if mine.get(key) != theirs.get(key):
            raise _differs(target, key[1], lang)
    return len(theirs)


def _differs(target: Store, what: str, lang: str) -> StoreError:
    text = translator(lang)("What arrived in {store} differs: {what}. Please do not use this copy.")
    return StoreError(text.format(store=target.url, what=what))
