"""Networks of other programs come in and go out again: GraphML, GEXF, GML, and the way round without loss."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.errors import DataError
from netmap.export.gexf import write_gexf
from netmap.export.graphml import write_graphml
from netmap.export.kumu import write_kumu
from netmap.files.foreign import Imported, gather, new_landscape
from netmap.files.lists import Cell, read_table
from netmap.files.networks import typed_value
from netmap.files.shapes import understand
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Settings
from tests.foreign_lists import tie_of

GRAPHML = """<?xml version="1.0"?>
<!-- a comment -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="Art" attr.type="string"><default>association</default></key>
  <key id="d1" for="node" attr.name="Größe" attr.type="int"/>
  <key id="d2" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d3" for="all" attr.name="Code" attr.type="string"/>
  <graph edgedefault="undirected">
    <node id="n1"><data key="d1">7</data><data key="d3">007</data></node>
    <node id="n2">
      <data key="d0">school</data>
      <graph edgedefault="directed"><node id="n3"/><edge source="n3" target="n1"/></graph>
    </node>
    <edge id="e1" source="n1" target="n2"><data key="d2">2.5</data></edge>
    <edge source="n1" target="n2" directed="true"/>
    <hyperedge><endpoint node="n1"/><endpoint node="n2"/><endpoint node="n3"/></hyperedge>
  </graph>
</graphml>
"""
GEXF = """<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <graph defaultedgetype="directed">
    <attributes class="node"><attribute id="0" title="Größe" type="integer"/></attributes>
    <nodes>
      <node id="a" label="Haus A" start="2018-03-01">
        <attvalues><attvalue for="0" value="7"/></attvalues><viz:size value="3"/>
      </node>
      <node id="b" label="Haus B" pid="a" start="12.5"/>
    </nodes>
    <edges>
      <edge id="0" source="a" target="b" weight="2.5" label="hilft"/>
      <edge id="1" source="b" target="a" type="undirected"/>
    </edges>
  </graph>
</gexf>
"""
GML = """Creator "igraph"
graph [
  directed 1
  # a comment
  node [ id 0 label "Haus &quot;A&quot;" size 2.5 graphics [ x 1.0 y 2.0 ] ]
  node [ id 1 label "Haus B" ]
  edge [ source 0 target 1 weight 3 ]
]
"""


def come_in(path: Path) -> Imported:
    """Return what a file makes of an empty landscape."""
    lists, _remarks = understand([read_table(path)])
    return gather(lists, new_landscape("Netz"))


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# -------------------------------------------------------------------------------------------------------------- come in


def test_graphml_keeps_types_usual_values_directions_and_inner_graphs(tmp_path: Path):
    found = come_in(written(tmp_path, "net.graphml", GRAPHML))
    actors = found.landscape.actors
    assert {key: one.type for key, one in actors.items()} == {"n1": "association", "n2": "school", "n3": "association"}
    assert actors["n1"].attributes == {"Größe": 7, "Code": "007"}
    ties = list(found.landscape.cooperations.values())
    assert sorted(map(tie_of, ties)) == [
        ("n1", "n2", "unspecified"),
        ("n1", "n2", "unspecified_directed"),
        ("n3", "n1", "unspecified_directed"),
    ]
    assert [one.attributes for one in ties if one.kind == "unspecified"] == [{"weight": 2.5}]
    assert "mehr als zwei Enden" in read_table(tmp_path / "net.graphml").remarks[0]


def test_graphml_is_known_by_what_is_in_it(tmp_path: Path):
    assert len(come_in(written(tmp_path, "net.xml", GRAPHML)).landscape.actors) == 3
    assert len(come_in(written(tmp_path, "net.graphml", GRAPHML.encode("utf-16"))).landscape.actors) == 3


def test_a_label_that_yed_keeps_among_what_it_draws_is_the_name(tmp_path: Path):
    drawn = '<y:ShapeNode xmlns:y="urn:y"><y:NodeLabel>Amt </y:NodeLabel></y:ShapeNode>'
    node = f'<node id="n0"><data key="g">{drawn}</data></node>'
    text = (
        f'<graphml><key id="g" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">{node}</graph></graphml>'
    )
    assert [one.name for one in come_in(written(tmp_path, "a.graphml", text)).landscape.actors.values()] == ["Amt"]


def test_gexf_keeps_names_values_weights_and_directions(tmp_path: Path):
    found = come_in(written(tmp_path, "net.gexf", GEXF)).landscape
    assert {key: (one.name, one.since, one.part_of) for key, one in found.actors.items()} == {
        "a": ("Haus A", "2018-03-01", None),
        "b": ("Haus B", None, "a"),
    }
    assert found.actors["a"].attributes == {"Größe": 7}
    ties = list(found.cooperations.values())
    assert list(map(tie_of, ties)) == [("a", "b", "unspecified_directed"), ("b", "a", "unspecified")]
    assert ties[0].attributes == {"label": "hilft", "weight": 2.5}


def test_gml_keeps_names_numbers_and_direction(tmp_path: Path):
    found = come_in(written(tmp_path, "net.gml", GML)).landscape
    assert [(one.name, one.attributes) for one in found.actors.values()] == [('Haus "A"', {"size": 2.5}), ("Haus B", {})]
    (tie,) = found.cooperations.values()
    assert (tie.kind, tie.intensity) == ("unspecified_directed", 3)


def test_an_end_that_is_not_listed_is_listed(tmp_path: Path):
    text = '<graphml><graph edgedefault="undirected"><edge source="a" target="b"/></graph></graphml>'
    assert set(come_in(written(tmp_path, "net.graphml", text)).landscape.actors) == {"a", "b"}


BOMB = '<!DOCTYPE graphml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.graphml", "<graphml><graph>", "a.graphml:1: Das ist kein gültiges XML"),
        ("a.graphml", BOMB, "Entitäten"),
        ("a.graphml", "<graphml>" + "<graph>" * 10_000, "endlos"),
        ("a.graphml", "<graphml><graph/></graphml>", "ohne Knoten"),
        ("a.graphml", b"\xff\xfe\x00", "XML"),
        ("a.graphml", '<?xml version="1.0" encoding="klingon"?><graphml/>', "Zeichenkodierung"),
        ("a.gexf", "<gexf/>", "ohne Knoten"),
        ("a.gml", "graph [ node [ id 1 ]", "eckigen Klammern"),
        ("a.gml", "graph [ ] ]", "eckigen Klammern"),
        ("a.gml", "graph", "eckigen Klammern"),
        ("a.gml", "graph [ " * 1000, "eckigen Klammern"),
        ("a.gml", "x 1", "ohne Knoten"),
        ("a.xml", "<?xml version='1.0'?><other/>", "XML-Datei"),
    ],
)
def test_what_is_no_network_is_one_sentence(tmp_path: Path, name: str, text: str | bytes, words: str):
    with pytest.raises(DataError, match=words):
        read_table(written(tmp_path, name, text))


@given(st.binary(max_size=200), st.sampled_from(["a.graphml", "a.gexf", "a.gml"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str):
    with TemporaryDirectory() as folder:
        for start in (b"", b"<graphml><graph>", b"graph ["):
            try:
                come_in(written(Path(folder), name, start + data))
            except DataError:
                continue


@pytest.mark.parametrize(
    ("given", "kind", "value"),
    [
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("7", "long", 7),
        ("9" * 30, "int", "9" * 30),
        ("2.5", "float", 2.5),
        ("NaN", "double", None),
        ("x", "double", "x"),
        (" ", "string", None),
        (" a ", "string", " a "),
    ],
)
def test_values_are_what_the_file_says_they_are(given: str, kind: str, value: Cell):
    assert typed_value(given, kind) == value


# ------------------------------------------------------------------------------------------------------- the way round

_TEXTS = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1, max_size=12)
_DATA = st.fixed_dictionaries(
    {},
    optional={
        "Farbe": _TEXTS.filter(str.strip),
        "Größe": st.integers(-(2**63), 2**63 - 1),
        "Haushalt (€)": st.floats(allow_nan=False, allow_infinity=False),
        "frei": st.booleans(),
        "x": st.floats(-1e9, 1e9),
    },
)
_LETTERS = st.characters(categories=["L", "Nd"], include_characters="-_. ")
_KEYS = st.text(_LETTERS, min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    """Return a multigraph, directed or not, with data on its nodes and edges, without ties of a node with itself."""
    graph = draw(st.sampled_from([nx.MultiGraph, nx.MultiDiGraph]))()
    nodes = draw(st.lists(_KEYS, min_size=1, max_size=5, unique_by=str.casefold))
    for key in nodes:
        graph.add_node(key, **draw(_DATA))
    for source, target in draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=8)):
        if source != target:
            weight = draw(st.none() | st.integers(1, 9) | st.floats(0, 100))
            graph.add_edge(source, target, **draw(_DATA), **({} if weight is None else {"weight": weight}))
    return graph


def edges_of(graph: Any, names: dict[str, set[str]]) -> Counter[tuple[Any, ...]]:
    """Return how often two are tied with the same data; of the data only what the names say."""
    found: Counter[tuple[Any, ...]] = Counter()
    for source, target, data in graph.edges(data=True):
        ends = (source, target) if graph.is_directed() else tuple(sorted((source, target)))
        found[(*ends, *sorted((name, repr_of(data[name])) for name in names["edge"] & data.keys()))] += 1
    return found


def repr_of(value: Any) -> str:
    """Return a value with its type, but for 1 and 1.0, which GEXF does not tell apart in weights."""
    return repr(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.sampled_from(["graphml", "gexf"]))
def test_networkx_to_netmap_to_networkx_keeps_nodes_parallel_edges_and_attributes(graph: Any, form: str):
    readers = {
        "graphml": (nx.write_graphml, nx.read_graphml, write_graphml),
        "gexf": (nx.write_gexf, nx.read_gexf, write_gexf),
    }
    write, read, export = readers[form]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"net.{form}")
        write(graph, path)
        found = come_in(path)
        again = read(export(found.landscape, Path(folder, f"again.{form}"), edition="internal"))
    assert found.refused == ()
    assert set(again) == set(graph)
    for key, data in graph.nodes(data=True):
        assert {name: repr_of(again.nodes[key][name]) for name in data} == {name: repr_of(one) for name, one in data.items()}
    names = {"edge": {name for *_ends, data in graph.edges(data=True) for name in data}}
    assert edges_of(again, names) == edges_of(graph, names)
    assert again.is_directed() == graph.is_directed() or not graph.edges


TYPED = Landscape(
    Settings(id="city", name="City", as_of="2018-12-31"),
    [
        Actor(
            id="a", name="Amt", type="municipal_office", areas=("school",), sector="inside", protected=True, one_person=True
        ),
        Actor(id="b", name="Verein", type="association", aliases=("V", "W"), part_of="a", municipality="Bad Doberan"),
        Forum(id="f", name="Runde", kind="round_table", short_name="R"),
        Membership(id="b--f", actor="b", forum="f", role="member", since="2018"),
        Cooperation(id="a--b--funding", source="a", target="b", kind="funding", intensity=2, status="planned"),
        Cooperation(id="a--b--joint-offer", source="a", target="b", kind="joint_offer", note="gut"),
        Cooperation(id="b--a--joint-offer", source="b", target="a", kind="joint_offer", since="2017-03"),
    ],
)


@pytest.mark.parametrize("name", ["net.graphml", "net.gexf", "net.json", "net.xlsx"])
def test_what_netmap_wrote_comes_back_as_it_was(name: str, tmp_path: Path):
    writer = {"graphml": write_graphml, "gexf": write_gexf}.get(name.partition(".")[2], write_kumu)
    found = come_in(writer(TYPED, tmp_path / name, edition="internal"))
    assert found.refused == ()
    for one in (*TYPED.actors.values(), *TYPED.forums.values(), *TYPED.memberships.values()):
        came = found.landscape.get(one.id)
        tags = {name: value for name, value in came.attributes.items() if name.lower() != "tags"}
        assert came.model_copy(update={"evidence": (), "attributes": tags}) == one
    ties = [one.model_copy(update={"evidence": (), "id": "x"}) for one in found.landscape.cooperations.values()]
    assert ties == [one.model_copy(update={"id": "x"}) for one in TYPED.cooperations.values()]


def test_what_netmap_wrote_changes_nothing_where_it_came_from(tmp_path: Path):
    path = write_graphml(TYPED, tmp_path / "net.graphml", edition="internal")
    lists, _remarks = understand([read_table(path)])
    found = gather(lists, TYPED).landscape
    for one in (*TYPED.actors.values(), *TYPED.cooperations.values(), *TYPED.forums.values(), *TYPED.memberships.values()):
        assert found.get(one.id).model_copy(update={"evidence": ()}) == one
    assert len(found.cooperations) == len(TYPED.cooperations)
