"""Questions in Cypher: what may be asked, what is refused and by whom, and how the answers come out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from neo4j_servers import cypher
from stores import small_city

from netmap.changes import diff
from netmap.errors import StoreError
from netmap.model import Actor
from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_ask import PROCEDURES, Answer, ask, plain, refuse_plan, refuse_words

pytestmark = pytest.mark.xdist_group("neo4j")

ALLOWED = [
    "MATCH (a:Actor) RETURN a.name",
    "/* who */ MATCH (a:Actor) // all\nRETURN a.name",
    "OPTIONAL MATCH (a:Nobody) RETURN a",
    "UNWIND [1, 2] AS x RETURN x",
    "WITH 1 AS x RETURN x",
    "RETURN date.truncate('year', date('2018-03-01')) AS d",
    "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS d",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "MATCH (a:Actor) CALL (a) { MATCH (a)-[r]-() RETURN count(r) AS n } RETURN a.id, n",
    "RETURN 'LOAD CSV' AS said, \"CALL apoc.load.json()\" AS too, 1 AS `LOAD CSV`",
    "MATCH (a) WHERE a.name = 'it\\'s // no comment' RETURN a",
    "MATCH (a:Actor) RETURN a.name AS call, a.call AS load",
    "MATCH (call:Actor) WHERE call.name > '' RETURN call.name AS call ORDER BY call",
]
REFUSED = [
    "CREATE (n:Hacked) RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) REMOVE n.name",
    "MERGE (n:Hacked)",
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN n",
    "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
    "CREATE INDEX FOR (n:Hacked) ON (n.x)",
    "CREATE CONSTRAINT FOR (n:Hacked) REQUIRE n.x IS UNIQUE",
    "DROP CONSTRAINT netmap_record",
    "LOAD CSV FROM 'file:///x.csv' AS row RETURN row",
    "MATCH (n) LOAD CSV FROM 'file:///x.csv' AS row RETURN row",
    "UNWIND [1] AS x LOAD /* */ CSV WITH HEADERS FROM 'file:///x.csv' AS row RETURN row",
    "WITH 1 AS x load\ncsv FROM 'file:///x.csv' AS row RETURN row",
    "RETURN [x IN [1] | COLLECT { LOAD CSV FROM 'file:///x.csv' AS row RETURN row }]",
    "RETURN EXISTS { LOAD CSV FROM 'file:///x.csv' AS row RETURN row }",
    "MATCH (n) WHERE COUNT { LOAD CSV FROM 'file:///x.csv' AS row RETURN row } > 0 RETURN n",
    "RETURN 1 AS x UNION LOAD CSV FROM 'file:///x.csv' AS x RETURN x",
    "MATCH (n) LO\\u0041D CSV FROM 'file:///x.csv' AS row RETURN row",
    "RETURN '\\u0027 + [x IN [1] | COLLECT { LOAD CSV FROM \"file:///x\" AS r RETURN r }] //'",
    "CALL db.createLabel('Hacked')",
    "CALL dbms.listConfig()",
    "CALL dbms.listConfig",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . listConfig ( )",
    "MATCH (n) CALL dbms.components() YIELD name RETURN name",
    "RETURN [x IN [1] | COLLECT { CALL dbms.listConfig() YIELD name RETURN name }]",
    "OPTIONAL CALL dbms.listConfig() YIELD name RETURN name",
    "CALL tx.setMetaData({x: 1})",
    "CALL\u180edbms.listConfig()",
    "CALL\u00addbms.listConfig()",
    "RETURN [x IN [1] | COLLECT { CALL\u2003dbms.listConfig() YIELD name RETURN name }]",
    "WITH 1 AS call CALL dbms.listConfig() YIELD name RETURN name",
    "RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {})",
    "RETURN apoc . text . join ([], '')",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "PROFILE MATCH (n) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "USE system MATCH (n) RETURN n",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
    "",
    "   ",
    "no cypher at all",
    "MATCH (n",
]


@pytest.fixture(scope="module")
def city(neo4j_url: str) -> Iterator[Neo4jStore]:
    from neo4j_servers import emptied

    with Neo4jStore.at(emptied(neo4j_url), lang="en") as store:
        store.apply(diff(None, small_city()), author="office")
        yield store


def asked(store: Neo4jStore, question: str, rows: int = 100, seconds: float = 30, **parameters: Any) -> Answer:
    return ask(store, question, parameters, seconds=seconds, rows=rows, lang="en")


@pytest.mark.parametrize("question", ALLOWED)
def test_what_only_reads_may_be_asked(city: Neo4jStore, question: str):
    asked(city, question)


@pytest.mark.parametrize("question", REFUSED)
def test_what_does_more_than_read_is_refused(city: Neo4jStore, question: str):
    before = cypher(city.url, "MATCH (n) RETURN count(n), max(n.x)")
    with pytest.raises(StoreError) as got:
        asked(city, question)
    assert "Neo." not in str(got.value)
    assert cypher(city.url, "MATCH (n) RETURN count(n), max(n.x)") == before


def test_load_csv_is_really_kept_from_a_file(city: Neo4jStore, tmp_path: Path):
    """The server would have read it: its READ transaction does, as the plain driver shows."""
    with pytest.raises(StoreError, match="LOAD CSV is not allowed"):
        asked(city, f"UNWIND [1] AS x LOAD CSV FROM 'file://{tmp_path}/x.csv' AS row RETURN row")


def test_the_plan_alone_refuses_too(city: Neo4jStore):
    for question in (
        "LOAD CSV FROM 'file:///x' AS r RETURN r",
        "RETURN [x IN [1] | COLLECT {LOAD CSV FROM 'f' AS r RETURN r}]",
    ):
        found = city.work_read(lambda tx, question=question: tx.run("EXPLAIN " + question).consume())
        with pytest.raises(StoreError, match="LOAD CSV"):
            refuse_plan(found.plan, found.query_type, lang="en")
    found = city.work_read(lambda tx: tx.run("EXPLAIN CALL dbms.listConfig()").consume())
    with pytest.raises(StoreError, match=r"CALL dbms\.listConfig is not allowed"):
        refuse_plan(found.plan, found.query_type, lang="en")
    with pytest.raises(StoreError, match="only reads"):
        refuse_plan(None, "r", lang="en")


def test_the_server_refuses_to_write_in_a_reading_transaction(city: Neo4jStore):
    """Even if both doors of ours were open."""
    with pytest.raises(StoreError, match=r"read-only|does not understand"):
        city.work_read(lambda tx: tx.run("CREATE (n:Hacked)").consume())
    assert cypher(city.url, "MATCH (n:Hacked) RETURN count(n)") == [[0]]


def test_what_the_graph_does_not_know_is_said(city: Neo4jStore):
    found = asked(city, "MATCH (a:Akteur {nam: 'x'})-[:KENNT]->(b:Actor) RETURN b.name")
    assert (found.rows, found.unknown) == ((), ("Akteur", "KENNT", "nam"))
    assert asked(city, "MATCH (a:Actor) RETURN a.name").unknown == ()


@pytest.mark.parametrize(("question", "place"), [("MATCH (a", "(1:9)"), ("MATCH (a)\nRETURN b", "(2:8)")])
def test_a_mistake_is_shown_where_the_person_made_it(city: Neo4jStore, question: str, place: str):
    with pytest.raises(StoreError) as got:
        asked(city, question)
    assert place in str(got.value)
    assert "EXPLAIN" not in str(got.value)


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_every_procedure_on_the_list_reads_the_graph_only(city: Neo4jStore, name: str):
    told = {row[0].lower(): row[1] for row in cypher(city.url, "SHOW PROCEDURES YIELD name, mode RETURN name, mode")}
    assert told[name] == "READ"


def test_values_come_as_parameters(city: Neo4jStore):
    found = asked(city, "MATCH (a:Actor) WHERE a.id = $id RETURN a.name AS name", id="club")
    assert found == Answer(("name",), ({"name": "Club"},), cut=False)
    assert asked(city, "RETURN $x AS x", x="' RETURN 1 //").rows == ({"x": "' RETURN 1 //"},)


def test_rows_are_limited(city: Neo4jStore):
    found = asked(city, "UNWIND range(1, 1000000) AS n RETURN n", rows=3)
    assert [row["n"] for row in found.rows] == [1, 2, 3]
    assert found.cut
    assert not asked(city, "UNWIND range(1, 3) AS n RETURN n", rows=3).cut


def test_time_is_limited(city: Neo4jStore):
    with pytest.raises(StoreError, match="took longer than it may"):
        asked(city, "UNWIND range(1, 10000000000) AS n WITH n WHERE n < 0 RETURN n", seconds=0.3)


def test_time_is_limited_where_the_server_does_not_look_at_its_clock(city: Neo4jStore):
    question = "RETURN reduce(s = 0, x IN range(1, 200000000) | s + x) AS s"
    begun = time.monotonic()
    with pytest.raises(StoreError, match="took longer than it may"):
        asked(city, question, seconds=0.2)
    whole = time.monotonic()
    city.work_read(lambda tx: tx.run(question).consume())
    assert whole - begun < time.monotonic() - whole  # the answer itself takes longer than we waited


def test_numbers_that_json_has_not_are_texts(city: Neo4jStore):
    (row,) = asked(city, "RETURN 0.0 / 0 AS nan, 1.0 / 0 AS more, -1.0 / 0 AS less").rows
    assert row == {"nan": "nan", "more": "inf", "less": "-inf"}


def test_records_come_out_as_records(city: Neo4jStore):
    (row,) = asked(city, "MATCH (a {id: 'school'})-[t:COOPERATES_WITH]->(b) RETURN a, t, b.name AS n").rows
    assert row["a"]["record"] == "actor"
    assert Actor.model_validate({k: v for k, v in row["a"].items() if k != "record"}) == small_city().actors["school"]
    assert (row["t"]["record"], row["t"]["source"], row["t"]["intensity"]) == ("cooperation", "school", 2)
    assert row["n"] == "Club"


def test_what_is_no_record_says_what_it_is(city: Neo4jStore):
    (row,) = asked(city, "MATCH (a {id: 'school'})-[r:PART_OF]->(b) MATCH (v:Revision) RETURN a, r, b, v").rows
    assert row["r"] == {"relationship": "PART_OF", "from": "school", "to": "office"}
    assert row["v"]["labels"] == ["Revision"]
    assert str(row["v"]["at"]).startswith("20")


def test_paths_lists_maps_dates_and_places(city: Neo4jStore):
    question = (
        "MATCH p = (:Actor {id: 'school'})-[:PART_OF]->() "
        "RETURN p, date('2018-03-01') AS d, point({x: 1, y: 2}) AS w, {a: [1, null]} AS m, duration('P1D') AS u"
    )
    (row,) = asked(city, question).rows
    assert [one.get("id", one.get("relationship")) for one in row["p"]] == ["school", "PART_OF", "office"]
    assert (row["d"], row["w"], row["m"], row["u"]) == ("2018-03-01", [1.0, 2.0], {"a": [1, None]}, "P1D")


def test_plain_values_stay_themselves():
    value: Mapping[str, Any] = {"a": [1, 2.5, True, None, "x"]}
    assert plain(value) == value


@pytest.mark.parametrize("lang", ["de", "en"])
def test_refusals_speak_the_readers_language(lang: str):
    with pytest.raises(StoreError) as got:
        refuse_words("LOAD CSV FROM 'x' AS r RETURN r", lang=lang)
    assert ("beginnt mit" if lang == "de" else "begins with") in str(got.value)
