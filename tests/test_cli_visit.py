"""`netmap path` and `netmap ego` as a coordinator calls them before a visit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cities import actors, seen, tie
from commandline import Capture, answer, call, refusal, stored

from netmap.cli import run
from netmap.model import Actor, Evidence, Forum, Membership

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def store(rostock_store: str) -> str:
    return rostock_store


def small(tmp_path: Path) -> str:
    shelter = Actor(id="shelter", name="Frauenhaus", protected=True, note="leise anrufen")
    told = (Evidence(reported_by="a", seen="2018-05"),)
    hidden = tie("a-", source="a", target="shelter", id="a--shelter", evidence=seen("2018"))
    return stored(tmp_path, *actors("abc"), shelter, tie("ab", evidence=told), hidden)


class TestPath:
    def test_step_by_step(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "weg", "Kunsthalle Rostock", "rostocker fc")
        assert "Von Kunsthalle Rostock zu Rostocker FC sind es 6 Schritte; 2 kürzeste Wege sind erfasst." in said
        assert "Jeder erfasste Weg führt über: Interkulturelles Sprachcafé" in said
        assert "→ Ökohaus e.V.: Informationsaustausch (undatiert)" in said
        assert "Kürzester und stärkster Weg (6 Schritte)" in said

    def test_no_way_is_not_recorded_rather_than_missing(self, capsys: Capture, tmp_path: Path):
        said = answer(capsys, "--store", small(tmp_path), "path", "a", "c", "--lang", "en")
        assert "No way from A to C is recorded. That does not mean that there is none." in said
        assert "missing" not in said.casefold()

    def test_json_csv_and_markdown(self, capsys: Capture, store: str):
        pair = ("migra", "Handwerkskammer Ostmecklenburg-Vorpommern", "--ties", "all")
        found = json.loads(answer(capsys, "--store", store, "path", *pair, "--format", "json"))
        assert found["ways"][0]["actors"][0] == "migra"
        assert len(found["ways"][0]["steps"]) == found["length"]
        rows = list(
            csv.DictReader(io.StringIO(answer(capsys, "--store", store, "path", *pair, "-f", "csv", "--lang", "en")))
        )
        assert (rows[0]["source"], rows[0]["step"]) == ("migra", "1")
        assert "| Verbunden durch |" in answer(capsys, "--store", store, "weg", *pair, "--format", "md")

    def test_without_somebody(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "weg", "Kunsthalle Rostock", "rostocker fc", "--without", "Ökohaus e.V.")
        assert "kein Weg erfasst" in said

    def test_unknown_actors_get_what_comes_near(self, capsys: Capture, store: str):
        assert "migra" in refusal(capsys, "--store", store, "weg", "migrra", "awo-rostock")
        assert "Einen Eintrag" in refusal(capsys, "--store", store, "weg", "migra", "qqqq")

    def test_a_meeting_sees_no_way_to_a_shelter_and_is_not_told_that_there_is_none(self, capsys: Capture, tmp_path: Path):
        place = small(tmp_path)
        assert "direkt verbunden" in answer(capsys, "--store", place, "weg", "a", "shelter")
        for edition in ("meeting", "public"):
            said = refusal(capsys, "--store", place, "weg", "a", "shelter", "--edition", edition)
            assert "--edition internal" in said or "Einen Eintrag" in said

    def test_a_file_for_a_meeting_tells_no_flags(self, capsys: Capture, tmp_path: Path):
        place = small(tmp_path)
        assert "von einer Seite gemeldet" in answer(capsys, "--store", place, "weg", "a", "b")
        answer(capsys, "--store", place, "weg", "a", "b", "--output", str(tmp_path / "weg.md"))
        text = (tmp_path / "weg.md").read_text(encoding="utf-8")
        assert "gemeldet" not in text
        assert "zuletzt belegt 05/2018" in text
        assert "Gezählt: Arbeitsbeziehungen" in text


class TestEgo:
    def test_the_page_before_a_visit(self, capsys: Capture, store: str):
        said = answer(capsys, "--store", store, "ego", "migra", "--steps", "2")
        for heading in (
            "Was zu fragen ist", "Angebote (3)", "Gremien (4)", "Kooperationen mit aktuellem Beleg (1)",
            "Kooperationen mit altem Beleg – bitte bestätigen (2)", "Kooperationen ohne Datum (6)", "Beendet (1)",
            "Weiter entfernt, höchstens 2 Schritte (4)",
        ):  # fmt: skip
            assert heading in said
        assert "1. Bestehen diese Kooperationen noch? Zuletzt belegt: Agentur für Arbeit Rostock (2012)" in said
        assert "(KTG): Mitglied, Federführung, mit 10 weiteren Mitgliedern, zuletzt belegt 03/2018" in " ".join(said.split())
        assert "Befragung: noch nicht" in said
        assert "Nicht von der Stadt geprüft" in said

    def test_both_names(self, capsys: Capture, store: str):
        assert answer(capsys, "--store", store, "ego", "migra") == answer(capsys, "--store", store, "besuch", "migra")

    def test_json_is_one_object(self, capsys: Capture, store: str):
        found = json.loads(answer(capsys, "--store", store, "ego", "migra", "--format", "json"))
        assert (found["actor"], len(found["partners"]), len(found["forums"])) == ("migra", 9, 4)
        assert {"code", "question", "about"} <= set(found["questions"][0])

    @pytest.mark.parametrize("form", ["csv", "md"])
    def test_other_formats(self, capsys: Capture, store: str, form: str):
        assert "migra" in answer(capsys, "--store", store, "ego", "migra", "--format", form)

    def test_a_file_to_take_along(self, capsys: Capture, store: str, tmp_path: Path):
        answer(capsys, "--store", store, "ego", "migra", "--output", str(tmp_path / "migra.md"))
        text = (tmp_path / "migra.md").read_text(encoding="utf-8")
        assert text.startswith("| migra e.V. | Stand 31.12.2018 |")
        assert "Was zu fragen ist" in text

    def test_who_has_no_cooperation_recorded_has_none_counted(self, capsys: Capture, tmp_path: Path):
        said = answer(capsys, "--store", small(tmp_path), "ego", "c")
        assert "Kooperationen: Noch keine Kooperation erfasst." in said
        assert "Kooperationen (" not in said

    def test_of_a_shelter_a_meeting_gets_no_ties_no_place_no_note(self, capsys: Capture, tmp_path: Path):
        place = small(tmp_path)
        desk = answer(capsys, "--store", place, "ego", "shelter")
        assert "leise anrufen" in desk
        assert "A: Verbindung" in desk
        said, beside = call(capsys, "--store", place, "ego", "shelter", "--edition", "meeting")
        assert "leise" not in said
        assert "werden in dieser Ausgabe nicht gezeigt" in said
        assert "Noch keine Kooperation erfasst" not in said + beside
        assert "Mit wem arbeiten Sie zusammen" not in said

    def test_a_meeting_is_not_told_who_reported_or_answered(self, capsys: Capture, tmp_path: Path):
        place = small(tmp_path)
        assert "Nur von einer Seite gemeldet: B" in answer(capsys, "--store", place, "ego", "a")
        said = answer(capsys, "--store", place, "ego", "a", "--edition", "meeting")
        assert "gemeldet" not in said
        assert "Befragung" not in said
        assert "Frauenhaus" not in said

    def test_the_public_is_asked_nothing(self, capsys: Capture, tmp_path: Path):
        place = stored(tmp_path, Actor(id="a", name="A", publish=True))
        assert "Was zu fragen ist" in answer(capsys, "--store", place, "ego", "a")
        assert "Was zu fragen ist" not in answer(capsys, "--store", place, "ego", "a", "--edition", "public")

    def test_unknown(self, capsys: Capture, store: str):
        assert "migra" in refusal(capsys, "--store", store, "ego", "migrra")

    @pytest.mark.parametrize(
        ("steps", "says"),
        [("9", "Höchstens 4"), ("0", "Mindestens 1"), ("x", "Eine ganze Zahl")],
        ids=["many", "none", "text"],
    )
    def test_steps_that_there_are_not(self, capsys: Capture, store: str, steps: str, says: str):
        assert run(["--store", store, "ego", "migra", "--steps", steps]) == 2
        assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("coordinator", "Forum: Koordination / Federführung, kein weiteres"),
        ("member", "Forum: Mitglied, Federführung, kein weiteres"),
    ],
)
def test_who_leads_a_body_is_told_once(capsys: Capture, tmp_path: Path, role: str, says: str):
    body = Forum(id="f", name="Forum", nature="standing", lead="a")
    there = [Actor(id="a", name="A"), body, Membership(id="m", actor="a", forum="f", role=role)]
    said = answer(capsys, "--store", stored(tmp_path, *there), "ego", "a")
    assert says in said
    assert said.count("Federführung") == 1


@pytest.mark.parametrize(
    "command", [("ego", "vhshro"), ("structure",), ("gaps", "--all"), ("expected", "--all"), ("transitions",)]
)
def test_lines_fit_a_terminal_of_80_columns(
    capsys: Capture, store: str, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    monkeypatch.setenv("COLUMNS", "80")
    said = answer(capsys, "--store", store, *command)
    assert [line for line in said.splitlines() if len(line) > 80 and " " in line.strip()] == []
