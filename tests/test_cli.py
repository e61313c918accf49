"""The command line as a coordinator types it: on the real example, with a store of its own, in both languages."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import ROSTOCK, Capture, answer, refusal

from netmap.cli import language, run
from netmap.cli.commands import DAILY, FAMILIES, FURTHER

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def store(rostock_store: str) -> str:
    return rostock_store


# ------------------------------------------------------------------------------------------------------------ the help


def test_netmap_alone_says_where_one_is_and_the_daily_commands(capsys: Capture, store: str):
    said = answer(capsys, "--store", store)
    assert "Rostock" in said
    assert store in said
    for one in DAILY:
        assert f"netmap {one.german}" in said
    assert "netmap brokers" not in said


def test_netmap_alone_without_a_store_makes_none(capsys: Capture, tmp_path: Path):
    answer(capsys)
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_command_explains_itself_with_an_example(capsys: Capture, lang: str):
    for one in [*DAILY, *FURTHER]:
        said = answer(capsys, "--lang", lang, one.name, "--help")
        assert f"netmap {one.example.split()[0]}" in said
        assert ("Beispiel:" in said) == (lang == "de")
        assert "--lang" in said


@pytest.mark.parametrize("lang", ["de", "en"])
def test_commands_of_two_words_explain_themselves(capsys: Capture, lang: str):
    for family in FAMILIES:
        listed = answer(capsys, "--lang", lang, family.name, "--help")
        for one in family.commands:
            assert (one.german if lang == "de" else one.name) in listed
            said = answer(capsys, "--lang", lang, family.german, one.german, "--help")
            words = (family.german, one.german) if lang == "de" else (family.name, one.name)
            assert f"netmap {' '.join(words)}" in said


def test_german_names_run_the_same_command(capsys: Capture, store: str):
    assert answer(capsys, "--store", store, "suchen", "migra") == answer(capsys, "--store", store, "find", "migra")


@pytest.mark.parametrize(
    ("arguments", "locale", "expected"),
    [
        ([], "", "de"),
        ([], "en_GB.UTF-8", "en"),
        ([], "fr_FR.UTF-8", "de"),
        (["--lang", "en"], "de_DE", "en"),
        (["--lang=de"], "en", "de"),
        (["--lang"], "", "de"),
    ],
)
def test_the_language_follows_the_option_then_the_locale(
    arguments: list[str], locale: str, expected: str, monkeypatch: pytest.MonkeyPatch
):
    if locale:
        monkeypatch.setenv("LANG", locale)
    assert language(arguments) == expected


@pytest.mark.parametrize("arguments", [["nosuch"], ["gaps", "--nosuch"], ["load"], ["list", "--format", "xml"]])
def test_wrong_usage_is_exit_code_2(capsys: Capture, arguments: list[str]):
    assert "Hilfe" in refusal(capsys, *arguments, code=2)


# ---------------------------------------------------------------------------------------------------- into and out of it


def test_load_shows_the_difference_first_and_dry_run_writes_nothing(capsys: Capture, tmp_path: Path):
    target = tmp_path / "new.db"
    said = answer(capsys, "--store", str(target), "load", str(ROSTOCK), "--dry-run")
    assert "154" in said
    assert "netmap laden" in refusal(capsys, "--store", str(target), "list", "actors")


def test_load_without_a_terminal_needs_yes(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))
    target = tmp_path / "new.db"
    capsys.readouterr()
    assert run(["--store", str(target), "load", str(ROSTOCK)]) == 1
    assert "--yes" in capsys.readouterr().err
    refusal(capsys, "--store", str(target), "list", "actors")


def test_loading_again_changes_nothing(capsys: Capture, store: str):
    capsys.readouterr()
    assert run(["--store", store, "load", str(ROSTOCK), "--yes"]) == 0
    assert "Nichts zu ändern" in capsys.readouterr().err
    assert len(json.loads(answer(capsys, "--store", store, "history", "--format", "json"))) == 1


def test_save_gives_back_what_was_loaded_byte_by_byte(capsys: Capture, store: str, tmp_path: Path):
    answer(capsys, "--store", store, "save", str(tmp_path / "out"))
    for path in sorted(ROSTOCK.glob("*.yaml")):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_folder_of_another_landscape_is_refused(capsys: Capture, store: str, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "landscape.yaml").write_text("id: wismar\nname: Wismar\n", encoding="utf-8")
    said = refusal(capsys, "--store", store, "load", str(other), "--yes")
    assert "rostock" in said
    assert "wismar" in said


def test_every_problem_of_a_folder_is_told_at_once_and_the_store_stays(capsys: Capture, store: str, tmp_path: Path):
    broken = tmp_path / "broken"
    shutil.copytree(ROSTOCK, broken)
    with (broken / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: zz-one\n  nmae: Eins\n- id: zz-two\n  name: Zwei\n  part_of: zz-nobody\n")
    before = Path(store).read_bytes()
    said = refusal(capsys, "--store", store, "load", str(broken), "--yes")
    assert "actors.yaml:" in said
    assert "„name“" in said or "name" in said
    assert "zz-nobody" in said
    assert Path(store).read_bytes() == before


def test_check_of_the_example_finds_no_error(capsys: Capture):
    assert "Fehler: 0," in refusal(capsys, "check", str(ROSTOCK), code=0)


def test_check_folds_warnings_to_a_line_a_kind_unless_asked(capsys: Capture):
    folded = answer(capsys, "check", str(ROSTOCK)).splitlines()
    everything = answer(capsys, "check", str(ROSTOCK), "--all").splitlines()
    assert len(folded) < 25 < len(everything)


def test_check_as_json(capsys: Capture):
    problems = json.loads(answer(capsys, "check", str(ROSTOCK), "--format", "json"))
    assert {one["severity"] for one in problems} == {"warning"}
    assert all(one["place"].endswith(".yaml") and one["line"] > 0 for one in problems)


def test_schema_has_one_file_for_each_yaml_file(capsys: Capture, tmp_path: Path):
    answer(capsys, "schema", "--output", str(tmp_path / "schemas"))
    written = {path.name.removesuffix(".schema.json") for path in (tmp_path / "schemas").iterdir()}
    assert {path.stem for path in ROSTOCK.glob("*.yaml")} <= written


# ------------------------------------------------------------------------------------------------------------- looking


def test_list_in_every_format(capsys: Capture, store: str):
    table = answer(capsys, "--store", store, "list", "forums")
    assert "Rostocker Bündnis für Bildung" in table
    rows = json.loads(answer(capsys, "--store", store, "list", "forums", "--format", "json"))
    assert len(rows) == 20
    assert {"id", "name", "kind", "nature"} <= set(rows[0])
    text = answer(capsys, "--store", store, "list", "forums", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))) == 20
    assert answer(capsys, "--store", store, "list", "forums", "--format", "md").count("\n| ") >= 20


def test_list_at_a_date_leaves_out_what_was_not_yet(capsys: Capture, store: str):
    def count(*more: str) -> int:
        return len(json.loads(answer(capsys, "--store", store, "list", "cooperations", "--format", "json", *more)))

    assert count() == 136
    assert count("--at", "2012") < 136


def test_an_unknown_kind_names_those_there_are(capsys: Capture, store: str):
    assert "Akteure" in refusal(capsys, "--store", store, "list", "persons")


def test_find_and_show(capsys: Capture, store: str):
    found = json.loads(answer(capsys, "--store", store, "find", "dien hong", "--format", "json"))
    assert found[0]["id"] == "dienhong"
    page = answer(capsys, "--store", store, "show", "dienhong")
    assert "Diên Hông" in page
    assert "Kooperationen" in page
    assert json.loads(answer(capsys, "--store", store, "show", "dienhong", "--format", "json"))["id"] == "dienhong"


def test_where_no_record_holds_all_words_those_that_hold_some_are_found(capsys: Capture, store: str):
    for words in ("sprachkurs lichtenhagen", "spachkurs lichtnhagen"):
        found = json.loads(answer(capsys, "--store", store, "find", words, "--format", "json"))
        assert {"lichtenhagen", "ukraine-sprachkurse-germanistik"} <= {one["id"] for one in found}
    said = answer(capsys, "--store", store, "find", "sprachkurs lichtenhagen")
    assert "Kein Eintrag enthält alle diese Wörter." in " ".join(said.split())
    assert "Wonach soll gesucht werden?" in refusal(capsys, "--store", store, "find", " ")


def test_show_names_the_nearest_id(capsys: Capture, store: str):
    assert "dienhong" in refusal(capsys, "--store", store, "show", "dienhog")


def test_gaps_never_says_missing_where_nobody_has_looked(capsys: Capture, store: str):
    said = answer(capsys, "--store", store, "gaps")
    assert "Zu klären" in said
    assert "noch nicht abgefragt" in said
    assert "Fehlt – bestätigt" not in said
    assert "Kein Angebot vorhanden" not in said
    assert "„Nicht erfasst“ heißt: Wir wissen es nicht." in said
    rows = json.loads(answer(capsys, "--store", store, "gaps", "--format", "json"))
    assert {row["list"] for row in rows} == {"clarify"}


def test_gaps_of_an_unknown_area(capsys: Capture, store: str):
    assert "school" in refusal(capsys, "--store", store, "gaps", "schol")


def test_brokers(capsys: Capture, store: str):
    rows = json.loads(answer(capsys, "--store", store, "brokers", "--format", "json"))
    assert {"actor", "name", "degree", "betweenness", "constraint", "cutpoint", "rank"} <= set(rows[0])
    assert rows == sorted(rows, key=lambda row: row["rank"])
    said = answer(capsys, "--store", store, "brokers")
    assert "Das beschreibt die Lage im Netz, nicht die Leistung." in said
    assert "Beispiel aus öffentlichen Quellen" in said


def test_rankings_stay_internal(capsys: Capture, store: str, tmp_path: Path):
    assert "internal" in refusal(capsys, "--store", store, "brokers", "--edition", "meeting")
    refusal(capsys, "--store", store, "brokers", "--output", str(tmp_path / "brokers.csv"))
    answer(capsys, "--store", store, "brokers", "--output", str(tmp_path / "brokers.csv"), "--edition", "internal")
    assert (tmp_path / "brokers-INTERN.csv").exists()
    assert not (tmp_path / "brokers.csv").exists()


def test_a_table_in_a_file_is_of_the_meeting_edition(capsys: Capture, store: str, tmp_path: Path):
    answer(capsys, "--store", store, "gaps", "--output", str(tmp_path / "gaps.csv"))
    unconnected = [
        row
        for row in json.loads(answer(capsys, "--store", store, "gaps", "--format", "json"))
        if row["rule"] == "no_cooperation"
    ]
    text = (tmp_path / "gaps.csv").read_text(encoding="utf-8-sig")
    assert unconnected
    assert "no_cooperation/" not in text
    told = json.loads(answer(capsys, "--store", store, "gaps", "--edition", "meeting", "--format", "json"))
    # of expected actors nobody is named for want of a cooperation, only forums for want of members
    assert not any(row["actors"] for row in told if row["rule"].startswith("no_cooperation"))


# ------------------------------------------------------------------------------------------------------------- changing


def test_layout_stores_positions_as_a_revision_and_undo_takes_it_back(capsys: Capture, tmp_path: Path):
    bare = tmp_path / "bare"
    shutil.copytree(ROSTOCK, bare, ignore=shutil.ignore_patterns("layout.yaml"))
    target = str(tmp_path / "bare.db")
    assert run(["--store", target, "load", str(bare), "--yes"]) == 0

    def positions(path: str) -> list[object]:
        return list(json.loads(answer(capsys, "--store", path, "list", "positions", "--format", "json")))

    assert positions(target) == []
    assert run(["--store", target, "layout", "--yes", "--author", "BK"]) == 0
    assert len(positions(target)) == 170  # four forums began after the reference date
    assert run(["--store", target, "undo", "--yes"]) == 0
    assert positions(target) == []


def test_layout_keeps_the_positions_there_are(capsys: Capture, store: str):
    capsys.readouterr()
    assert run(["--store", store, "layout", "--yes"]) == 0
    assert "Nichts zu ändern" in capsys.readouterr().err


def test_undo_takes_the_last_revision_back(capsys: Capture, store: str, tmp_path: Path):
    changed = tmp_path / "changed"
    shutil.copytree(ROSTOCK, changed)
    path = changed / "actors.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: migra e.V.", "name: migra neu", 1), encoding="utf-8")
    assert run(["--store", store, "load", str(changed), "--yes", "--author", "BK", "--reason", "umbenannt"]) == 0
    assert "migra neu" in answer(capsys, "--store", store, "show", "migra")
    changes = json.loads(answer(capsys, "--store", store, "history", "migra", "--format", "json"))
    assert [one["changes"] for one in changes] == ["changed", "added"]
    assert changes[0]["fields"] == ["name"]
    assert run(["--store", store, "zurueck", "--yes"]) == 0
    assert "migra neu" not in answer(capsys, "--store", store, "show", "migra")
    assert "migra neu" in answer(capsys, "--store", store, "show", "migra", "--revision", "r2")


def test_undo_of_a_revision_there_is_not(capsys: Capture, store: str):
    assert "r99" in refusal(capsys, "--store", store, "undo", "r99")
    assert "keine Revision" in refusal(capsys, "--store", store, "undo", "gestern")


def test_the_map_is_written_and_the_store_is_not(capsys: Capture, store: str, tmp_path: Path):
    before = Path(store).read_bytes()
    answer(capsys, "--store", store, "map", "--output", str(tmp_path / "karte.html"))
    page = (tmp_path / "karte.html").read_text(encoding="utf-8")
    assert "<!DOCTYPE html>" in page[:20] or "<!doctype html>" in page[:20]
    assert Path(store).read_bytes() == before


def test_demo_makes_everything_and_never_touches_the_default_store(capsys: Capture, tmp_path: Path):
    said = answer(capsys, "demo", "--output", str(tmp_path / "out"))
    assert "Zu klären" in said
    assert "Kein amtliches Ergebnis" in said
    assert {"map.html", "rostock.db"} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert [path.name for path in tmp_path.rglob("*.db")] == ["rostock.db"]
    answer(capsys, "demo", "--output", str(tmp_path / "out"))


def test_demo_does_not_throw_away_what_somebody_did_in_it(capsys: Capture, tmp_path: Path):
    out = tmp_path / "out"
    answer(capsys, "demo", "--output", str(out))
    changed = tmp_path / "changed"
    shutil.copytree(ROSTOCK, changed)
    path = changed / "landscape.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "note: gesehen\n", encoding="utf-8")
    assert run(["--store", str(out / "rostock.db"), "load", str(changed), "--yes", "--author", "BK"]) == 0
    before = (out / "rostock.db").read_bytes()
    assert "bleibt, wie sie ist" in refusal(capsys, "demo", "--output", str(out))
    assert (out / "rostock.db").read_bytes() == before


def test_doctor(capsys: Capture, store: str):
    said = answer(capsys, "--store", store, "doctor")
    assert store in said
    assert "Fehler: 0" in said
    found = json.loads(answer(capsys, "--store", store, "doctor", "--format", "json"))
    assert (found["records"], found["errors"], found["revisions"]) == (698, 0, 1)


# --------------------------------------------------------------------------------------------------- as its own process


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROSTOCK.parent.parent / "cli.py"), *arguments],
        capture_output=True, encoding="utf-8", env={**os.environ, **environment}, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_missing_folder_is_one_sentence_and_debug_shows_the_traceback():
    plain = process("check", "nowhere")
    assert plain.returncode == 1
    assert len(plain.stderr.strip().splitlines()) == 1
    assert "nowhere" in plain.stderr
    assert "Traceback" in process("--debug", "check", "nowhere").stderr


def test_english_follows_the_locale():
    assert "Usage" in process("--help", LANG="en_US.UTF-8").stdout
    assert "Every day" in process("--help", LANG="en_US.UTF-8").stdout
    assert "Täglich" in process("--help", LANG="C").stdout


def test_names_are_printed_on_any_terminal(store: str):
    shown = process("--store", store, "show", "dienhong", PYTHONIOENCODING="cp1252")
    assert shown.returncode == 0
    assert "Diên Hông" in shown.stdout
