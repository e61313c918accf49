"""The map's page as a file: what is in it, what is not, and that nothing in it can be taken for a command."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netmap.disk import DiskError
from netmap.editions import EDITIONS, Edition
from netmap.export.map import network, page, write_map
from netmap.export.map_data import Pen, edges_of, labels_of, node_of, offer_of, palette_of, plain, wrap
from netmap.export.map_drawn import drawn_of
from netmap.export.map_places import heading_of, places_of
from netmap.export.map_texts import TEXTS
from netmap.export.safe_html import as_script
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Offer, Position, Settings, Term
from tests.map_pages import data_of

DAY = dt.date(2020, 1, 1)
SEEN = (Evidence(source="report", seen="2019"),)
CITY = Landscape(
    Settings(id="city", name="Küstenstadt", as_of="2020-01-01", disclaimer="Beispiel, kein amtliches Ergebnis."),
    [
        Actor(id="office", name="Amt für Bildung", sector="inside", short_name="AfB", areas=("school",), publish=True),
        Actor(id="club", name="Verein", sector="outside", aliases=("e. V.",), note="canary-note", evidence=SEEN),
        Actor(id="school", name="Schule", attributes={"quality": "canary-attribute"}),
        Actor(id="alone", name="Allein", sector="outside"),
        Cooperation(id="one", source="office", target="club", kind="funding", evidence=SEEN),
        Cooperation(id="two", source="club", target="office", kind="joint_offer", evidence=(Evidence(seen="2012"),)),
        Cooperation(id="three", source="office", target="club", kind="information"),
        Cooperation(id="four", source="office", target="school", kind="information", status="planned"),
        Forum(id="round", name="Runder Tisch", nature="standing"),
        Membership(id="club--round", actor="club", forum="round", role="member"),
        Offer(
            id="course", name="Sprachkurs", providers=("club",), area="continuing_education", cefr_from="A1", cefr_to="B1"
        ),
    ],
)
PLACES = {"office": (0.0, 0.0), "club": (300.0, 40.0), "school": (100.0, 200.0)}


def test_the_file_is_written_once_and_the_same_each_time(tmp_path: Path):
    first = write_map(CITY, PLACES, tmp_path / "a" / "map.html", day=DAY)
    second = write_map(CITY, PLACES, tmp_path / "b" / "map.html", day=DAY)
    assert first == tmp_path / "a" / "map.html"
    assert first.read_bytes() == second.read_bytes()
    assert b"\r\n" not in first.read_bytes()
    assert first.stat().st_size < 900_000


def test_the_internal_map_says_so_in_name_and_head(tmp_path: Path):
    path = write_map(CITY, PLACES, tmp_path / "map.html", edition="internal", lang="en")
    assert path.name == "map-INTERN.html"
    assert "INTERNAL – do not pass on" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_head_says_landscape_date_edition_and_what_the_data_cover(edition: Edition):
    text = page(CITY, PLACES, edition=edition, lang="en", data_sentence="Recorded: 4 actors.")
    head = text[text.index("<header>") : text.index("</header>")]
    assert '<bdi id="name">Küstenstadt</bdi>' in head
    assert "2020-01-01" in head
    assert {"internal": "Internal", "meeting": "Meeting", "public": "Public"}[edition] + " edition" in head
    assert "Beispiel, kein amtliches Ergebnis." in head
    assert "Recorded: 4 actors." in head
    assert "“Not recorded” means: we do not know." in head


def test_the_page_asks_nobody_for_anything():
    text = page(CITY, PLACES)
    outside = text[: text.index("<style>")] + text[text.index("</style>") : text.index("<script>")]
    assert re.findall(r"""(?:src|href)=["']?([^"']*)""", outside) == ["#table"]
    assert "sourceMappingURL" not in text
    assert not re.search(r"\son\w+=", outside)


def test_the_policy_names_the_very_scripts_and_style():
    text = page(CITY, PLACES)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    sums = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in [*scripts, *styles]]
    assert len(scripts) > 20
    assert re.findall(r"sha256-([^']*)", rules) == sums
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in rules


# ------------------------------------------------------------------------------------------------- what is not shown


def test_notes_are_in_no_map_and_own_columns_in_the_internal_one():
    found = {edition: set(re.findall(r"canary-\w+", page(CITY, PLACES, edition=edition))) for edition in EDITIONS}
    assert found == {"internal": {"canary-attribute"}, "meeting": set(), "public": set()}


def test_only_published_actors_are_on_the_public_map():
    data = data_of(page(CITY, PLACES, edition="public"))
    assert [node["key"] for node in data["nodes"]] == ["office"]
    assert data["edges"] == []
    assert data["offers"] == []


def test_a_map_is_reduced_even_if_the_caller_forgot_to():
    shelter = Actor(id="shelter", name="Haus", protected=True, districts=("north",), address="canary street")
    tie = Cooperation(id="t", source="club", target="shelter", kind="information")
    landscape = CITY.replace([shelter, tie])
    text = page(landscape, PLACES | {"shelter": (4711.0, 815.0)}, edition="meeting")
    node = next(one for one in data_of(text)["nodes"] if one["key"] == "shelter")
    assert "canary" not in text
    assert "districts" not in node
    assert (node["x"], node["y"]) != (4711, 815), "its place would tell with whom it works"
    assert all(edge["to"] != node["id"] for edge in data_of(text)["edges"])
    internal = data_of(page(landscape, PLACES | {"shelter": (4711.0, 815.0)}, edition="internal"))
    assert (4711, 815) in {(one["x"], one["y"]) for one in internal["nodes"]}


def test_conflicts_are_on_no_map_but_the_internal_one():
    landscape = CITY.replace([Cooperation(id="c", source="office", target="school", kind="conflict")])
    pages = {edition: data_of(page(landscape, PLACES, edition=edition)) for edition in EDITIONS}
    kinds = {edition: {edge["kind"] for edge in data["edges"]} for edition, data in pages.items()}
    assert "conflict" in kinds["internal"]
    assert "conflict" not in kinds["meeting"] | kinds["public"]


def test_what_is_withheld_is_not_called_unrecorded():
    shelter = Actor(id="shelter", name="Haus", protected=True, districts=("north",))
    pages = {edition: data_of(page(CITY.replace([shelter]), PLACES, edition=edition)) for edition in EDITIONS}
    withheld = {edition: data["withheld"] for edition, data in pages.items()}
    assert withheld == {
        "internal": [],
        "meeting": ["ties", "memberships"],
        "public": ["ties", "memberships", "offers", "districts"],
    }
    assert [node["key"] for node in pages["meeting"]["nodes"] if node.get("withheld")] == ["shelter"]
    assert not any(node.get("withheld") for node in pages["internal"]["nodes"])


def test_a_meeting_map_withholds_nothing_where_nobody_is_protected():
    assert data_of(page(CITY, PLACES, edition="meeting"))["withheld"] == []


@pytest.mark.parametrize(("edition", "said"), [("internal", False), ("meeting", False), ("public", True)])
def test_the_head_explains_not_shown_where_it_is_said(edition: Edition, said: bool):
    text = page(CITY, PLACES, edition=edition, lang="en")
    head = text[text.index("<header>") : text.index("</header>")]
    assert ("“Not shown” does not say whether anything is recorded." in head) is said
    assert (">Empty means: not recorded, or not shown in this edition.</span>" in text) is said
    assert (">Empty means: not recorded.</span>" in text) is not said


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("internal", "No actors recorded yet"),
        ("meeting", "No actors recorded yet"),
        ("public", "No actors are shown in this edition"),
    ],
)
def test_an_empty_map_says_so(edition: Edition, words: str):
    empty = Landscape(Settings(id="c", name="C"))
    assert f">{words}</p>" in page(empty, {}, edition=edition, lang="en")
    assert 'id="empty"' not in page(CITY, PLACES, edition=edition)


# ----------------------------------------------------------------------------------------------------------- writing


def test_a_map_that_cannot_be_written_leaves_the_old_one(tmp_path: Path):
    write_map(CITY, PLACES, tmp_path / "map.html")
    old = (tmp_path / "map.html").read_bytes()
    half = CITY.replace([Actor.model_construct(id="half", name="\ud800")])
    with pytest.raises(DiskError):
        write_map(half, PLACES, tmp_path / "map.html")
    assert (tmp_path / "map.html").read_bytes() == old
    assert [one.name for one in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_one_sentence():
    with pytest.raises(DiskError, match=r"^/dev/full cannot be written: the disk is full\.$"):
        write_map(CITY, PLACES, Path("/dev/full"), lang="en")


def test_a_folder_in_the_way_is_one_sentence(tmp_path: Path):
    (tmp_path / "map.html").mkdir()
    with pytest.raises(DiskError, match=r"map\.html is a folder, not a file\.$"):
        write_map(CITY, PLACES, tmp_path / "map.html", lang="en")


# ------------------------------------------------------------------------------------------------------ nodes, edges


def test_pyvis_holds_nodes_edges_and_options():
    net = network(drawn_of(Pen(CITY, DAY), places_of(CITY, PLACES)))
    assert net.directed
    assert net.num_nodes() == 5
    assert net.num_edges() == 5
    assert net.options["physics"] == {"enabled": False}
    assert [node["group"] for node in net.nodes] == ["inside", "outside", "unknown", "outside", "forum"]
    assert net.get_node(0)["label"] == "Amt für Bildung"


def test_old_undated_and_planned_ties_can_be_told_apart():
    numbers = {key: number for number, key in enumerate([*CITY.actors, *CITY.forums])}
    one, two, three, four, member = (edge for _record, edge in edges_of(Pen(CITY, DAY), numbers))
    assert (one["arrows"], one["seen"], one.get("dashes")) == ("to", "2019", None)
    assert (two["arrows"], two["seen"], two["dashes"], two["age"]) == ("", "2012", True, "stale")
    assert (three["seen"], three["dashes"], three["age"]) == (None, True, "undated")
    assert four["status"] == "planned"
    assert (member["kind"], member["role"], member["to"]) == ("membership", "member", numbers["round"])


def test_ties_between_the_same_two_are_all_there_and_apart():
    edges = data_of(page(CITY, PLACES, day=DAY))["edges"]
    ties = [edge for edge in edges if {edge["from"], edge["to"]} == {0, 1}]
    assert len({edge["id"] for edge in ties}) == 3
    # a curve's side turns with its direction: bring all to the direction from the first to the second
    other = {"curvedCW": "curvedCCW", "curvedCCW": "curvedCW"}
    bends = {
        (edge["smooth"]["type"] if edge["from"] == 0 else other[edge["smooth"]["type"]], edge["smooth"]["roundness"])
        for edge in ties
    }
    assert len(bends) == 3
    assert "smooth" not in next(edge for edge in edges if edge["to"] == 2)


@pytest.mark.parametrize(("number", "first", "last"), [(2, 0.12, 0.12), (6, 0.12, 0.36), (60, 0.03, 0.9), (61, 0.029, 0.9)])
def test_however_many_ties_there_are_none_bends_far_out(number: int, first: float, last: float):
    ties = [Cooperation(id=f"t{n}", source="a", target="b", kind="information") for n in range(number)]
    landscape = Landscape(CITY.settings, [Actor(id="a", name="A"), Actor(id="b", name="B"), *ties])
    bends = [edge["smooth"]["roundness"] for _tie, edge in edges_of(Pen(landscape, DAY), {"a": 0, "b": 1})]
    assert bends[0] == pytest.approx(first, abs=1e-4)
    assert max(bends) == pytest.approx(last, abs=1e-4)
    assert len(set(bends)) == -(-number // 2)


def test_what_is_unknown_is_left_out():
    node = node_of(0, CITY.actors["alone"], (1.4, 2.6))
    assert (node["x"], node["y"], node["group"]) == (1, 3, "outside")
    shown = data_of(page(CITY, PLACES))["nodes"][3]
    assert not {"areas", "type", "citywide", "districts", "website"} & set(shown)


def test_only_addresses_of_the_web_become_links():
    assert node_of(0, Actor(id="a", name="A", website="javascript:alert(1)"), (0, 0))["website"] == ""
    assert offer_of(Offer(id="o", name="O", url="https://example.org"), {})["url"] == "https://example.org"


def test_offers_name_their_level():
    assert offer_of(CITY.offers["course"], {"club": 1})["level"] == "A1–B1"


def test_colours_and_labels_come_from_the_vocabularies():
    palette = palette_of(CITY)
    assert set(palette["sector"]) == {"inside", "outside", "unknown"}
    assert palette["sector"]["inside"]["shape"] != palette["sector"]["outside"]["shape"]
    own = Term(id="t", vocabulary="areas", key="school", label_de="Unsere Schulen")
    assert labels_of(CITY.replace([own]), "de")["areas"]["school"] == "Unsere Schulen"


@pytest.mark.parametrize("fields", [{"group": "sector"}, {"group": "status", "colour": "#123456"}, {"of": "inside"}, {}])
def test_a_colour_of_nothing_colours_nothing(fields: dict[str, Any]):
    landscape = CITY.replace([Term(id="t", vocabulary="colours", key="mine", label_de="Meine", fields=fields)])
    assert palette_of(landscape) == palette_of(CITY)
    assert page(landscape, PLACES)


# ------------------------------------------------------------------------------------------------------------ places


def test_stored_places_are_kept():
    records = [
        Position(id="p", subject="office", x=12.4, y=-7.6),
        Position(id="q", subject="office", view="border", x=1, y=1),
    ]
    assert places_of(CITY, records)["office"] == (12.4, -7.6)


@pytest.mark.parametrize("far", [1e308, -1e308, 1e7, float("inf"), float("nan")])
def test_places_out_of_this_world_are_no_places(far: float):
    for place in ((far, 0.0), (0.0, far)):
        places = places_of(CITY, PLACES | {"alone": place, "round": place})
        assert places == places_of(CITY, PLACES)
        assert page(CITY, PLACES | {"alone": place, "round": place})
        record = Position.model_construct(id="p", subject="alone", view="landscape", x=place[0], y=place[1])
        assert places_of(CITY, [record]) == places_of(CITY, {})


@pytest.mark.parametrize("far", [1_000_001, -1e308, float("inf"), float("nan")])
def test_no_position_is_stored_out_of_this_world(far: float):
    for x, y in ((far, 0), (0, far)):
        with pytest.raises(ValidationError):
            Position(id="p", subject="office", x=x, y=y)
    assert Position(id="p", subject="office", x=1_000_000, y=-1_000_000).x == 1e6


def test_who_has_no_place_stands_in_a_band_below_the_others():
    places = places_of(CITY, PLACES)
    assert places["alone"][1] > max(y for _, y in PLACES.values())
    many = Landscape(CITY.settings, [Actor(id=f"a{n}", name="A") for n in range(20)])
    assert len(set(places_of(many, {}).values())) == 20


def test_the_list_of_those_without_any_line_begins_left_and_top():
    records = [Actor(id="z", name="Z"), Forum(id="empty", name="Ohne Mitglieder"), *CITY.records()]
    landscape = Landscape(CITY.settings, [one for one in records if one.id != "city"])
    places = PLACES | {"round": (0.0, 100.0), "alone": (50.4, 300.0), "z": (-10.0, 340.0), "empty": (0.0, 900.0)}
    assert heading_of(landscape, places) == (-10, 300)
    assert heading_of(landscape, places | {"alone": (0.0, 0.0), "z": (0.0, 0.0)}) is None
    assert heading_of(Landscape(CITY.settings), {}) is None


@pytest.mark.parametrize(("edition", "said"), [("internal", True), ("meeting", False), ("public", False)])
def test_only_the_internal_edition_says_who_is_without_cooperation(edition: Edition, said: bool):
    assert data_of(page(CITY, PLACES, edition=edition))["says_unconnected"] is said


def test_a_label_that_is_shortened_comes_with_the_full_name():
    name = "Volkshochschule der Hanse- und Universitätsstadt"
    node = node_of(0, Actor(id="a", name=name, short_name="VHS"), (0, 0))
    assert (node["label"], node["full"]) == ("VHS", "Volkshochschule der\nHanse- und\nUniversitätsstadt")
    assert node_of(0, Actor(id="a", name="VHS"), (0, 0))["full"] == ""


def test_a_forum_without_a_place_stands_amid_its_members():
    x, y = places_of(CITY, PLACES)["round"]
    assert abs(x - 300) <= 80
    assert abs(y - 40) <= 80


@pytest.mark.parametrize("records", [[], [Actor(id="a", name="A")], [Forum(id="f", name="F")]])
def test_the_smallest_landscapes_have_a_map(records: list[Any]):
    data = data_of(page(Landscape(Settings(id="c", name="C"), records), {}))
    assert len(data["nodes"]) == len(records)


def test_a_tie_with_oneself_breaks_nothing():
    landscape = Landscape(
        CITY.settings, [Actor(id="a", name="A"), Cooperation(id="x", source="a", target="a", kind="information")]
    )
    assert len(data_of(page(landscape, {}))["edges"]) == 1


# ------------------------------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("name", "short", "lines"),
    [
        ("VHS", "", ["VHS"]),
        ("Volkshochschule der Hanse- und Universitätsstadt", "VHS", ["VHS"]),
        ("Volkshochschule Rostock", "VHS", ["Volkshochschule", "Rostock"]),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "", ["Donaudampfschifffahrtsgesellsch…"]),
        ("a b " * 60, "", None),
    ],
)
def test_labels_have_at_most_three_short_lines(name: str, short: str, lines: list[str] | None):
    made = wrap(name, short).split("\n")
    assert len(made) <= 3
    assert all(len(line) <= 32 for line in made)
    assert lines is None or made == lines


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_name_can_be_written(name: str, short: str):
    assert 1 <= len(wrap(name, short).split("\n")) <= 3


@given(st.text(max_size=900))
def test_no_name_turns_the_writing_around(name: str):
    written = plain(name)
    assert len(written) <= 400
    assert not re.search("[\u0000-\u001f\u202a-\u202e\u2066-\u2069]", written)


def test_names_of_all_writings_stay():
    assert plain("Український дім – بيت الثقافة 🏠") == "Український дім – بيت الثقافة 🏠"


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_data_stay_data(value: object):
    text = as_script(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


def test_all_texts_are_used_and_known():
    folder = Path(__file__).parent.parent / "netmap" / "export" / "map_page"
    script = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    template = (folder / "page.html.j2").read_text(encoding="utf-8")
    named = set(re.findall(r"\bsay\.(\w+)", script))
    named |= {one or other for one, other in re.findall(r"""\btexts\.(\w+)|\bsay\("(\w+)""", template)}
    assert named <= set(TEXTS)
    quoted, beginnings = set(re.findall(r'"(\w+)"', script + template)), tuple(set(re.findall(r'"([a-z]+_)"', script)))
    assert [key for key in TEXTS if key not in named | quoted and not key.startswith(beginnings)] == []


def test_scripts_are_short_enough_to_read():
    folder = Path(__file__).parent.parent / "netmap" / "export" / "map_page"
    for path in folder.glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 300
        assert "innerHTML" not in path.read_text(encoding="utf-8")


def test_the_vendored_library_comes_with_its_licences():
    vendor = Path(__file__).parent.parent / "netmap" / "export" / "map_page" / "vendor"
    assert "@version 10.1.5" in (vendor / "vis-network.min.js").read_text(encoding="utf-8")
    assert "MIT License" in (vendor / "LICENSE-MIT").read_text(encoding="utf-8")
    assert "Apache License" in (vendor / "LICENSE-APACHE-2.0").read_text(encoding="utf-8")
