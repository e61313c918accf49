"""The first quarter of an hour: asked in plain German at a real terminal, by flags in scripts, no word that scares."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from netmap.cli.start import path_of
from netmap.store import open_store
from tests.commandline import Capture, call, refusal
from tests.spreadsheets import xlsx

ROWS = [
    ["Einrichtung", "Träger", "PLZ", "Ansprechpartner"],
    ["Kita Sonne", "AWO", "01067", "Frau X"],
    ["Schule am Meer", "Stadt", "18055", "Herr Y"],
]
SCARING = re.compile(r"\b(store|speicher|diff|revision|slug|r\d+)\b", re.IGNORECASE)
LAST = "An Ihrer Excel-Datei wurde nichts geändert. Rückgängig: netmap zurueck"


@pytest.fixture(autouse=True)
def _place(own_place: None) -> None:
    """Work in a place of one's own."""


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "Trägerliste.xlsx", ROWS)


def names(capsys: Capture) -> list[str]:
    """Return the names of all actors there are by now."""
    import json

    told = call(capsys, "list", "actors", "--format", "json")[0]
    return [one["name"] for one in json.loads(told)]


# ------------------------------------------------------------------------------------------------------------ in scripts


def test_a_list_is_shown_previewed_kept_and_can_be_taken_back(capsys: Capture, excel: Path):
    before = excel.read_bytes()
    out, err = call(capsys, "start", excel.name, "--yes")
    said = out + err
    assert "So wurde Ihre Liste verstanden:" in said
    assert "  Einrichtung → Name\n" in said
    assert "da netmap keine Personen führt: Ansprechpartner" in said
    assert "  4 Akteure neu: Kita Sonne, Schule am Meer, AWO, Stadt" in said
    assert said.rstrip().endswith(LAST)
    assert excel.read_bytes() == before
    assert names(capsys) == ["AWO", "Kita Sonne", "Schule am Meer", "Stadt"]
    call(capsys, "zurueck", "--yes")
    assert "leer" in refusal(capsys, "list", "actors")


def test_no_word_that_scares_is_said_or_written(capsys: Capture, excel: Path):
    said = "".join(call(capsys, "start", excel.name, "--yes"))
    said += "".join(call(capsys, "start", excel.name, "--yes"))
    said += "".join(call(capsys, "start", "--example", "-o", "beispiel.html"))
    for page in ("start.html", "beispiel.html"):
        said += re.sub(r"<style>.*?</style>", "", Path(page).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert SCARING.findall(said) == []


def test_the_page_holds_the_map_five_questions_and_the_state_of_the_data(capsys: Capture, excel: Path):
    call(capsys, "start", excel.name, "--yes", "--name", "Musterstadt")
    page = Path("start.html").read_text(encoding="utf-8")
    assert "<h1><bdi>Musterstadt</bdi></h1>" in page
    assert page.count("<circle") == 4 + 1
    assert page.count("<line ") == 2
    questions = page.partition("<ol>")[2].partition("</ol>")[0]
    assert questions.count("<li>") == 5
    assert len(set(re.findall(r"<li><p>(.*?)</p>", questions))) == 5
    assert "Erfasst: 4 Akteure" in page
    assert 'href="start-karte.html"' in page
    assert Path("start-karte.html").exists()
    assert "Frau X" not in page + Path("start-karte.html").read_text(encoding="utf-8")


def test_the_example_is_only_looked_at(capsys: Capture, tmp_path: Path):
    said = call(capsys, "start", "--example")[1]
    assert "nur zum Ansehen" in said
    assert LAST not in said
    assert "Rostock" in Path("start.html").read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.rglob("*.db")] == []


def test_the_same_list_again_is_known_already(capsys: Capture, excel: Path):
    call(capsys, "start", excel.name, "--yes")
    assert "Das alles ist schon bekannt." in call(capsys, "start", excel.name, "--yes")[1]
    assert len(names(capsys)) == 4


def test_an_open_excel_file_is_to_be_closed(capsys: Capture, excel: Path):
    owner = excel.with_name(f"~${excel.name}")
    owner.write_bytes(b"BK")
    for command in ("start", "einlesen"):
        said = refusal(capsys, command, excel.name, "--yes")
        assert "Bitte die Datei in Excel schließen: Trägerliste.xlsx" in said
    assert not Path("start.html").exists()
    owner.unlink()
    call(capsys, "start", excel.name, "--yes")


def test_rows_that_cannot_be_taken_stop_it_and_the_good_ones_may_be_taken(capsys: Capture, tmp_path: Path):
    xlsx(tmp_path / "a.xlsx", [*ROWS, ["", "AWO", "18057", "x"]])
    said = refusal(capsys, "start", "a.xlsx", "--yes")
    assert "a.xlsx!Liste!A4: hier steht kein Name" in said
    assert "a.refused.xlsx" in said
    assert "--accept-good" in said
    assert not Path("start.html").exists()
    call(capsys, "start", "a.xlsx", "--yes", "--accept-good")
    assert len(names(capsys)) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["start"], "Wenn niemand gefragt werden kann"),
        (["start", "nosuch.xlsx", "--yes"], "nosuch.xlsx gibt es nicht"),
        (["start", "Trägerliste.xlsx"], "--yes"),
        (["start", "Trägerliste.xlsx", "--yes", "-o", "seite.pdf"], "endet auf .html"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    capsys: Capture, excel: Path, arguments: list[str], words: str
):
    assert words in refusal(capsys, *arguments)
    assert not Path("start.html").exists()
    with open_store(excel.parent / "other.db") as store:
        assert store.is_empty()


def test_the_internal_edition_says_so_in_both_names(capsys: Capture, excel: Path):
    call(capsys, "start", excel.name, "--yes", "--edition", "internal")
    page = Path("start-INTERN.html").read_text(encoding="utf-8")
    assert "INTERN – nicht weitergeben" in page
    assert 'href="start-karte-INTERN.html"' in page
    assert Path("start-karte-INTERN.html").exists()


@pytest.mark.parametrize(
    "typed",
    ["Liste 1.xlsx", "'Liste 1.xlsx'", ' "Liste 1.xlsx" ', r"Liste\ 1.xlsx", "& 'Liste 1.xlsx'", "file://Liste 1.xlsx"],
)
def test_a_path_may_be_typed_or_dragged(typed: str):
    assert path_of(typed) == Path("Liste 1.xlsx")


# ----------------------------------------------------------------------------------------------------- at a real terminal


def talk(folder: Path, *answers: tuple[str, str]) -> str:
    """Talk to `netmap start` on a pseudo terminal: wait for each question, answer it; return all that was said."""
    if sys.platform == "win32":
        pytest.skip("a pseudo terminal is a thing of Unix")
    import pty
    import select

    terminal, other_end = pty.openpty()
    program = [sys.executable, "-c", "from netmap.cli import app; app()", "start"]
    process = subprocess.Popen(program, cwd=folder, stdin=other_end, stdout=other_end, stderr=other_end)
    os.close(other_end)
    said = b""
    waiting = list(answers)
    while True:
        ready, _w, _x = select.select([terminal], [], [], 60)
        assert ready, f"nothing was said for a minute after: {said.decode(errors='replace')}"
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        said += piece
        if waiting and waiting[0][0] in said.decode(errors="ignore").rpartition("\x00")[2]:
            os.write(terminal, f"{waiting.pop(0)[1]}\n".encode())
            said += b"\x00"  # what comes before was answered
    os.close(terminal)
    text = said.replace(b"\x00", b"").decode()
    assert waiting == [], text
    assert process.wait(60) == 0, text
    return text


def test_at_a_terminal_it_asks_and_shows_and_asks_again(tmp_path: Path, excel: Path, capsys: Capture):
    answers = [("1 = Beispiel", "2"), ("Welche Datei?", f"'{excel}'"), ("Ist das so richtig?", "j"), ("Übernehmen?", "j")]
    said = talk(tmp_path, *answers)
    assert "Beispiel ansehen oder eigene Liste einlesen?" in said
    assert "Einrichtung → Name" in said
    assert LAST in said
    assert SCARING.findall(said) == []
    assert (tmp_path / "start.html").exists()
    assert len(names(capsys)) == 4


def test_at_a_terminal_no_is_no(tmp_path: Path, excel: Path, capsys: Capture):
    answers = [("1 = Beispiel", "liste"), ("Welche Datei?", excel.name), ("Ist das so richtig?", "j"), ("Übernehmen?", "n")]
    said = talk(tmp_path, *answers)
    assert "Es wurde nichts geändert." in said
    assert not (tmp_path / "start.html").exists()
    assert "gibt es nicht" in refusal(capsys, "list", "actors")


def test_at_a_terminal_the_example_takes_one_answer(tmp_path: Path):
    said = talk(tmp_path, ("1 = Beispiel", "vielleicht"), ("mit 1 oder 2", ""), ("1 = Beispiel", "1"))
    assert "nur zum Ansehen" in said
    assert (tmp_path / "start.html").exists()
