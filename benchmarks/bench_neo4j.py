"""How long the shared store takes to write and read a landscape, against a bare driver with the same graph.

The server is a real one of this run's own, with a heap of 6 GB. The yardstick of writing sends the same nodes and
relationships with the same properties, Change nodes included, through `UNWIND` in one transaction, from ready lists;
that of reading fetches the same nodes and relationships with the properties that a person sees on them.
Run as `python -m benchmarks.bench_neo4j [--quick | --large]`.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import inf
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from typing import Any

from neo4j import Driver, GraphDatabase

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.changes import ChangeSet, diff
from netmap.store import neo4j_cypher as cypher
from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_graph import NODE, RELATIONSHIPS
from netmap.store.neo4j_write import Batches
from scripts.neo4j_server import Server

WRITE, READ, ARRAYS = 0.7, 0.5, 0.8
PARTS = 10
"""Into so many transactions go the changes where there are more than a server can hold at once."""
SEEN = ".*, record: null, evidence: null, record_kind: null"
BARE_NODES = f"MATCH (n:{NODE}) RETURN labels(n), n {{{SEEN}}}"
BARE_TIES = f"MATCH (a:{NODE})-[r:{'|'.join(RELATIONSHIPS)}]->(b) RETURN type(r), a.id, b.id, r {{.*, record: null}}"
_FIELDS = "r.kind, r.status, r.intensity, r.evidence, r.since, r.until"
_TIES = "|".join(RELATIONSHIPS[:3])
BARE_ARRAYS = (
    f"MATCH (a:Actor:{NODE}) RETURN a.id, a.name, a.type, a.sector, a.part_of, a.one_person, a.since, a.until",
    f"MATCH (a:{NODE})-[r:{_TIES}]->(b) RETURN r.id, a.id, b.id, {_FIELDS}",
    f"MATCH (f:Forum:{NODE}) RETURN f.id, f.nature, f.since, f.until",
    f"MATCH (a:{NODE})-[r:{RELATIONSHIPS[3]}]->(f) RETURN r.id, a.id, f.id, r.role, r.evidence, r.since, r.until",
)
"""The columns that the arrays are made of, from the properties that a person sees."""


def run(quick: bool = False, *, large: bool = False) -> list[Row]:
    """Measure 20,000 actors, 60,000 cooperations and 20,000 offers; a tenth of it if `quick`.

    `large` reports ten times it, without a yardstick and in parts: a million changes in one transaction are more than a
    server with 12 GB can hold, which says so and stores nothing.
    """
    size = 2_000 if quick else 200_000 if large else 20_000
    changes = diff(None, synthetic_landscape(size, 3 * size, size))
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), memory="6g")
        server.start()
        try:
            return [*(_reported(changes, server.url) if large else _measured(changes, server.url, 3))]
        finally:
            server.kill()


def _reported(changes: ChangeSet, url: str) -> Iterator[Row]:
    """Time each way once, and say what the client's process grew by beyond what the ChangeSet took already."""
    with Neo4jStore.at(url) as store:
        store.initialise()
        size = len(changes)
        bounds = [size * part // PARTS for part in range(PARTS + 1)]
        parts = [ChangeSet(changes.operations[start:end]) for start, end in pairwise(bounds)]
        gc.collect()
        gc.freeze()  # or what is garbage is kept for as long as it is less than a quarter of the ChangeSet
        before = _resident()
        grown, times = [], []
        for part in parts:
            times.append(seconds(lambda part=part: store.apply(part, author="bench"), 1))  # type: ignore[misc]
            grown.append(getrusage(RUSAGE_SELF).ru_maxrss / 1024 - before)
        took = sum(times)
        detail = (
            f"{took:.0f} s for {size:,} changes, {size / took:,.0f} a second; the first of {PARTS} parts {times[0]:.0f} s"
        )
        yield Row("neo4j: apply, last part / first part", times[-1] / times[0], inf, "<=", detail)
        detail = f"client grown by {max(grown):.0f} MB while it wrote the parts, by {grown[0]:.0f} MB with the first of them"
        detail += f", of {before:,.0f} MB with all changes"
        yield Row("neo4j: client's peak memory beyond the changes / with them", max(grown) / before, 0.1, "<=", detail)
        columns, whole = seconds(store.arrays, 1), seconds(store.read, 1)
        yield Row("neo4j: arrays / read", columns / whole, inf, "<=", f"{columns:.0f} s, read {whole:.0f} s")


def _resident() -> float:
    """Return what this process holds in memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize() / 1024**2


def _measured(changes: ChangeSet, url: str, rounds: int) -> Iterator[Row]:
    with GraphDatabase.driver(url, notifications_min_severity="OFF") as driver, Neo4jStore.at(url) as store:
        store.initialise()
        yield _row("neo4j: bare UNWIND / apply", _written(store, driver, changes, rounds), WRITE)
        yield _row(
            "neo4j: bare read / read", _turns(store.read, lambda: _drain(driver, BARE_NODES, BARE_TIES), rounds), READ
        )
        yield _row("neo4j: bare read / arrays", _turns(store.arrays, lambda: _drain(driver, *BARE_ARRAYS), rounds), ARRAYS)
        yield _memory(store, driver, changes)


def _written(store: Neo4jStore, driver: Driver, changes: ChangeSet, rounds: int) -> list[tuple[float, float]]:
    sent = _recorded(store, driver, changes)  # also warms the server up
    pairs = []
    for _turn in range(rounds):
        _empty(driver)
        bare = seconds(lambda: _send(driver, sent), 1)
        _empty(driver)
        pairs.append((seconds(lambda: store.apply(changes, author="bench"), 1), bare))
    return pairs


def _row(name: str, pairs: list[tuple[float, float]], bound: float) -> Row:
    """Take the median of the ratios of turns: what else the machine does then slows both."""
    mine, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Row(name, statistics.median(b / m for m, b in pairs), bound, ">=", f"{mine:.2f} s, bare driver {bare:.2f} s")


def _turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    ours(), theirs()
    return [(seconds(ours, 1), seconds(theirs, 1)) for _turn in range(rounds)]


def _recorded(store: Neo4jStore, driver: Driver, changes: ChangeSet) -> list[tuple[str, list[Any]]]:
    """Write once and keep what was sent, so that the yardstick sends the same."""
    sent: list[tuple[str, list[Any]]] = []
    add = Batches.add

    def kept(self: Batches, query: str, row: Any) -> None:
        if not sent or sent[-1][0] != query or len(sent[-1][1]) >= 2000:
            found = next((rows for name, rows in reversed(sent) if name == query and len(rows) < 2000), None)
            if found is not None:
                found.append(row)
                return add(self, query, row)
            sent.append((query, []))
        sent[-1][1].append(row)
        return add(self, query, row)

    _empty(driver)
    Batches.add = kept  # type: ignore[method-assign]
    try:
        store.apply(changes, author="bench")
    finally:
        Batches.add = add  # type: ignore[method-assign]
    return sent


def _send(driver: Driver, sent: list[tuple[str, list[Any]]]) -> None:
    """Write the same in one transaction: nodes first, then the relationships between them."""
    with driver.session() as session, session.begin_transaction() as tx:
        tx.run("MATCH (s:NetmapStore) SET s.revision = 1 CREATE (:Revision {number: 1})").consume()
        keys = {label: [] for label in cypher.MERGE_TERMS}  # type: dict[str, list[Any]]
        for query, rows in sent:
            for label, found in keys.items():
                found += [row[1] for row in rows if f"(b:{label} " in query]
        for label, found in keys.items():
            tx.run(cypher.MERGE_TERMS[label], rows=[*dict.fromkeys(found)]).consume()
        links = {*cypher.CREATE_LINKS.values(), *cypher.CREATE_TIES.values()}
        for later in (False, True):
            for query, rows in sent:
                if (query in links) is later:
                    tx.run(query, rows=rows).consume()
        tx.commit()


def _drain(driver: Driver, *queries: str) -> list[list[Any]]:
    with driver.session() as session:
        return session.execute_read(lambda tx: [row for query in queries for row in tx.run(query).values()])


def _empty(driver: Driver) -> None:
    with driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:NetmapStore CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        session.run("MATCH (s:NetmapStore) SET s.revision = 0, s.records = 0, s.landscape = null").consume()


def _memory(store: Neo4jStore, driver: Driver, changes: ChangeSet) -> Row:
    """Measure the most that a client holds beyond the ChangeSet while it writes one and twice as many batches."""
    half = ChangeSet(changes.operations[: len(changes) // 2])
    peaks = []
    for some in (half, changes):
        _empty(driver)
        gc.collect()
        tracemalloc.start()
        store.apply(some, author="bench")
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
        tracemalloc.stop()
    detail = f"{peaks[1]:.1f} MB for {len(changes):,} changes, {peaks[0]:.1f} MB for {len(half):,}"
    return Row("neo4j: client's peak memory, twice the batches", peaks[1] / peaks[0], 1.2, "<=", detail)


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv, large="--large" in sys.argv)) else 1)
