"""`netmap whatif` as a coordinator asks before somebody retires, or before two are introduced."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cities import actors, members, tie
from commandline import Capture, answer, refusal, stored

from netmap.model import Actor, Forum

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def store(rostock_store: str) -> str:
    return rostock_store


class TestWords:
    def test_without_somebody(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "waswenn", "--remove", "migra")
        assert said.startswith("Angenommen: ohne migra e.V.")
        assert "Eine Annahme über das Erfasste, keine Vorhersage." in said
        assert "Nicht mehr mit dem größten Teil verbunden (15)" in said
        assert "IQ Netzwerk Mecklenburg-Vorpommern: 6 → 5 Mitglieder, ohne die Federführung migra e.V." in said
        assert "nicht die Leistung" in said
        assert "Angebote erfasst → Nur ein Anbieter erfasst" in " ".join(said.split())
        assert "Nicht von der Stadt geprüft" in said

    def test_with_a_tie_by_names_and_labels(self, capsys: Capture, store: str):
        said = answer(
            capsys,
            "--store",
            store,
            "whatif",
            "--lang",
            "en",
            "--add",
            "Kunsthalle Rostock~migra:Gemeinsames Angebot / Projekt",
        )
        assert "Supposed: with a tie of Kunsthalle Rostock and migra e.V. (Joint offer or project)" in said
        assert "147      148" in said

    def test_a_seat_in_a_body_and_a_body_gone(self, capsys: Capture, tmp_path: Path):
        body = Forum(id="rt", name="Runder Tisch", nature="standing")
        place = stored(tmp_path, *actors("abc"), body, *members("rt", "ab"))
        assert "mit einem Sitz von C in Runder Tisch" in answer(
            capsys, "--store", place, "waswenn", "--add", "C~runder tisch"
        )
        assert "fiele weg, mit 2 Mitgliedern" in answer(capsys, "--store", place, "waswenn", "--remove", "Runder Tisch")

    def test_both_names(self, capsys: Capture, store: str):
        asked = ("--remove", "migra")
        assert answer(capsys, "--store", store, "whatif", *asked) == answer(capsys, "--store", store, "waswenn", *asked)


class TestForms:
    def test_json_is_one_object(self, capsys: Capture, store: str):
        found = json.loads(answer(capsys, "--store", store, "whatif", "--remove", "migra", "--format", "json"))
        assert {row["measure"]: (row["before"], row["after"]) for row in found["figures"]}["actors"] == (153, 152)
        assert {"brokers", "cutpoints", "cells", "forums", "offers", "parted", "joined"} <= set(found)

    def test_csv_has_keys_and_markdown_words(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "whatif", "--remove", "migra", "--format", "csv", "--lang", "en")
        rows = list(csv.DictReader(io.StringIO(said)))
        assert {"figure", "band", "cut_off_count", "coverage", "members"} == {row["what"] for row in rows}
        said = answer(capsys, "--store", store, "whatif", "--remove", "migra", "--format", "md")
        assert "| Abdeckung |" in said
        assert "single_provider" not in said

    def test_on_another_day_with_other_ties(self, capsys: Capture, store: str):
        asked = ("--remove", "migra", "--at", "2016", "--ties", "cooperation", "--format", "json")
        found = json.loads(answer(capsys, "--store", store, "whatif", *asked))
        assert (found["day"], found["ties"]) == ("2016-12-31", "cooperation")


class TestEditions:
    def test_a_file_for_a_meeting_ranks_nobody(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "whatif", "--remove", "migra", "--output", str(tmp_path / "w.json"))
        (found,) = json.loads((tmp_path / "w.json").read_text(encoding="utf-8"))["rows"]
        assert [found[name] for name in ("brokers", "cutpoints", "parted", "joined")] == [[], [], [], []]
        assert found["figures"]
        assert all(cell["district"] is None for cell in found["cells"])

    def test_a_file_says_what_it_supposes(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "waswenn", "--remove", "migra", "--output", str(tmp_path / "w.md"))
        text = (tmp_path / "w.md").read_text(encoding="utf-8")
        assert "Angenommen: ohne migra e.V." in text
        assert "keine Vorhersage" in text

    def test_the_public_gets_no_assumptions(self, capsys: Capture, store: str):
        said = refusal(capsys, "--store", store, "whatif", "--remove", "migra", "--edition", "public")
        assert "--edition meeting" in said

    def test_protected_actors_count_in_no_figure_of_a_meeting(self, capsys: Capture, tmp_path: Path):
        shelter = Actor(id="shelter", name="Frauenhaus", protected=True)
        hidden = tie("a-", source="a", target="shelter", id="a--shelter")
        place = stored(tmp_path, *actors("abc"), shelter, tie("ab"), hidden)
        asked = ("whatif", "--remove", "b", "--format", "json")
        desk = json.loads(answer(capsys, "--store", place, *asked))
        meeting = json.loads(answer(capsys, "--store", place, *asked, "--edition", "meeting"))
        assert [row["figures"][0]["before"] for row in (desk, meeting)] == [4, 3]


class TestRefusals:
    def test_nothing_asked(self, capsys: Capture, store: str):
        assert "--add A~B" in refusal(capsys, "--store", store, "waswenn")

    @pytest.mark.parametrize("given", ["migra", "~migra", "migra~", "migra~:joint_offer", "migra~:"])
    def test_what_is_no_tie(self, capsys: Capture, store: str, given: str):
        assert "A~B" in refusal(capsys, "--store", store, "waswenn", "--add", given)

    def test_an_unknown_kind_is_named_with_those_there_are(self, capsys: Capture, store: str):
        said = refusal(capsys, "--store", store, "waswenn", "--add", "migra~hwk-omv:Freundschaft")
        assert "„Freundschaft“" in said
        assert "joint_offer" in said

    def test_a_name_with_a_colon_is_no_kind(self, capsys: Capture, tmp_path: Path):
        place = stored(tmp_path, *actors("a"), Actor(id="b", name="B: Haus"))
        assert "Verbindung von A und B: Haus" in answer(capsys, "--store", place, "waswenn", "--add", "a~B: Haus")

    def test_unknown_actors(self, capsys: Capture, store: str):
        assert "migra" in refusal(capsys, "--store", store, "waswenn", "--remove", "migrra")
        assert "Einen Eintrag" in refusal(capsys, "--store", store, "waswenn", "--add", "migra~qqqqq")

    def test_gone_and_tied_at_once(self, capsys: Capture, store: str):
        said = refusal(capsys, "--store", store, "waswenn", "--remove", "migra", "--add", "migra~Kunsthalle Rostock")
        assert "nicht zugleich" in said
