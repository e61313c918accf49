"""`netmap structure` and `netmap explain` as a coordinator calls them, on the real example and on small cities."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from cities import actors, members, tie
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor, Evidence, Forum, Survey

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def store(rostock_store: str) -> str:
    return rostock_store


class TestStructure:
    def test_says_in_sentences_what_the_network_looks_like(self, capsys: Capture, store: str):
        said = " ".join(answer(capsys, "--store", store, "struktur").replace("\u00a0", " ").split())
        assert "147 Paare unter 153 Akteuren sind verbunden" in said
        assert "Schritte auseinander, höchstens 10" in said
        assert "Das Netz besteht aus 76 Teilen" in said
        assert "83 % aller Paare erreichen einander deshalb nicht" in said
        assert "im Mittel mit 1,9 anderen verbunden" in said
        assert "im Mittel über alle Akteure 16 % auch untereinander verbunden" in said
        assert "Die Zentralisierung der kürzesten Wege beträgt 10 %" in said
        assert "gehen 10 % über die Grenze der Verwaltung (E-I-Index -0,79)" in said
        assert "Stadtverwaltung (10 Akteure): 88 % ihrer Verbindungen" in said
        assert "Modularität 0,70" in said
        assert "Um Bestätigung ist noch niemand gebeten worden" in said
        assert "65 % der Kooperationen sind älter als 36 Monate oder undatiert" in said
        assert "Nicht von der Stadt geprüft" in said

    def test_both_names_and_languages(self, capsys: Capture, store: str):
        assert answer(capsys, "--store", store, "struktur") == answer(capsys, "--store", store, "structure")
        said = answer(capsys, "--store", store, "--lang", "en", "structure")
        assert "How the landscape is tied together" in said
        assert "Parts that are more closely tied within" in said

    def test_the_ends_of_single_actors_are_in_bands_and_alphabetical(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "structure", "--lang", "en")
        part = said.split("Where the ties of single actors go (E-I index)")[1].split("Parts that are")[0]
        assert "Only to other groups (8): Amt für Jugend, Soziales und Asyl; AWO-Sozialdienst" in " ".join(part.split())
        assert "Only within the own group (58)" in part
        assert part.rstrip().endswith("This describes the position in the network, not the performance.")
        sizes = [int(one) for one in re.findall(r"\((\d+)\):", part)]
        rows = json.loads(answer(capsys, "--store", store, "structure", "--format", "json"))["ei_actors"]
        assert sum(sizes) == len(rows)

    def test_many_groups_are_no_flood(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "structure", "--by", "type", "--lang", "en")
        assert len(said.splitlines()) < 150  # of 820 pairs of groups
        assert "further pairs of groups with fewer ties or none: --all" in said
        assert " of 30 possible pairs (30.0\u00a0%)" in said
        assert "(1 actors)" not in said
        whole = answer(capsys, "--store", store, "structure", "--by", "type", "--lang", "en", "--all")
        assert "further pairs of groups" not in whole
        assert " 0 of 3 possible pairs (0.0\u00a0%)" in whole

    def test_json_is_one_object_under_the_names_of_the_measures(self, capsys: Capture, store: str):
        found = json.loads(answer(capsys, "--store", store, "structure", "--format", "json"))
        for key in (
            "actors", "ties", "components", "density", "fragmentation", "ei_index", "average_distance", "diameter",
            "clustering", "degree_centralisation", "confirmed_share", "modularity", "stability",
        ):  # fmt: skip
            assert isinstance(found[key], int | float), key
        assert (found["actors"], found["ties"], found["components"]) == (153, 147, 76)
        assert {row["group"] for row in found["ei_groups"]} == {"inside", "outside"}
        assert sum(row["tied"] for row in found["mixing"]) == found["ties"]
        assert sum(row["size"] for row in found["communities"]) == found["actors"] - found["isolates"]

    def test_csv_has_a_row_for_each_figure_and_what_it_means(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "structure", "--format", "csv", "--lang", "en")
        rows = list(csv.DictReader(io.StringIO(said)))
        density = next(row for row in rows if row["measure"] == "density")
        assert float(density["value"]) == pytest.approx(147 / (153 * 152 / 2))
        assert density["meaning"] == "The share of the possible pairs that are tied."
        assert all(row["meaning"] for row in rows)

    def test_markdown_has_words(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "structure", "--format", "md")
        assert "| Dichte |" in said
        assert "density" not in said

    def test_other_ties_and_days_and_groups(self, capsys: Capture, store: str):
        one = json.loads(answer(capsys, "--store", store, "structure", "--format", "json", "--ties", "cooperation"))
        assert (one["kinds_of_ties"], one["forums"]) == ("cooperation", 0)
        other = json.loads(answer(capsys, "--store", store, "structure", "--format", "json", "--at", "2014"))
        assert other["day"] == "2014-12-31"
        third = json.loads(answer(capsys, "--store", store, "structure", "--format", "json", "--by", "type"))
        assert "school" in {row["group"] for row in third["ei_groups"]} or len(third["ei_groups"]) > 2
        assert (third["by"], third["ei_index"]) == ("type", pytest.approx((106 - 41) / 147))
        fresh = json.loads(answer(capsys, "--store", store, "structure", "--format", "json", "--fresh"))
        assert fresh["ties"] < one["ties"]

    def test_all_names_everybody(self, capsys: Capture, store: str):
        assert "weitere" in answer(capsys, "--store", store, "struktur")
        assert "weitere" not in answer(capsys, "--store", store, "struktur", "--all").replace("weiteren", "")

    def test_without_somebody_and_without_the_hub_that_maps(self, capsys: Capture, tmp_path: Path):
        place = stored(tmp_path, *actors("abcd"), *map(tie, ("ab", "ac", "ad")))
        asked = ("--store", place, "structure", "--format", "json")
        star, rest = (json.loads(answer(capsys, *asked, *more)) for more in ((), ("--without", "A")))
        assert (star["degree_centralisation"], star["ties"]) == (1.0, 3)
        assert (rest["actors"], rest["ties"], rest["degree_centralisation"]) == (3, 0, 0.0)
        assert (star["without"], rest["without"]) == ([], ["a"])
        assert "Weggelassen: A" in answer(capsys, "--store", place, "struktur", "--without", "A")
        assert "coordinating_office" in refusal(capsys, *asked, "--without-office")

    def test_actors_of_several_groups_are_spoken_of(self, capsys: Capture, store: str):
        assert "mehrerer Gruppen" in answer(capsys, "--store", store, "struktur", "--by", "area")
        assert "mehrerer Gruppen" not in answer(capsys, "--store", store, "struktur")

    def test_a_file_says_which_ties_count(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "struktur", "--output", str(tmp_path / "s.md"))
        assert "Gezählt: Arbeitsbeziehungen" in (tmp_path / "s.md").read_text(encoding="utf-8")

    def test_a_city_without_ties(self, capsys: Capture, tmp_path: Path):
        said = answer(capsys, "--store", stored(tmp_path, *actors("abc")), "structure", "--lang", "en")
        assert "of 3 actors no such tie has been recorded yet" in said
        assert "within" not in said

    def test_a_store_without_actors(self, capsys: Capture, tmp_path: Path):
        said = answer(capsys, "--store", stored(tmp_path), "structure", "--lang", "en")
        assert "No actors have been recorded yet." in said


class TestEditions:
    def landscape(self, tmp_path: Path) -> str:
        shelter = Actor(id="shelter", name="Frauenhaus", protected=True)
        asked = Survey(id="s", name="S", asked=("a", "b"), answered=("a",))
        told = (Evidence(reported_by="a"), Evidence(reported_by="b"))
        hidden = tie("a-", source="a", target="shelter", id="a--shelter")
        return stored(tmp_path, *actors("abc"), shelter, asked, tie("ab", evidence=told), tie("bc"), hidden)

    def test_a_file_is_for_a_meeting_without_measured_organisations(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "structure", "--output", str(tmp_path / "s.json"))
        document = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
        assert document["edition"] == "meeting"
        (found,) = document["rows"]
        assert found["ei_actors"] == []
        assert found["confirmed_share"] is None
        assert all(row["names"] == [] for row in found["communities"])

    def test_a_file_for_the_desk_says_so_in_its_name(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "structure", "--output", str(tmp_path / "s.csv"), "--edition", "internal")
        text = (tmp_path / "s-INTERN.csv").read_text(encoding="utf-8-sig")
        assert "INTERN" in text
        assert "betweenness_centralisation" in text or "Zentralisierung der Wege" in text

    def test_protected_actors_are_in_no_figure_of_a_meeting(self, capsys: Capture, tmp_path: Path):
        place = self.landscape(tmp_path)
        desk = json.loads(answer(capsys, "--store", place, "structure", "--format", "json"))
        said, beside = call(
            capsys, "--store", place, "structure", "--format", "json", "--edition", "meeting", "--lang", "en"
        )
        meeting = json.loads(said)
        assert (desk["actors"], desk["ties"], desk["confirmed_share"]) == (4, 3, pytest.approx(1 / 3))
        assert (meeting["actors"], meeting["ties"], meeting["isolates"]) == (3, 2, 0)
        assert {meeting[one] for one in ("confirmed_share", "one_sided_share", "unanswered_share", "reciprocity")} == {None}
        assert (meeting["asked"], meeting["answered"]) == (2, 1)
        assert "protected" in beside
        assert "shelter" not in said

    def test_a_public_page_without_published_records(self, capsys: Capture, store: str):
        found = json.loads(answer(capsys, "--store", store, "structure", "--format", "json", "--edition", "public"))
        assert found["actors"] <= 154
        assert found["ei_actors"] == []

    def test_shared_bodies_count(self, capsys: Capture, tmp_path: Path):
        place = stored(tmp_path, *actors("abc"), Forum(id="f", name="F", nature="standing"), *members("f", "abc"))
        said = answer(capsys, "--store", place, "structure", "--lang", "en")
        assert "Bodies raise this number" in said


class TestExplain:
    def test_in_words_with_formula_and_paper(self, capsys: Capture):
        said = answer(capsys, "erklaeren", "constraint")
        assert "Was sie nicht sagt: Ein hoher Wert ist kein Mangel" in said
        assert "Formel: c(i)" in said
        assert "Burt" in said
        assert "Das beschreibt die Lage im Netz, nicht die Leistung." in said
        assert "netmap brokers" in said

    def test_a_figure_of_the_whole_is_no_position(self, capsys: Capture):
        assert "Leistung" not in answer(capsys, "erklaeren", "dichte")

    def test_needs_no_store_and_makes_none(self, capsys: Capture, tmp_path: Path):
        answer(capsys, "explain", "density", "--lang", "en")
        assert list(tmp_path.rglob("*.db")) == []

    def test_without_a_name_all_are_listed(self, capsys: Capture):
        said = answer(capsys, "explain", "--lang", "en")
        assert "betweenness" in said
        assert "modularity" in said
        rows = json.loads(answer(capsys, "explain", "--format", "json"))
        assert {"measure", "formula", "paper", "does_not_say"} <= set(rows[0])

    def test_one_as_json_is_one_object(self, capsys: Capture):
        found = json.loads(answer(capsys, "explain", "density", "--format", "json", "--lang", "en"))
        assert (found["measure"], found["label"]) == ("density", "Density")

    @pytest.mark.parametrize("form", ["csv", "md"])
    def test_one_in_other_formats(self, capsys: Capture, form: str):
        assert "2m / (n(n−1))" in answer(capsys, "explain", "density", "--format", form).replace("\\", "")

    def test_unknown_measures_are_refused_with_what_comes_near(self, capsys: Capture):
        assert "betweenness" in refusal(capsys, "erklaeren", "betweeness")
        assert "netmap erklaeren" in refusal(capsys, "erklaeren", "qqq")
