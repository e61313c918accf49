"""Questions on the command line: those with a name, and those of one's own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor, Forum, Membership, Offer

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.usefixtures("own_place")
CITY = (
    Actor(id="vhs", name="Volkshochschule", sector="outside", areas=("school",)),
    Actor(id="club", name="Club", sector="unknown"),
    Offer(id="kurs", name="Kurs", providers=("vhs",), area="school", languages=("uk",), childcare=True),
    Offer(id="treff", name="Treff", providers=("club",), area="clubs"),
)


def test_the_list_says_what_may_be_given(tmp_path: Path, capsys: Capture):
    rows = json.loads(answer(capsys, "--store", stored(tmp_path, *CITY), "query", "--list", "--format", "json"))
    assert len(rows) >= 25
    assert {"name": "forum-members", "question": "Wer in einem Gremium sitzt", "with": ["--forum"]} in rows


def test_an_answer_for_people_and_for_programs(tmp_path: Path, capsys: Capture):
    store = stored(tmp_path, *CITY)
    said = answer(capsys, "--store", store, "query", "offers", "--language", "Ukrainisch", "--childcare")
    assert "Kurs" in said
    assert "Zeilen: 1, Stand 31.12.2018." in said
    assert "Bei einem weiteren Eintrag ist nicht erfasst, wonach gefragt ist (Sprache 1)." in " ".join(said.split())
    rows = json.loads(answer(capsys, "--store", store, "query", "offers", "--language", "uk", "--format", "json"))
    assert [(row["offer"], row["providers"], row["childcare"]) for row in rows] == [("kurs", ["vhs"], True)]
    assert answer(capsys, "--store", store, "query", "offers-by-area", "--format", "csv").splitlines()[0] == "area;number"


def test_nothing_found_is_not_nothing_there(tmp_path: Path, capsys: Capture):
    said = answer(capsys, "--store", stored(tmp_path, *CITY), "--lang", "en", "query", "actors", "--area", "culture")
    assert "Nothing recorded that answers this. That does not mean it does not exist." in said


def test_what_is_asked_wrongly_is_said_all_at_once(tmp_path: Path, capsys: Capture):
    store = stored(tmp_path, *CITY)
    said = refusal(capsys, "--store", store, "query", "offers", "--area", "schol", "--forum", "x")
    assert len(said.splitlines()) == 2
    assert "Gemeint war vielleicht: offers" in refusal(capsys, "--store", store, "query", "offer")
    assert "--forum (Gremium)" in refusal(capsys, "--store", store, "query", "forum-members")


def test_at_a_terminal_what_a_question_needs_is_asked_for_and_completed(tmp_path: Path):
    pexpect = pytest.importorskip("pexpect")
    forums = [Forum(id="runde", name="Runder Tisch Bildung"), Forum(id="beirat", name="Beirat")]
    store = stored(tmp_path, *CITY, *forums, Membership(id="m", actor="vhs", forum="runde"))
    env = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "LANG": "de_DE.UTF-8", "NETMAP_STORE": store}
    command = [str(ROOT / "cli.py"), "abfrage", "forum-members"]
    child = pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=60, dimensions=(40, 160))
    try:
        child.expect("Gremium:")
        child.send("tisch")
        child.expect("Runder Tisch Bildung")  # what fits is shown while one types
        child.send("\r")
        child.expect("Zeilen: 1, Stand 31.12.2018")
    finally:
        child.close(force=True)


def test_what_an_edition_does_not_show_is_not_answered_in_it(tmp_path: Path, capsys: Capture):
    store = stored(tmp_path, *CITY)
    said = refusal(capsys, "--store", store, "query", "without-cooperation", "--output", "liste.xlsx")
    assert "--edition internal" in said
    assert not Path("liste.xlsx").exists()


def test_an_answer_goes_straight_to_excel(tmp_path: Path, capsys: Capture):
    call(capsys, "--store", stored(tmp_path, *CITY), "query", "offers", "--area", "school", "--output", "liste.xlsx")
    sheet = openpyxl.load_workbook("liste.xlsx").active
    assert [cell.value for cell in sheet[2]][:3] == ["Kurs", "Volkshochschule", "Schule"]


def test_a_question_of_ones_own_is_asked_kept_and_asked_again(tmp_path: Path, capsys: Capture):
    store = stored(tmp_path, *CITY)
    asked = ["--store", store, "ask", "actors", "--where", "sector=unknown", "--sort", "name"]
    assert "Club" in answer(capsys, *asked)
    call(capsys, *asked, "--save", "Ohne Zuordnung", "--label", "Wer ist nicht zugeordnet?", "--yes")
    said = answer(capsys, "--store", store, "query", "ohne-zuordnung")
    assert "Club" in said
    assert "Volkshochschule" not in said
    assert "ohne-zuordnung" in answer(capsys, "--store", store, "query", "--list")


def test_groups_are_counted(tmp_path: Path, capsys: Capture):
    asked = ["ask", "offers", "--by", "languages", "--count", "--format", "json"]
    rows = json.loads(answer(capsys, "--store", stored(tmp_path, *CITY), *asked))
    assert rows == [{"languages": "uk", "number": 1}, {"languages": "", "number": 1}]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["persons"], "ist keine Art von Eintrag"),
        (["actors", "--where", "colour=red"], "Ein Feld „colour“ gibt es hier nicht"),
        (["actors", "--where", "colour"], "ist kein Filter"),
        (["actors", "--by", "size"], "Ein Feld „size“ gibt es hier nicht"),
        (["actors", "--save", "offers", "--yes"], "Den Namen „offers“ gibt es schon"),
        (["actors", "--save", "vhs", "--yes"], "Den Namen „vhs“ gibt es schon"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(tmp_path: Path, capsys: Capture, given: list[str], says: str):
    assert says in refusal(capsys, "--store", stored(tmp_path, *CITY), "ask", *given)
