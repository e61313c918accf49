"""The shared store beyond the contract: the graph a person finds, whose database it is, and that text stays text."""

from __future__ import annotations

import ast
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from neo4j_servers import cypher
from stores import small_city

from netmap.changes import ChangeSet, Operation, diff, inverse
from netmap.errors import StoreError, UnknownRecordError
from netmap.model import (
    KINDS,
    REFERENCES,
    Actor,
    Cooperation,
    Evidence,
    Forum,
    Inventory,
    Membership,
    Need,
    Offer,
    Position,
    Record,
    Survey,
    Term,
)
from netmap.store import is_shared, neo4j_cypher, open_store
from netmap.store.base import SCHEMA_VERSION
from netmap.store.neo4j import Neo4jStore
from netmap.store.neo4j_address import Address, Login, address, keep, login
from netmap.store.neo4j_graph import LABELS, LINK_TYPES, NODE, RELATIONSHIPS, node_links, properties, relationship
from netmap.store.neo4j_schema import MIGRATIONS
from netmap.store.neo4j_write import BATCH, Batches

needs_server = pytest.mark.xdist_group("neo4j")
STORE = Path(neo4j_cypher.__file__).parent


@pytest.fixture
def store(neo4j_empty: str) -> Iterator[Neo4jStore]:
    with Neo4jStore.at(neo4j_empty, lang="en") as opened:
        yield opened


def write(store: Neo4jStore, *records: Record, without: tuple[str, ...] = ()) -> None:
    old = None if store.is_empty() else store.read()
    new = small_city().replace(records) if old is None else old.replace(records, without=without)
    store.apply(diff(old, new, delete_missing=True), author="office")


def refused(work: object) -> str:
    with pytest.raises(StoreError) as got:
        work()  # type: ignore[operator]
    return str(got.value)


# ----------------------------------------------------------------------------------------------------------- addresses


@pytest.fixture
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "DATABASE", "TIMEOUT"):
        monkeypatch.delenv(f"NETMAP_NEO4J_{name}", raising=False)


@pytest.mark.usefixtures("_no_settings")
@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("neo4j://host", "neo4j://host:7687"),
        ("neo4j+s://abc.graph.example:7688", "neo4j+s://abc.graph.example:7688"),
        ("bolt://127.0.0.1/Rostock", "bolt://127.0.0.1:7687/rostock"),
        ("bolt+ssc://[::1]:7000/", "bolt+ssc://[::1]:7000"),
    ],
)
def test_an_address_says_server_and_database(url: str, shown: str):
    assert address(url).url == shown
    assert is_shared(url)


@pytest.mark.usefixtures("_no_settings")
@pytest.mark.parametrize(
    "url",
    [
        "neo4j://anna:geheim@host/db",
        "neo4j://neo4j:ge/heim@host",
        "neo4j://neo4j:ge#heim@host",
        "neo4j://neo4j:geheim",
        "neo4j://host/geheim geheim",
        "neo4j://host?password=geheim",
        "neo4j://host#geheim",
        "bolt://ge`heim",
        "neo4j://",
        "neo4j://host:99999/geheim",
    ],
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_wrong_address_is_never_repeated(url: str, lang: str):
    sentence = refused(lambda: open_store(url, lang=lang))
    assert "heim" not in sentence
    assert "NETMAP_NEO4J_PASSWORD" in sentence or "neo4j://HOST" in sentence


def test_the_environment_says_database_and_patience(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETMAP_NEO4J_DATABASE", "rostock")
    monkeypatch.setenv("NETMAP_NEO4J_TIMEOUT", "2.5")
    assert address("bolt://host") == Address("bolt", "host", 7687, "rostock", 2.5)
    assert address("bolt://host/other").database == "other"


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "1e9", "nan"])
def test_a_patience_that_is_none(monkeypatch: pytest.MonkeyPatch, seconds: str):
    monkeypatch.setenv("NETMAP_NEO4J_TIMEOUT", seconds)
    assert "NETMAP_NEO4J_TIMEOUT" in refused(lambda: address("bolt://host", lang="en"))


def test_the_password_comes_from_the_environment_else_from_a_person(monkeypatch: pytest.MonkeyPatch):
    where = address("bolt://host")
    monkeypatch.setenv("NETMAP_NEO4J_USER", "anna")
    monkeypatch.delenv("NETMAP_NEO4J_PASSWORD", raising=False)
    asked: list[str] = []
    told = login(where, lambda who: asked.append(who) or "geheim")
    assert (told.user, told.password, asked) == ("anna", "geheim", ["anna@host"])
    monkeypatch.setenv("NETMAP_NEO4J_PASSWORD", "aus der Umgebung")
    assert login(where, lambda who: asked.append(who)).password == "aus der Umgebung"  # noqa: S105
    assert len(asked) == 1


class OwnKeyring(KeyringBackend):
    """Keep passwords in memory, as a platform's keyring keeps them for good; or be one that is locked."""

    priority = 1.0

    def __init__(self, kept: dict[tuple[str, str], str], *, locked: bool = False) -> None:
        super().__init__()
        self.kept, self.locked = kept, locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


@pytest.fixture
def own_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnKeyring]:
    monkeypatch.delenv("NETMAP_NEO4J_PASSWORD", raising=False)
    before, own = keyring.get_keyring(), OwnKeyring({})
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_the_password_is_taken_from_the_keyring_before_anybody_is_asked(own_keyring: OwnKeyring):
    keyring.set_password("netmap", "neo4j@graph.example", "aus dem Bund")
    asked: list[str] = []
    assert login(address("neo4j://graph.example"), asked.append).password == "aus dem Bund"  # noqa: S105
    assert asked == []
    login(address("neo4j://other.example"), asked.append)
    assert asked == ["neo4j@other.example"]
    own_keyring.locked = True
    login(address("neo4j://graph.example"), asked.append)
    assert asked[-1] == "neo4j@graph.example"


def test_a_computer_without_a_keyring_says_so(own_keyring: OwnKeyring):
    assert keep(address("neo4j://graph.example"), Login("neo4j", "geheim")) == "neo4j@graph.example"
    assert own_keyring.kept == {("netmap", "neo4j@graph.example"): "geheim"}
    own_keyring.locked = True
    sentence = refused(lambda: keep(address("neo4j://graph.example"), Login("neo4j", "geheim"), lang="en"))
    assert sentence == "This computer keeps no passwords for netmap (KeyringLocked). Please set NETMAP_NEO4J_PASSWORD."


def test_a_login_does_not_show_itself():
    told = Login("anna", "geheim")
    assert "geheim" not in f"{told} {told!r} {[told]}"


def test_without_password_and_person_none_is_sent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NETMAP_NEO4J_PASSWORD", raising=False)
    assert login(address("bolt://host")).password is None


# ------------------------------------------------------------------------------------------------------------ the graph


def test_a_cooperation_is_a_relationship_by_its_status():
    types = {
        s: relationship(Cooperation(id="x", source="a", target="b", status=s)) for s in ("existing", "planned", "ended")
    }
    assert types["existing"] == ("COOPERATES_WITH", "a", "b")
    assert types["planned"] == ("MIGHT_COOPERATE_WITH", "a", "b")
    assert types["ended"] == ("COOPERATED_WITH", "a", "b")
    assert relationship(Membership(id="x", actor="a", forum="f")) == ("MEMBER_OF", "a", "f")
    assert relationship(Actor(id="a", name="A")) is None


def test_every_kind_has_a_label_or_a_type():
    assert set(LABELS) == set(KINDS) - {"cooperation", "membership"}
    assert len(set(LABELS.values())) == len(LABELS)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", label) for label in LABELS.values())
    assert all(re.fullmatch(r"[A-Z_]+", name) for name in (*RELATIONSHIPS, *LINK_TYPES))


def test_the_label_of_all_records_comes_after_their_own():
    """Neo4j Browser colours and captions a node by the label whose letters come first."""
    assert all(sorted([label, NODE])[0] == label for label in LABELS.values())
    assert LABELS["mapping"] == "Mapping"


def test_what_is_said_by_saying_nothing_is_on_the_graph_too():
    actor = properties(Actor(id="a", name="A"), 1)
    assert (actor["sector"], actor["one_person"], actor["publish"]) == ("unknown", False, False)
    assert "citywide" not in actor["record"]
    assert properties(Cooperation(id="x", source="a", target="b"), 1)["status"] == "existing"
    assert properties(Offer(id="o", name="O"), 1).get("childcare") is None


def test_properties_are_the_records_own_words():
    told = properties(
        Offer(id="o", name="O", providers=("a",), capacity=12, childcare=False, evidence=(Evidence(source="list"),)), 3
    )
    assert told["name"] == "O"
    assert told["capacity"] == 12
    assert told["childcare"] is False
    assert told["evidence"] == '[{"source": "list"}]'
    assert (told["record_kind"], told["version"]) == ("offer", 3)


def test_what_neo4j_cannot_hold_is_in_the_record_only():
    told = properties(Need(id="n", persons=2**70), 1)
    assert "persons" not in told
    assert str(2**70) in told["record"]


def test_own_columns_get_names_that_need_no_quotes():
    told = properties(Actor(id="a", name="A", attributes={"Träger-Nr.": 1, "a`b": "x", "x" * 900: (), "--": 2}), 1)
    own = [name for name in told if name.startswith("x_")]
    assert own[:2] == ["x_Träger_Nr", "x_a_b"]
    assert all(re.fullmatch(r"\w{2,70}", name) for name in own)


def test_a_link_is_made_once():
    survey = Survey(id="s", name="S", asked=("a", "a", "b"), evidence=(Evidence(survey="s"), Evidence(survey="s")))
    assert [*node_links(survey)] == [("ASKED", NODE, "s", "a"), ("ASKED", NODE, "s", "b"), ("FROM_SURVEY", NODE, "s", "s")]


@needs_server
def test_a_person_finds_the_graph_of_the_design(store: Neo4jStore):
    write(
        store,
        Actor(id="office", name="Office", areas=("school",), target_groups=("children",), attributes={"Stellen": 3}),
        Cooperation(id="office--school", source="office", target="school", status="wished"),
        Need(id="need", area="school", target_group="children", district="north", persons=5),
    )
    paths = [
        "(:Actor {id: 'school'})-[:COOPERATES_WITH {kind: 'exchange', intensity: 2}]->(:Actor {name: 'Club'})",
        "(:Actor {id: 'office'})-[:MIGHT_COOPERATE_WITH {status: 'wished'}]->(:Actor {id: 'school'})",
        "(:Actor {id: 'office'})-[:COOPERATED_WITH {until: '2016'}]->(:Actor {id: 'club'})",
        "(:Actor {id: 'school'})-[:PART_OF]->(:Actor {id: 'office', x_Stellen: 3})",
        "(:Actor {id: 'school'})-[:MEMBER_OF]->(:Forum {name: 'Round Table', nature: 'standing'})",
        "(:Actor {id: 'school'})-[:PROVIDES]->(:Offer {name: 'Course', childcare: false})",
        "(:Actor {id: 'office'})-[:ACTIVE_IN]->(:EducationArea {key: 'school', name: 'Schule', name_en: 'School'})",
        "(:Actor {id: 'office'})-[:SERVES]->(:TargetGroup {key: 'children'})",
        "(:Actor {id: 'school'})-[:IN_DISTRICT]->(:District {name: 'North'})",
        "(:Offer)-[:IN_AREA]->(:EducationArea {key: 'school'})",
        "(:Need)-[:IN_AREA]->(:EducationArea {key: 'school'})",
        "(:Need {persons: 5})-[:OF]->(:TargetGroup)",
        "(:Need)-[:IN_DISTRICT]->(:District)",
        "(:Forum)-[:LED_BY]->(:Actor {id: 'office'})",
        "(:Landscape {name: 'City'})-[:COORDINATED_BY]->(:Actor {id: 'office'})",
        "(:Revision {number: 1, author: 'office'})-[:CHANGED]->(:Change {id: 'club', action: 'added'})",
        "(:Term {vocabulary: 'areas', key: 'own'})",
    ]
    for path in paths:
        assert cypher(store.url, f"MATCH {path} RETURN count(*)") == [[1]], path


@needs_server
def test_what_is_written_anew_loses_its_old_relationships(store: Neo4jStore):
    write(store, Offer(id="course", name="Course", providers=("school", "club"), area="school"))
    old = store.read()
    write(
        store,
        old.offers["course"].model_copy(update={"providers": ("office",), "area": ""}),
        old.cooperations["school--club"].model_copy(update={"status": "ended", "target": "office"}),
        old.actors["school"].model_copy(update={"part_of": None, "name": "Free School"}),
    )
    assert cypher(store.url, "MATCH (a)-[:PROVIDES]->() RETURN a.id") == [["office"]]
    assert cypher(store.url, "MATCH ()-[r:COOPERATES_WITH]->() RETURN count(r)") == [[0]]
    assert cypher(store.url, "MATCH (a)-[:COOPERATED_WITH {id: 'school--club'}]->(b) RETURN a.name, b.id") == [
        ["Free School", "office"]
    ]
    assert cypher(store.url, "MATCH ()-[r:PART_OF]->() RETURN count(r)") == [[0]]
    assert cypher(store.url, "MATCH (a:Actor {id: 'school'})-[:IN_DISTRICT]->(d) RETURN d.id") == [["north"]]


@needs_server
def test_a_landscapes_own_word_names_a_term_as_long_as_it_is_there(store: Neo4jStore):
    write(store, Term(id="own-school", vocabulary="areas", key="school", label_de="Schulwesen"))
    names = "MATCH (e:EducationArea {key: 'school'}) RETURN e.name, e.name_en"
    assert cypher(store.url, names) == [["Schulwesen", "School"]]
    write(store, Term(id="own-school", vocabulary="areas", key="school", label_de="Schule und mehr", label_en="Schooling"))
    assert cypher(store.url, names) == [["Schule und mehr", "Schooling"]]
    write(store, without=("own-school",))
    assert cypher(store.url, names) == [["Schule", "School"]]


@needs_server
def test_a_term_that_nothing_is_about_any_more_goes(store: Neo4jStore):
    write(store)
    write(store, store.read().offers["course"].model_copy(update={"area": "clubs"}))
    assert cypher(store.url, "MATCH (e:EducationArea) RETURN e.key") == [["clubs"]]


@needs_server
def test_nothing_is_left_of_what_was_taken_back_but_its_history(store: Neo4jStore):
    write(store)
    store.apply(inverse(store.changes_of(1)), author="office")
    left = cypher(store.url, "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) ORDER BY label")
    assert left == [["Change", 22], ["NetmapStore", 1], ["Revision", 2]]
    assert cypher(store.url, "MATCH ()-[r]->() RETURN DISTINCT type(r)") == [["CHANGED"]]


@needs_server
def test_what_refers_to_a_record_stays_when_it_becomes_of_another_kind(store: Neo4jStore):
    write(store, Actor(id="x", name="X"), Position(id="p", subject="x", x=0, y=0))
    old = store.read()
    new = old.replace([Forum(id="x", name="X")], without=["x"])
    new = new.replace([Forum(id="x", name="X")])
    store.apply(diff(old, new, delete_missing=True), author="office")
    assert cypher(store.url, "MATCH (:Position)-[:PLACES]->(f:Forum {id: 'x'}) RETURN labels(f)") == [[["Forum", NODE]]] or (
        cypher(store.url, "MATCH (:Position)-[:PLACES]->(f:Forum {id: 'x'}) RETURN count(f)") == [[1]]
    )
    assert cypher(store.url, "MATCH (a:Actor {id: 'x'}) RETURN count(a)") == [[0]]


@needs_server
def test_evidence_of_a_tie_keeps_its_survey(store: Neo4jStore):
    told = (Evidence(survey="wave", reported_by="office"),)
    tie = Cooperation(id="tie", source="school", target="club", evidence=told)
    write(store, Survey(id="wave", name="Wave"), tie, Inventory(id="i", area="school", state="partial", evidence=told))
    with pytest.raises(Exception, match=r"“wave” cannot go, “i” .*, “tie” .* still refers to it"):
        write(store, without=("wave",))
    assert cypher(store.url, "MATCH ()-[r {id: 'tie'}]->() RETURN r.surveys, r.reported_by") == [[["wave"], ["office"]]]


@needs_server
def test_small_batches_write_the_same(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Batches.__init__, "__defaults__", (1,))
    monkeypatch.setattr("netmap.store.neo4j_write.BATCH", 1)
    write(store)
    assert not diff(store.read(), small_city(), delete_missing=True).operations


# ------------------------------------------------------------------------------------------------------ whose database


@needs_server
def test_opening_writes_nothing(neo4j_empty: str):
    with open_store(neo4j_empty, lang="en") as store:
        assert store.is_empty()
    assert cypher(neo4j_empty, "MATCH (n) RETURN count(n)") == [[0]]
    with pytest.raises(StoreError, match=r"^There is no netmap store in .* yet\. To make one: netmap --store .* store init"):
        open_store(neo4j_empty, create=False, lang="en")


@needs_server
def test_a_database_of_something_else_is_left_alone(neo4j_empty: str):
    cypher(neo4j_empty, "UNWIND range(1, 3) AS n CREATE (:Actor {id: n, name: 'Buster Keaton'})-[:COOPERATES_WITH]->(:Film)")
    with pytest.raises(StoreError, match=r"holds data of something else \(6 nodes\), netmap leaves it alone"):
        open_store(neo4j_empty, lang="en")
    with Neo4jStore.at(neo4j_empty, lang="en", check=False) as store:
        with pytest.raises(StoreError, match="holds data of something else"):
            store.initialise()
        store.initialise(beside_others=True)
        write(store)
        assert not diff(store.read(), small_city(), delete_missing=True).operations
        assert store.arrays().actor_ids == ("office", "school")
        store.apply(inverse(store.changes_of(1)), author="office")
    assert cypher(neo4j_empty, "MATCH (a:Actor)-[:COOPERATES_WITH]->(f:Film) RETURN count(*)") == [[3]]


@needs_server
def test_a_database_whose_labels_are_netmaps_own_is_left_alone(neo4j_empty: str):
    """What netmap finds by these labels alone it would change or remove."""
    cypher(neo4j_empty, "CREATE (:TargetGroup {name: 'Zielgruppe eines anderen'}), (:Revision)")
    with Neo4jStore.at(neo4j_empty, lang="en", check=False) as store:
        said = refused(lambda: store.initialise(beside_others=True))
    assert said.endswith("under labels that netmap needs itself: Revision, TargetGroup.")
    assert cypher(neo4j_empty, "MATCH (n) RETURN count(n)") == [[2]]


@needs_server
@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        ("MATCH (n) DETACH DELETE n", "There is no netmap store in"),
        ("MATCH (s:NetmapStore) SET s.schema = 99", "newer netmap"),
    ],
)
def test_a_store_that_is_no_longer_what_it_was_is_not_written(store: Neo4jStore, meanwhile: str, said: str):
    write(store)
    changes = ChangeSet((Operation("actor", "new", None, Actor(id="new", name="New")),))
    cypher(store.url, meanwhile)
    before = cypher(store.url, "MATCH (n) RETURN count(n)")
    assert said in refused(lambda: store.apply(changes, author="late"))
    assert cypher(store.url, "MATCH (n) RETURN count(n)") == before


@needs_server
def test_a_store_of_a_newer_netmap_is_left_alone(store: Neo4jStore):
    write(store)
    cypher(store.url, "MATCH (s:NetmapStore) SET s.schema = 99")
    with pytest.raises(StoreError, match=r"newer netmap \(layout 99, known here: 1\)"):
        open_store(store.url, lang="en")
    cypher(store.url, "MATCH (s:NetmapStore) SET s.schema = 1")


@needs_server
def test_init_twice_is_no_error_and_makes_constraints(store: Neo4jStore):
    store.initialise()
    with Neo4jStore.at(store.url, check=False) as again:
        again.initialise()
    made = [row[0] for row in cypher(store.url, "SHOW CONSTRAINTS YIELD name RETURN name")]
    assert {"netmap_record", "netmap_revision", "netmap_cooperates_with", "netmap_member_of"} <= set(made)
    assert len(MIGRATIONS) == SCHEMA_VERSION


@needs_server
def test_the_server_says_what_it_is(store: Neo4jStore):
    write(store)
    told = store.server()
    assert str(told["server"]).startswith("Neo4j 5.")
    assert told["edition"] == "community"
    assert told["counts"]["Actor"] == 3  # type: ignore[index]


# ----------------------------------------------------------------------------------------------------------- injection

HOSTILE = [
    "`}) DETACH DELETE n //",
    "a`b``c",
    "\\u0060}) DETACH DELETE n //",
    "'}) MATCH (n) DETACH DELETE n //",
    '"}) RETURN 1 UNION MATCH (n) DETACH DELETE n //',
    "$rows",
    "a\u2028b\u0000c",
    ":Hacked",
    "x) SET x:Hacked //",
]


@needs_server
@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_in_every_field(store: Neo4jStore, text: str):
    write(store)
    hostile = Actor.model_construct(
        **{
            **Actor(id="new", name="N").model_dump(),
            "id": text,
            "name": text,
            "type": text,
            "areas": (text,),
            "target_groups": (text,),
            "note": text,
            "languages": (text,),
            "attributes": {text: text},
            "evidence": (Evidence(source=text),),
        }
    )
    store.apply(ChangeSet((Operation("actor", text, None, hostile),)), author=text, reason=text)
    labels = {row[0] for row in cypher(store.url, "MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l")}
    types = {row[0] for row in cypher(store.url, "MATCH ()-[r]->() RETURN DISTINCT type(r)")}
    assert labels <= {*LABELS.values(), NODE, "EducationArea", "TargetGroup", "Revision", "Change", "NetmapStore"}
    assert types <= {*RELATIONSHIPS, *LINK_TYPES, "CHANGED"}
    keys = {row[0] for row in cypher(store.url, "MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k")}
    assert all(re.fullmatch(r"\w+", key) for key in keys)
    assert cypher(store.url, "MATCH (n:Actor) RETURN count(n)") == [[4]]
    assert cypher(store.url, "MATCH (n:Actor {name: $name}) RETURN n.id", name=text) == [[text]]
    assert store.revisions()[0].author == text.strip()


def filled_with(kind: str, text: str) -> Record:
    """Return a record of a kind that holds a text wherever one fits, in references only where there is such a record."""
    cls = KINDS[kind]
    there = {"source": "school", "target": "club", "actor": "school", "forum": "round", "subject": "school"}
    numbers = {"persons": 1, "x": 0.0, "y": 0.0, "revision": 1, "version": 0}
    values: dict[str, object] = {"id": text + kind, **numbers, **there}
    for name, field in cls.model_fields.items():
        default = field.get_default(call_default_factory=True)
        if name in values or name in REFERENCES.get(kind, {}) or name in {"evidence", "figures", "status", "since", "until"}:
            continue
        several = {text: (text,) if name == "filter" else text}
        values[name] = several if default == {} else (text,) if default == () else default
        if field.is_required() or isinstance(default, str):
            values[name] = text
    known = {name: value for name, value in values.items() if name in cls.model_fields}
    return cls.model_construct(**known, evidence=(Evidence.model_construct(source=text, url=text),))


@needs_server
@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_in_records_of_every_kind(store: Neo4jStore, text: str):
    write(store)
    before = cypher(store.url, f"MATCH (n:{NODE}) RETURN count(n)")[0][0]
    made = [filled_with(kind, text) for kind in KINDS if kind != "landscape"]
    store.apply(ChangeSet(tuple(Operation(one.kind_name, one.id, None, one) for one in made)), author="x")
    assert cypher(store.url, f"MATCH (n:{NODE}) RETURN count(n)") == [[before + len(LABELS) - 1]]
    ids = {row[0] for row in cypher(store.url, f"MATCH (n:{NODE}) RETURN n.id UNION MATCH ()-[r]->() RETURN r.id AS `n.id`")}
    assert {one.id for one in made} <= ids
    labels = {row[0] for row in cypher(store.url, "MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l")}
    assert labels == {*LABELS.values(), NODE, "EducationArea", "TargetGroup", "Revision", "Change", "NetmapStore"}
    types = {row[0] for row in cypher(store.url, "MATCH ()-[r]->() RETURN DISTINCT type(r)")}
    assert types <= {*RELATIONSHIPS, *LINK_TYPES, "CHANGED"}
    told = "MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k UNION MATCH ()-[r]->() UNWIND keys(r) AS k RETURN DISTINCT k"
    assert all(re.fullmatch(r"\w+", row[0]) for row in cypher(store.url, told))  # type: ignore[type-var]


@needs_server
@pytest.mark.parametrize("text", HOSTILE)
def test_an_id_that_is_asked_for_is_only_text(store: Neo4jStore, text: str):
    write(store)
    with pytest.raises(UnknownRecordError):
        store.history(text)
    assert not diff(store.read(), small_city(), delete_missing=True).operations


@needs_server
def test_a_kind_that_is_none_is_refused_before_anything_is_sent(store: Neo4jStore):
    write(store)

    class Hacked(Actor):
        kind_name = "actor`) DETACH DELETE n //"

    hacked = Hacked(id="h", name="H")
    with pytest.raises(KeyError):
        store.apply(ChangeSet((Operation(hacked.kind_name, "h", None, hacked),)), author="x")
    assert len(store.revisions()) == 1


def test_no_cypher_is_put_together_where_data_is_at_hand():
    """Every query that is run is a constant of the module of Cypher; only a person's own question is not."""
    for path in STORE.glob("neo4j*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Attribute) and call.func.attr == "run" and path.name != "neo4j_ask.py":
                    text = ast.unparse(call.args[0])
                    assert re.fullmatch(r"cypher\.[A-Z_]+(\[\w+\])?|query|statement", text), f"{path.name}: {text}"


def test_no_constant_of_cypher_has_a_place_for_values_but_parameters():
    constants = [value for name, value in vars(neo4j_cypher).items() if name.isupper()]
    texts: list[str] = []
    nested = [one for value in constants if isinstance(value, dict) for one in value.values()]
    for value in [*constants, *nested]:
        texts += [value] if isinstance(value, str) else [*value] if isinstance(value, tuple) else []
    queries = [text for text in texts if text.startswith(("MATCH", "UNWIND", "CREATE", "MERGE", "CALL"))]
    assert len(queries) > 50
    assert [text for text in queries if "{}" in text or "%s" in text or re.search(r"\{[a-z_]+\}", text)] == []


@needs_server
def test_what_a_client_holds_does_not_grow_with_the_batches(store: Neo4jStore):
    write(store)
    city = store.read()
    peaks = []
    for size in (2, 5):
        actors = [Actor(id=f"a-{size}-{number}", name=f"Verein {number}") for number in range(size * BATCH)]
        changes = diff(city, city.replace(actors))
        tracemalloc.start()
        store.apply(changes, author="office")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
