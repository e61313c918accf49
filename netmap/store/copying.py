"""A whole landscape with its history, from one store to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from netmap.changes import ChangeSet
from netmap.errors import StoreError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Revision
from netmap.store.base import Store


class Copied(NamedTuple):
    """Say how much was copied."""

    revisions: int
    changes: int
    records: int


class Source(Protocol):
    """Be what a history is read from: a store, or a backup."""

    @property
    def url(self) -> str:
        """Return where it is."""

    def is_empty(self) -> bool:
        """Tell whether there is no landscape in it."""

    def read(self, *, revision: int | None = None) -> Landscape:
        """Return the landscape as it was known after a revision."""

    def revisions(self) -> list[Revision]:
        """Return all revisions, newest first."""

    def changes_of(self, revision: int) -> ChangeSet:
        """Return what a revision did."""


def copy(source: Source, target: Store, *, lang: str = "de", progress: Callable[[int, int], None] | None = None) -> Copied:
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
    for one in wanted:
        if one.number > len(there):
            target.apply(source.changes_of(one.number), author=one.author, reason=one.reason, at=one.at)
        if progress is not None:
            progress(one.number, len(wanted))
    return compare(source, target, lang=lang)


def compare(source: Source, target: Source, *, lang: str = "de") -> Copied:
    """Compare what was copied with where it came from, change by change and record by record; StoreError where it differs.

    What was written to the source meanwhile does not count.
    """
    told = [*reversed(target.revisions())]
    changed = 0
    for one in told:
        changes = source.changes_of(one.number)
        if target.changes_of(one.number) != changes:
            raise _differs(target, f"r{one.number}", lang)
        changed += len(changes)
    return Copied(len(told), changed, _compare(source, target, len(told), lang))


def _compare(source: Source, target: Source, last: int, lang: str) -> int:
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


def _differs(target: Source, what: str, lang: str) -> StoreError:
    text = translator(lang)("What arrived in {store} differs: {what}. Please do not use this copy.")
    return StoreError(text.format(store=target.url, what=what))
