"""The shared store: a Neo4j database, which holds one landscape as a graph that a person can explore.

One writer at a time holds the lock of the store's own node, so the rules see what is really there; readers never wait.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from operator import itemgetter
from typing import Any, Final, Literal, Self, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from netmap import __version__
from netmap.changes import ChangeSet
from netmap.errors import StoreError, UnknownRecordError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Change, Record, Revision, Settings
from netmap.network.arrays import Arrays
from netmap.store import neo4j_cypher as cypher
from netmap.store import neo4j_schema as schema
from netmap.store.base import SCHEMA_VERSION, Clock, utc_now
from netmap.store.neo4j_address import Address, Ask, Login, address, login
from netmap.store.neo4j_replace import append, replace
from netmap.store.neo4j_sentences import sentence
from netmap.store.neo4j_write import pages, read_revisions
from netmap.store.replacing import History
from netmap.store.rows import ARRAY_ROWS, FRAME_KINDS, array_rows, to_arrays, to_changes, to_records, to_set
from netmap.store.rules import empty_store, no_revision, refuse_nothing
from netmap.store.sentences import readable
from netmap.uncollected import uncollected

# what the driver logs on the way to an error is said by the error; nobody is to read it on the terminal
logging.getLogger("neo4j").addHandler(logging.NullHandler())

RETRIES: Final = 30.0
"""Seconds for which a transaction is tried again, over a restart of the server or a change of the cluster's leader."""
READINGS: Final = 10
"""How often a read starts again because somebody wrote in between."""

T = TypeVar("T")


class Neo4jStore:
    """Hold one landscape in one Neo4j database; see `netmap.store.base.Store` for what its methods promise.

    Nothing is written on opening: a database that holds nothing yet is made ready by the first write, or `initialise`.
    """

    schema_version = SCHEMA_VERSION

    def __init__(
        self, where: Address, login: Login, *, create: bool = True, lang: str = "de", clock: Clock = utc_now,
        check: bool = True,
    ) -> None:  # fmt: skip
        self._where = where
        self._login = login
        self._lang = lang
        self._clock = clock
        self._bookmarks = GraphDatabase.bookmark_manager()
        with self._saying():
            self._driver = GraphDatabase.driver(
                where.server,
                auth=None if login.password is None else (login.user, login.password),
                connection_timeout=where.timeout,
                connection_acquisition_timeout=2 * where.timeout,
                max_transaction_retry_time=RETRIES,
                notifications_min_severity="OFF",
                user_agent=f"netmap/{__version__}",
            )
            try:
                self._driver.verify_connectivity()
                self._ready = check and self._check(create=create)
            except BaseException:
                self._driver.close()
                raise

    @classmethod
    def at(cls, url: str, *, lang: str = "de", ask: Ask | None = None, create: bool = True, check: bool = True) -> Self:
        """Open the store of an address, by whoever the environment, the keyring or `ask` says; see `open_store`."""
        where = address(url, lang=lang)
        return cls(where, login(where, ask), create=create, lang=lang, check=check)

    def apart(self) -> Self:
        """Return the same store over connections of its own, for work that others may cease to wait for."""
        own = type(self)(self._where, self._login, lang=self._lang, check=False)
        own._bookmarks = self._bookmarks
        return own

    @property
    def url(self) -> str:
        """Return the address, without user and password."""
        return self._where.url

    @property
    def landscape_id(self) -> str | None:
        """Return the id of the landscape the store holds, None while it is empty."""
        return self.work_read(schema.state).landscape

    def is_empty(self) -> bool:
        """Tell whether the store holds no landscape."""
        return self.landscape_id is None

    @uncollected()
    def read(self, *, at: dt.date | None = None, revision: int | None = None) -> Landscape:
        """Return the landscape as it is known, as it was known after `revision`, and as it stands on the day `at`."""

        def work(tx: ManagedTransaction) -> list[Any]:
            if revision is None:
                return [*pages(tx, *cypher.RECORDS)]
            self._refuse_revision(tx, revision)
            return tx.run(cypher.AS_OF, number=revision).values()

        with self._saying():
            records = to_records(sorted(self._steady(work), key=itemgetter(0)))
        whole = Landscape(self._settings(records), records)
        return whole if at is None else whole.at(at)

    @uncollected()
    def arrays(self, *, at: dt.date | None = None) -> Arrays:
        """Return what `netmap.network.arrays.arrays(self.read(), at=at)` does, without building the records."""

        def work(tx: ManagedTransaction) -> tuple[list[Any], dict[str, list[tuple[Any, ...]]]]:
            own = [row for kind in FRAME_KINDS for row in tx.run(cypher.NODES_OF[kind]).values()]
            return own, {kind: array_rows(kind, pages(tx, *cypher.TEXTS_OF[kind])) for kind in ARRAY_ROWS}

        with self._saying(), readable():
            told, rows = self._steady(work)
            own = to_records(sorted(told, key=itemgetter(0)))
            return to_arrays(rows, Landscape(self._settings(own), own), at=at)

    def apply(self, changes: ChangeSet, *, author: str, reason: str = "", at: dt.datetime | None = None) -> Revision:
        """Write the changes in one transaction, all or nothing, and return the revision they make."""
        refuse_nothing(changes, author, lang=self._lang)
        self._refuse_no_text(author + reason)

        def work(tx: ManagedTransaction, key: str) -> Revision:
            number, when = schema.state(tx).revision + 1, at or self._now()
            revision = Revision(number=number, author=author.strip(), reason=reason.strip(), at=when, changes=len(changes))
            append(tx, revision, changes, key, lang=self._lang)
            return revision

        return self._written(work)

    def replace(self, history: History, *, over: int) -> None:
        """Write a whole history in place of what is there, all or nothing, read back before it counts."""
        self._written(lambda tx, key: replace(tx, history, over, key, lang=self._lang))

    def revisions(self) -> list[Revision]:
        """Return all revisions, newest first."""
        return [*reversed(self.work_read(read_revisions))]

    def history(self, record_id: str | None = None) -> list[Change]:
        """Return what happened to one record, or to all, newest first; UnknownRecordError where the id never was."""
        if record_id is None:
            found = self._changes(lambda tx: tx.run(cypher.CHANGES).values())
            return sorted(found, key=lambda one: (-one.revision.number, one.kind, one.id))
        found = self._changes(lambda tx: tx.run(cypher.CHANGES_OF_RECORD, id=record_id).values())
        if not found:
            ids = self.work_read(lambda tx: tx.run(cypher.CHANGED_IDS).value())
            raise UnknownRecordError(record_id, get_close_matches(record_id, ids, n=3, cutoff=0.6))
        return sorted(found, key=lambda one: (-one.revision.number, one.kind))

    def changes_of(self, revision: int) -> ChangeSet:
        """Return what a revision did; applying the inverse of it takes it back, or conflicts with what came after."""

        def work(tx: ManagedTransaction) -> list[list[Any]]:
            self._refuse_revision(tx, revision)
            return tx.run(cypher.CHANGES_OF_REVISION, number=revision).values()

        return to_set(sorted(self._changes(work), key=lambda one: one.id))

    def initialise(self, *, beside_others: bool = False) -> None:
        """Make the schema where there is none and bring an older one up to date; twice is no error.

        Raises StoreError for a database that holds somebody else's data, unless `beside_others`.
        """
        if self._ready:
            return
        with self._saying(), self._session() as session:
            schema.make(session, self.url, beside_others=beside_others, lang=self._lang)
        self._ready = True

    def close(self) -> None:
        """Let go of the connections; closing twice is no error."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def work_read(self, work: Callable[[ManagedTransaction], T], *, remarks: Literal["OFF", "WARNING"] = "OFF") -> T:
        """Run a function in a transaction that reads, again where the connection is lost; `remarks` are the server's."""
        with self._saying(), self._session(notifications_min_severity=remarks) as session:
            return session.execute_read(work)

    def server(self) -> dict[str, object]:
        """Return what the server says of itself, its layout, and how many nodes and relationships of each name there are."""
        version, edition = self.work_read(schema.components)
        layout, counts = self.work_read(lambda tx: (schema.state(tx).version or None, schema.counts(tx)))
        return {"server": f"Neo4j {version}", "edition": edition, "layout": layout, "counts": counts}

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn what the driver and the server say into one clear sentence."""
        try:
            yield
        except (DriverError, Neo4jError, OSError, ValueError) as error:
            raise StoreError(sentence(error, self._where, lang=self._lang)) from error

    def _session(self, **config: Any) -> Session:
        return self._driver.session(database=self._where.database, bookmark_manager=self._bookmarks, **config)

    def _steady(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run several queries of one read between which nobody wrote."""

        def guarded(tx: ManagedTransaction) -> tuple[int, T, int]:
            before = schema.state(tx).revision
            found = work(tx)
            return before, found, schema.state(tx).revision

        for _turn in range(READINGS):
            before, found, after = self.work_read(guarded)
            if before == after:
                return found
        _ = translator(self._lang)
        raise StoreError(_("Others are writing to the store: {store}. Please try again in a moment.").format(store=self.url))

    def _check(self, *, create: bool) -> bool:
        """Refuse a database that is not ours, and one without a store where none is to be made; tell if it is ready."""
        with self._session() as session:
            return session.execute_read(schema.check, self.url, create=create, lang=self._lang)

    def _written(self, work: Callable[[ManagedTransaction, str], Revision]) -> Revision:
        """Run a function in the one transaction that may write; where the connection breaks, find out what came of it."""
        self.initialise()
        key = uuid.uuid4().hex

        def locked(tx: ManagedTransaction) -> Revision:
            tx.run(cypher.LOCK, key=key).consume()
            schema.check(tx, self.url, create=False, lang=self._lang)
            return work(tx, key)

        with self._saying():
            try:
                with self._session() as session:
                    return session.execute_write(locked)
            except IncompleteCommit as error:
                return self._landed(key, error)

    def _landed(self, key: str, error: Exception) -> Revision:
        """Find out, after the connection broke while a transaction was ending, whether it was saved."""
        with suppress(DriverError, Neo4jError), self._session() as session:
            found = session.execute_read(lambda tx: tx.run(cypher.SAVED, key=key).value())
            if found:
                return next(one for one in self.revisions() if one.number == found[0])
            _ = translator(self._lang)
            raise StoreError(_("The connection to {store} broke; nothing was saved.").format(store=self.url)) from error
        _ = translator(self._lang)
        text = _("The connection to {store} broke while it saved. Whether it did is in: netmap history")
        raise StoreError(text.format(store=self.url)) from error

    def _refuse_revision(self, tx: ManagedTransaction, number: int) -> None:
        last = schema.state(tx).revision
        if not 1 <= number <= last:
            raise no_revision(number, last, lang=self._lang)

    def _refuse_no_text(self, text: str) -> None:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            _ = translator(self._lang)
            text = _("The author or the reason holds characters that are no text, nothing was saved: {path}")
            raise StoreError(text.format(path=self.url)) from error

    def _settings(self, records: list[Record]) -> Settings:
        found = next((one for one in records if isinstance(one, Settings)), None)
        if found is None:
            raise empty_store(self.url, lang=self._lang)
        return found

    def _now(self) -> dt.datetime:
        return self._clock().astimezone(dt.UTC)

    def _changes(self, work: Callable[[ManagedTransaction], list[list[Any]]]) -> list[Change]:
        rows, told = self._steady(lambda tx: (work(tx), read_revisions(tx)))
        with self._saying():
            return to_changes(rows, {one.number: one for one in told})
