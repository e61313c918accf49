"""The landscape for other programs: read again by networkx, igraph, rdflib, and never more than an edition shows."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import openpyxl
import pytest
import rdflib
from hypothesis import given, settings
from lxml import etree

from netmap.editions import EDITIONS, Edition
from netmap.export.csv_pair import write_csv_pair
from netmap.export.gexf import write_gexf
from netmap.export.graphml import write_graphml
from netmap.export.jsonld import write_jsonld
from netmap.export.kumu import write_kumu
from netmap.export.network_rows import network_rows
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Position, Record, Settings
from tests.commandline import ROSTOCK
from tests.strategies import landscapes

GRAMMARS = Path(__file__).parent / "grammars"
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
SCHEMA = rdflib.Namespace("https://schema.org/")
READ_BY_RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""rdflib itself still uses what it warns of."""
Writer = Callable[..., Path]
WRITERS: Mapping[str, tuple[Writer, str]] = {
    "graphml": (write_graphml, "net.graphml"),
    "gexf": (write_gexf, "net.gexf"),
    "kumu json": (write_kumu, "net.json"),
    "kumu xlsx": (write_kumu, "net.xlsx"),
    "csv": (write_csv_pair, "net"),
    "jsonld": (write_jsonld, "net.jsonld"),
}
SEEN = (Evidence(source="Bericht", url="https://source.example/x", seen="2018-03", reported_by="vhs"),)
RECORDS: list[Record] = [
    District(id="north", name="Nordstadt"),
    Actor(
        id="amt-31", name="Amt für „Bildung“ & <mehr>", short_name="AfB", type="municipal_office", sector="inside",
        areas=("school", "vocational"), citywide=True, website="https://amt.example", coordinates=(54.1, 12.1),
        attributes={"original_id": "AMT_31", "Haushalt": 2.5, "Räume": 3, "frei": True, "Farben": ("rot", "blau")},
    ),
    Actor(id="vhs", name="Volkshochschule", sector="outside", part_of="amt-31", districts=("north",), since="2018-03"),
    Actor(id="shelter", name="Frauenhaus", protected=True, address="canary street", districts=("north",)),
    Cooperation(id="one", source="amt-31", target="vhs", kind="funding", intensity=3, evidence=SEEN),
    Cooperation(id="two", source="amt-31", target="vhs", kind="joint_offer", attributes={"Thema": "Sprache"}),
    Cooperation(id="three", source="vhs", target="amt-31", kind="joint_offer", status="planned"),
    Cooperation(id="four", source="shelter", target="vhs", note="canary note"),
    Forum(id="round", name="Runder Tisch", kind="round_table", nature="standing", lead="amt-31", topics=("Sprache",)),
    Membership(id="m", actor="vhs", forum="round", role="member", since="2018"),
    Offer(id="course", name="Kurs", providers=("vhs",), area="vocational", target_groups=("women",), free_of_charge=True),
    Position(id="p", subject="vhs", x=10.0, y=20.0),
]  # fmt: skip
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of="2018-12-31", disclaimer="Kein amtliches Ergebnis."), RECORDS)


def content(path: Path) -> str:
    """Return all text of a file, or of all files in a folder, an unpacked workbook's too."""
    if path.is_dir():
        return "\n".join(content(one) for one in sorted(path.iterdir()))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return path.read_text(encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes the city in a form."""

    def written(form: str, edition: Edition = "internal", landscape: Landscape = CITY) -> Path:
        writer, name = WRITERS[form]
        return writer(landscape, tmp_path / name, edition=edition, lang="en")

    return written


# ------------------------------------------------------------------------------------------------- what stands in a row


def test_nodes_are_actors_and_forums_and_say_what_is_known_of_them():
    amt, _vhs, _shelter, forum = network_rows(CITY, edition="internal").nodes
    assert amt == {
        "id": "AMT_31", "label": "Amt für „Bildung“ & <mehr>", "short_name": "AfB", "type": "municipal_office",
        "sector": "inside", "areas": ("school", "vocational"), "districts": ("citywide",), "website": "https://amt.example",
        "latitude": 54.1, "longitude": 12.1, "Haushalt": 2.5, "Räume": 3, "frei": True, "Farben": ("rot", "blau"),
    }  # fmt: skip
    assert (forum["type"], forum["forum_kind"], forum["lead"]) == ("forum", "round_table", "AMT_31")


def test_edges_are_cooperations_and_memberships_of_every_status():
    one, two, three, four, seat = network_rows(CITY, edition="internal").edges
    assert one == {
        "id": "one", "source": "AMT_31", "target": "vhs", "directed": True, "kind": "funding", "status": "existing",
        "intensity": 3, "weight": 3, "report": "unanswered", "last_seen": "2018-03",
    }  # fmt: skip
    assert (two["directed"], two["Thema"], three["status"], four["note"]) == (False, "Sprache", "planned", "canary note")
    assert (seat["kind"], seat["source"], seat["target"], seat["role"]) == ("membership", "vhs", "round", "member")


def test_two_of_the_same_original_id_keep_their_own():
    alike = [Actor(id=key, name=key, attributes={"original_id": "X"}) for key in ("a", "b")]
    other = Actor(id="c", name="C", attributes={"original_id": "a"})
    rows = network_rows(Landscape(CITY.settings, [*alike, other]), edition="internal")
    assert [one["id"] for one in rows.nodes] == ["a", "b", "c"]
    assert [one.get("original_id") for one in rows.nodes] == ["X", "X", "a"]


def test_an_own_column_keeps_its_name_beside_a_field_of_that_name():
    actor = Actor(id="a", name="A", type="school", attributes={"type": "Grundschule", "id": "7", "label": "eins"})
    (row,) = network_rows(Landscape(CITY.settings, [actor]), edition="internal").nodes
    assert (row["type"], row["netmap_type"]) == ("Grundschule", "school")
    assert (row["id"], row["label"], row["own_id"], row["own_label"]) == ("a", "A", "7", "eins")


def test_a_graph_is_directed_where_all_of_its_edges_are():
    actors = [Actor(id=key, name=key) for key in "ab"]
    arc = Cooperation(id="x", source="a", target="b", kind="funding")
    assert network_rows(Landscape(CITY.settings, [*actors, arc])).directed
    assert not network_rows(Landscape(CITY.settings, actors)).directed
    assert not network_rows(CITY).directed


def test_what_does_not_exist_is_said():
    said = network_rows(CITY, edition="internal", lang="en").said
    assert said[0].startswith("INTERNAL")
    assert "Of 4 cooperations 1 are planned, wished or ended: the column “status” says which." in said
    assert said[-1] == "Kein amtliches Ergebnis."


# ------------------------------------------------------------------------------------------------- the readers of others


def test_networkx_and_igraph_read_graphml(out: Callable[..., Path]):
    graph = nx.read_graphml(out("graphml"))
    assert graph.is_multigraph()
    assert set(graph) == {"AMT_31", "vhs", "shelter", "round"}
    assert graph.number_of_edges("AMT_31", "vhs") == 3
    amt = graph.nodes["AMT_31"]
    assert (amt["Haushalt"], amt["Räume"], amt["frei"], amt["Farben"]) == (2.5, 3, True, "rot; blau")
    assert amt["label"] == amt["name"] == "Amt für „Bildung“ & <mehr>"
    other = igraph.Graph.Read_GraphML(str(out("graphml")))
    assert (other.vcount(), other.ecount(), other.is_directed()) == (4, 5, False)
    assert other.vs.find(id="vhs")["name"] == "Volkshochschule"


def test_networkx_reads_gexf_with_weights(out: Callable[..., Path]):
    graph = nx.read_gexf(out("gexf"))
    assert set(graph) == {"AMT_31", "vhs", "shelter", "round"}
    assert graph.number_of_edges("AMT_31", "vhs") == 3
    assert sorted(data.get("weight", 0) for *_ends, data in graph.edges("vhs", data=True)) == [0, 0, 0, 0, 3]


def test_gexf_has_places_with_y_upwards(out: Callable[..., Path]):
    (place,) = etree.parse(out("gexf")).xpath("//*[@id='vhs']/*[local-name()='position']")
    assert dict(place.attrib) == {"x": "10.0", "y": "-20.0", "z": "0.0"}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_grammar_of_the_format_is_kept(form: str, edition: Edition, tmp_path: Path):
    grammar = etree.RelaxNG(etree.parse(GRAMMARS / f"{form}.rng"))
    landscape = read_folder(ROSTOCK).landscape
    writer, name = WRITERS[form]
    document = etree.parse(writer(landscape, tmp_path / name, edition=edition))
    assert grammar.validate(document), grammar.error_log
    keys = "//*[local-name()='key']" if form == "graphml" else "//*[local-name()='attribute']"
    known = {(one.get("for"), one.get("id")) if form == "graphml" else one.get("id") for one in document.xpath(keys)}
    assert len(known) == len(document.xpath(keys)) or form == "gexf"
    nodes = {one.get("id") for one in document.xpath("//*[local-name()='node']")}
    for edge in document.xpath("//*[local-name()='edge']"):
        assert {edge.get("source"), edge.get("target")} <= nodes


def test_kumu_has_elements_and_connections_in_peoples_words(tmp_path: Path):
    data = json.loads(write_kumu(CITY, tmp_path / "net.json", edition="internal").read_text(encoding="utf-8"))
    amt = data["elements"][0]
    assert (amt["label"], amt["type"], amt["tags"]) == (
        "Amt für „Bildung“ & <mehr>",
        "Amt / Fachbereich der Stadt",
        ["Schule", "Berufliche Bildung"],
    )
    assert data["elements"][-1]["type"] == "Gremium"
    first = data["connections"][0]
    assert (first["from"], first["to"], first["direction"], first["type"]) == (
        "AMT_31",
        "vhs",
        "directed",
        "Finanzierung / Förderung",
    )
    assert data["connections"][-1]["type"] == "Mitgliedschaft"
    assert "INTERN" in data["description"]


def test_kumus_workbook_begins_with_its_columns_and_holds_no_formula(out: Callable[..., Path]):
    hostile = Actor(id="x", name="=cmd|' /C calc'!A0", attributes={"+1": "@x"})
    book = openpyxl.load_workbook(out("kumu xlsx", "internal", CITY.replace([hostile])))
    assert book.sheetnames == ["Elements", "Connections", "Info (ignore)"]
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert rows["Elements"][0][:4] == ("ID", "Label", "Type", "Tags")
    assert rows["Connections"][0][:5] == ("ID", "From", "To", "Direction", "Type")
    assert rows["Elements"][1][3] == "School|Vocational education"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}


def test_the_tables_are_a_data_package(out: Callable[..., Path]):
    folder = out("csv")
    assert sorted(one.name for one in folder.iterdir()) == ["datapackage.json", "edges-INTERN.csv", "nodes-INTERN.csv"]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            tables[resource["name"]] = list(csv.DictReader(file, delimiter=resource["dialect"]["delimiter"]))
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert list(tables[resource["name"]][0]) == names
            assert len(set(names)) == len(names)
        for row in tables[resource["name"]]:
            for field in resource["schema"]["fields"]:
                assert matches(field["type"], row[field["name"]])
    nodes = [one["Id"] for one in tables["nodes"]]
    assert len(set(nodes)) == len(nodes)
    (keys,) = (one["schema"]["foreignKeys"] for one in package["resources"] if one["name"] == "edges")
    assert [one["fields"] for one in keys] == [["Source"], ["Target"]]
    assert {one[end] for one in tables["edges"] for end in ("Source", "Target")} <= set(nodes)
    assert [one["Type"] for one in tables["edges"]] == ["Directed", *["Undirected"] * 4]
    assert "INTERNAL" in package["description"]


def matches(kind: str, text: str) -> bool:
    """Tell whether a text is what a data package calls so; an empty one is missing."""
    readers: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": ("true", "false").index}
    if text and kind in readers:
        readers[kind](text)
    return True


def test_the_tables_hold_nothing_that_a_spreadsheet_would_run(out: Callable[..., Path]):
    hostile = Actor(id="x", name="=cmd|' /C calc'!A0", attributes={"+SUM(A1)": "@x"})
    text = (out("csv", "internal", CITY.replace([hostile])) / "nodes-INTERN.csv").read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [one for one in cells if one[:1] in {"=", "+", "@"}]
    assert "'=cmd|' /C calc'!A0" in cells


@READ_BY_RDFLIB
def test_rdflib_reads_organisations_members_and_concepts(out: Callable[..., Path]):
    graph = rdflib.Graph().parse(out("jsonld"), format="json-ld", publicID="https://city.example/net")

    def at(key: str) -> rdflib.URIRef:
        return rdflib.URIRef(f"https://city.example/net#{key}")

    amt = at("amt-31")
    assert graph.value(amt, SKOS.prefLabel) == rdflib.Literal("Amt für „Bildung“ & <mehr>")
    assert graph.value(amt, SCHEMA.identifier) == rdflib.Literal("AMT_31")
    assert graph.value(at("vhs"), ORG.unitOf) == amt
    assert (amt, ORG.linkedTo, at("vhs")) in graph
    (seat,) = graph.subjects(rdflib.RDF.type, ORG.Membership)
    assert (graph.value(seat, ORG.member), graph.value(seat, ORG.organization)) == (at("vhs"), at("round"))
    assert graph.value(seat, SCHEMA.startDate) == rdflib.Literal("2018", datatype=rdflib.XSD.gYear)
    kind = graph.value(at("one"), rdflib.URIRef("urn:netmap:kind"))
    assert set(graph.objects(kind, SKOS.prefLabel)) == {
        rdflib.Literal("Finanzierung / Förderung", lang="de"),
        rdflib.Literal("Funding", lang="en"),
    }
    free = graph.value(at("course"), SCHEMA.isAccessibleForFree)
    assert isinstance(free, rdflib.Literal)
    assert free.toPython() is True
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("urn:netmap:Cooperation")))) == 4


# ---------------------------------------------------------------------------------------------------- what an edition owes


@pytest.mark.parametrize("form", WRITERS)
def test_the_internal_edition_says_so_in_its_name_and_inside(form: str, out: Callable[..., Path]):
    assert "-INTERN" in out(form).name
    assert "INTERNAL – do not pass on" in content(out(form))
    meeting = out(form, "meeting")
    assert "INTERN" not in meeting.name
    assert "Meeting edition" in content(meeting)
    assert "Of protected actors" in content(meeting)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("edition", ["meeting", "public"])
def test_no_canary_leaves_the_house(form: str, edition: Edition, out: Callable[..., Path]):
    marked = {"note": "canary note", "attributes": {"canary column": "canary value"}, "publish": True}
    by = (Evidence(source="Bericht", reported_by="canary-actor", survey="canary-survey"), Evidence(url="file://canary"))
    records = [one.model_copy(update={**marked, "evidence": by}) for one in CITY.records() if not isinstance(one, Settings)]
    found = content(out(form, edition, CITY.replace(records)))
    assert "canary" not in found
    assert "Frauenhaus" in found
    assert ("planned" in found) == (edition == "meeting" and "planned" in content(out(form, edition)))


@pytest.mark.parametrize("form", WRITERS)
def test_the_public_edition_holds_only_what_is_released(form: str, out: Callable[..., Path]):
    released = [one.model_copy(update={"publish": one.id in {"vhs", "north"}}) for one in RECORDS]
    found = content(out(form, "public", CITY.replace(released)))
    assert "Volkshochschule" in found
    assert not [name for name in ("Bildung", "Frauenhaus", "Runder Tisch", "Förderung", "funding") if name in found]


@READ_BY_RDFLIB
@settings(deadline=None, max_examples=25)
@given(landscapes)
def test_any_landscape_can_be_written_and_read(landscape: Landscape):
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for edition in ("internal", "meeting"):
            write = partial(_written, landscape, Path(folder), edition)
            count = len(network_rows(landscape, edition=edition).nodes)
            assert len(nx.read_graphml(write("graphml"))) == count
            assert len(nx.read_gexf(write("gexf"))) == count
            assert len(json.loads(write("kumu json").read_text(encoding="utf-8"))["elements"]) == count
            assert openpyxl.load_workbook(write("kumu xlsx"))["Elements"].max_row == count + 1
            json.loads((write("csv") / "datapackage.json").read_text(encoding="utf-8"))
            rdflib.Graph().parse(write("jsonld"), format="json-ld")


def _written(landscape: Landscape, folder: Path, edition: Edition, form: str) -> Path:
    writer, name = WRITERS[form]
    return writer(landscape, folder / name, edition=edition)
