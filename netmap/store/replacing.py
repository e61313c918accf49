"""A whole history in place of another: what a store checks before and after it writes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from netmap.changes import ChangeSet
from netmap.errors import ConflictError, StoreError
from netmap.locale import translator
from netmap.model import Change, Record, Revision
from netmap.store.rows import to_set

History = Sequence[tuple[Revision, ChangeSet]]
"""Every revision there was, oldest first, with what it did."""


def refuse_moved(last: int, over: int, *, lang: str) -> None:
    """Raise ConflictError where the store's last revision is not the one that was to be replaced."""
    if last != over:
        raise ConflictError(translator(lang)("Others have written to the store meanwhile. Please try again."))


def state_after(history: History) -> list[Record]:
    """Return the records that a history leaves, by id, as stores give them."""
    records: dict[tuple[str, str], Record] = {}
    for _revision, changes in history:
        for one in changes:
            if one.after is None:
                records.pop((one.kind, one.id), None)
            else:
                records[one.kind, one.id] = one.after
    return sorted(records.values(), key=lambda one: one.id)


def refuse_different(history: History, written: Iterable[Change], records: Sequence[Record], *, lang: str) -> None:
    """Raise StoreError where what was read back, changes and records, is not the history that was written."""
    told = {one: to_set(changes) for one, changes in groupby(written, key=lambda one: one.revision)}
    wrong = [f"r{revision.number}" for revision, changes in history if told.pop(revision, None) != changes]
    wrong += [f"r{revision.number}" for revision in told]
    wanted, found = state_after(history), sorted(records, key=lambda one: one.id)
    if not wrong and found != wanted:
        wrong = [mine.id for mine, theirs in zip(wanted, found, strict=False) if mine != theirs] or ["…"]
    if wrong:
        _ = translator(lang)
        text = _("What was written is not what was read back ({what}), so the store stays as it was.")
        raise StoreError(text.format(what=", ".join(wrong[:5])))
