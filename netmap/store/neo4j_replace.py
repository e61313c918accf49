"""How revisions come into the graph, within the store's transaction: one more, or a whole history in place of another."""

from __future__ import annotations

from netmap.changes import ChangeSet
from netmap.model import Revision
from netmap.store import neo4j_cypher as cypher
from netmap.store import neo4j_schema as schema
from netmap.store.neo4j_write import Looker, Transaction, pages, read_revisions, write
from netmap.store.replacing import History, refuse_different, refuse_moved
from netmap.store.rows import to_changes, to_records
from netmap.store.rules import links, refuse


def append(tx: Transaction, revision: Revision, changes: ChangeSet, key: str, *, lang: str) -> None:
    """Write a revision, if the rules allow it; the caller holds the store's lock."""
    now, looker = schema.state(tx), Looker(tx)
    found = looker.found(changes, landscape=now.landscape, total=now.records)
    refuse(changes, links(changes), found, lang=lang)
    versions = looker.versions(changes, again=now.revision > 0)
    write(tx, revision, changes, versions, now.after(changes, key))


def replace(tx: Transaction, history: History, over: int, key: str, *, lang: str) -> Revision:
    """Take away what there is, write a history, read it back, and return its last revision."""
    refuse_moved(schema.state(tx).revision, over, lang=lang)
    for query in cypher.CLEAR:
        tx.run(query).consume()
    for revision, changes in history:
        append(tx, revision, changes, key, lang=lang)
    revisions = read_revisions(tx)
    written = to_changes(tx.run(cypher.CHANGES).values(), {one.number: one for one in revisions})
    records = to_records(pages(tx, *cypher.RECORDS))
    in_order = sorted(written, key=lambda one: (one.revision.number, one.id))
    refuse_different(history, in_order, records, lang=lang)
    return revisions[-1]
