"""Linked data: each record in the words of ORG, SKOS and schema.org, nothing invented, nothing to be fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netmap.export.jsonld import CONTEXT, write_jsonld
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Record, Settings

CITY = Settings(id="city", name="Küstenstadt", municipality="Hansestadt", as_of="2018-12-31", disclaimer="Kein amtliches.")


def graph_of(folder: Path, *records: Record, edition: Any = "internal", lang: str = "en") -> dict[str, Any]:
    """Return the nodes of the file by their ids."""
    path = write_jsonld(Landscape(CITY, records), folder / "net.jsonld", edition=edition, lang=lang)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["@context"] == CONTEXT
    nodes = {one["@id"]: one for one in document["@graph"]}
    assert len(nodes) == len(document["@graph"])
    return nodes


def test_the_data_set_says_of_what_day_and_edition_it_is(tmp_path: Path):
    whole = graph_of(tmp_path)[""]
    assert whole["schema:name"] == "Küstenstadt"
    assert whole["schema:temporalCoverage"] == {"@value": "2018-12-31", "@type": "xsd:date"}
    assert whole["schema:description"] == "INTERNAL – do not pass on Internal edition Kein amtliches."


def test_an_actor_is_an_organisation_with_all_that_is_known(tmp_path: Path):
    actor = Actor(
        id="vhs", name="Volkshochschule", short_name="VHS", aliases=("Volksbildung",), type="adult_education_centre",
        sector="inside", part_of="amt", areas=("vocational",), target_groups=("women",), districts=("north",),
        address="Weg 1", coordinates=(54.1, 12.1), municipality="Hansestadt", languages=("ar",),
        website="https://vhs.example", since="2018-03", until="2019", note="nur hier",
        attributes={"original_id": "VHS_1", "Plätze": 20, "Farben": ("rot", "blau")},
        evidence=(Evidence(source="Bericht", url="https://b.example", seen="2018"), Evidence(reported_by="amt")),
    )  # fmt: skip
    nodes = graph_of(tmp_path, District(id="north", name="Nord"), Actor(id="amt", name="Amt"), actor)
    assert nodes["#vhs"] == {
        "@id": "#vhs",
        "@type": ["org:Organization", "schema:Organization", "org:OrganizationalUnit"],
        "schema:identifier": "VHS_1",
        "skos:editorialNote": "nur hier",
        "schema:additionalProperty": [
            {"@type": "schema:PropertyValue", "schema:name": "Plätze", "schema:value": 20},
            {"@type": "schema:PropertyValue", "schema:name": "Farben", "schema:value": ["rot", "blau"]},
        ],
        "schema:citation": [
            {
                "@type": "schema:CreativeWork",
                "schema:name": "Bericht",
                "schema:url": {"@id": "https://b.example"},
                "schema:dateCreated": {"@value": "2018", "@type": "xsd:gYear"},
            }
        ],
        "skos:prefLabel": "Volkshochschule",
        "schema:name": "Volkshochschule",
        "skos:altLabel": ["VHS", "Volksbildung"],
        "org:classification": {"@id": "#actor_types/adult_education_centre"},
        "netmap:sector": {"@id": "#sectors/inside"},
        "org:unitOf": {"@id": "#amt"},
        "schema:address": "Weg 1",
        "schema:location": {"@type": "schema:GeoCoordinates", "schema:latitude": 54.1, "schema:longitude": 12.1},
        "netmap:municipality": "Hansestadt",
        "schema:knowsLanguage": ["ar"],
        "schema:url": {"@id": "https://vhs.example"},
        "dcterms:subject": [{"@id": "#areas/vocational"}],
        "schema:audience": [{"@id": "#target_groups/women"}],
        "schema:areaServed": [{"@id": "#north"}],
        "schema:foundingDate": {"@value": "2018-03", "@type": "xsd:gYearMonth"},
        "schema:dissolutionDate": {"@value": "2019", "@type": "xsd:gYear"},
    }


def test_what_is_unknown_is_not_there(tmp_path: Path):
    assert graph_of(tmp_path, Actor(id="a", name="A"))["#a"] == {
        "@id": "#a",
        "@type": ["org:Organization", "schema:Organization"],
        "skos:prefLabel": "A",
        "schema:name": "A",
    }


def test_only_an_address_of_the_web_is_one(tmp_path: Path):
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", "www.example.org"):
        assert "schema:url" not in graph_of(tmp_path, Actor(id="a", name="A", website=address))["#a"]


@pytest.mark.parametrize(("status", "linked"), [("existing", True), ("planned", False), ("ended", False)])
def test_two_are_linked_both_ways_where_the_cooperation_exists(tmp_path: Path, status: Any, linked: bool):
    ends = [Actor(id="a", name="A"), Actor(id="b", name="B")]
    tie = Cooperation(id="t", source="a", target="b", kind="funding", status=status, intensity=3, since="2018")
    nodes = graph_of(tmp_path, *ends, tie)
    assert ("org:linkedTo" in nodes["#a"], "org:linkedTo" in nodes["#b"]) == (linked, linked)
    assert nodes["#t"] == {
        "@id": "#t",
        "@type": ["netmap:Cooperation"],
        "netmap:source": {"@id": "#a"},
        "netmap:target": {"@id": "#b"},
        "netmap:kind": {"@id": "#tie_kinds/funding"},
        "netmap:status": {"@id": f"#statuses/{status}"},
        "netmap:intensity": 3,
        "schema:startDate": {"@value": "2018", "@type": "xsd:gYear"},
    }


def test_a_forum_has_members_a_lead_and_topics(tmp_path: Path):
    forum = Forum(
        id="f", name="Runde", kind="round_table", nature="standing", level="operative", lead="a", topics=("Sprache",)
    )
    nodes = graph_of(tmp_path, Actor(id="a", name="A"), forum, Membership(id="m", actor="a", forum="f", role="member"))
    assert nodes["#f"]["@type"] == ["org:OrganizationalCollaboration", "schema:Organization"]
    assert (nodes["#f"]["netmap:lead"], nodes["#f"]["schema:keywords"]) == ({"@id": "#a"}, ["Sprache"])
    assert nodes["#m"] == {
        "@id": "#m",
        "@type": ["org:Membership"],
        "org:member": {"@id": "#a"},
        "org:organization": {"@id": "#f"},
        "org:role": {"@id": "#roles/member"},
    }


def test_an_offer_is_a_service_of_its_providers(tmp_path: Path):
    offer = Offer(
        id="o", name="Kurs", providers=("a",), area="vocational", citywide=True, cefr_from="A1", cefr_to="B1",
        capacity=20, free_of_charge=True, childcare=False, url="https://kurs.example",
    )  # fmt: skip
    node = graph_of(tmp_path, Actor(id="a", name="A"), offer)["#o"]
    assert node["schema:provider"] == [{"@id": "#a"}]
    assert node["schema:areaServed"] == ["Hansestadt"]
    assert (node["schema:isAccessibleForFree"], node["netmap:childcare"]) == (True, False)
    assert "netmap:accessible" not in node
    assert (node["netmap:cefrFrom"], node["netmap:cefrTo"], node["netmap:capacity"]) == ("A1", "B1", 20)


def test_every_key_in_use_is_a_concept_with_both_labels_and_no_other(tmp_path: Path):
    nodes = graph_of(tmp_path, Actor(id="a", name="A", areas=("school",), sector="unknown"))
    concepts = {key: one for key, one in nodes.items() if one["@type"] == "skos:Concept"}
    assert concepts == {
        "#areas/school": {
            "@id": "#areas/school",
            "@type": "skos:Concept",
            "skos:notation": "school",
            "skos:prefLabel": [{"@value": "Schule", "@language": "de"}, {"@value": "School", "@language": "en"}],
        }
    }


@pytest.mark.parametrize("edition", ["meeting", "public"])
def test_what_is_internal_is_not_there(tmp_path: Path, edition: Any):
    evidence = (Evidence(source="Umfrage", reported_by="a", seen="2018"),)
    actor = Actor(id="a", name="A", note="canary", attributes={"canary": "canary"}, evidence=evidence, publish=True)
    node = graph_of(tmp_path, actor, edition=edition)["#a"]
    assert not {"skos:editorialNote", "schema:additionalProperty", "schema:identifier"} & node.keys()
    assert "canary" not in json.dumps(node)
    assert "Umfrage" not in json.dumps(node)
