"""The border on the command line: for people, for programs, and what an edition withholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.cli.matrix import matrix_lines
from netmap.model import Actor, Cooperation

pytestmark = pytest.mark.usefixtures("own_place")


def test_people_read_sentences_and_matrices(capsys: Capture, rostock_store: str):
    said = answer(capsys, "--store", rostock_store, "grenze")
    assert "Die Grenze der Stadtverwaltung" in said
    assert "Büro für Integrationsfragen: Noch keine Kooperation mit Partnern außerhalb erfasst (Gremien: 1)." in said
    assert "▲ mehr, ▼ weniger" in said
    assert "Beispiel aus öffentlichen Quellen" in said
    assert "Fehlt“ heißt" in said


def test_programs_get_all_rows_with_the_part_they_belong_to(capsys: Capture, rostock_store: str):
    rows = json.loads(answer(capsys, "--store", rostock_store, "border", "--format", "json"))
    assert {row["part"] for row in rows} == {"office", "area", "sector_mixing", "area_mixing"}
    crossing = next(row for row in rows if (row["first"], row["second"]) == ("inside", "outside"))
    assert crossing["ties"] == 7
    assert crossing["verdict"] == "as_expected"


def test_files_for_a_meeting_name_nobody_without_a_tie(capsys: Capture, rostock_store: str):
    answer(capsys, "--store", rostock_store, "border", "--output", "grenze.json")
    text = Path("grenze.json").read_text(encoding="utf-8")
    assert '"part": "area"' in text
    assert '"part": "office"' not in text
    assert "bfi" not in text
    assert "Büro für Integrationsfragen" not in text
    answer(capsys, "--store", rostock_store, "border", "--output", "grenze.md", "--edition", "internal")
    assert "Büro für Integrationsfragen" in Path("grenze-INTERN.md").read_text(encoding="utf-8")
    assert "--edition meeting" in refusal(capsys, "--store", rostock_store, "border", "--edition", "public")


def test_files_for_a_meeting_count_nobody_as_none(capsys: Capture, rostock_store: str, tmp_path: Path):
    target = tmp_path / "grenze.csv"
    call(capsys, "--store", rostock_store, "border", "--output", str(target))
    said = target.read_text(encoding="utf-8-sig")
    assert "Schule: Kooperationen über die Grenze sind erfasst" in said
    assert "Akteure in der Verwaltung: 0, außerhalb: 0" not in said


def test_ties_can_be_chosen_and_old_ones_left_out(capsys: Capture, tmp_path: Path):
    actors = [Actor(id="amt", name="Amt", sector="inside"), Actor(id="verein", name="Verein", sector="outside")]
    store = stored(tmp_path, *actors, Cooperation(id="t", source="verein", target="amt", kind="funding"))

    def state(*options: str) -> str:
        rows = json.loads(answer(capsys, "--store", store, "border", "--format", "json", *options))
        return str(next(row["state"] for row in rows if row["part"] == "office"))

    assert state() == "none"
    assert state("--ties", "cooperation") == "old_only"
    assert state("--ties", "cooperation", "--fresh") == "none"


def test_an_empty_landscape_has_an_answer(capsys: Capture, tmp_path: Path):
    said = answer(capsys, "--store", stored(tmp_path), "border")
    assert "noch keine Verbindungen erfasst" in said
    assert "Stellen der Stadtverwaltung (0)" in said
    assert "Keine erfasst." in said
    assert "Kooperationen nach Sektor" not in said, "no empty table stands alone"
    assert "mischen, lässt sich nicht sagen" in " ".join(said.split())


@pytest.mark.parametrize("count", [0, 1, 12])
def test_a_matrix_has_a_line_for_each_label_and_columns_that_stand_under_each_other(count: int):
    labels = [f"Bereich {one}" for one in range(count)]
    cells = {(row, column): f"·{row * column}" for row in range(count) for column in range(row + 1)}
    lines = list(matrix_lines(labels, cells))
    assert len(lines) == (count + 1 if count else 0)
    for row in range(count):
        assert lines[row + 1].endswith(f"·{row * row}")
        assert len(lines[row + 1]) == lines[0].index(f" {row + 1}") + len(f" {row + 1}")


@pytest.mark.parametrize("name", ["grenze.svg", "grenze.png"])
def test_the_mixing_is_drawn_as_a_picture(capsys: Capture, rostock_store: str, name: str):
    said, beside = call(capsys, "--store", rostock_store, "border", "--figure", name)
    assert "Die Grenze der Stadtverwaltung" in said
    assert name in beside
    assert Path(name).stat().st_size > 5000
    call(capsys, "--store", rostock_store, "border", "--figure", name, "--edition", "internal")
    assert Path(name.replace("grenze", "grenze-INTERN")).exists()


def test_a_picture_says_in_words_what_its_fields_mean(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "border", "--figure", "g.svg", "--lang", "en")
    text = Path("g.svg").read_text(encoding="utf-8")
    for words in ("Early childhood education", "too few to say", "joined at random", "Nicht von der Stadt geprüft"):
        assert words in text


def test_an_empty_landscape_and_a_wrong_ending_of_a_picture_have_an_answer(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path)
    call(capsys, "--store", store, "border", "--figure", "leer.svg")
    assert Path("leer.svg").exists()
    assert ".svg oder .png" in refusal(capsys, "--store", store, "border", "--figure", "x.pdf")
