"""What is written into the graph for a ChangeSet, within the store's transaction, and what is looked up before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, Protocol

from netmap.changes import ChangeSet, Operation
from netmap.model import Record, Revision, Term
from netmap.store import neo4j_cypher as cypher
from netmap.store.neo4j_graph import AREA, GROUP, NODE, TERMS, node_links, properties, relationship
from netmap.store.rows import to_records, to_text
from netmap.store.rules import Found, links
from netmap.vocabulary import vocabulary

BATCH: Final = 2000
"""How many rows go to the server at once; what a client holds for sending does not grow with the ChangeSet."""
_TIES: Final = frozenset({"cooperation", "membership"})
"""The kinds of records that are relationships; every other one is a node."""

PAGE: Final = 5000
"""How many records come from the server at once."""


class Transaction(Protocol):
    """Be what writing needs of a transaction of the driver."""

    def run(self, query: str, parameters: dict[str, Any] | None = None, **kwparameters: Any) -> Any:
        """Run one query."""


class Batches:
    """Gather rows by query, and run a query as soon as it has enough of them."""

    def __init__(self, tx: Transaction, size: int = BATCH) -> None:
        self._tx = tx
        self._size = size
        self._rows: dict[str, list[Any]] = {}

    def add(self, query: str, row: Any) -> None:
        """Take one row for a query."""
        rows = self._rows.setdefault(query, [])
        rows.append(row)
        if len(rows) >= self._size:
            self._run(query)

    def flush(self) -> None:
        """Run what is left, in the order in which the queries came."""
        for query in [*self._rows]:
            self._run(query)

    def _run(self, query: str) -> None:
        rows = self._rows.pop(query)
        self._tx.run(query, rows=rows).consume()
        rows.clear()  # the driver keeps what was asked, with its parameters, until the transaction ends


def rows_of(tx: Transaction, query: str, values: Iterable[str]) -> Iterator[list[Any]]:
    """Run a query for values, some at a time, and yield its rows."""
    rest = iter(values)
    while some := [*islice(rest, BATCH)]:
        for row in tx.run(query, rows=some):
            yield [*row]
        some.clear()  # as in `Batches`


def pages(tx: Transaction, *queries: str) -> Iterator[Any]:
    """Run paged queries until each has given everything; a message for each row would take most of a read's time.

    A page is asked for before the rows of the one before are given, so that the server looks while they are worked on.
    """
    for query in queries:
        after, *columns = tx.run(query, after="", page=PAGE).single(strict=True)
        while after is not None:
            coming = tx.run(query, after=after, page=PAGE)
            yield from zip(*columns, strict=True)
            after, *columns = coming.single(strict=True)


class Looker:
    """Look up what the rules ask about the records that a ChangeSet touches."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._parents: dict[str, str | None] = {}

    def found(self, changes: ChangeSet, *, landscape: str | None, total: int) -> Found:
        """Return what the rules need; nothing is looked up in an empty store, into which whole landscapes are loaded."""
        ids = {one.id for one in changes}.union(link[2] for link in links(changes)) if total else set()
        known = {row[0]: (row[1], row[2]) for query in cypher.KNOWN for row in rows_of(self._tx, query, ids)}
        if total:
            self._look_above(dict.fromkeys(link[2] for link in links(changes) if link[1] == "part_of"))
        return Found(
            landscape_id=landscape,
            total=total,
            known=known,
            referrers=self._referrers([one.id for one in changes if one.after is None and one.kind not in _TIES]),
            part_of=self._part_of,
            last=self._last,
            held=self._held,
        )

    def versions(self, changes: ChangeSet, *, again: bool) -> list[int]:
        """Count each record's writes on, also over a removal, so that no two states of a record share a version."""
        added = [one.id for one in changes if one.before is None] if again else []
        last = {row[0]: row[2] for row in rows_of(self._tx, cypher.LAST, added)}
        return [
            last.get(one.id, 0) + 1 if one.before is None else one.before.version + (one.after is not None)
            for one in changes
        ]

    def _referrers(self, removed: Sequence[str]) -> list[tuple[str, str]]:
        if not removed:
            return []
        found = [(row[0], row[1]) for query in cypher.REFERRERS for row in rows_of(self._tx, query, removed)]
        by_evidence = self._tx.run(cypher.REFERRERS_BY_EVIDENCE, rows=[*removed])
        return [*dict.fromkeys([*found, *((row[0], row[1]) for row in by_evidence)])]

    def _part_of(self, actor: str) -> str | None:
        if actor not in self._parents:
            self._look_above([actor])
        return self._parents.setdefault(actor, None)

    def _look_above(self, actors: Iterable[str]) -> None:
        self._parents |= {row[0]: row[1] for row in rows_of(self._tx, cypher.ABOVE, actors)}

    def _held(self, ids: Iterable[str]) -> list[Record]:
        wanted = [*ids]
        rows = (row for query in cypher.HELD for row in rows_of(self._tx, query, wanted))
        return to_records((row[0], row[1], row[2], row[3]) for row in rows)

    def _last(self, ids: Iterable[str]) -> Mapping[str, Revision]:
        revisions = {one.number: one for one in read_revisions(self._tx)}
        return {row[0]: revisions[row[1]] for row in rows_of(self._tx, cypher.LAST, ids)}


def read_revisions(tx: Transaction) -> list[Revision]:
    """Return all revisions, oldest first."""
    return [
        Revision(number=row[0], author=row[1], reason=row[2], at=row[3], changes=row[4]) for row in tx.run(cypher.REVISIONS)
    ]


def write(tx: Transaction, revision: Revision, changes: ChangeSet, versions: Sequence[int], now: Mapping[str, Any]) -> None:
    """Write a revision and its changes into the graph; `now` is what the store's own node is to say."""
    told = revision.model_dump() | {"key": now["key"]}
    tx.run(cypher.CREATE_REVISION, revision=told, records=now["records"], landscape=now["landscape"]).consume()
    _make_room(tx, revision.number, changes)
    removed = {one.id for one in changes if one.after is None and one.kind not in _TIES}
    batches = Batches(tx)
    for one, version in zip(changes, versions, strict=True):
        if one.after is None:
            batches.add(cypher.CREATE_CHANGES, [revision.number, one.kind, one.id, "removed", version, None])
        elif one.kind not in _TIES:
            text = to_text(one.after)
            there = one.before is not None or one.id in removed
            query = (cypher.UPDATE_NODES if there else cypher.CREATE_NODES)[one.kind]
            batches.add(query, properties(one.after, version, text))
            batches.add(cypher.CREATE_CHANGES, [revision.number, one.kind, one.id, _action(one), version, text])
    batches.flush()
    _write_terms(tx, changes)
    for one, version in zip(changes, versions, strict=True):
        _write_ties(batches, one, version, revision.number, again=one.id in removed)
    batches.flush()
    if any(one.before is not None for one in changes):
        for query in cypher.DELETE_LONELY_TERMS:
            tx.run(query).consume()


def _action(one: Operation) -> str:
    return "added" if one.before is None else "changed"


def _make_room(tx: Transaction, number: int, changes: ChangeSet) -> None:
    """Take away what is removed or written anew, and mark the earlier changes of these records as replaced."""
    batches = Batches(tx)
    if number > 1:
        for one in changes:
            batches.add(cypher.REPLACE_CHANGES, [one.id, one.kind, number])
    for one in changes:
        if one.before is not None and (tie := relationship(one.before)):
            batches.add(cypher.DELETE_TIES[tie[0]], one.id)
        elif one.before is not None and _linked_otherwise(one):
            for query in cypher.DELETE_LINKS:
                batches.add(query, one.id)
    batches.flush()
    added = {one.id for one in changes if one.before is None and one.kind not in _TIES}
    for one in changes:
        if one.after is None and one.kind not in _TIES:
            # a node that comes back as one of another kind stays, with what refers to it
            batches.add(cypher.REMOVE_LABELS if one.id in added else cypher.DELETE_NODES, one.id)
    batches.flush()


def _linked_otherwise(one: Operation) -> bool:
    """Tell whether the relationships that a node's fields also are have to be made anew."""
    if one.before is None or one.after is None:
        return True
    return [*node_links(one.before)] != [*node_links(one.after)]


def _write_ties(batches: Batches, one: Operation, version: int, number: int, *, again: bool) -> None:
    """Write the relationship that a record is, or those that its fields also are."""
    if one.after is None:
        return
    tie = relationship(one.after)
    if tie is not None:
        text = to_text(one.after)
        batches.add(cypher.CREATE_TIES[tie[0]], [tie[1], tie[2], properties(one.after, version, text)])
        batches.add(cypher.CREATE_CHANGES, [number, one.kind, one.id, _action(one), version, text])
    elif again or one.before is None or _linked_otherwise(one):
        for name, label, start, end in node_links(one.after):
            batches.add(cypher.CREATE_LINKS[name, label], [start, end])


def _write_terms(tx: Transaction, changes: ChangeSet) -> None:
    """See to the nodes of the areas and target groups that the records written are about, with their names."""
    wanted: dict[str, dict[str, None]] = {AREA: {}, GROUP: {}}
    renamed = {told.vocabulary for one in changes for told in (one.before, one.after) if isinstance(told, Term)}
    for one in changes:
        for _name, label, _start, end in () if one.after is None else node_links(one.after):
            if label != NODE:
                wanted[label][end] = None
    for label, keys in wanted.items():
        if keys or TERMS[label] in renamed:
            tx.run(cypher.MERGE_TERMS[label], rows=[*keys]).consume()
            for query in cypher.NAME_TERMS[label]:
                tx.run(query, names=_names(TERMS[label]), vocabulary=TERMS[label]).consume()


def _names(terms: str) -> dict[str, dict[str, str]]:
    return {one.key: {"key": one.key, "name": one.label_de, "name_en": one.label_en} for one in vocabulary()[terms].values()}
