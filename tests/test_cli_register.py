"""Registers on the command line: lists of schools or clubs against the landscape, in whatever form they come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor, Cooperation, Evidence
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
LIST = "Schulname;Straße;PLZ;Ort\nKrusensternschule;Am Schmarler Bach 1;18106;Rostock\nSchule am Meer;Kai 2;18119;Rostock\n"


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Return a store with a school and an office that work together, and an association alone."""
    return stored(
        tmp_path,
        Actor(id="k", name="Krusensternschule", type="school"),
        Actor(id="o", name="Schulverwaltungsamt", type="municipal_office", sector="inside"),
        Actor(id="v", name="Sportverein Nord e. V.", type="sports_club"),
        Cooperation(id="ko", source="k", target="o", kind="coordination", evidence=(Evidence(source="x", seen="2018"),)),
    )


@pytest.fixture
def schools(tmp_path: Path) -> str:
    """Return a list as Excel writes it on a German PC."""
    path = tmp_path / "schulen.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return str(path)


def rows(capsys: Capture, store: str, *arguments: str) -> dict[str, dict[str, object]]:
    told = json.loads(answer(capsys, "--store", store, "register", *arguments, "--format", "json"))
    return {row["name"]: row for row in told}


class TestCompare:
    def test_people_read_who_is_not_recorded_first(self, capsys: Capture, small: str, schools: str):
        said = answer(capsys, "--store", small, "register", schools)
        assert "2 Einträge: 1 bekannt, 0 bekannt ohne erfasste Kooperation, 1 hier nicht erfasst." in said
        assert "netmap register DATEI --take-over" in said
        assert said.index("Schule am Meer: in der Landschaft nicht erfasst.") < said.index("erfasst als Krusensternschule")
        assert "„Nicht erfasst“ heißt: Wir wissen es nicht." in said

    @pytest.mark.parametrize("words", [("gaps", "register"), ("luecken", "register"), ("register",)])
    def test_it_is_found_among_the_gaps(self, capsys: Capture, small: str, schools: str, words: tuple[str, ...]):
        assert "2 Einträge" in answer(capsys, "--store", small, *words, schools)

    def test_programs_get_rows(self, capsys: Capture, small: str, schools: str):
        found = rows(capsys, small, schools)
        assert (found["Krusensternschule"]["state"], found["Krusensternschule"]["actor"]) == ("known", "k")
        assert found["Schule am Meer"]["address"] == "Kai 2, 18119 Rostock"
        assert found["Schule am Meer"]["state"] == "unknown"

    @pytest.mark.parametrize("form", ["csv", "md"])
    def test_other_forms(self, capsys: Capture, small: str, schools: str, form: str):
        assert "Krusensternschule" in answer(capsys, "--store", small, "register", schools, "--format", form, "--lang", "en")

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("vereine.csv", "Verein,Ort\nSportverein Nord e.V.,Rostock\n"),
            ("vereine.tsv", "Verein\tOrt\nSportverein Nord e.V.\tRostock\n"),
            ("vereine.csv", "\ufeffVerein;Ort\nSportverein Nord e.V.;Rostock\n"),
        ],
    )
    def test_lists_of_all_sorts(self, capsys: Capture, small: str, name: str, text: str):
        Path(name).write_text(text, encoding="utf-8")
        assert rows(capsys, small, name)["Sportverein Nord e.V."]["state"] == "known_without_cooperation"

    def test_an_excel_list(self, capsys: Capture, small: str):
        import xlsxwriter

        with xlsxwriter.Workbook("schulen.xlsx") as book:
            sheet = book.add_worksheet("Schulen")
            for at, line in enumerate(LIST.splitlines()):
                sheet.write_row(at, 0, line.split(";"))
        assert rows(capsys, small, "schulen.xlsx")["Krusensternschule"]["actor"] == "k"

    def test_all_rows(self, capsys: Capture, small: str):
        Path("viele.csv").write_text("Name\n" + "\n".join(f"Akademie Nr. {n}" for n in range(1, 13)), encoding="utf-8")
        assert "und 2 weitere" in answer(capsys, "--store", small, "register", "viele.csv")
        assert "weitere" not in answer(capsys, "--store", small, "register", "viele.csv", "--all")


class TestEditions:
    def test_a_meeting_is_not_told_whose_cooperation_nobody_recorded(self, capsys: Capture, small: str):
        Path("vereine.csv").write_text("Verein\nSportverein Nord e.V.\n", encoding="utf-8")
        found = rows(capsys, small, "vereine.csv", "--edition", "meeting")["Sportverein Nord e.V."]
        assert (found["state"], found["contact"]) == ("known", "withheld")

    def test_the_public_gets_none(self, capsys: Capture, small: str, schools: str):
        assert "--edition meeting" in refusal(capsys, "--store", small, "register", schools, "--edition", "public")


class TestTakingOver:
    def test_those_not_recorded_become_actors(self, capsys: Capture, small: str, schools: str):
        call(capsys, "--store", small, "register", schools, "--take-over", "--yes", "--author", "BK")
        with open_store(small) as store:
            actor = store.read().actors["schule-am-meer"]
        assert (actor.name, actor.address) == ("Schule am Meer", "Kai 2, 18119 Rostock")
        assert [one.source for one in actor.evidence] == ["schulen.csv"]
        assert rows(capsys, small, schools)["Schule am Meer"]["state"] == "known_without_cooperation"
        call(capsys, "--store", small, "undo", "--yes")
        assert rows(capsys, small, schools)["Schule am Meer"]["state"] == "unknown"

    def test_programs_are_told_what_was_written(self, capsys: Capture, small: str, schools: str):
        told = json.loads(answer(capsys, "--store", small, "register", schools, "--take-over", "--yes", "--format", "json"))
        assert [(row["id"], row["change"], row["revision"]) for row in told] == [("schule-am-meer", "added", "r2")]

    def test_nothing_is_taken_over_unasked(self, capsys: Capture, small: str, schools: str):
        assert "--yes" in refusal(capsys, "--store", small, "register", schools, "--take-over")


class TestBadInput:
    def test_no_such_file(self, capsys: Capture, small: str):
        assert "keine.csv" in refusal(capsys, "--store", small, "register", "keine.csv")

    def test_no_names_in_it(self, capsys: Capture, small: str):
        Path("zahlen.csv").write_text("a;b\n1;2\n3;4\n", encoding="utf-8")
        assert "zahlen.csv" in refusal(capsys, "--store", small, "register", "zahlen.csv")

    def test_an_empty_landscape_knows_nobody(self, capsys: Capture, tmp_path: Path, schools: str):
        empty = stored(tmp_path, name="leer")
        assert "0 bekannt, 0 bekannt ohne erfasste Kooperation, 2 hier nicht erfasst" in answer(
            capsys, "--store", empty, "register", schools
        )
