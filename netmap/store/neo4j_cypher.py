"""The Cypher of the shared store: constant text; labels and relationship types only from the constants of the graph.

Values only ever come as parameters; lists of them are unwound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netmap.store.neo4j_graph import AREA, BACKWARDS, GROUP, LABELS, LINK_TYPES, LINKS, NODE, REFERRING, RELATIONSHIPS

# ------------------------------------------------------------------------------------------------------- store, schema

STORE: Final = "MATCH (s:NetmapStore) RETURN s.schema, s.revision, s.records, s.landscape"
LOCK: Final = "MATCH (s:NetmapStore) SET s.writer = $key"
"""Take the write lock that lets one writer in at a time; what is read by a later query is read after it was got."""
MAKE_STORE: Final = (
    "MERGE (s:NetmapStore {id: 'netmap'}) ON CREATE SET s.schema = 0, s.revision = 0, s.records = 0 RETURN s.schema"
)
SET_SCHEMA: Final = "MATCH (s:NetmapStore) SET s.schema = $version"
ANYTHING: Final = "MATCH (n) RETURN count(n)"
TAKEN: Final = f"MATCH (n:Revision|Change|{AREA}|{GROUP}) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label"
"""Find nodes that are labelled like those which netmap knows by their labels alone."""
COUNTS: Final = "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label"
COUNTS_OF_TIES: Final = "MATCH ()-[r]->() RETURN type(r) AS label, count(*) AS n ORDER BY label"
COMPONENTS: Final = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition"
SCHEMA_1: Final = (
    "CREATE CONSTRAINT netmap_store IF NOT EXISTS FOR (n:NetmapStore) REQUIRE n.id IS UNIQUE",
    f"CREATE CONSTRAINT netmap_record IF NOT EXISTS FOR (n:{NODE}) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT netmap_revision IF NOT EXISTS FOR (n:Revision) REQUIRE n.number IS UNIQUE",
    f"CREATE CONSTRAINT netmap_area IF NOT EXISTS FOR (n:{AREA}) REQUIRE n.key IS UNIQUE",
    f"CREATE CONSTRAINT netmap_group IF NOT EXISTS FOR (n:{GROUP}) REQUIRE n.key IS UNIQUE",
    "CREATE INDEX netmap_change IF NOT EXISTS FOR (n:Change) ON (n.id)",
    "CREATE INDEX netmap_change_revision IF NOT EXISTS FOR (n:Change) ON (n.revision)",
    "CREATE INDEX netmap_actor IF NOT EXISTS FOR (n:Actor) ON (n.id)",
    "CREATE INDEX netmap_forum IF NOT EXISTS FOR (n:Forum) ON (n.id)",
    "CREATE INDEX netmap_offer IF NOT EXISTS FOR (n:Offer) ON (n.id)",
    *(
        f"CREATE CONSTRAINT netmap_{name.lower()} IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE"
        for name in RELATIONSHIPS
    ),
)
"""The steps to version 1: what must be unique, and the indexes that the queries use."""

# ------------------------------------------------------------------------------------------------------------- reading

_OF_TIES: Final = "|".join(RELATIONSHIPS)
_WHOLE: Final = ("id", "record_kind", "version", "record")
_TEXT: Final = ("id", "record")


def _paged(start: str, columns: tuple[str, ...]) -> str:
    """Return a query for the next so many records by id: the index gives them in order, and one message holds them all.

    What comes is a list for each column, not for each record: a hundred thousand little lists are slow to make.
    """
    lists = ", ".join(f"collect(one.{column})" for column in columns)
    start = f"MATCH {start} WHERE one.id > $after AND one.record IS NOT NULL"
    return f"{start} WITH one ORDER BY one.id LIMIT $page RETURN max(one.id), {lists}"


RECORDS: Final = (_paged(f"(one:{NODE})", _WHOLE), *(_paged(f"()-[one:{name}]->()", _WHOLE) for name in RELATIONSHIPS))
NODES_OF: Final[Mapping[str, str]] = {
    kind: f"MATCH (n:{label}:{NODE}) RETURN n.id, n.record_kind, n.version, n.record" for kind, label in LABELS.items()
}
TEXTS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": (_paged("(one:Actor)", _TEXT),),
    "cooperation": tuple(_paged(f"()-[one:{name}]->()", _TEXT) for name in RELATIONSHIPS[:3]),
    "forum": (_paged("(one:Forum)", _TEXT),),
    "offer": (_paged("(one:Offer)", _TEXT),),
    "membership": (_paged(f"()-[one:{RELATIONSHIPS[3]}]->()", _TEXT),),
}
AS_OF: Final = (
    "MATCH (c:Change) WHERE c.revision <= $number AND (c.replaced_in IS NULL OR c.replaced_in > $number) "
    "AND c.record IS NOT NULL RETURN c.id, c.kind, c.version, c.record"
)
REVISIONS: Final = "MATCH (r:Revision) RETURN r.number, r.author, r.reason, toString(r.at), r.changes ORDER BY r.number"
_CHANGES: Final = (
    " OPTIONAL MATCH (b:Change {id: c.id, replaced_in: c.revision}) WHERE b.kind = c.kind "
    "RETURN c.revision, c.kind, c.id, c.version, c.record, b.version, b.record"
)
CHANGES: Final = "MATCH (c:Change)" + _CHANGES
CHANGES_OF_RECORD: Final = "MATCH (c:Change {id: $id})" + _CHANGES
CHANGES_OF_REVISION: Final = "MATCH (c:Change {revision: $number})" + _CHANGES
CHANGED_IDS: Final = "MATCH (c:Change) RETURN DISTINCT c.id"
SAVED: Final = "MATCH (r:Revision {key: $key}) RETURN r.number"

# --------------------------------------------------------------------------------------------------- before it is written


def _tie_by_id(name: str) -> str:
    """Return the pattern of a tie by its id, from the index: planned on an empty store, it would be a scan for each id."""
    return f"MATCH ()-[r:{name} {{id: id}}]->() USING INDEX r:{name}(id)"


KNOWN: Final = (
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}}) RETURN n.id, n.record_kind, n.version",
    *(f"UNWIND $rows AS id {_tie_by_id(name)} RETURN r.id, r.record_kind, r.version" for name in RELATIONSHIPS),
)
HELD: Final = (
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}}) RETURN n.id, n.record_kind, n.version, n.record",
    *(f"UNWIND $rows AS id {_tie_by_id(name)} RETURN r.id, r.record_kind, r.version, r.record" for name in RELATIONSHIPS),
)
_REFERRING: Final = "|".join(one for one in REFERRING if one != BACKWARDS)
REFERRERS: Final = (
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}})<-[:{_REFERRING}]-(m:{NODE}) RETURN m.id, id",
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}})-[:{BACKWARDS}]->(m:{NODE}) RETURN m.id, id",
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}})-[r:{_OF_TIES}]-() WHERE r.id IS NOT NULL RETURN r.id, id",
)
REFERRERS_BY_EVIDENCE: Final = (
    f"MATCH ()-[r:{_OF_TIES}]->() WHERE r.reported_by IS NOT NULL OR r.surveys IS NOT NULL "
    "UNWIND coalesce(r.reported_by, []) + coalesce(r.surveys, []) AS id WITH r, id WHERE id IN $rows RETURN r.id, id"
)
ABOVE: Final = (
    f"UNWIND $rows AS id MATCH (:{NODE} {{id: id}})-[:PART_OF*0..99]->(a:{NODE}) "
    f"OPTIONAL MATCH (a)-[:PART_OF]->(b:{NODE}) RETURN DISTINCT a.id, b.id"
)
"""The parents of actors and of what stands up to a hundred levels above them."""
LAST: Final = "UNWIND $rows AS id MATCH (c:Change {id: id}) RETURN id, max(c.revision), max(c.version)"

# ------------------------------------------------------------------------------------------------------------- writing

DELETE_LONELY_TERMS: Final = tuple(f"MATCH (t:{label}) WHERE NOT (t)--() DELETE t" for label in (AREA, GROUP))
CLEAR: Final = (
    "MATCH (:Revision)-[:CHANGED]->(c:Change) DETACH DELETE c",
    "MATCH (r:Revision) DETACH DELETE r",
    f"MATCH (n:{NODE}) DETACH DELETE n",
    *DELETE_LONELY_TERMS,
    "MATCH (s:NetmapStore) SET s.revision = 0, s.records = 0, s.landscape = null",
)
"""Take away everything that the store holds; the layout stays."""
CREATE_REVISION: Final = (
    "MATCH (s:NetmapStore) SET s.revision = $revision.number, s.records = $records, s.landscape = $landscape "
    "CREATE (r:Revision) SET r = $revision"
)
REPLACE_CHANGES: Final = (
    "UNWIND $rows AS row MATCH (c:Change {id: row[0]}) WHERE c.kind = row[1] AND c.replaced_in IS NULL "
    "SET c.replaced_in = row[2]"
)
CREATE_CHANGES: Final = (
    "UNWIND $rows AS row MATCH (r:Revision {number: row[0]}) CREATE (r)-[:CHANGED]->"
    "(:Change {revision: row[0], kind: row[1], id: row[2], action: row[3], version: row[4], record: row[5]})"
)
CREATE_NODES: Final[Mapping[str, str]] = {
    kind: f"UNWIND $rows AS row CREATE (n:{label}:{NODE}) SET n = row" for kind, label in LABELS.items()
}
UPDATE_NODES: Final[Mapping[str, str]] = {
    kind: f"UNWIND $rows AS row MATCH (n:{NODE} {{id: row.id}}) SET n:{label} SET n = row" for kind, label in LABELS.items()
}
REMOVE_LABELS: Final = (
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}}) REMOVE {', '.join(f'n:{label}' for label in LABELS.values())}"
)
DELETE_NODES: Final = f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}}) DETACH DELETE n"
DELETE_TIES: Final[Mapping[str, str]] = {name: f"UNWIND $rows AS id {_tie_by_id(name)} DELETE r" for name in RELATIONSHIPS}
_OWN_LINKS: Final = "|".join(one for one in LINK_TYPES if one != BACKWARDS)
DELETE_LINKS: Final = (
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}})-[r:{_OWN_LINKS}]->() DELETE r",
    f"UNWIND $rows AS id MATCH (n:{NODE} {{id: id}})<-[r:{BACKWARDS}]-() DELETE r",
)
CREATE_TIES: Final[Mapping[str, str]] = {
    name: (
        f"UNWIND $rows AS row MATCH (a:{NODE} {{id: row[0]}}) MATCH (b:{NODE} {{id: row[1]}}) "
        f"CREATE (a)-[r:{name}]->(b) SET r = row[2]"
    )
    for name in RELATIONSHIPS
}


def _create_link(name: str, label: str) -> str:
    arrow = f"CREATE (b)-[:{name}]->(a)" if name == BACKWARDS else f"CREATE (a)-[:{name}]->(b)"
    key = "id" if label == NODE else "key"
    return f"UNWIND $rows AS row MATCH (a:{NODE} {{id: row[0]}}) MATCH (b:{label} {{{key}: row[1]}}) {arrow}"


_KINDS_OF_LINK: Final = {pair for fields in LINKS.values() for pair in fields.values()}
CREATE_LINKS: Final[Mapping[tuple[str, str], str]] = {
    pair: _create_link(*pair) for pair in sorted(_KINDS_OF_LINK | {(one, NODE) for one in REFERRING})
}
MERGE_TERMS: Final[Mapping[str, str]] = {
    label: f"UNWIND $rows AS key MERGE (:{label} {{key: key}})" for label in (AREA, GROUP)
}
_NAMED_ANEW: Final = "SET t.name = o.label_de, t.name_en = coalesce(o.label_en, t.name_en)"
NAME_TERMS: Final[Mapping[str, tuple[str, str]]] = {
    label: (
        f"MATCH (t:{label}) SET t = coalesce($names[t.key], {{key: t.key}})",
        f"MATCH (o:Term:{NODE} {{vocabulary: $vocabulary}}) MATCH (t:{label} {{key: o.key}}) {_NAMED_ANEW}",
    )
    for label in (AREA, GROUP)
}
"""Name what stands in a vocabulary as netmap does, and then as the landscape's own terms do."""
