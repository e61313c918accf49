"""Lists from elsewhere on the command line: shown, asked about, refused row by row, written as one revision."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from netmap.cli import run
from netmap.files.lists import read_table
from netmap.store import open_store
from tests.commandline import Capture, answer, call, refusal
from tests.spreadsheets import xlsx

NODES = "id,label,agency,years\n1,Alpha,a,3\n2,Beta,a,5\n3,Gamma,b,8\n"
EDGES = "source,target\n1,2\n2,3\n3,1\n"


@pytest.fixture(autouse=True)
def _place(own_place: None) -> None:
    """Work in a place of one's own."""


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def network(tmp_path: Path) -> tuple[str, str]:
    return written(tmp_path, "nodes.csv", NODES), written(tmp_path, "edges.csv", EDGES)


def records(store: Path, kind: str, capsys: Capture) -> list[dict[str, object]]:
    return json.loads(answer(capsys, "--store", str(store), "list", kind, "--format", "json"))


def short_names(store: Path) -> dict[str, str]:
    with open_store(store) as opened:
        return {one.name: one.short_name for one in opened.read().actors.values()}


# -------------------------------------------------------------------------------------------------- a network comes in


def test_nodes_and_edges_into_an_empty_store_are_enough(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    store = tmp_path / "x.db"
    answer(capsys, "--store", str(store), "import", *network, "--yes")
    assert [one["name"] for one in records(store, "actors", capsys)] == ["Alpha", "Beta", "Gamma"]
    rows = json.loads(answer(capsys, "--store", str(store), "brokers", "--by", "agency", "--format", "json"))
    assert {one["actor"]: one["groups"] for one in rows} == {"1": ["a"], "2": ["a"], "3": ["b"]}


def test_directed_ties_keep_their_direction(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    store = tmp_path / "x.db"
    answer(capsys, "--store", str(store), "import", *network, "--directed", "--yes")
    ties = records(store, "cooperations", capsys)
    assert [(one["source"], one["target"], one["kind"]) for one in ties] == [
        ("1", "2", "unspecified_directed"),
        ("2", "3", "unspecified_directed"),
        ("3", "1", "unspecified_directed"),
    ]


def test_reading_the_same_again_changes_nothing(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    store = str(tmp_path / "x.db")
    answer(capsys, "--store", store, "import", *network, "--yes")
    said = call(capsys, "--store", store, "einlesen", *network, "--yes")[1]
    assert "Nichts zu ändern." in said


def test_undo_takes_it_back(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    store = str(tmp_path / "x.db")
    answer(capsys, "--store", store, "import", *network, "--yes")
    answer(capsys, "--store", store, "import", written(tmp_path, "more.csv", "Name;Ort\nDelta;Rostock\n"), "--yes")
    assert len(records(Path(store), "actors", capsys)) == 4
    answer(capsys, "--store", store, "undo", "--yes")
    assert len(records(Path(store), "actors", capsys)) == 3


def test_the_landscape_gets_the_name_of_the_first_list_or_another(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    for name, expected in (([], "nodes"), (["--name", "Musterstadt"], "Musterstadt")):
        store = tmp_path / f"{expected}.db"
        answer(capsys, "--store", str(store), "import", *network, *name, "--yes")
        assert f"Landschaft: {expected}" in answer(capsys, "--store", str(store))


def test_where_it_comes_from_and_when_it_was_seen_is_evidence(capsys: Capture, tmp_path: Path):
    store = tmp_path / "x.db"
    list_ = written(tmp_path, "a.csv", "Name;Ort\nA;Rostock\n")
    answer(capsys, "--store", str(store), "import", list_, "--source", "Trägerliste", "--seen", "2018-03", "--yes")
    with open_store(store) as opened:
        (evidence,) = opened.read().actors["a"].evidence
    assert (evidence.source, evidence.seen) == ("Trägerliste", "2018-03")
    assert "kein Datum" in refusal(capsys, "--store", str(store), "import", list_, "--seen", "gestern", "--yes")


# ---------------------------------------------------------------------------------------------------- what it says first


def test_what_was_understood_is_shown(capsys: Capture, tmp_path: Path):
    text = "Einrichtung;Art;Haarfarbe;Ansprechpartner;Telefon\nA;Verein;rot;Frau X;0381 123456\n"
    said = call(capsys, "--store", "x.db", "import", written(tmp_path, "a.csv", text), "--dry-run")[1]
    assert "a.csv wird gelesen als: ein Akteur in jeder Zeile" in said
    assert "  Einrichtung → Name\n" in said
    assert "bleiben als eigene Spalten: Haarfarbe" in said
    assert "da netmap keine Personen führt: Ansprechpartner, Telefon" in said


def test_a_dry_run_writes_nothing_at_all(capsys: Capture, tmp_path: Path):
    store = tmp_path / "x.db"
    said = answer(capsys, "--store", str(store), "import", written(tmp_path, "a.csv", "Name;Ort\nA;X\n"), "--dry-run")
    assert "1 Akteur neu: A" in said
    list_ = written(tmp_path, "b.csv", "Name;Ort\n;X\nB;Y\n")
    refusal(capsys, "--store", str(store), "import", list_, "--dry-run")
    assert not list(tmp_path.glob("*.refused.xlsx"))
    with open_store(store) as opened:
        assert opened.is_empty()


def test_nobody_is_asked_where_nobody_can_answer(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("j\nj\nj\n"))
    said = refusal(capsys, "--store", "x.db", "import", written(tmp_path, "a.csv", "Name;Ort\nA;X\n"))
    assert "--yes" in said


@pytest.mark.parametrize(
    ("answers", "actors", "attributes"),
    [
        (["n"], [], {}),
        (["j", "j", "j"], ["A"], {"Haarfarbe": "rot"}),
        (["j", "n", "j"], ["A"], {}),
        (["j", "j", "n"], [], {}),
    ],
)
def test_at_a_terminal_it_asks_before_it_writes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
    actors: list[str],
    attributes: dict[str, str],
):
    terminal = io.StringIO("".join(f"{one}\n" for one in [*answers, "BK"]))
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert run(["--store", "x.db", "import", written(tmp_path, "a.csv", "Name;Haarfarbe\nA;rot\n")]) == 0
    with open_store(tmp_path / "x.db") as opened:
        found = [] if opened.is_empty() else list(opened.read().actors.values())
    assert [one.name for one in found] == actors
    assert [one.attributes for one in found] == [attributes] * len(actors)


def test_the_meaning_of_a_column_can_be_said_and_is_remembered(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Bez;Farbe\nA;rot\nB;blau\n")
    said = refusal(capsys, "--store", "x.db", "import", list_, "--yes")
    assert "Gefundene Überschriften: „Bez“, „Farbe“" in said
    answer(capsys, "--store", "x.db", "import", list_, "--column", "Bez=name", "--column", "Farbe=Kurzname", "--yes")
    assert short_names(tmp_path / "x.db") == {"A": "rot", "B": "blau"}
    written(tmp_path, "a.csv", "Bez;Farbe\nC;grün\n")
    answer(capsys, "--store", "x.db", "import", list_, "--yes")
    assert short_names(tmp_path / "x.db") == {"A": "rot", "B": "blau", "C": "grün"}


def test_a_column_that_nobody_wanted_is_remembered_too(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    list_ = written(tmp_path, "a.csv", "Name;Haarfarbe;Ansprechpartner\nA;rot;Frau X\n")
    terminal = io.StringIO("j\nn\nj\nBK\n")
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert run(["--store", "x.db", "import", list_]) == 0
    said = call(capsys, "--store", "x.db", "import", list_, "--yes")[1]
    assert "Entfallen, weil leer oder hier ohne Bedeutung: Haarfarbe\n" in said
    assert "Entfallen, da netmap keine Personen führt: Ansprechpartner\n" in said
    assert "Nichts zu ändern." in said


def test_a_list_of_members_with_a_german_heading(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Gremium;Mitglied;Rolle\nBeirat;Schule A;Vorsitz\nBeirat;Kita B;\n")
    assert "eine Mitgliedschaft in jeder Zeile" in call(capsys, "--store", "x.db", "import", list_, "--yes")[1]
    assert [one["name"] for one in records(tmp_path / "x.db", "actors", capsys)] == ["Kita B", "Schule A"]
    assert len(records(tmp_path / "x.db", "memberships", capsys)) == 2


@pytest.mark.parametrize("given", ["Bez", "Bez=nosuch", "=name"])
def test_a_meaning_that_is_none_is_refused(capsys: Capture, tmp_path: Path, given: str):
    list_ = written(tmp_path, "a.csv", "Bez;Farbe\nA;rot\n")
    assert "nicht verständlich" in refusal(capsys, "--store", "x.db", "import", list_, "--column", given, "--yes")


def test_a_list_can_be_said_to_be_something_else(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Runder Tisch A;Beirat\nAlpha;1;0\nBeta;1;1\n")
    answer(capsys, "--store", "x.db", "import", list_, "--as", "forums_matrix", "--yes")
    assert len(records(tmp_path / "x.db", "memberships", capsys)) == 3
    answer(capsys, "--store", "y.db", "import", list_, "--yes")
    assert len(records(tmp_path / "y.db", "actors", capsys)) == 2


def test_broken_umlauts_are_mended_only_where_that_is_wanted(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Ort\nMÃ¼hlenschule;KÃ¶ln\n")
    said = call(capsys, "--store", "x.db", "import", list_, "--yes")[1]
    assert "MÃ¼hlenschule → Mühlenschule" in said
    assert "--repair" in said
    answer(capsys, "--store", "y.db", "import", list_, "--yes", "--repair")
    assert [one["name"] for one in records(tmp_path / "x.db", "actors", capsys)] == ["MÃ¼hlenschule"]
    assert [one["name"] for one in records(tmp_path / "y.db", "actors", capsys)] == ["Mühlenschule"]


# ------------------------------------------------------------------------------------------------------ what is refused


def test_a_refused_row_stops_it_and_is_written_for_mending(capsys: Capture, tmp_path: Path):
    rows = [["Name", "PLZ", "Seit"], ["A", "01067", "2018"], ["", "18055", "2018"], ["C", "18057", "irgendwann"]]
    list_ = str(xlsx(tmp_path / "a.xlsx", rows))
    said = refusal(capsys, "--store", "x.db", "import", list_, "--yes")
    assert "a.xlsx!Liste!A3: hier steht kein Name" in said
    assert "a.xlsx!Liste!C4: das ist kein Datum; geschrieben wird: 2018, 03/2018, 1.3.2018 oder März 2018" in said
    assert ", angegeben ist „irgendwann“." in said
    assert "nicht übernommen werden können: 2." in said
    (sheet,) = read_table(tmp_path / "a.refused.xlsx").sheets
    assert list(sheet.rows[0]) == ["netmap Zeile", "netmap Spalte", "netmap Grund", "Name", "PLZ", "Seit"]
    assert [(row[0], row[1], row[4]) for row in sheet.rows[1:]] == [(3.0, "A", "18055"), (4.0, "C", "18057")]
    assert refusal(capsys, "--store", "x.db", "list", "actors")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            f"A;2018;{'K' * 10_001}\n",
            "a.csv:2: Spalte „Alias“: „aliases“ kann nicht gelesen werden, erwartet werden höchstens 10000 Zeichen",
        ),
        ("A;bald\n", "a.csv:2: Spalte „Seit“: das ist kein Datum"),
        ("A;2018;a;zu viel\n", "a.csv:2: Spalte „D“: diese Zeile hat mehr Zellen, als es Überschriften gibt"),
    ],
)
def test_a_line_of_a_text_is_refused_with_its_column_in_german(capsys: Capture, tmp_path: Path, rows: str, words: str):
    said = refusal(capsys, "--store", "x.db", "import", written(tmp_path, "a.csv", f"Name;Seit;Alias\n{rows}"), "--yes")
    assert words in said
    assert "should" not in said


def test_the_good_rows_are_taken_where_that_was_said(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Ort\nA;X\n;Y\nC;Z\n")
    said = call(capsys, "--store", "x.db", "import", list_, "--yes", "--accept-good")[1]
    assert "Nicht übernommene Zeilen: 1." in said
    assert [one["name"] for one in records(tmp_path / "x.db", "actors", capsys)] == ["A", "C"]


def test_what_was_refused_can_be_mended_and_read_again(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Seit;Farbe\nA;2018;rot\nC;irgendwann;blau\n")
    call(capsys, "--store", "x.db", "import", list_, "--yes", "--accept-good")
    refused = tmp_path / "a.refused.xlsx"
    mended = [["" if one is None else one for one in row] for row in read_table(refused).sheets[0].rows]
    mended[1][4] = "2019"
    xlsx(refused, mended)
    answer(capsys, "--store", "x.db", "import", str(refused), "--yes")
    with open_store(tmp_path / "x.db") as opened:
        found = opened.read().actors["c"]
    assert (found.since, found.attributes) == ("2019", {"Farbe": "blau"})


def test_an_end_that_is_no_actor_is_refused_or_added(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    edges = written(tmp_path, "edges.csv", "source,target\n1,2\n1,99\n")
    said = refusal(capsys, "--store", "x.db", "import", network[0], edges, "--yes")
    assert "edges.csv:3: Spalte „target“: „99“ ist nicht unter den Akteuren" in said
    answer(capsys, "--store", "x.db", "import", network[0], edges, "--yes", "--add-missing")
    assert len(records(tmp_path / "x.db", "actors", capsys)) == 4


def test_a_list_of_cases_is_refused_whole(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Geburtsdatum;AZR-Nr.\nA;1.1.1990;12\n")
    said = refusal(capsys, "--store", "x.db", "import", list_, "--yes", "--accept-good")
    assert "Fall- oder Personendaten" in said
    assert "„Geburtsdatum“" in said
    assert "„AZR-Nr.“" in said
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("name", ["nosuch.xlsx", "."])
def test_what_cannot_be_read_makes_no_store(capsys: Capture, tmp_path: Path, name: str):
    refusal(capsys, "--store", "x.db", "import", name, "--yes")
    assert not (tmp_path / "x.db").exists()


def test_a_contradiction_is_refused_before_it_is_written(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Name;Teil von\nA;B\nB;A\n")
    assert "widersprechen" in refusal(capsys, "--store", "x.db", "import", list_, "--yes")
    refusal(capsys, "--store", "x.db", "list", "actors")


def test_the_real_landscape_takes_a_list_and_keeps_what_it_knows(capsys: Capture, tmp_path: Path, rostock_store: str):
    with open_store(rostock_store) as opened:
        before = opened.read()
    some = next(one for one in before.actors.values() if one.website)
    list_ = written(tmp_path, "a.csv", f"Name;Webseite;Farbe\n{some.name};https://other.example;rot\nGanz neu;;blau\n")
    said = call(capsys, "--store", rostock_store, "import", list_, "--yes")[1]
    with open_store(rostock_store) as opened:
        after = opened.read()
    assert after.actors[some.id].website == some.website
    assert "(die Liste gilt: --overwrite)" in said
    assert after.actors[some.id].attributes == {**some.attributes, "Farbe": "rot"}
    assert len(after.actors) == len(before.actors) + 1


def test_who_may_be_known_already_is_named_and_never_merged(capsys: Capture, tmp_path: Path):
    first = written(tmp_path, "a.csv", "Name;Ort\nVolkshochschule Rostock;Rostock\nSportverein Nord;Rostock\n")
    said = call(capsys, "--store", "x.db", "import", first, "--yes")[1]
    assert "dasselbe meinen" not in said
    second = written(tmp_path, "b.csv", "Name;Ort\nVHS Rostock e. V.;Rostock\nMuseum;Rostock\n")
    said = call(capsys, "--store", "x.db", "import", second, "--yes")[1]
    assert "Paare, die dasselbe meinen können: 1." in said
    assert "  VHS Rostock e. V. – Volkshochschule Rostock (" in said
    assert len(records(tmp_path / "x.db", "actors", capsys)) == 4


# ------------------------------------------------------------------------------------------------------- what is said


def test_a_list_in_one_column_is_told_how_to_be_parted(capsys: Capture, tmp_path: Path):
    list_ = str(xlsx(tmp_path / "a.xlsx", [["Name;PLZ;Ort"], ["A;18057;Rostock"]]))
    said = refusal(capsys, "--store", "x.db", "import", list_, "--yes")
    assert "Alles steht in einer einzigen Spalte. In Excel: Daten, Text in Spalten." in said


def test_persons_by_their_type_are_named(capsys: Capture, tmp_path: Path):
    list_ = written(tmp_path, "a.csv", "Label,Type\nA,Person\nB,Company\n")
    said = call(capsys, "--store", "x.db", "import", list_, "--dry-run")[1]
    assert "a.csv: Einige Zeilen sind nach ihrer Art Personen." in said


def test_what_is_open_is_said_under_a_heading(capsys: Capture, tmp_path: Path):
    said = call(capsys, "--store", "x.db", "import", written(tmp_path, "a.csv", "Name\nA\n"), "--dry-run")[1]
    assert "Noch offen in diesen Listen, lässt sich jederzeit ergänzen:\n  1 × " in said


def test_what_a_reason_names_is_not_said_twice(capsys: Capture, tmp_path: Path, network: tuple[str, str]):
    edges = written(tmp_path, "edges.csv", "source,target\n1,99\n")
    assert refusal(capsys, "--store", "x.db", "import", network[0], edges, "--yes").count("„99“") == 1
