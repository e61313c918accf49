"""The layout of the shared store: made, checked, brought up to date; the store's own node says what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from netmap.changes import ChangeSet
from netmap.errors import StoreError
from netmap.locale import translator
from netmap.store import neo4j_cypher as cypher
from netmap.store.base import SCHEMA_VERSION
from netmap.store.neo4j_write import Transaction

MADE_MEANWHILE: Final = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
"""What a server says where others made the same meanwhile: IF NOT EXISTS looks before it waits for them."""
MIGRATIONS: Final[tuple[Sequence[str], ...]] = (cypher.SCHEMA_1,)
"""The steps from each version of the layout to the next; there are as many as SCHEMA_VERSION says."""


class Connection(Protocol):
    """Be what making a layout needs of a session of the driver."""

    def execute_read(self, work: Any, /, *arguments: Any, **options: Any) -> Any:
        """Run a function in a transaction that reads."""

    def execute_write(self, work: Any, /, *arguments: Any, **options: Any) -> Any:
        """Run a function in a transaction that writes."""


@dataclass(frozen=True)
class State:
    """Hold what the store's own node says; version 0 where there is none."""

    version: int = 0
    revision: int = 0
    records: int = 0
    landscape: str | None = None

    def after(self, changes: ChangeSet, key: str) -> dict[str, Any]:
        """Return what the node is to say after the changes."""
        added = sum((one.before is None) - (one.after is None) for one in changes)
        told = [one for one in changes if one.kind == "landscape"]
        left = [one.id for one in told if one.after is not None]
        landscape = left[0] if left else (None if told else self.landscape)
        return {"key": key, "records": self.records + added, "landscape": landscape}


def state(tx: Transaction) -> State:
    """Read the store's own node."""
    row = tx.run(cypher.STORE).single()
    return State() if row is None else State(row[0] or 0, row[1] or 0, row[2] or 0, row[3])


def check(tx: Transaction, url: str, *, create: bool, lang: str) -> bool:
    """Raise StoreError for a database that cannot be worked on; tell whether its layout is the newest."""
    _ = translator(lang)
    version = state(tx).version
    if version > SCHEMA_VERSION:
        text = _("The store was written by a newer netmap (layout {n}, known here: {known}), please update netmap: {path}")
        raise StoreError(text.format(n=version, known=SCHEMA_VERSION, path=url))
    if version == SCHEMA_VERSION:
        return True
    if version:
        text = _("The store has an older layout ({n}, now {known}). Bring it up to date: netmap --store {url} store init")
        raise StoreError(text.format(n=version, known=SCHEMA_VERSION, url=url))
    if not create:
        text = _("There is no netmap store in {url} yet. To make one: netmap --store {url} store init")
        raise StoreError(text.format(url=url))
    _refuse_foreign(tx, url, lang)
    return False


def make(session: Connection, url: str, *, beside_others: bool, lang: str) -> None:
    """Take a database from whatever layout it has to the newest."""
    version = session.execute_read(state).version
    if not version:
        session.execute_read(_refuse_taken if beside_others else _refuse_foreign, url, lang)
    for step in MIGRATIONS[version:]:
        for statement in step:
            _make_once(session, statement)
    session.execute_write(_sign)


def _make_once(session: Connection, statement: str) -> None:
    try:
        session.execute_write(lambda tx: tx.run(statement).consume())
    except Exception as error:  # of the driver, which has one door: the store itself
        if getattr(error, "code", None) != MADE_MEANWHILE:
            raise


def _sign(tx: Transaction) -> None:
    tx.run(cypher.MAKE_STORE).consume()
    tx.run(cypher.SET_SCHEMA, version=len(MIGRATIONS)).consume()


def _refuse_foreign(tx: Transaction, url: str, lang: str) -> None:
    nodes = tx.run(cypher.ANYTHING).single()[0]
    own = tx.run(cypher.STORE).single()
    if nodes and own is None:
        _ = translator(lang)
        text = _(
            "The database {url} holds data of something else ({n} nodes), netmap leaves it alone. "
            "To keep a landscape beside them: netmap --store {url} store init --beside-others"
        )
        raise StoreError(text.format(url=url, n=nodes))


def _refuse_taken(tx: Transaction, url: str, lang: str) -> None:
    labels = [row[0] for row in tx.run(cypher.TAKEN)]
    if labels:
        _ = translator(lang)
        text = _("The database {url} holds data of something else under labels that netmap needs itself: {labels}.")
        raise StoreError(text.format(url=url, labels=", ".join(labels)))


def counts(tx: Transaction) -> Mapping[str, int]:
    """Return how many nodes of each label and relationships of each type there are."""
    return {row[0]: row[1] for query in (cypher.COUNTS, cypher.COUNTS_OF_TIES) for row in tx.run(query)}


def components(tx: Transaction) -> tuple[str, str]:
    """Return the server's version and edition."""
    row = tx.run(cypher.COMPONENTS).single()
    return str(row[1]), str(row[2])
