"""What every store can do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol, Self

from netmap.changes import ChangeSet
from netmap.landscape import Landscape
from netmap.model import Change, Revision
from netmap.network.arrays import Arrays
from netmap.store.replacing import History

SCHEMA_VERSION = 1
"""The layout in which this netmap keeps records; each store has the steps from every older one."""

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """Return the time now."""
    return dt.datetime.now(dt.UTC)


class Store(Protocol):
    """Hold one landscape with its history; every error is a StoreError or ConflictError and leaves the store as it was.

    Records come kind by kind in the order of their ids, in every store.
    """

    @property
    def url(self) -> str:
        """Return the address under which `open_store` opens this store, never with a password."""

    @property
    def schema_version(self) -> int:
        """Return the version of the layout in which the store keeps its records."""

    @property
    def landscape_id(self) -> str | None:
        """Return the id of the landscape the store holds, None while it is empty."""

    def is_empty(self) -> bool:
        """Tell whether the store holds no landscape (yet, or after its first revision was undone)."""

    def read(self, *, at: dt.date | None = None, revision: int | None = None) -> Landscape:
        """Return the landscape as it is known, as it was known after `revision`, and as it stands on the day `at`.

        Raises StoreError where there is nothing: the store is empty, or was, or there is no such revision.
        """

    def arrays(self, *, at: dt.date | None = None) -> Arrays:
        """Return what `netmap.network.arrays.arrays(self.read(), at=at)` does, without building the records."""

    def apply(self, changes: ChangeSet, *, author: str, reason: str = "", at: dt.datetime | None = None) -> Revision:
        """Write the changes in one transaction, all or nothing, and return the revision they make.

        `at` is given only by who copies a history; otherwise it is now.
        A record's version counts its writes; one that comes back counts on from where it went. Raises ConflictError where
        a record is no longer in the version that was read, where one to be added is already there, where a reference
        loses its end or a circle of `part_of` closes through what somebody else wrote; StoreError for an empty ChangeSet
        (an empty revision would say nothing), one of another landscape, one that refers to what never was, or no author.
        """

    def replace(self, history: History, *, over: int) -> None:
        """Write a whole history in place of what is there, in one transaction, and read it back before it counts.

        `over` is the number of the last revision that is to be replaced, 0 where there is none: ConflictError where somebody
        has written since. The rules of `apply` hold for each revision; StoreError where what was read back differs.
        """

    def revisions(self) -> list[Revision]:
        """Return all revisions, newest first."""

    def history(self, record_id: str | None = None) -> list[Change]:
        """Return what happened to one record, or to all, newest first; UnknownRecordError where the id never was."""

    def changes_of(self, revision: int) -> ChangeSet:
        """Return what a revision did; applying the inverse of it takes it back, or conflicts with what came after."""

    def close(self) -> None:
        """Let go of the store; closing twice is no error."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
